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
    /// Wakes one that waits. When nobody waits, the next wait returns at once. Who finds more to do
    /// than it can take wakes the next.
    void notify();
    /// Waits for a hint, at most `limit`. Returns early (without an error) when the coroutine is
    /// cancelled.
    asio::awaitable<void> wait(std::chrono::milliseconds limit);

  private:
    struct Waiter {
        Waiter(const asio::any_io_executor& executor, std::chrono::milliseconds limit)
            : timer(executor, limit) {}
        asio::steady_timer timer;
        bool woken = false;
    };

    asio::any_io_executor executor_;
    std::list<Waiter> waiting_;
    bool pending_ = false;
};

}  // namespace debrief::flow
