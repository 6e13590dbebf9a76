// A server on a free port with handlers that tests need, and raw connections to it.
#pragma once
#include "bot/net/deadline.hpp"
#include "bot/net/http_server.hpp"
#include "tests/net/raw_connection.hpp"
#include "tests/support/run_coroutine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

namespace debrief::net {

using namespace std::chrono_literals;

class ServerTest : public testing::Test {
  protected:
    ServerTest() {
        // So short that a test can wait for them, so long that a busy machine does not meet them by
        // chance.
        limits_.header_bytes = 1'000;
        limits_.body_bytes = 10'000;
        limits_.read_timeout = 60s;
        limits_.idle_timeout = 60s;
    }

    void start() {
        auto server =
            listen(context_.get_executor(), "127.0.0.1", 0, limits_, [this](HttpRequest request) {
                return answer(*this, std::move(request));
            });
        ASSERT_TRUE(server) << server.error().what();
        server_ = std::move(server.value());
    }

    /// Runs a coroutine beside the server.
    template <class Function>
    auto run(Function&& function) {
        return test::run_coroutine(context_, std::forward<Function>(function));
    }

    /// Says one thing on a new connection; everything that came back until the server closed.
    std::string talk(std::string text) {
        return test::run_coroutine(context_, test::talk(server_->port(), std::move(text)));
    }

    static asio::awaitable<HttpResponse> answer(ServerTest& test, HttpRequest request) {
        ++test.handled_;
        if (request.path() == "/throw") throw std::runtime_error("a bug in a handler");
        if (request.path() == "/slow") co_await sleep_for(test.slow_);
        if (request.path() == "/stuck") {
            co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation()
            );
            co_await sleep_for(1h);
        }
        HttpResponse response(
            200, "text/plain", request.method + " " + request.target + " " + request.body
        );
        response.headers.add("X-Evil", "a\r\nInjected: yes");
        if (request.path() == "/empty") response = HttpResponse(204);
        co_return response;
    }

    asio::io_context context_{1};
    ServerLimits limits_;
    std::chrono::milliseconds slow_{0};
    int handled_ = 0;
    std::unique_ptr<HttpServer> server_;
};

}  // namespace debrief::net
