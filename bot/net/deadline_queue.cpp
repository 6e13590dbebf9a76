#include "bot/net/deadline_queue.hpp"

namespace debrief::net {

DeadlineQueue::DeadlineQueue(const asio::any_io_executor& executor, std::chrono::milliseconds wait)
    : timer_(executor), wait_(wait), self_(std::make_shared<DeadlineQueue*>(this)) {}

void DeadlineQueue::add(Waiter& waiter) {
    waiter.unlink();
    waiter.deadline_ = std::chrono::steady_clock::now() + wait_;
    waiters_.push_back(waiter);
    if (!armed_) arm();
}

void DeadlineQueue::close() {
    timer_.cancel();
}

void DeadlineQueue::arm() {
    armed_ = true;
    timer_.expires_at(waiters_.front().deadline_);
    // A timer that already went off cannot be called back, hence the weak pointer beside the error
    // code.
    timer_.async_wait([self = std::weak_ptr(self_)](boost::system::error_code error) {
        const auto queue = self.lock();
        if (!queue) return;
        (*queue)->armed_ = false;
        if (!error) (*queue)->expire();
    });
}

void DeadlineQueue::expire() {
    const auto now = std::chrono::steady_clock::now();
    while (!waiters_.empty() && waiters_.front().deadline_ <= now) {
        Waiter& waiter = waiters_.front();
        waiter.unlink();
        waiter.expired();
    }
    if (!waiters_.empty() && !armed_) arm();
}

}  // namespace debrief::net
