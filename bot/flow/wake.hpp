// A hint without data: whoever waits looks at the database again. Hints are never needed for
// correctness, because everybody who waits also looks by the clock.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>

namespace debrief::flow {

namespace asio = boost::asio;

class Wake {
  public:
    explicit Wake(asio::any_io_executor executor) : executor_(std::move(executor)) {}
    /// Wakes all that wait. When nobody waits, the next wait returns at once.
    void notify();
    /// Waits for a hint, at most `limit`. Returns early (without an error) when the coroutine is
    /// cancelled.
    asio::awaitable<void> wait(std::chrono::milliseconds limit);

  private:
    asio::any_io_executor executor_;
    std::list<asio::steady_timer>
        waiting_;  ///< one each: setting a timer anew would wake who already waits on it
    bool pending_ = false;
};

}  // namespace debrief::flow
