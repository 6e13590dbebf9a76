#include "tests/support/run_coroutine.hpp"

#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <exception>
#include <stdexcept>

namespace debrief::test::detail {

void run(asio::io_context& context, asio::awaitable<void> task) {
    bool done = false;
    std::exception_ptr failure;
    asio::co_spawn(context, std::move(task), [&](std::exception_ptr thrown) {
        failure = std::move(thrown);
        done = true;
    });
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    context.restart();
    while (!done && std::chrono::steady_clock::now() < end) {
        if (context.run_one_for(std::chrono::seconds(1)) == 0 && context.stopped()) break;
    }
    if (!done) throw std::runtime_error("run_coroutine: the coroutine never ended");
    if (failure) std::rethrow_exception(failure);
}

}  // namespace debrief::test::detail
