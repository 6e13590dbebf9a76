// Runs a coroutine to its end from an ordinary test function.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace debrief::test {

namespace asio = boost::asio;

namespace detail {

/// Not a template: what starts a coroutine takes a third of a small test's compile time.
void run(asio::io_context& context, asio::awaitable<void> task);

template <class T>
asio::awaitable<void> keep(asio::awaitable<T> task, std::optional<T>& value) {
    value.emplace(co_await std::move(task));
}

}  // namespace detail

/// Runs the coroutine on the given context until it ends (other work of the context runs along) and
/// returns its value or throws what it threw. A coroutine that waits for ever is an error after a
/// minute.
template <class T>
T run_coroutine(asio::io_context& context, asio::awaitable<T> task) {
    if constexpr (std::is_void_v<T>) {
        detail::run(context, std::move(task));
    } else {
        std::optional<T> value;
        detail::run(context, detail::keep(std::move(task), value));
        return std::move(*value);
    }
}

/// The same for a function that returns a coroutine; it lives until the coroutine ended, so it may
/// be a lambda that captures by reference.
template <class Function>
requires std::is_invocable_v<Function&>
auto run_coroutine(asio::io_context& context, Function&& function) {
    return run_coroutine(context, function());
}

/// On a context of its own.
template <class T>
T run_coroutine(asio::awaitable<T> task) {
    asio::io_context context(1);
    return run_coroutine(context, std::move(task));
}

template <class Function>
requires std::is_invocable_v<Function&>
auto run_coroutine(Function&& function) {
    asio::io_context context(1);
    return run_coroutine(context, function());
}

}  // namespace debrief::test
