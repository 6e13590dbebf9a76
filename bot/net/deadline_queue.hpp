// Many waits of the same length at the price of one timer: whoever begins later ends later, so a
// list in order of arrival is a list in order of deadlines. A request then costs a few pointers
// instead of a timer.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include <chrono>
#include <memory>

namespace debrief::net {

namespace asio = boost::asio;

/// Something that may wait in one queue at a time. It leaves the queue when it is destroyed.
class Waiter : public boost::intrusive::list_base_hook<
                   boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
  public:
    Waiter() = default;
    virtual ~Waiter() = default;
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    /// The deadline passed; called once, after the waiter left the queue.
    virtual void expired() = 0;

  private:
    friend class DeadlineQueue;
    std::chrono::steady_clock::time_point deadline_;
};

class DeadlineQueue {
  public:
    DeadlineQueue(const asio::any_io_executor& executor, std::chrono::milliseconds wait);

    /// Starts the wait; a wait in this or another queue ends.
    void add(Waiter& waiter);
    /// Ends the wait, if there is one.
    static void remove(Waiter& waiter) { waiter.unlink(); }
    /// Stops the timer, so that it does not keep the program alive; waiters stay unexpired.
    void close();

  private:
    void arm();
    void expire();

    asio::steady_timer timer_;
    std::chrono::milliseconds wait_;
    bool armed_ = false;
    boost::intrusive::list<Waiter, boost::intrusive::constant_time_size<false>> waiters_;
    std::shared_ptr<DeadlineQueue*> self_;  ///< tells a late timer whether the queue still lives
};

}  // namespace debrief::net
