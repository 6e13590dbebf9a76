// One asks, the others wait for its answer. On one thread.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>

namespace debrief::teams {

namespace asio = boost::asio;

class SingleFlight {
  public:
    /// While it lives, the others wait; however it ends, they look again.
    class Pilot {
      public:
        Pilot(SingleFlight& flight, const asio::any_io_executor& executor) : flight_(flight) {
            flight_.landing_ = std::make_shared<asio::steady_timer>(
                executor, asio::steady_timer::time_point::max()
            );
        }
        ~Pilot() {
            flight_.landing_->cancel();
            flight_.landing_.reset();
        }
        Pilot(const Pilot&) = delete;
        Pilot& operator=(const Pilot&) = delete;

      private:
        SingleFlight& flight_;
    };

    [[nodiscard]] bool is_flying() const { return landing_ != nullptr; }
    /// Waits for the one that flies. Returns without an error when the coroutine is cancelled.
    asio::awaitable<void> landed() {
        const auto landing = landing_;
        if (!landing) co_return;
        boost::system::error_code ended;
        co_await landing->async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }

  private:
    std::shared_ptr<asio::steady_timer> landing_;
};

}  // namespace debrief::teams
