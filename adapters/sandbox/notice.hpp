// Wakes everybody who waits. A hint without data: whoever waits looks again.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <vector>

namespace debrief::sandbox {

class Notice {
  public:
    explicit Notice(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}
    void notify() {
        for (auto* each : waiting_) each->cancel();
    }
    /// Until the next hint, at most `limit`.
    boost::asio::awaitable<void> wait(std::chrono::milliseconds limit) {
        boost::asio::steady_timer timer(executor_, limit);
        waiting_.push_back(&timer);
        boost::system::error_code ignored;
        co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
        std::erase(waiting_, &timer);
    }
    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

  private:
    boost::asio::any_io_executor executor_;
    std::vector<boost::asio::steady_timer*> waiting_;
};

}  // namespace debrief::sandbox
