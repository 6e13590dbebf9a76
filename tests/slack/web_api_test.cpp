#include "adapters/slack/web_api.hpp"

#include "tests/net/raw_server.hpp"
#include "tests/slack/slack_double.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using Kind = ApiAnswer::Kind;
using debrief::test::run_coroutine;

net::HttpResponse response(int status, std::string body) {
    return net::HttpResponse(status, "application/json", std::move(body));
}

TEST(ReadAnswer, TellsWhatBecameOfTheCall) {
    EXPECT_EQ(read_answer(response(200, R"({"ok":true})")).kind, Kind::ok);
    const ApiAnswer refused =
        read_answer(response(200, R"({"ok":false,"error":"missing_scope","needed":"chat:write"})"));
    EXPECT_EQ(refused.kind, Kind::error);
    EXPECT_EQ(refused.error, "missing_scope");
    EXPECT_EQ(refused.needed, "chat:write");
    for (const char* error :
         {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}) {
        const std::string body = std::string(R"({"ok":false,"error":")") + error + "\"}";
        EXPECT_EQ(read_answer(response(200, body)).kind, Kind::unclear) << error;
    }
    EXPECT_EQ(read_answer(response(500, R"({"ok":true})")).kind, Kind::unclear);
    EXPECT_EQ(read_answer(response(503, "")).kind, Kind::unclear);
    EXPECT_EQ(read_answer(response(200, "<html>login</html>")).kind, Kind::unclear);
    EXPECT_EQ(read_answer(response(200, R"({"ok":"yes"})")).kind, Kind::unclear);
    EXPECT_EQ(read_answer(response(302, "")).kind, Kind::unclear);
    EXPECT_EQ(read_answer(Error(Errc::refused, "x")).kind, Kind::not_sent);
    EXPECT_EQ(read_answer(Error(Errc::timed_out, "x")).kind, Kind::unclear);
    EXPECT_EQ(read_answer(Error(Errc::broken, "x")).kind, Kind::unclear);
}

TEST(ReadAnswer, NamesOfErrorsAreWordsOnly) {
    const ApiAnswer odd =
        read_answer(response(200, R"({"ok":false,"error":"Bearer xoxb-1 is bad"})"));
    EXPECT_EQ(odd.error, "unknown_error");
    EXPECT_EQ(odd.words.find("xoxb"), std::string::npos);
}

TEST(ReadAnswer, TakesRetryAfterOrHalfAMinute) {
    const auto after = [](const char* header) {
        net::HttpResponse limited(429);
        if (header != nullptr) limited.headers.add("Retry-After", header);
        const ApiAnswer answer = read_answer(limited);
        EXPECT_EQ(answer.kind, Kind::rate_limited);
        return std::chrono::duration_cast<std::chrono::seconds>(answer.after).count();
    };
    EXPECT_EQ(after("7"), 7);
    EXPECT_EQ(after("0"), 1);
    EXPECT_EQ(after(nullptr), 30);
    EXPECT_EQ(after(""), 30);
    EXPECT_EQ(after("soon"), 30);
    EXPECT_EQ(after("-5"), 30);
    EXPECT_EQ(after("7.5"), 30);
    EXPECT_EQ(after("999999999"), 3600);
    EXPECT_EQ(
        read_answer(response(200, R"({"ok":false,"error":"rate_limited"})")).kind,
        Kind::rate_limited
    );
}

class Calling : public testing::Test {
  protected:
    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    test::SlackDouble slack_{context_.get_executor()};
    std::unique_ptr<net::HttpClient> http_ = net::create_http_client(context_.get_executor());
    WebApi api_{*http_, clock_, Secret(std::string(test::bot_token)), slack_.url()};

    ApiAnswer call(std::string method, const json::Value& arguments) {
        return run_coroutine(context_, api_.call(std::move(method), arguments));
    }
};

TEST_F(Calling, PutsTheTokenInTheHeaderOnly) {
    json::Value arguments = json::Value::object();
    arguments.set("channel", "C1").set("text", "a & b");
    EXPECT_TRUE(call("chat.postMessage", arguments).ok());
    ASSERT_EQ(slack_.calls().size(), 1U);
    const test::Call& made = slack_.calls()[0];
    EXPECT_EQ(made.authorization, "Bearer " + std::string(test::bot_token));
    EXPECT_EQ(made.content_type, "application/json; charset=utf-8");
    EXPECT_EQ(json::dump(made.arguments), json::dump(arguments));
}

TEST_F(Calling, SendsFormsToMethodsThatReadNoJson) {
    json::Value arguments = json::Value::object();
    arguments.set("channel", "C1").set("limit", 15).set("inclusive", true);
    call("conversations.replies", arguments);
    const test::Call& made = slack_.calls()[0];
    EXPECT_EQ(made.content_type, "application/x-www-form-urlencoded");
    EXPECT_EQ(json::dump(made.arguments), R"({"channel":"C1","limit":"15","inclusive":"true"})");
}

TEST_F(Calling, SendsNothingWhileRetryAfterRuns) {
    net::HttpResponse limited(429);
    limited.headers.add("Retry-After", "10");
    slack_.next("chat.update", limited);
    const json::Value nothing = json::Value::object();
    EXPECT_EQ(call("chat.update", nothing).kind, Kind::rate_limited);
    clock_.advance(std::chrono::seconds(4));
    const ApiAnswer early = call("chat.update", nothing);
    EXPECT_EQ(early.kind, Kind::rate_limited);
    EXPECT_EQ(early.after, std::chrono::seconds(6));
    EXPECT_EQ(slack_.calls("chat.update").size(), 1U);
    EXPECT_TRUE(call("chat.delete", nothing).ok()) << "other methods go on";
    clock_.advance(std::chrono::seconds(6));
    EXPECT_TRUE(call("chat.update", nothing).ok());
}

TEST_F(Calling, RemembersThatTheTokenIsNotAccepted) {
    const json::Value nothing = json::Value::object();
    slack_.fail("auth.test", "token_revoked");
    call("auth.test", nothing);
    EXPECT_NE(api_.trouble().find("token_revoked"), std::string::npos);
    EXPECT_EQ(api_.trouble().find(test::bot_token), std::string::npos);
    call("auth.test", nothing);
    EXPECT_EQ(api_.trouble(), "") << "it works again";
}

/// What a call to a server of this behaviour ends in.
ApiAnswer answer_of(debrief::test::RawServer::Script script) {
    asio::io_context context(1);
    debrief::test::FakeClock clock;
    debrief::test::RawServer server(context, std::move(script));
    net::ClientLimits limits;
    limits.exchange_timeout = std::chrono::milliseconds(200);
    const auto http = net::create_http_client(context.get_executor(), limits);
    WebApi api(*http, clock, Secret(std::string(test::bot_token)), server.url("/api"));
    const json::Value nothing = json::Value::object();
    ApiAnswer answer = run_coroutine(context, api.call("chat.postMessage", nothing));
    http->stop();
    EXPECT_EQ(answer.words.find(test::bot_token), std::string::npos);
    EXPECT_EQ(answer.words.find("Bearer"), std::string::npos);
    return answer;
}

asio::awaitable<void> half(debrief::test::RawConnection& connection, int) {
    co_await connection.read_through("\r\n\r\n");
    co_await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"ok\":tr");
}
asio::awaitable<void> hang_up(debrief::test::RawConnection& connection, int) {
    co_await connection.read_through("\r\n\r\n");
}
asio::awaitable<void> silence(debrief::test::RawConnection& connection, int) {
    co_await connection.read_through("\r\n\r\n");
    co_await connection.read_through("\r\n\r\n");  // which never comes
}

TEST(Broken, AnswersLeaveTheOutcomeUnclear) {
    EXPECT_EQ(answer_of(half).kind, Kind::unclear);
    EXPECT_EQ(answer_of(hang_up).kind, Kind::unclear);
    EXPECT_EQ(answer_of(silence).kind, Kind::unclear);
}

TEST(Broken, ConnectionsAreSurelyWithoutEffect) {
    asio::io_context context(1);
    debrief::test::FakeClock clock;
    std::string url;
    {
        asio::ip::tcp::acceptor closed(
            context, asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)
        );
        url = "http://127.0.0.1:" + std::to_string(closed.local_endpoint().port()) + "/api/";
    }
    const auto http = net::create_http_client(context.get_executor());
    WebApi api(*http, clock, Secret(std::string(test::bot_token)), url);
    const json::Value nothing = json::Value::object();
    const ApiAnswer answer = run_coroutine(context, api.call("chat.postMessage", nothing));
    EXPECT_EQ(answer.kind, Kind::not_sent);
    EXPECT_EQ(answer.words.find(test::bot_token), std::string::npos);
}

}  // namespace
}  // namespace debrief::slack
