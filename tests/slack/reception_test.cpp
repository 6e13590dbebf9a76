// The whole way in: signed request → rules → database → answer, and the modals beside it.
#include "tests/slack/slack_double.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using debrief::test::run_coroutine;
using test::payload;
using test::with;

constexpr auto room = "C0OPSROOM";

core::Channel channel() {
    return core::Channel(core::Platform::slack, "", room);
}

/// One service in C0OPSROOM, and Slack's URL in front of the real inbox.
class Reception : public testing::Test {
  protected:
    Reception() { world_.directory.services[0].channels = {channel()}; }
    ~Reception() override { finish(); }

    net::HttpResponse post(net::HttpRequest request) {
        return run_coroutine(context(), handler_(std::move(request)));
    }
    net::HttpResponse post_signed(net::HttpRequest request) {
        return post(test::sign(std::move(request), world_.clock.now()));
    }
    net::HttpResponse slash(std::string_view text) {
        const std::string trigger = "trigger." + std::to_string(++last_trigger_);
        return post_signed(test::form_request(test::slash(text, trigger)));
    }
    /// F-1, with its head posted.
    void open_incident() {
        slash("open incident Mail was down");
        world_.deliver();
        head_ = world_
                    .look([](flow::Tx& tx) {
                        return tx.posted(core::head_key(core::FollowUpId(1), channel()));
                    })
                    .value()
                    .id;
    }
    /// Lets the work behind the answers end.
    void finish() {
        EXPECT_TRUE(run_coroutine(context(), wired_.tasks.join(std::chrono::seconds(20))));
    }
    asio::io_context& context() { return world_.store.context(); }
    std::vector<core::Feedback> feedbacks() {
        return world_.look([](flow::Tx& tx) { return tx.feedbacks(core::FollowUpId(1), 10); });
    }
    test::SlackDouble& slack() { return wired_.slack; }

    debrief::test::World world_;
    test::Wired wired_{world_.store.context().get_executor(), world_.clock};
    net::Handler handler_ = wired_.adapter.routes(*world_.inbox)[0].handler;
    std::string head_;
    int last_trigger_ = 0;
};

TEST_F(Reception, RefusesWhatIsNotSigned) {
    open_incident();
    const auto request = test::form_request(test::slash("feedback evil"));
    EXPECT_EQ(post(request).status, 401);
    EXPECT_EQ(post(test::sign(request, world_.clock.now(), "another secret")).status, 401);
    const auto stale = test::sign(request, world_.clock.now() - std::chrono::seconds(301));
    EXPECT_EQ(post(stale).status, 401);
    auto changed = test::sign(request, world_.clock.now());
    changed.body += "&x=1";
    EXPECT_EQ(post(changed).status, 401);
    EXPECT_TRUE(feedbacks().empty());
}

// An unsigned ssl_check is answered, and nothing else in it is looked at.
TEST_F(Reception, AnSslCheckOpensNoDoor) {
    open_incident();
    test::Form form = test::slash("feedback evil");
    form.emplace_back("ssl_check", "1");
    const auto command = post(test::form_request(form));
    EXPECT_EQ(command.status, 200);
    EXPECT_TRUE(command.body.empty());
    const test::Form attack{{"ssl_check", "1"}, {"payload", json::dump(payload("button"))}};
    EXPECT_TRUE(post(test::form_request(attack)).body.empty());
    EXPECT_TRUE(post_signed(test::form_request(attack)).body.empty());
    form.back().second = "true";
    EXPECT_EQ(post(test::form_request(form)).status, 401);
    EXPECT_TRUE(feedbacks().empty());
    EXPECT_EQ(world_.follow_up().works, 0);
}

TEST_F(Reception, ACommandIsRecordedOnceAndAnswered) {
    open_incident();
    const auto request = test::form_request(test::slash("feedback Tell <@U0IVO> & <us>", "t.1"));
    const auto first = post_signed(request);
    EXPECT_EQ(first.status, 200);
    const auto body = json::parse(first.body);
    ASSERT_TRUE(body) << first.body;
    EXPECT_EQ((*body)["response_type"].str(), "ephemeral");
    EXPECT_NE((*body)["text"].str().find("B-1"), std::string_view::npos);
    EXPECT_GT((*body)["blocks"].size(), 0U);
    // Replayed within the five minutes: the same answer, no second effect.
    EXPECT_EQ(post_signed(request).body, first.body);
    EXPECT_EQ(feedbacks().size(), 1U);
}

TEST_F(Reception, AMessageAndItsMentionHaveOneEffect) {
    open_incident();
    const json::Value mention = with(payload("app_mention"), "event.thread_ts", head_);
    json::Value message = with(mention, "event.type", "message");
    message = with(std::move(message), "event_id", "Ev0OTHER");
    EXPECT_EQ(post_signed(test::event_request(message)).status, 200);
    EXPECT_EQ(post_signed(test::event_request(mention)).status, 200);
    EXPECT_EQ(post_signed(test::event_request(message)).status, 200);
    ASSERT_EQ(feedbacks().size(), 1U);
}

TEST_F(Reception, RepliesAreHeardEditedAndWithdrawn) {
    open_incident();
    const json::Value reply = with(payload("message_in_thread"), "event.thread_ts", head_);
    EXPECT_EQ(post_signed(test::event_request(reply)).status, 200);
    EXPECT_EQ(post_signed(test::event_request(with(reply, "event_id", "Ev0AGAIN"))).status, 200);
    ASSERT_EQ(feedbacks().size(), 1U);
    EXPECT_EQ(feedbacks()[0].text, "Mail is still slow for <sales> & co");
    const auto edited = post_signed(test::event_request(payload("message_changed")));
    EXPECT_TRUE(edited.body.empty());
    EXPECT_EQ(feedbacks()[0].text, "Mail is fine now");
    EXPECT_TRUE(feedbacks()[0].edited);
    post_signed(test::event_request(payload("message_deleted")));
    EXPECT_EQ(feedbacks()[0].state, core::FeedbackState::withdrawn);
}

TEST_F(Reception, AButtonActsAndItsAnswerIsEmpty) {
    open_incident();
    const json::Value press = with(payload("button"), "container.thread_ts", head_);
    const auto answer = post_signed(test::interaction_request(press));
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.body.empty());
    EXPECT_EQ(world_.follow_up().works, 1);
    post_signed(test::interaction_request(press));
    EXPECT_EQ(world_.follow_up().works, 1);
}

TEST_F(Reception, ASubmittedFormActsOnceAndCloses) {
    open_incident();
    const auto request = test::interaction_request(payload("submission"));
    for (int i = 0; i < 2; ++i) {
        const auto answer = post_signed(request);
        EXPECT_EQ(answer.status, 200);
        EXPECT_TRUE(answer.body.empty()) << "anything else makes Slack show an error";
    }
    ASSERT_EQ(feedbacks().size(), 1U);
    EXPECT_EQ(feedbacks()[0].text, "Tell us <before> & after");
}

TEST_F(Reception, WhatIsMissingStandsBesideItsField) {
    open_incident();
    const json::Value empty =
        with(payload("submission"), "view.state.values.text.value.value", nullptr);
    const auto answer = json::parse(post_signed(test::interaction_request(empty)).body);
    ASSERT_TRUE(answer);
    EXPECT_EQ((*answer)["response_action"].str(), "errors");
    EXPECT_FALSE((*answer)["errors"]["text"].str().empty());
    EXPECT_TRUE(feedbacks().empty());
    // A field this version of the form does not have: beside the first one there is.
    json::Value old = with(empty, "view.blocks", json::Value::array());
    auto block = json::parse(R"([{"type":"input","block_id":"other"}])");
    old = with(std::move(old), "view.blocks", std::move(*block));
    const auto moved = json::parse(post_signed(test::interaction_request(old)).body);
    ASSERT_TRUE(moved);
    EXPECT_FALSE((*moved)["errors"]["other"].str().empty());
}

TEST_F(Reception, AFormOpensLoadingAndIsFilled) {
    open_incident();
    const auto answer = slash("feedback");
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.body.empty());
    finish();
    const auto opened = slack().calls("views.open");
    const auto filled = slack().calls("views.update");
    ASSERT_EQ(opened.size(), 1U);
    ASSERT_EQ(filled.size(), 1U);
    EXPECT_EQ(opened[0].arguments["trigger_id"].str(), "trigger.2");
    const json::Ref loading = opened[0].arguments["view"];
    EXPECT_EQ(loading["title"]["text"].str(), "Give feedback");
    EXPECT_FALSE(loading["external_id"].str().empty());
    EXPECT_EQ(filled[0].arguments["external_id"].str(), loading["external_id"].str());
    const json::Ref form = filled[0].arguments["view"];
    EXPECT_EQ(form["callback_id"].str(), "form_feedback");
    EXPECT_EQ(form["external_id"].str(), loading["external_id"].str());
    const auto metadata = json::parse(form["private_metadata"].str());
    ASSERT_TRUE(metadata);
    EXPECT_EQ((*metadata)["context"].str(), "F-1");
    EXPECT_EQ((*metadata)["channel"].str(), room);
    slack().forget();
    slash("feedback");
    finish();
    EXPECT_NE(
        slack().calls("views.open")[0].arguments["view"]["external_id"].str(),
        loading["external_id"].str()
    );
}

TEST_F(Reception, ARefusalStandsInTheModal) {
    EXPECT_TRUE(slash("acknowledge").body.empty());
    finish();
    const auto filled = slack().calls("views.update");
    ASSERT_EQ(filled.size(), 1U);
    const json::Ref view = filled[0].arguments["view"];
    EXPECT_EQ(view["type"].str(), "modal");
    EXPECT_FALSE(view["submit"].exists());
    EXPECT_NE(json::dump(view["blocks"]).find("no follow-up"), std::string::npos);
    EXPECT_TRUE(slack().calls("chat.postEphemeral").empty());
}

TEST_F(Reception, AFormThatDidNotOpenIsOffered) {
    open_incident();
    slack().fail("views.open", "expired_trigger_id");
    slash("control add");
    finish();
    EXPECT_TRUE(slack().calls("views.update").empty());
    const auto told = slack().calls("chat.postEphemeral");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].arguments["user"].str(), "U0OLGA");
    EXPECT_EQ(told[0].arguments["channel"].str(), room);
    EXPECT_NE(json::dump(told[0].arguments).find("control add F-1"), std::string::npos);
}

TEST_F(Reception, AModalThatThePersonClosedIsLeftAlone) {
    open_incident();
    slack().fail("views.update", "not_found");
    slash("feedback");
    finish();
    EXPECT_TRUE(slack().calls("chat.postEphemeral").empty());
}

TEST_F(Reception, AModalThatCannotBeFilledIsOffered) {
    open_incident();
    slack().fail("views.update", "invalid_arguments");
    slash("feedback");
    finish();
    EXPECT_EQ(slack().calls("chat.postEphemeral").size(), 1U);
}

TEST_F(Reception, AFormTheRulesAskForOpensAfterCommit) {
    open_incident();
    EXPECT_TRUE(slash("close").body.empty());
    finish();
    const auto opened = slack().calls("views.open");
    ASSERT_EQ(opened.size(), 1U);
    EXPECT_EQ(opened[0].arguments["trigger_id"].str(), "trigger.2");
    EXPECT_EQ(opened[0].arguments["view"]["callback_id"].str(), "form_close");
    slack().forget();
    slack().fail("views.open", "exchanged_trigger_id");
    slash("close");
    finish();
    EXPECT_EQ(slack().calls("chat.postEphemeral").size(), 1U);
}

TEST_F(Reception, ShortcutsOpenForms) {
    open_incident();
    post_signed(test::interaction_request(payload("global_shortcut")));
    const json::Value kept = with(payload("message_shortcut"), "message.thread_ts", head_);
    post_signed(test::interaction_request(kept));
    finish();
    const auto filled = slack().calls("views.update");
    ASSERT_EQ(filled.size(), 2U);
    EXPECT_EQ(filled[0].arguments["view"]["callback_id"].str(), "form_open");
    EXPECT_NE(
        json::dump(filled[1].arguments["view"]).find("please warn #sales"), std::string::npos
    );
}

// Slack shows an ephemeral message of a thread in the thread's own pane only.
TEST_F(Reception, AnswersGoWhereThePersonLooks) {
    open_incident();
    json::Value press = with(payload("button"), "container.thread_ts", nullptr);
    press = with(std::move(press), "message.thread_ts", nullptr);
    press = with(std::move(press), "container.message_ts", head_);
    post_signed(test::interaction_request(press));
    flow::Outgoing answer;
    answer.action = flow::Outgoing::Action::ephemeral;
    answer.channel = channel();
    answer.user = "U0OLGA";
    answer.thread = head_;
    answer.template_name = "notice";
    answer.view = R"({"text":"noted"})";
    run_coroutine(context(), wired_.sender->send(answer));
    EXPECT_FALSE(slack().calls("chat.postEphemeral").back().arguments["thread_ts"].exists());
    const json::Value reply = with(payload("message_in_thread"), "event.thread_ts", head_);
    post_signed(test::event_request(reply));
    run_coroutine(context(), wired_.sender->send(answer));
    EXPECT_EQ(slack().calls("chat.postEphemeral").back().arguments["thread_ts"].str(), head_);
}

TEST_F(Reception, AnUninstallationIsReported) {
    json::Value event = with(payload("message_in_thread"), "event.type", "app_uninstalled");
    EXPECT_EQ(post_signed(test::event_request(event)).status, 200);
    EXPECT_NE(wired_.adapter.state().trouble.find("uninstalled"), std::string::npos);
}

}  // namespace
}  // namespace debrief::slack
