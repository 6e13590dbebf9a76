// The bounded queue between the coroutines and a storage thread.
#pragma once
#include "storage/sqlite/waiter.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>

namespace debrief::storage::sqlite {

/// Safe from any thread.
class JobQueue {
  public:
    explicit JobQueue(std::size_t limit) : limit_(limit) {}

    /// Accepts, or lets the waiter continue with `busy` or with why the queue is closed.
    void push(std::unique_ptr<Waiter> waiter);
    /// Waits for jobs, for ever or for `idle`; at most `most`. Empty: nothing came in time, or the
    /// queue is closed and drained.
    [[nodiscard]] Waiters take(
        std::size_t most, std::optional<std::chrono::milliseconds> idle = std::nullopt
    );
    [[nodiscard]] bool drained() const;
    [[nodiscard]] std::size_t size() const;

    /// From now on nothing is accepted; what waits is still handed out.
    void close(const Error& why);
    /// From now on nothing is accepted, and what waits continues with the error.
    void fail(const Error& why);

  private:
    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Waiter>> waiting_;  // guarded by mutex_
    std::optional<Error> closed_;                  // guarded by mutex_
};

}  // namespace debrief::storage::sqlite
