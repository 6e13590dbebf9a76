// Rate limits and faults.
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

class Limits : public Playground {
  protected:
    Limits() {
        Settings settings = usual();
        settings.rates.on = true;
        start(std::move(settings));
    }
    Answer say_to(const std::string& channel) {
        return post("chat.postMessage", object().set("channel", channel).set("text", "x"));
    }
};

TEST_F(Limits, OneMessageASecondAndChannel) {
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(say_to(ids::checkout).ok());
    const Answer refused = say_to(ids::checkout);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.error(), "ratelimited");
    EXPECT_EQ(refused.retry_after, "1");
    EXPECT_TRUE(say_to(ids::search).ok()) << "another channel goes on";
    EXPECT_TRUE(post("auth.test", object()).ok()) << "another method goes on";
    EXPECT_EQ(box->limits().impatient(), 0);
    EXPECT_EQ(say_to(ids::checkout).status, 429);
    EXPECT_EQ(box->limits().impatient(), 1) << "asked again before Retry-After was over";
    clock.advance(std::chrono::seconds(1));
    EXPECT_TRUE(say_to(ids::checkout).ok());
    EXPECT_EQ(say_to(ids::checkout).status, 429);
}

TEST_F(Limits, TiersCountPerMethod) {
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(get("users.list", {{"limit", "1"}}).ok());
    const Answer refused = get("users.list", {{"limit", "1"}});
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.retry_after, "3") << "20 a minute";
    clock.advance(std::chrono::seconds(3));
    EXPECT_TRUE(get("users.list", {{"limit", "1"}}).ok());
}

TEST_F(Limits, CanBeLooser) {
    box->limits().settings().looseness = 10;
    for (int i = 0; i < 40; ++i) EXPECT_TRUE(say_to(ids::checkout).ok());
    EXPECT_EQ(say_to(ids::checkout).status, 429);
}

TEST_F(Limits, FaultsComeAsPlanned) {
    Fault fault;
    fault.kind = Fault::Kind::server_error;
    box->api().faults().next("chat.postMessage", fault, 2);
    EXPECT_EQ(say_to(ids::checkout).status, 500);
    EXPECT_TRUE(post("auth.test", object()).ok());
    EXPECT_EQ(say_to(ids::checkout).error(), "internal_error");
    EXPECT_TRUE(say_to(ids::checkout).ok());
    EXPECT_EQ(box->workspace().channel(ids::checkout)->messages.size(), 1U);
}

TEST_F(Limits, FaultsOfEveryKind) {
    Fault fault;
    fault.kind = Fault::Kind::html;
    box->api().faults().next("*", fault);
    const Answer html = say_to(ids::checkout);
    EXPECT_EQ(html.status, 503);
    EXPECT_TRUE(html.body.ref().is_null()) << "not JSON";
    fault.kind = Fault::Kind::half;
    box->api().faults().next("chat.postMessage", fault);
    EXPECT_TRUE(say_to(ids::checkout).body.ref().is_null());
    EXPECT_EQ(box->workspace().channel(ids::checkout)->messages.size(), 1U)
        << "the message is there";
    fault.kind = Fault::Kind::error;
    fault.name = "fatal_error";
    box->api().faults().next("chat.postMessage", fault);
    EXPECT_EQ(say_to(ids::checkout).error(), "fatal_error");
    fault.kind = Fault::Kind::rate_limited;
    fault.seconds = 30;
    box->api().faults().next("chat.postMessage", fault);
    EXPECT_EQ(say_to(ids::checkout).retry_after, "30");
    EXPECT_EQ(say_to(ids::checkout).retry_after, "30") << "shut for everybody until then";
    clock.advance(std::chrono::seconds(30));
    EXPECT_TRUE(say_to(ids::checkout).ok());
}

TEST_F(Limits, AnAnswerCanBeLostAfterItsEffect) {
    client = net::create_http_client(context.get_executor(), [] {
        net::ClientLimits limits;
        limits.exchange_timeout = std::chrono::milliseconds(100);
        return limits;
    }());
    const auto call = [&](Fault::Kind kind) {
        Fault fault;
        fault.kind = kind;
        box->api().faults().next("chat.postMessage", fault);
        net::HttpRequest request("POST", "/api/chat.postMessage");
        request.headers.add("Authorization", std::string("Bearer ") + test_token);
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        request.body = R"({"channel":"C0CHECKOUT1","text":"x"})";
        return run(client->send(box->api_url() + "chat.postMessage", std::move(request)));
    };
    const auto lost = call(Fault::Kind::lost);
    ASSERT_FALSE(lost.has_value());
    EXPECT_EQ(lost.error().code(), Errc::timed_out);
    EXPECT_EQ(box->workspace().channel(ids::checkout)->messages.size(), 1U);
    const auto silent = call(Fault::Kind::silent);
    ASSERT_FALSE(silent.has_value());
    EXPECT_EQ(box->workspace().channel(ids::checkout)->messages.size(), 1U);
}

TEST_F(Limits, CallsAreOnRecord) {
    say_to(ids::checkout);
    say_to(ids::leads);
    ASSERT_EQ(box->api().calls().size(), 2U);
    EXPECT_EQ(box->api().calls().at(0).method, "chat.postMessage");
    EXPECT_EQ(box->api().calls().at(0).channel, ids::checkout);
    EXPECT_EQ(box->api().calls().at(1).error, "channel_not_found");
}

TEST(SandboxClock, OnlyMovesForward) {
    test::FakeClock real;
    SandboxClock clock(real);
    int told = 0;
    clock.on_moved([&] { ++told; });
    const UtcTime before = clock.now();
    clock.advance(std::chrono::hours(1));
    clock.advance(-std::chrono::hours(2));
    clock.advance_to(before);
    EXPECT_EQ(clock.now() - before, std::chrono::hours(1));
    EXPECT_EQ(told, 1);
    real.advance(std::chrono::seconds(5));
    EXPECT_EQ(clock.now() - before, std::chrono::hours(1) + std::chrono::seconds(5));
}

}  // namespace
}  // namespace debrief::sandbox
