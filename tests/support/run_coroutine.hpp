// Runs a coroutine to its end from an ordinary test function.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace debrief::test {

namespace asio = boost::asio;

namespace detail {

inline void run_until(asio::io_context& context, const bool& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    context.restart();
    while (!done && std::chrono::steady_clock::now() < end) {
        if (context.run_one_for(std::chrono::seconds(1)) == 0 && context.stopped()) break;
    }
    if (!done) throw std::runtime_error("run_coroutine: the coroutine never ended");
}

}  // namespace detail

/// Runs the coroutine on the given context until it ends (other work of the context runs along) and
/// returns its value or throws what it threw. A coroutine that waits for ever is an error after a
/// minute.
template <class T>
T run_coroutine(asio::io_context& context, asio::awaitable<T> task) {
    bool done = false;
    std::exception_ptr failure;
    if constexpr (std::is_void_v<T>) {
        asio::co_spawn(context, std::move(task), [&](std::exception_ptr thrown) {
            failure = thrown;
            done = true;
        });
        detail::run_until(context, done);
        if (failure) std::rethrow_exception(failure);
    } else {
        std::optional<T> value;
        asio::co_spawn(context, std::move(task), [&](std::exception_ptr thrown, T result) {
            failure = thrown;
            if (!thrown) value.emplace(std::move(result));
            done = true;
        });
        detail::run_until(context, done);
        if (failure) std::rethrow_exception(failure);
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
