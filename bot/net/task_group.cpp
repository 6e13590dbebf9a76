#include "bot/net/task_group.hpp"

#include "bot/base/log.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <exception>

namespace debrief::net {
namespace {

struct Task {
    explicit Task(std::string name_) : name(std::move(name_)) {}
    void cancel() {
        cancelled = true;
        if (started) signal.emit(asio::cancellation_type::terminal);
    }
    std::string name;
    asio::cancellation_signal signal;
    bool started = false;
    bool cancelled = false;
};

bool is_cancellation(const std::exception& error) {
    const auto* system = dynamic_cast<const boost::system::system_error*>(&error);
    return system != nullptr && system->code() == asio::error::operation_aborted;
}

void report(const std::string& name, const std::exception_ptr& failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        // How a coroutine ends that was waiting when it was asked to stop.
        if (is_cancellation(error)) return;
        log::error(
            "a background task ended with an exception", {{"task", name}, {"error", error.what()}}
        );
    } catch (...) {
        log::error("a background task ended with an unknown exception", {{"task", name}});
    }
}

/// co_spawn itself waits before a task, and again after one that never waited. When the task is
/// cancelled that throws where nobody catches: so a task that did not start is not told, and one
/// that ended is not stopped.
asio::awaitable<void> run(std::shared_ptr<Task> entry, asio::awaitable<void> task) {
    std::exception_ptr failure;
    entry->started = true;
    try {
        if (!entry->cancelled) co_await std::move(task);
    } catch (...) {
        failure = std::current_exception();
    }
    co_await asio::this_coro::throw_if_cancelled(false);
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

struct TaskGroup::Impl {
    explicit Impl(asio::any_io_executor executor_) : executor(std::move(executor_)) {}

    void ended(const std::shared_ptr<Task>& task, const std::exception_ptr& failure) {
        report(task->name, failure);
        std::erase(tasks, task);
        if (tasks.empty()) {
            for (asio::steady_timer* waiter : waiters) waiter->cancel();
        }
    }

    asio::any_io_executor executor;
    std::vector<std::shared_ptr<Task>> tasks;
    std::vector<asio::steady_timer*> waiters;
    bool cancelled = false;
};

TaskGroup::TaskGroup(asio::any_io_executor executor)
    : impl_(std::make_shared<Impl>(std::move(executor))) {}

TaskGroup::~TaskGroup() {
    for (const std::string& name : running()) {
        log::error("a background task outlives its owner; join the group first", {{"task", name}});
    }
    cancel();
}

void TaskGroup::spawn(std::string name, asio::awaitable<void> task) {
    auto entry = std::make_shared<Task>(std::move(name));
    impl_->tasks.push_back(entry);
    auto on_end = [impl = impl_, entry](std::exception_ptr failure) {
        impl->ended(entry, failure);
    };
    asio::co_spawn(
        impl_->executor,
        run(entry, std::move(task)),
        asio::bind_cancellation_slot(entry->signal.slot(), std::move(on_end))
    );
    if (impl_->cancelled) entry->cancel();
}

void TaskGroup::cancel() {
    impl_->cancelled = true;
    const auto tasks = impl_->tasks;  // a task may end, and leave the list, while it is told
    for (const auto& task : tasks) task->cancel();
}

asio::awaitable<bool> TaskGroup::join(std::chrono::milliseconds limit) {
    const std::shared_ptr<Impl> impl = impl_;
    asio::steady_timer timer(impl->executor, limit);
    if (!impl->tasks.empty()) {
        impl->waiters.push_back(&timer);
        boost::system::error_code ignored;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        std::erase(impl->waiters, &timer);
    }
    co_return impl->tasks.empty();
}

std::vector<std::string> TaskGroup::running() const {
    std::vector<std::string> names;
    for (const auto& task : impl_->tasks) names.push_back(task->name);
    return names;
}

}  // namespace debrief::net
