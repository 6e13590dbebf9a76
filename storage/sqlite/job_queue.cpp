#include "storage/sqlite/job_queue.hpp"

#include <utility>

namespace debrief::storage::sqlite {
namespace {

void refuse(std::unique_ptr<Waiter> waiter, const Error& why) {
    waiter->result = why;
    Waiters one;
    one.push_back(std::move(waiter));
    resume_all(std::move(one));
}

}  // namespace

void JobQueue::push(std::unique_ptr<Waiter> waiter) {
    std::optional<Error> refusal;
    {
        const std::lock_guard lock(mutex_);
        if (closed_) {
            refusal = closed_;
        } else if (waiting_.size() >= limit_) {
            refusal.emplace(
                Errc::busy, "The database has too much to do. Nothing was changed: try again."
            );
        } else {
            waiting_.push_back(std::move(waiter));
        }
    }
    if (refusal) {
        refuse(std::move(waiter), *refusal);
    } else {
        changed_.notify_one();
    }
}

Waiters JobQueue::take(std::size_t most, std::optional<std::chrono::milliseconds> idle) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return !waiting_.empty() || closed_.has_value(); };
    if (idle) {
        changed_.wait_for(lock, *idle, ready);
    } else {
        changed_.wait(lock, ready);
    }
    Waiters taken;
    while (!waiting_.empty() && taken.size() < most) {
        taken.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return taken;
}

bool JobQueue::drained() const {
    const std::lock_guard lock(mutex_);
    return closed_.has_value() && waiting_.empty();
}

std::size_t JobQueue::size() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void JobQueue::close(const Error& why) {
    {
        const std::lock_guard lock(mutex_);
        if (!closed_) closed_ = why;
    }
    changed_.notify_all();
}

void JobQueue::fail(const Error& why) {
    Waiters left;
    {
        const std::lock_guard lock(mutex_);
        closed_ = why;
        for (auto& waiter : waiting_) {
            waiter->result = why;
            left.push_back(std::move(waiter));
        }
        waiting_.clear();
    }
    changed_.notify_all();
    resume_all(std::move(left));
}

}  // namespace debrief::storage::sqlite
