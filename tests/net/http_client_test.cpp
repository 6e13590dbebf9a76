// The client against servers that behave.
#include "bot/net/http_client.hpp"

#include "tests/net/raw_server.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/scripted_server.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debrief::net {
namespace {

using test::RawConnection;
using test::RawServer;
using test::ScriptedServer;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class ClientTest : public testing::Test {
  protected:
    Result<HttpResponse> send(const std::string& url, HttpRequest request) {
        return test::run_coroutine(context_, client_->send(url, std::move(request)));
    }
    Result<HttpResponse> get(const std::string& url) { return send(url, HttpRequest("GET", "")); }

    asio::io_context context_{1};
    std::unique_ptr<HttpClient> client_ = create_http_client(context_.get_executor());
};

TEST_F(ClientTest, SendsMethodTargetHeadersAndBody) {
    ScriptedServer server(context_.get_executor());
    HttpResponse answer(201, "application/json", R"({"ok":true})");
    answer.headers.add("Retry-After", "30");
    server.push(answer);
    HttpRequest request("POST", "ignored: the URL counts");
    request.headers.add("Authorization", "Bearer token");
    request.headers.add("Content-Length", "99999");
    request.body = "a=1";

    const auto response = send(server.url("/api/x?y=1"), request);
    ASSERT_TRUE(response) << response.error().what();
    EXPECT_EQ(response->status, 201);
    EXPECT_EQ(response->body, R"({"ok":true})");
    EXPECT_EQ(response->headers.get("retry-after"), "30");

    ASSERT_EQ(server.requests().size(), 1U);
    const HttpRequest& seen = server.requests()[0];
    EXPECT_EQ(seen.method, "POST");
    EXPECT_EQ(seen.target, "/api/x?y=1");
    EXPECT_EQ(seen.headers.get("Host"), "127.0.0.1:" + std::to_string(server.port()));
    EXPECT_EQ(seen.headers.get("Authorization"), "Bearer token");
    EXPECT_EQ(seen.headers.get("Content-Length"), "3") << "the length is the client's own business";
    EXPECT_EQ(seen.body, "a=1");
}

TEST_F(ClientTest, EveryStatusIsAnAnswerAndNoRedirectIsFollowed) {
    ScriptedServer elsewhere(context_.get_executor());
    ScriptedServer server(context_.get_executor());
    for (const int status : {302, 307, 404, 429, 500}) {
        HttpResponse response(status);
        response.headers.add("Location", elsewhere.url("/stolen"));
        server.push(response);
        const auto answer = get(server.url("/"));
        ASSERT_TRUE(answer) << answer.error().what();
        EXPECT_EQ(answer->status, status);
    }
    EXPECT_EQ(server.requests().size(), 5U);
    EXPECT_TRUE(elsewhere.requests().empty()) << "the token would have gone with it";
}

TEST_F(ClientTest, UsesAConnectionAgain) {
    RawServer server(context_, [](RawConnection& connection, int) -> asio::awaitable<void> {
        for (int i = 0; i < 3; ++i) {
            co_await connection.read_through("\r\n\r\n");
            co_await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    });
    for (int i = 0; i < 3; ++i) {
        const auto answer = get(server.url());
        ASSERT_TRUE(answer) << answer.error().what();
        EXPECT_EQ(answer->body, "ok");
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientTest, DoesNotKeepWhatTheServerWillClose) {
    RawServer server(context_, [](RawConnection& connection, int) -> asio::awaitable<void> {
        co_await connection.read_through("\r\n\r\n");
        co_await connection.send(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
        );
        co_await connection.read_to_end();
    });
    EXPECT_TRUE(get(server.url()));
    EXPECT_TRUE(get(server.url()));
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(ClientTest, ReadsChunksAndBodiesThatEndWithTheConnection) {
    RawServer server(context_, [](RawConnection& connection, int number) -> asio::awaitable<void> {
        co_await connection.read_through("\r\n\r\n");
        if (number == 1) {
            co_await connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n"
            );
            co_await connection.send("0\r\n\r\n");
        } else {
            co_await connection.send("HTTP/1.0 200 OK\r\n\r\ntwo");
        }
    });
    EXPECT_EQ(get(server.url())->body, "one");
    EXPECT_EQ(get(server.url())->body, "two");
}

TEST_F(ClientTest, ReadsALargeAnswerWhole) {
    ScriptedServer server(context_.get_executor());
    server.push(HttpResponse(200, "text/plain", std::string(4 * 1024 * 1024, 'x')));
    const auto answer = get(server.url());
    ASSERT_TRUE(answer) << answer.error().what();
    EXPECT_EQ(answer->body, std::string(4 * 1024 * 1024, 'x'));
}

TEST_F(ClientTest, HeadHasNoBody) {
    ScriptedServer server(context_.get_executor());
    server.push(HttpResponse(200, "text/plain", "not sent"));
    const auto answer = send(server.url(), HttpRequest("HEAD", ""));
    ASSERT_TRUE(answer) << answer.error().what();
    EXPECT_EQ(answer->headers.get("Content-Length"), "8");
    EXPECT_EQ(answer->body, "");
}

TEST_F(ClientTest, ALineBreakInAHeaderStartsNoOther) {
    ScriptedServer server(context_.get_executor());
    server.push(HttpResponse(200));
    HttpRequest request("GET", "");
    request.headers.add("X-Name", "a\r\nX-Injected: b");
    ASSERT_TRUE(send(server.url(), request));
    EXPECT_FALSE(server.requests()[0].headers.has("X-Injected"));
}

TEST_F(ClientTest, FindsLocalhostWithoutAskingAnybody) {
    ScriptedServer server(context_.get_executor());
    server.push(HttpResponse(200));
    EXPECT_TRUE(get("http://localhost:" + std::to_string(server.port()) + "/"));
}

TEST_F(ClientTest, KeepsNoMoreIdleConnectionsThanAllowed) {
    ClientLimits limits;
    limits.idle_connections_per_host = 1;
    client_ = create_http_client(context_.get_executor(), limits);
    int ended = 0;
    RawServer server(context_, [&](RawConnection& connection, int) -> asio::awaitable<void> {
        co_await connection.read_through("\r\n\r\n");
        co_await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        co_await connection.read_to_end();
        ++ended;
    });
    int answers = 0;
    for (int i = 0; i < 3; ++i) {
        asio::co_spawn(
            context_,
            client_->send(server.url(), HttpRequest("GET", "")),
            [&](const std::exception_ptr&, const Result<HttpResponse>& answer) {
                answers += answer ? 1 : 0;
            }
        );
    }
    while ((answers < 3 || ended < 2) && context_.run_one_for(std::chrono::seconds(5)) > 0)
        continue;
    EXPECT_EQ(answers, 3);
    EXPECT_EQ(ended, 2) << "two of three were closed";
}

}  // namespace
}  // namespace debrief::net
