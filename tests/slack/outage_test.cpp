// The database or Slack is not there: nothing is silent, nothing is lost.
#include "tests/slack/slack_double.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using debrief::test::run_coroutine;
using test::payload;

class NoStore final : public flow::Store {
  public:
    explicit NoStore(Errc code) : code_(code) {}
    asio::awaitable<Status> transact(const flow::Job&) override { co_return fail(); }
    asio::awaitable<Status> read(const flow::Job&) override { co_return fail(); }
    void stop() override {}
    [[nodiscard]] std::optional<Error> failure() const override { return std::nullopt; }

  private:
    [[nodiscard]] Status fail() const { return Status(Error(code_, "inner words")); }
    Errc code_;
};

class NotStored : public testing::TestWithParam<Errc> {
  protected:
    net::HttpResponse post(net::HttpRequest request) {
        return run_coroutine(context_, handler_(test::sign(std::move(request), clock_.now())));
    }

    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    SeededRandom random_{3};
    NoStore store_{GetParam()};
    flow::Wake deliver_{context_.get_executor()};
    flow::Wake schedule_{context_.get_executor()};
    flow::Inbox inbox_{
        store_,
        clock_,
        random_,
        [] { return std::make_shared<core::Directory>(); },
        deliver_,
        schedule_};
    test::Wired wired_{context_.get_executor(), clock_};
    net::Handler handler_ = wired_.adapter.routes(inbox_)[0].handler;
};

TEST_P(NotStored, IsSaidInWordsEverywhere) {
    const auto command = post(test::form_request(test::slash("feedback x")));
    EXPECT_EQ(command.status, 200);
    EXPECT_NE(command.body.find("ephemeral"), std::string::npos);
    EXPECT_NE(command.body.find("nothing was recorded"), std::string::npos) << command.body;
    EXPECT_EQ(command.body.find("inner words"), std::string::npos);

    EXPECT_EQ(post(test::event_request(payload("message_in_thread"))).status, 503);

    const auto view = json::parse(post(test::interaction_request(payload("submission"))).body);
    ASSERT_TRUE(view);
    EXPECT_EQ((*view)["response_action"].str(), "errors");
    EXPECT_NE((*view)["errors"]["text"].str().find("nothing was recorded"), std::string_view::npos);

    EXPECT_EQ(post(test::interaction_request(payload("button"))).status, 200);
    post(test::form_request(test::slash("feedback")));
    EXPECT_TRUE(run_coroutine(context_, wired_.tasks.join(std::chrono::seconds(20))));
    const auto told = wired_.slack.calls("chat.postEphemeral");
    ASSERT_EQ(told.size(), 1U) << "the button's press";
    EXPECT_NE(told[0].arguments["text"].str().find("nothing was recorded"), std::string_view::npos);
    const auto modal = wired_.slack.calls("views.update");
    ASSERT_EQ(modal.size(), 1U) << "the form's command";
    EXPECT_NE(json::dump(modal[0].arguments).find("nothing was recorded"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Storage,
    NotStored,
    testing::Values(Errc::busy, Errc::storage_failed, Errc::stopped, Errc::invalid_input)
);

// ---- Who we are

TEST(Connecting, LearnsWhoWeAreAndFiltersByIt) {
    asio::io_context context(1);
    debrief::test::FakeClock clock;
    test::Wired wired(context.get_executor(), clock);
    EXPECT_FALSE(wired.adapter.state().connected);
    wired.adapter.connect();
    EXPECT_TRUE(run_coroutine(context, wired.tasks.join(std::chrono::seconds(20))));
    const State state = wired.adapter.state();
    EXPECT_TRUE(state.connected);
    EXPECT_EQ(state.team_id, "T0OURTEAM");
    EXPECT_EQ(state.bot_user_id, "U0DEBRIEF");
    EXPECT_EQ(state.trouble, "");
}

TEST(Connecting, GoesOnWhileSlackIsDown) {
    asio::io_context context(1);
    debrief::test::FakeClock clock;
    test::Wired wired(context.get_executor(), clock);
    wired.slack.next("auth.test", net::HttpResponse(503));
    wired.adapter.connect();
    EXPECT_TRUE(run_coroutine(context, wired.tasks.join(std::chrono::seconds(20))));
    EXPECT_TRUE(wired.adapter.state().connected);
    EXPECT_EQ(wired.slack.calls("auth.test").size(), 2U);
}

TEST(Connecting, ReportsABadTokenInWordsAndStopsWhenAsked) {
    asio::io_context context(1);
    debrief::test::FakeClock clock;
    test::Wired wired(context.get_executor(), clock);
    wired.slack.fail("auth.test", "invalid_auth");
    const Status asked = run_coroutine(context, wired.adapter.try_connect());
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code(), Errc::unauthorized);
    EXPECT_NE(asked.error().what().find("bot_token"), std::string::npos);
    EXPECT_EQ(asked.error().what().find(test::bot_token), std::string::npos);
    EXPECT_FALSE(wired.adapter.state().trouble.empty());
    wired.slack.fail("auth.test", "invalid_auth");
    wired.adapter.connect();
    run_coroutine(context, wired.tasks.join(std::chrono::milliseconds(100)));
    wired.tasks.cancel();
    EXPECT_TRUE(run_coroutine(context, wired.tasks.join(std::chrono::seconds(20))));
}

}  // namespace
}  // namespace debrief::slack
