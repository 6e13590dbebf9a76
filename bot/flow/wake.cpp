#include "bot/flow/wake.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace debrief::flow {

void Wake::notify() {
    for (Waiter& waiter : waiting_) {
        if (std::exchange(waiter.woken, true)) continue;
        waiter.timer.cancel();
        return;
    }
    pending_ = true;
}

asio::awaitable<void> Wake::wait(std::chrono::milliseconds limit) {
    if (std::exchange(pending_, false)) co_return;
    auto mine = waiting_.emplace(waiting_.end(), executor_, limit);
    boost::system::error_code interrupted;
    co_await mine->timer.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
    waiting_.erase(mine);
}

}  // namespace debrief::flow
