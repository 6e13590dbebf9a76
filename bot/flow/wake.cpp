#include "bot/flow/wake.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace debrief::flow {

void Wake::notify() {
    pending_ = true;
    for (auto& timer : waiting_) timer.cancel();
}

asio::awaitable<void> Wake::wait(std::chrono::milliseconds limit) {
    if (!pending_) {
        auto mine = waiting_.emplace(waiting_.end(), executor_, limit);
        boost::system::error_code interrupted;
        co_await mine->async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
        waiting_.erase(mine);
    }
    pending_ = false;
}

}  // namespace debrief::flow
