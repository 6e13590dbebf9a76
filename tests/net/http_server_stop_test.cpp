// Stopping: intake ends, work in hand is finished, what does not end is cut.
#include "tests/net/server_fixture.hpp"

#include <boost/asio/co_spawn.hpp>

namespace debrief::net {
namespace {

using test::RawConnection;
using testing::EndsWith;
using testing::HasSubstr;

TEST_F(ServerTest, StoppingAnIdleServerClosesIdleConnections) {
    start();
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("GET /1 HTTP/1.1\r\n\r\n");
        co_await connection.read_message();
        const bool clean = co_await server_->stop(5s);
        EXPECT_TRUE(clean);
        const std::string rest = co_await connection.read_to_end();
        EXPECT_EQ(rest, "");
    });
    context_.restart();
    EXPECT_LE(context_.run_for(1s), 100U);
    EXPECT_TRUE(context_.stopped())
        << "a stopped server leaves nothing behind that keeps the program alive";
}

TEST_F(ServerTest, ARequestInHandIsFinished) {
    start();
    slow_ = 30ms;
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("GET /slow HTTP/1.1\r\n\r\n");
        while (handled_ == 0) co_await sleep_for(1ms);
        const bool clean = co_await server_->stop(5s);
        EXPECT_TRUE(clean);
        const std::string text = co_await connection.read_to_end();
        EXPECT_THAT(text, HasSubstr("Connection: close\r\n"));
        EXPECT_THAT(text, EndsWith("GET /slow "));
    });
}

TEST_F(ServerTest, ARequestHalfReadIsFinished) {
    start();
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        RawConnection witness(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("POST /half HTTP/1.1\r\nContent-Length: 4\r\n\r\nha");
        // Once a later connection was served, the server has seen the first half.
        co_await witness.connect(server_->port());
        co_await witness.send("GET /w HTTP/1.1\r\n\r\n");
        co_await witness.read_message();
        bool clean = false;
        asio::co_spawn(context_, server_->stop(5s), [&](const std::exception_ptr&, bool ended) {
            clean = ended;
        });
        const std::string end_of_witness = co_await witness.read_to_end();
        EXPECT_EQ(end_of_witness, "");
        co_await connection.send("lf");
        const std::string text = co_await connection.read_to_end();
        EXPECT_THAT(text, EndsWith("POST /half half"));
        while (!clean) co_await sleep_for(1ms);
    });
}

TEST_F(ServerTest, NewConnectionsAreRefused) {
    start();
    run([&]() -> asio::awaitable<void> {
        const bool clean = co_await server_->stop(5s);
        EXPECT_TRUE(clean);
        RawConnection late(context_.get_executor());
        bool refused = false;
        try {
            co_await late.connect(server_->port());
        } catch (const boost::system::system_error& error) {
            refused = error.code() == asio::error::connection_refused;
        }
        EXPECT_TRUE(refused);
    });
}

TEST_F(ServerTest, WhatDoesNotEndIsCut) {
    start();
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("GET /stuck HTTP/1.1\r\n\r\n");
        while (handled_ == 0) co_await sleep_for(1ms);
        const auto begin = std::chrono::steady_clock::now();
        const bool clean = co_await server_->stop(20ms);
        EXPECT_FALSE(clean);
        EXPECT_LT(std::chrono::steady_clock::now() - begin, 900ms)
            << "the handler was cancelled, not awaited";
        const std::string text = co_await connection.read_to_end();
        EXPECT_EQ(text, "");
    });
}

TEST_F(ServerTest, DestroyingTheServerLetsAHandlerFinishSafely) {
    start();
    slow_ = 20ms;
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("GET /slow HTTP/1.1\r\n\r\n");
        while (handled_ == 0) co_await sleep_for(1ms);
        server_.reset();
        const std::string text = co_await connection.read_to_end();
        EXPECT_THAT(text, EndsWith("GET /slow "));
    });
}

}  // namespace
}  // namespace debrief::net
