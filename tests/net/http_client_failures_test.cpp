// The client against servers that do not behave. What counts is the word: refused means nothing was
// sent, timed_out and broken mean that nobody knows.
#include "bot/net/deadline.hpp"
#include "bot/net/http_client.hpp"
#include "tests/net/raw_server.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/scripted_server.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace debrief::net {
namespace {

using namespace std::chrono_literals;
using test::RawConnection;
using test::RawServer;
using testing::HasSubstr;
using testing::Not;

class ClientFailure : public testing::Test {
  protected:
    ClientFailure() {
        limits_.connect_timeout = 30s;
        limits_.exchange_timeout = 30s;
        limits_.answer_bytes = 1000;
        create();
    }
    /// For tests that wait for it; all others must not meet a time-out, however busy the machine
    /// is.
    void use_short_exchange_timeout() {
        limits_.exchange_timeout = 60ms;
        create();
    }
    void create() { client_ = create_http_client(context_.get_executor(), limits_); }

    Result<HttpResponse> send(const std::string& method, const std::string& url) {
        return test::run_coroutine(context_, client_->send(url, HttpRequest(method, "")));
    }

    /// Reads one request, answers and closes.
    static asio::awaitable<void> answer_once(RawConnection& connection, std::string answer) {
        co_await connection.read_through("\r\n\r\n");
        co_await connection.send(std::move(answer));
    }

    void expect_failure(const Result<HttpResponse>& result, Errc code, const std::string& words) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code(), code) << result.error().what();
        EXPECT_THAT(result.error().what(), HasSubstr(words));
        EXPECT_THAT(result.error().what(), Not(HasSubstr("hush")))
            << "paths of webhooks are secrets";
    }

    asio::io_context context_{1};
    ClientLimits limits_;
    std::unique_ptr<HttpClient> client_;
};

constexpr const char* ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST_F(ClientFailure, NobodyListensIsRefused) {
    std::string url;
    {
        const RawServer gone(context_, nullptr);
        url = gone.url("/hush");
    }
    expect_failure(send("POST", url), Errc::refused, "cannot reach 127.0.0.1:");
}

TEST_F(ClientFailure, PlainHttpLeavesThisComputerNever) {
    // 192.0.2.1 is for documentation: had the client tried, this would take the connect time-out.
    const auto begin = std::chrono::steady_clock::now();
    expect_failure(send("POST", "http://192.0.2.1/hush"), Errc::refused, "use https");
    expect_failure(send("POST", "http://hooks.slack.com/hush"), Errc::refused, "use https");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
}

TEST_F(ClientFailure, AnUnusableUrlIsNamedSo) {
    expect_failure(send("GET", "slack.com/hush"), Errc::invalid_input, "https://");
}

TEST_F(ClientFailure, ANameThatDoesNotExistIsRefused) {
    expect_failure(send("GET", "https://debrief.invalid/hush"), Errc::refused, "debrief.invalid");
}

TEST_F(ClientFailure, NoAnswerIsTimedOut) {
    use_short_exchange_timeout();
    RawServer silent(context_, [](RawConnection& connection, int) -> asio::awaitable<void> {
        co_await connection.read_through("never");
    });
    expect_failure(send("POST", silent.url("/hush")), Errc::timed_out, "within 60 ms");
}

TEST_F(ClientFailure, AnAnswerThatStopsHalfWayIsTimedOutHoweverItDrips) {
    use_short_exchange_timeout();
    RawServer server(context_, [](RawConnection& connection, int) -> asio::awaitable<void> {
        co_await answer_once(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        for (int i = 0; i < 50; ++i) {
            co_await connection.send("x");
            co_await sleep_for(4ms);
        }
    });
    expect_failure(send("GET", server.url("/hush")), Errc::timed_out, "unknown");
}

TEST_F(ClientFailure, AConnectionClosedInsideTheAnswerIsBroken) {
    for (const char* part :
         {"HTTP/1.1 20",
          "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npart",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"}) {
        RawServer server(context_, [&](RawConnection& connection, int) {
            return answer_once(connection, part);
        });
        expect_failure(send("POST", server.url("/hush")), Errc::broken, "127.0.0.1");
        EXPECT_EQ(server.connections(), 1) << "what may have been acted on is not repeated";
    }
}

TEST_F(ClientFailure, AConnectionClosedBeforeTheAnswerIsBroken) {
    RawServer server(context_, [](RawConnection& connection, int) {
        return answer_once(connection, "");
    });
    expect_failure(send("POST", server.url("/hush")), Errc::broken, "unknown");
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientFailure, WhatIsNotHttpIsBroken) {
    RawServer server(context_, [](RawConnection& connection, int) {
        return answer_once(connection, "220 smtp.example.com ready\r\n\r\n");
    });
    expect_failure(send("GET", server.url("/hush")), Errc::broken, "not HTTP");
}

TEST_F(ClientFailure, ALargeAnswerIsTooLargeHoweverItIsSent) {
    const std::string body(1001, 'x');
    for (const std::string& answer : {
             "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + body,
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + body,
             "HTTP/1.1 200 OK\r\n\r\n" + body,
         }) {
        RawServer server(context_, [&](RawConnection& connection, int) {
            return answer_once(connection, answer);
        });
        expect_failure(send("GET", server.url("/hush")), Errc::too_large, "1000 bytes");
    }
    RawServer exact(context_, [&](RawConnection& connection, int) {
        return answer_once(
            connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + body.substr(1)
        );
    });
    EXPECT_TRUE(send("GET", exact.url()));
}

/// Answers once per connection and closes it after that, at once or when the next request came.
class ClosedKeepAlive : public ClientFailure {
  protected:
    static asio::awaitable<void> serve(RawConnection& connection, bool wait_for_next) {
        co_await connection.read_through("\r\n\r\n");
        co_await connection.send(ok);
        if (wait_for_next) co_await connection.read_through("\r\n\r\n");
    }
};

TEST_F(ClosedKeepAlive, ASilentlyClosedConnectionIsReplacedForEveryMethod) {
    RawServer server(context_, [](RawConnection& connection, int) {
        return serve(connection, false);
    });
    EXPECT_TRUE(send("POST", server.url()));
    test::run_coroutine(context_, sleep_for(10ms));  // the server's close arrives
    const auto second = send("POST", server.url());
    EXPECT_TRUE(second) << second.error().what();
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(ClosedKeepAlive, AGetIsRepeatedWhenTheConnectionEndsUnderIt) {
    RawServer server(context_, [](RawConnection& connection, int) {
        return serve(connection, true);
    });
    EXPECT_TRUE(send("GET", server.url()));
    const auto second = send("GET", server.url());
    EXPECT_TRUE(second) << second.error().what();
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(ClosedKeepAlive, APostIsNotBecauseItMayHaveBeenActedOn) {
    RawServer server(context_, [](RawConnection& connection, int) {
        return serve(connection, true);
    });
    EXPECT_TRUE(send("POST", server.url()));
    expect_failure(send("POST", server.url("/hush")), Errc::broken, "unknown");
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClosedKeepAlive, AGetIsRepeatedOnlyOnce) {
    RawServer server(context_, [](RawConnection& connection, int number) {
        return number == 1 ? serve(connection, true) : answer_once(connection, "");
    });
    EXPECT_TRUE(send("GET", server.url()));
    expect_failure(send("GET", server.url("/hush")), Errc::broken, "unknown");
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(ClosedKeepAlive, UnaskedBytesSpoilAConnection) {
    RawServer server(context_, [](RawConnection& connection, int) -> asio::awaitable<void> {
        co_await connection.read_through("\r\n\r\n");
        co_await connection.send(
            std::string(ok) + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
        );
        co_await connection.read_to_end();
    });
    EXPECT_EQ(send("GET", server.url())->body, "ok");
    EXPECT_EQ(send("GET", server.url())->body, "ok") << "the second answer was never asked for";
    EXPECT_EQ(server.connections(), 2);
}

/// A request that the server has and never answers.
class RunningRequest : public ClientFailure {
  protected:
    RunningRequest() {
        asio::co_spawn(
            context_,
            client_->send(silent_.url("/hush"), HttpRequest("POST", "")),
            [this](const std::exception_ptr&, Result<HttpResponse> result) {
                outcome_ = std::move(result);
            }
        );
        while (!reached_ && context_.run_one_for(5s) > 0) continue;
    }

    void expect_stopped() {
        while (!outcome_ && context_.run_one_for(5s) > 0) continue;
        ASSERT_TRUE(outcome_);
        expect_failure(*outcome_, Errc::stopped, "stopping");
    }

    static asio::awaitable<void> listen_only(RawConnection& connection, bool& reached) {
        co_await connection.read_through("\r\n\r\n");
        reached = true;
        co_await connection.read_to_end();
    }

    bool reached_ = false;
    std::optional<Result<HttpResponse>> outcome_;
    RawServer silent_{context_, [this](RawConnection& connection, int) {
                          return listen_only(connection, reached_);
                      }};
};

TEST_F(RunningRequest, EndsWithStopAndNoOtherBegins) {
    client_->stop();
    expect_stopped();
    expect_failure(send("GET", silent_.url("/hush")), Errc::stopped, "stopping");
}

TEST_F(RunningRequest, MayOutliveItsClient) {
    client_.reset();
    expect_stopped();
}

}  // namespace
}  // namespace debrief::net
