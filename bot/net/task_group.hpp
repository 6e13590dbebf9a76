// Structured concurrency: every background coroutine has a name and an owner that cancels it and
// waits for it.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace debrief::net {

namespace asio = boost::asio;

class TaskGroup {
  public:
    explicit TaskGroup(asio::any_io_executor executor);
    /// All tasks must have ended (join) before.
    ~TaskGroup();
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;

    /// Runs the coroutine on the group's executor. Pass arguments to a named coroutine function;
    /// never a capturing lambda coroutine. An exception that escapes is logged with the task's
    /// name.
    void spawn(std::string name, asio::awaitable<void> task);
    /// Asks all tasks to stop (terminal cancellation).
    void cancel();
    /// Waits until all tasks ended, at most `limit`; false when some did not.
    asio::awaitable<bool> join(std::chrono::milliseconds limit);
    /// Names of the tasks still running.
    [[nodiscard]] std::vector<std::string> running() const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace debrief::net
