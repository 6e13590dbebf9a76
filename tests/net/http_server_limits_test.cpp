// What a careless or hostile client meets.
#include "tests/net/server_fixture.hpp"

namespace debrief::net {
namespace {

using test::RawConnection;
using testing::HasSubstr;
using testing::StartsWith;

std::string post(std::size_t size) {
    return "POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: " + std::to_string(size) +
           "\r\n\r\n" + std::string(size, 'b');
}

std::string post_chunked(std::size_t size) {
    std::string text = "POST / HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t i = 0; i < size; ++i) text += "1\r\nb\r\n";
    return text + "0\r\n\r\n";
}

TEST_F(ServerTest, TakesABodyAtTheLimitAndRefusesOneByteMore) {
    start();
    EXPECT_THAT(talk(post(limits_.body_bytes)), StartsWith("HTTP/1.1 200"));
    const std::string refused = talk(post(limits_.body_bytes + 1));
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(refused, HasSubstr("The body is larger"));
    EXPECT_EQ(handled_, 1);
}

TEST_F(ServerTest, CountsChunksAgainstTheSameLimit) {
    start();
    EXPECT_THAT(talk(post_chunked(limits_.body_bytes)), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(talk(post_chunked(limits_.body_bytes + 1)), StartsWith("HTTP/1.1 413 "));
    EXPECT_EQ(handled_, 1);
}

TEST_F(ServerTest, TheRefusalOfALargeUploadArrives) {
    start();
    EXPECT_THAT(talk(post(5'000'000)), StartsWith("HTTP/1.1 413 "))
        << "closing must not reset the connection";
}

TEST_F(ServerTest, DoesNotInviteABodyItWillNotTake) {
    start();
    const std::string text =
        talk("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 999999\r\n\r\n");
    EXPECT_THAT(text, StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, ALargeHeaderIs431) {
    start();
    const std::string text = talk("GET / HTTP/1.1\r\nX: " + std::string(2'000, 'x') + "\r\n\r\n");
    EXPECT_THAT(text, StartsWith("HTTP/1.1 431 "));
    EXPECT_THAT(text, HasSubstr("Connection: close"));
}

TEST_F(ServerTest, WhatIsNotHttpIs400) {
    start();
    EXPECT_THAT(talk("\x16\x03\x01 hello\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
    const std::string smuggling =
        talk("POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    EXPECT_THAT(smuggling, StartsWith("HTTP/1.1 400 "));
    EXPECT_EQ(handled_, 0);
}

TEST_F(ServerTest, AnEndlessChunkExtensionIsRefused) {
    start();
    const std::string text =
        talk("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(300'000, 'x'));
    EXPECT_EQ(handled_, 0);
    EXPECT_THAT(text, testing::AnyOf(testing::IsEmpty(), StartsWith("HTTP/1.1 4")));
}

TEST_F(ServerTest, ARequestThatStopsHalfWayIs408) {
    limits_.read_timeout = 30ms;
    start();
    for (const char* half :
         {"G", "POST / HTTP/1.1\r\nContent-", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"}) {
        EXPECT_THAT(talk(half), StartsWith("HTTP/1.1 408 ")) << half;
    }
}

TEST_F(ServerTest, DrippingDoesNotExtendTheTime) {
    limits_.read_timeout = 60ms;
    start();
    const auto begin = std::chrono::steady_clock::now();
    const std::string text = run([&]() -> asio::awaitable<std::string> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("GET /");
        for (int i = 0; i < 20; ++i) {
            co_await sleep_for(5ms);
            co_await connection.send("x");
        }
        co_return co_await connection.read_to_end();
    });
    EXPECT_THAT(text, StartsWith("HTTP/1.1 408 "));
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 60ms);
    EXPECT_EQ(handled_, 0);
}

TEST_F(ServerTest, AnIdleConnectionEndsWithoutAWord) {
    limits_.idle_timeout = 50ms;
    start();
    EXPECT_EQ(talk(""), "");
    const std::string after_one = talk("GET /1 HTTP/1.1\r\n\r\n");
    EXPECT_THAT(after_one, StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(after_one, testing::EndsWith("GET /1 "));
}

TEST_F(ServerTest, AClientThatDoesNotReadIsCutOff) {
    limits_.write_timeout = 30ms;
    const std::string large(20'000'000, 'x');
    auto server = listen(context_.get_executor(), "127.0.0.1", 0, limits_, [&](const HttpRequest&) {
        const auto give = [](const std::string& body) -> asio::awaitable<HttpResponse> {
            co_return HttpResponse(200, "text/plain", body);
        };
        return give(large);
    });
    ASSERT_TRUE(server);
    server_ = std::move(server.value());
    const std::string text = run([&]() -> asio::awaitable<std::string> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("GET / HTTP/1.1\r\n\r\n");
        co_await sleep_for(90ms);
        co_return co_await connection.read_to_end();
    });
    EXPECT_LT(text.size(), large.size());
}

TEST_F(ServerTest, TooManyConnectionsAreToldSo) {
    limits_.connections = 2;
    start();
    run([&]() -> asio::awaitable<void> {
        RawConnection first(context_.get_executor());
        RawConnection second(context_.get_executor());
        co_await first.connect(server_->port());
        co_await second.connect(server_->port());
        const std::string third = co_await test::talk(server_->port(), "GET / HTTP/1.1\r\n\r\n");
        EXPECT_THAT(third, StartsWith("HTTP/1.1 503 "));
        EXPECT_THAT(third, HasSubstr("Too many connections"));
        co_await first.send("GET /still HTTP/1.1\r\nConnection: close\r\n\r\n");
        const std::string served = co_await first.read_to_end();
        EXPECT_THAT(served, StartsWith("HTTP/1.1 200"));
        const std::string room =
            co_await test::talk(server_->port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        EXPECT_THAT(room, StartsWith("HTTP/1.1 200")) << "a connection that ended makes room";
    });
}

}  // namespace
}  // namespace debrief::net
