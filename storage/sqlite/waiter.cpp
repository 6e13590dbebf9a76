#include "storage/sqlite/waiter.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <iterator>

namespace debrief::storage::sqlite {

void resume_all(Waiters waiters) {
    auto first = waiters.begin();
    while (first != waiters.end()) {
        const asio::any_io_executor executor = (*first)->executor;
        const auto last = std::find_if(first, waiters.end(), [&](const auto& waiter) {
            return waiter->executor != executor;
        });
        // One hand-over for all that share an executor, instead of waking its thread for each.
        Waiters together(std::make_move_iterator(first), std::make_move_iterator(last));
        asio::post(executor, [together = std::move(together)]() mutable {
            for (auto& waiter : together) {
                const auto current = std::move(waiter);
                current->resume();
            }
        });
        first = last;
    }
}

}  // namespace debrief::storage::sqlite
