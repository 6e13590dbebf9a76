// Opening, answering and giving feedback as people meet them: what is typed, what comes back, what
// the record says. Real grammar, inbox and database.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::FeedbackState;
using core::Reply;

std::string problem(const Reply& reply) {
    return std::string(reply.view.text("problem"));
}
std::string advice(const Reply& reply) {
    return std::string(reply.view.text("advice"));
}

struct Opened : World {
    Opened() { say("U2", "open incident Database down service:checkout severity:1"); }
};

TEST(Open, NumbersStartsTheClocksAndNamesThePeopleInCharge) {
    World world;
    auto reply = world.say(
        "U1", "open incident Mail was down service:checkout severity:1 started:10:00 ended:11:00"
    );
    EXPECT_EQ(reply.name, "opened");
    EXPECT_EQ(reply.view.text("id"), "F-1");
    auto follow_up = world.follow_up();
    core::Calendar berlin("Europe/Berlin", core::WorkingHours(), {});
    EXPECT_EQ(berlin.format(*follow_up.subject.ended, "%Y-%m-%d %H:%M"), "2026-11-20 11:00");
    EXPECT_EQ(berlin.format(follow_up.acknowledge_by, "%Y-%m-%d %H:%M"), "2026-11-23 13:00")
        << "one business day, over a weekend";
    EXPECT_EQ(berlin.format(follow_up.feedback_until, "%Y-%m-%d"), "2026-11-25");
    EXPECT_EQ(berlin.format(follow_up.complete_by, "%Y-%m-%d"), "2026-11-23")
        << "three calendar days";
    world.deliver();
    auto head = latest_head(world.sender);
    EXPECT_EQ(head["ops_contact"]["name"].str(), "Olga");
    EXPECT_EQ(head["ops_contact"]["slack"].str(), "U1");
    EXPECT_EQ(head["it_owner"]["name"].str(), "Ivan");
    EXPECT_EQ(head["status"].str(), "Waiting for an answer");
}

TEST(Open, AnUpgradeHasTenBusinessDaysAndNoAcknowledgementClock) {
    World world;
    world.say("U1", "open upgrade Shop 2.4");
    auto follow_up = world.follow_up();
    core::Calendar berlin("Europe/Berlin", core::WorkingHours(), {});
    EXPECT_EQ(berlin.format(follow_up.complete_by, "%Y-%m-%d"), "2026-12-04");
    EXPECT_EQ(follow_up.acknowledge_by, core::never);
    world.say("U1", "answer partly");
    EXPECT_EQ(berlin.format(world.follow_up().acknowledge_by, "%Y-%m-%d"), "2026-11-25");
}

TEST(Open, RefusesWithWordsAndOpensNothing) {
    World world;
    auto unknown = world.say("U1", "open incident Mail service:chekout");
    EXPECT_NE(problem(unknown).find("chekout"), std::string::npos);
    EXPECT_NE(advice(unknown).find("service:checkout"), std::string::npos);
    EXPECT_EQ(world.say("U1", "open incident Mail ended:2027-01-01").name, "refusal");
    EXPECT_EQ(world.say("U1", "open incident Mail started:11:00 ended:10:00").name, "refusal");
    EXPECT_EQ(world.say("U1", "open incident Mail owner:@nobody").name, "refusal");
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(1)); }));
}

TEST(Open, AsksWhichServiceWhenTheChannelHasSeveral) {
    World world;
    auto second = world.directory.services[0];
    second.name = "payments";
    world.directory.services.push_back(second);
    auto reply = world.say("U1", "open incident Mail was down");
    EXPECT_NE(problem(reply).find("checkout, payments"), std::string::npos);
    EXPECT_EQ(world.say("U1", "open incident Mail was down service:payments").name, "opened");
}

TEST(Open, WithoutAServiceTheThreadStandsWhereItWasOpened) {
    World world;
    world.directory.services.clear();
    world.say("U1", "open incident Mail was down");
    EXPECT_EQ(world.follow_up().channels, std::vector{World::channel()});
}

TEST(Answer, TheLatestCounts) {
    Opened world;
    world.say("U1", "answer broken");
    world.say("U3", "answer partly");
    world.say("U1", "answer works");
    auto follow_up = world.follow_up();
    EXPECT_EQ(follow_up.works, 1);
    EXPECT_EQ(follow_up.partly, 1);
    EXPECT_EQ(follow_up.broken, 0);
}

TEST(Answer, AHumanKnownByAddressAndByAccountCountsOnce) {
    Opened world;
    world.say("U1", "answer broken");  // before the platform said that U1 is olga@example.com
    world.deliver();
    world.say("U1", "answer works");
    auto follow_up = world.follow_up();
    EXPECT_EQ(follow_up.works, 1);
    EXPECT_EQ(follow_up.broken, 0);
    auto account = core::Account(core::Platform::slack, "", "U1");
    auto olga = world.look([&](flow::Tx& tx) { return tx.person_by_account(account); });
    EXPECT_EQ(olga->email, "olga@example.com");
    EXPECT_EQ(follow_up.ops_contact, olga->id);
}

TEST(Answer, ASecondPressSaysSoAndChangesNothing) {
    Opened world;
    world.say("U1", "answer works");
    auto again = world.say("U1", "answer works");
    EXPECT_EQ(again.view.find("repeated")->storage(), core::View(true).storage());
    EXPECT_EQ(world.follow_up().works, 1);
}

TEST(Answer, StillBrokenIsToldInTheThreadWithTheOwnersName) {
    Opened world;
    world.deliver();
    world.say("U1", "answer broken payments time out");
    world.deliver();
    auto told = world.sender.of("answer");
    ASSERT_EQ(told.size(), 1u);
    auto view = view_of(told[0]);
    EXPECT_EQ(view["text"].str(), "payments time out");
    EXPECT_EQ(view["it_owner"]["name"].str(), "Ivan");
}

TEST(Answer, StillBrokenReopensAClosedFollowUpAndWorksDoesNot) {
    Opened world;
    world.say("U1", "answer works");
    world.say("U2", "close");
    ASSERT_FALSE(world.follow_up().open());
    world.say("U3", "answer works");
    EXPECT_FALSE(world.follow_up().open());
    world.say("U1", "answer broken F-1 again since noon");
    EXPECT_TRUE(world.follow_up().open());
    EXPECT_TRUE(world.look([](flow::Tx& tx) { return tx.timer("settle:F-1"); }));
}

TEST(Answer, NeedsAFollowUpToAnswer) {
    World world;
    EXPECT_NE(
        problem(world.say("U1", "answer works")).find("no follow-up in this channel"),
        std::string::npos
    );
    EXPECT_NE(problem(world.say("U1", "answer works F-9")).find("F-9"), std::string::npos);
}

TEST(Feedback, KeepsEveryCharacterAndTellsTheThread) {
    Opened world;
    std::string text = "Preis & Größe <!channel> 😀 مرحبا *bold* `code`";
    auto receipt = world.say("U3", "feedback " + text);
    EXPECT_EQ(receipt.view.text("id"), "B-1");
    auto stored = world.look([](flow::Tx& tx) { return tx.feedback(core::FeedbackId(1)); });
    EXPECT_EQ(stored->text, text);
    world.deliver();
    EXPECT_EQ(view_of(world.sender.of("feedback").at(0))["text"].str(), text);
}

TEST(Feedback, AnonymousShowsNobodyAnywhere) {
    Opened world;
    world.say("U3", "feedback nobody asked us anonymous");
    world.deliver();
    for (const auto& sent : world.sender.sent) {
        if (sent.message.template_name == "feedback") {
            EXPECT_FALSE(view_of(sent)["by"]);
        }
        EXPECT_EQ(sent.message.view.find("Piotr"), std::string::npos) << sent.message.template_name;
    }
    auto status = world.say("U1", "status");
    EXPECT_EQ(json::dump(flow::to_json(status.view)).find("Piotr"), std::string::npos);
}

TEST(Feedback, ALongTextIsToldWholeInSeveralMessages) {
    Opened world;
    std::string text;
    for (int i = 0; text.size() < 40'000; ++i) text += "wörter " + std::to_string(i) + " ";
    world.say("U3", "feedback " + text);
    world.deliver();
    std::string told(view_of(world.sender.of("feedback").at(0))["text"].str());
    for (const auto& more : world.sender.of("continued")) told += view_of(more)["text"].str();
    while (!text.empty() && text.back() == ' ') text.pop_back();
    while (!told.empty() && told.back() == ' ') told.pop_back();
    EXPECT_EQ(told, text);
    EXPECT_GT(world.sender.of("continued").size(), 10u);
}

/// A person writes, edits and deletes in the thread.
struct InThread : Opened {
    InThread() {
        deliver();
        auto reply = intended("U3", core::ThreadReply{"the app was slow, too"});
        reply.origin.thread = head_thread();
        reply.origin.message = "77.1";
        reply.origin.reply_by = core::ReplyBy::none;
        handle(reply);
    }
    core::Feedback feedback() {
        return look([](flow::Tx& tx) { return tx.feedback(core::FeedbackId(1)); }).value();
    }
    core::MessageRef message() const { return {channel(), "77.1"}; }
};

TEST(Thread, AReplyIsFeedback) {
    InThread world;
    EXPECT_EQ(world.feedback().text, "the app was slow, too");
    EXPECT_EQ(world.follow_up().feedback_count, 1);
    world.deliver();
    EXPECT_TRUE(world.sender.of("feedback").empty()) << "it stands in the thread already";
}

TEST(Thread, AnEditAndADeletionAreReflected) {
    InThread world;
    world.handle(world.intended("U3", core::MessageEdited{world.message(), "the app was very slow"})
    );
    EXPECT_EQ(world.feedback().text, "the app was very slow");
    EXPECT_TRUE(world.feedback().edited);
    world.handle(world.intended("U3", core::MessageDeleted{world.message()}));
    EXPECT_EQ(world.feedback().state, FeedbackState::withdrawn);
    EXPECT_EQ(world.follow_up().feedback_count, 0);
}

TEST(Thread, OtherPeoplesThreadsAreNotOurs) {
    Opened world;
    world.deliver();
    auto reply = world.intended("U3", core::ThreadReply{"lunch?"});
    reply.origin.thread = "12345.6";
    reply.origin.message = "12346.1";
    world.handle(reply);
    EXPECT_EQ(world.follow_up().feedback_count, 0);
}

}  // namespace
}  // namespace debrief::test
