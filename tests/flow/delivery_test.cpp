#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using Action = flow::Outgoing::Action;
using Kind = flow::SendOutcome::Kind;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// A world with one follow-up whose head stands.
struct Opened : World {
    Opened() {
        say("U1", "open incident Mail was down");
        deliver();
    }
};

/// Updates in place are none.
std::size_t heads_posted(const FakeSender& sender) {
    std::size_t posted = 0;
    for (const auto& head : sender.of("head"))
        posted += head.message.action == Action::post ? 1U : 0U;
    return posted;
}

TEST(Delivery, PostsTheHeadOnceAndUpdatesItInPlace) {
    Opened world;
    world.say("U1", "answer broken");
    world.say("U3", "answer works");
    world.deliver();
    auto heads = world.sender.of("head");
    ASSERT_GE(heads.size(), 2u);
    EXPECT_EQ(heads.front().message.action, Action::post);
    for (std::size_t i = 1; i < heads.size(); ++i) {
        EXPECT_EQ(heads[i].message.action, Action::update);
        EXPECT_EQ(heads[i].id, heads.front().id);
    }
    auto view = latest_head(world.sender);
    EXPECT_EQ(view["works"].integer(), 1);
    EXPECT_EQ(view["broken"].integer(), 1);
}

TEST(Delivery, ManyChangesBecomeOneUpdate) {
    Opened world;
    auto before = world.sender.of("head").size();
    for (int i = 0; i < 20; ++i) world.say("U1", "feedback number " + std::to_string(i));
    world.deliver();
    auto heads = world.sender.of("head");
    EXPECT_EQ(heads.size(), before + 1);
    EXPECT_EQ(view_of(heads.back())["feedback_count"].integer(), 20);
}

TEST(Delivery, ThreadMessagesComeInOrderUnderTheHead) {
    Opened world;
    for (int i = 0; i < 5; ++i) world.say("U1", "feedback number " + std::to_string(i));
    world.deliver();
    auto told = world.sender.of("feedback");
    ASSERT_EQ(told.size(), 5u);
    for (std::size_t i = 0; i < told.size(); ++i) {
        EXPECT_EQ(view_of(told[i])["text"].str(), "number " + std::to_string(i));
        EXPECT_EQ(told[i].message.thread, world.head_thread());
    }
}

TEST(Delivery, AFailedMessageHoldsBackItsThreadAndNothingElse) {
    Opened world;
    world.sender.fail_next(flow::SendOutcome(Kind::retry, "the platform is down"));
    world.say("U1", "feedback first");
    world.say("U1", "feedback second");
    world.say("U1", "open incident Another one");
    world.deliver();
    auto told = world.sender.of("feedback");
    ASSERT_TRUE(told.empty());
    EXPECT_EQ(view_of(world.sender.of("head").back())["id"].str(), "F-2");
    world.pass(seconds(5), seconds(1));
    told = world.sender.of("feedback");
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(view_of(told[0])["text"].str(), "first");
}

TEST(Delivery, AnUnknownOutcomeThatDidNotHappenIsSentAgain) {
    World world;
    world.sender.fail_next(flow::SendOutcome(Kind::unknown, "no answer"), false);
    world.report("alert-1", -20, -10);
    world.pass(minutes(1), seconds(1));
    EXPECT_EQ(world.sender.searches, 1);
    EXPECT_EQ(world.sender.of("head").size(), 1u);
    EXPECT_EQ(world.sender.attempts, 2);
}

TEST(Delivery, AnUnknownOutcomeThatHappenedIsNotSentTwice) {
    World world;
    world.sender.fail_next(flow::SendOutcome(Kind::unknown, "no answer"), true);
    world.report("alert-1", -20, -10);
    world.pass(minutes(1), seconds(1));
    EXPECT_EQ(heads_posted(world.sender), 1u);
    EXPECT_EQ(world.head_thread(), world.sender.of("head").front().id);
}

TEST(Delivery, WaitsWhenItCannotTellWhetherItArrived) {
    World world;
    world.sender.fail_next(flow::SendOutcome(Kind::unknown, "no answer"), true);
    world.sender.searchable = false;
    world.report("alert-1", -20, -10);
    world.pass(minutes(1), seconds(1));
    EXPECT_EQ(world.sender.attempts, 1);
    world.sender.searchable = true;
    world.pass(minutes(10));
    EXPECT_EQ(heads_posted(world.sender), 1u);
}

TEST(Delivery, WhatChangedWhileAHeadWasInDoubtIsShown) {
    World world;
    world.sender.fail_next(flow::SendOutcome(Kind::unknown, "no answer"), true);
    world.sender.searchable = false;
    world.report("alert-1", -20, -10);
    world.pass(minutes(1), seconds(1));
    world.say("U1", "answer works F-1");
    world.pass(minutes(1), seconds(1));
    EXPECT_EQ(latest_head(world.sender)["works"].integer(), 0);
    world.sender.searchable = true;
    world.pass(minutes(10));
    EXPECT_EQ(heads_posted(world.sender), 1u);
    EXPECT_EQ(latest_head(world.sender)["works"].integer(), 1);
}

TEST(Delivery, AMessageOnItsWayAtACrashIsNotSentTwice) {
    World world;
    world.report("alert-1", -20, -10);
    auto claimed = world.store.write([&](flow::Tx& tx) {
        std::vector<flow::OutboxRow> heads;
        for (auto& row : tx.claim(world.clock.now(), 10)) {
            if (row.live) heads.push_back(std::move(row));
        }
        return heads;
    });
    ASSERT_EQ(claimed.size(), 1u);
    flow::Outgoing arrived;
    arrived.channel = World::channel();
    arrived.template_name = "head";
    arrived.view = "{}";
    arrived.marker = claimed[0].marker;
    run_coroutine(world.store.context(), world.sender.send(arrived));
    world.restart();
    world.pass(minutes(1), seconds(1));
    EXPECT_EQ(heads_posted(world.sender), 1u);
    EXPECT_EQ(world.head_thread(), "1.0");
}

TEST(Delivery, SendsNothingWhileARetryAfterRuns) {
    Opened world;
    world.sender.limit(flow::Pace("post", 600, 100));
    flow::SendOutcome wait(Kind::wait, "rate limited");
    wait.after = seconds(30);
    wait.pace_key = "post";
    world.sender.fail_next(wait);
    world.say("U1", "feedback one");
    world.say("U1", "open incident Another one");
    world.deliver();
    auto attempts = world.sender.attempts;
    world.pass(seconds(29), seconds(1));
    EXPECT_EQ(world.sender.attempts, attempts);
    world.pass(seconds(5), seconds(1));
    EXPECT_EQ(world.sender.of("feedback").size(), 1u);
    EXPECT_EQ(world.look([](flow::Tx& tx) { return tx.outbox_figures(); }).waiting, 0);
}

TEST(Delivery, KeepsToThePaceThePlatformAllows) {
    World world;
    world.sender.limit(flow::Pace("channel", 60, 1));
    for (int i = 0; i < 5; ++i) world.say("U1", "open incident Number " + std::to_string(i));
    world.deliver();
    EXPECT_EQ(world.sender.of("head").size(), 1u);
    world.pass(seconds(2), seconds(1));
    EXPECT_EQ(world.sender.of("head").size(), 3u);
    world.pass(seconds(2), seconds(1));
    EXPECT_EQ(world.sender.of("head").size(), 5u);
}

TEST(Delivery, ParksWhatCanNeverArriveAndTellsWhy) {
    World world;
    world.sender.fail_next(flow::SendOutcome(Kind::park, "The channel was deleted."));
    world.report("alert-1", -20, -10);
    world.say("U1", "feedback F-1 hello");
    world.deliver();
    auto parked = world.parked();
    ASSERT_EQ(parked.size(), 2u);
    std::set<std::string> reasons;
    for (const auto& row : parked) reasons.insert(row.reason);
    EXPECT_TRUE(reasons.contains("The channel was deleted."));
    EXPECT_TRUE(reasons.contains("The thread of F-1 could not be opened in this channel."));
}

TEST(Delivery, GivesUpAfterADayOfTryingAndKeepsTheReason) {
    World world;
    for (int i = 0; i < 400; ++i)
        world.sender.fail_next(flow::SendOutcome(Kind::retry, "Slack answers with an error."));
    world.report("alert-1", -20, -10);
    world.pass(hours(26), minutes(5));
    auto parked = world.parked();
    ASSERT_FALSE(parked.empty());
    EXPECT_EQ(parked.back().reason, "Slack answers with an error.");
    EXPECT_LT(world.sender.attempts, 250) << "the waits have to grow";
}

TEST(Delivery, AHeadThatSomebodyDeletedIsPostedAnew) {
    Opened world;
    world.sender.fail_next(flow::SendOutcome(Kind::gone, "message_not_found"));
    world.say("U1", "answer works");
    world.deliver();
    EXPECT_EQ(world.sender.of("head").back().message.action, Action::post);
    EXPECT_EQ(world.head_thread(), world.sender.of("head").back().id);
}

TEST(Delivery, FindsPeopleByTheirAddressBeforeItWritesToThem) {
    World world;
    world.report("alert-1", -20, -10);
    world.pass(hours(24 * 3));  // over the weekend, to Monday 13:00
    auto nudges = world.sender.of("nudge_answer");
    ASSERT_EQ(nudges.size(), 1u);
    EXPECT_EQ(nudges[0].message.user, "U1");
}

TEST(Delivery, SaysWhenNobodyHasTheConfiguredAddress) {
    World world;
    world.directory.services[0].ops_contact = "nobody@example.com";
    world.report("alert-1", -20, -10);
    world.pass(hours(24 * 3));
    auto parked = world.parked();
    ASSERT_EQ(parked.size(), 1u);
    EXPECT_NE(
        parked[0].reason.find("Nobody on this platform has the e-mail address"), std::string::npos
    );
}

}  // namespace
}  // namespace debrief::test
