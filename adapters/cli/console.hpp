// Running a coroutine to its end from a verb that is not a server.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <utility>

namespace debrief::cli {

/// Runs `task` on `io` until it ends; rethrows what it throws.
inline void run_to_end(boost::asio::io_context& io, boost::asio::awaitable<void> task) {
    std::exception_ptr failure;
    boost::asio::co_spawn(io, std::move(task), [&](std::exception_ptr thrown) {
        failure = thrown;
    });
    io.run();
    io.restart();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace debrief::cli
