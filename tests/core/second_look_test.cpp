// Six weeks after an upgrade ended its ops contact is asked once more how it is.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// F-1: an upgrade that ended on Friday 2026-11-20, answered by Olga (U1), closed by itself.
struct Upgraded : World {
    Upgraded() {
        live_in_both();
        say("U2", "open upgrade Database 15 service:checkout");
        say("U1", "answer works");
        pass(days(20), hours(4));
        if (follow_up().open()) throw std::runtime_error("F-1 did not close");
    }
    auto asked() { return sender.of("nudge_second_look"); }
};

TEST(SecondLook, AsksTheOpsContactInWorkingHoursAndSurvivesARestart) {
    Upgraded world;
    EXPECT_TRUE(world.asked().empty());
    world.restart();
    world.pass(days(24), hours(1));  // 2027-01-03, a Sunday
    ASSERT_EQ(world.asked().size(), 1u) << "on Friday 2027-01-01, six weeks later";
    EXPECT_EQ(world.asked()[0].message.user, "U1");
    EXPECT_EQ(view_of(world.asked()[0])["after"].str(), "6 weeks");
}

TEST(SecondLook, TheSameAnswerCountsAnewAndTheThreadReadsIt) {
    Upgraded world;
    world.pass(days(24), hours(1));
    const auto before = world.sender.of("answer").size();
    auto reply = world.say("U1", "answer works F-1");
    EXPECT_EQ(reply.name, "answered");
    EXPECT_EQ(view_of(world.asked()[0])["id"].str(), "F-1");
    EXPECT_FALSE(flow::to_json(reply.view)["repeated"].boolean().value_or(true));
    world.deliver();
    ASSERT_EQ(world.sender.of("answer").size(), before + 1);
    EXPECT_TRUE(*view_of(world.sender.of("answer").back())["second_look"].boolean());
    EXPECT_EQ(world.teams_sender.of("answer").size(), 1u);
    auto summary = flow::to_json(world.say("U2", "summary").view);
    EXPECT_EQ(summary["good_news"]["stayed"]["count"].integer(), 1);
    EXPECT_EQ(summary["good_news"]["stayed"]["lines"].at(0)["after"].str(), "6 weeks");
    EXPECT_EQ(world.follow_up().works, 1);
    auto again = flow::to_json(world.say("U1", "answer works F-1").view);
    EXPECT_TRUE(again["repeated"].boolean().value_or(false));
    world.pass(days(30), hours(6));
    EXPECT_EQ(world.asked().size(), 1u) << "it was answered";
}

TEST(SecondLook, StillBrokenOpensItAgain) {
    Upgraded world;
    world.pass(days(24), hours(1));
    auto reply = flow::to_json(world.say("U1", "answer broken F-1 Every evening").view);
    EXPECT_TRUE(*reply["reopened"].boolean());
    EXPECT_TRUE(world.follow_up().open());
    EXPECT_EQ(world.follow_up().broken, 1);
}

TEST(SecondLook, IsAskedWeeklyAtMostThreeTimes) {
    Upgraded world;
    world.pass(days(90), hours(3));
    EXPECT_EQ(world.asked().size(), 3u);
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.timer("second_look:F-1"); }));
}

TEST(SecondLook, CanBeSnoozedByWhoIsAsked) {
    Upgraded world;
    world.pass(days(24), hours(1));
    EXPECT_EQ(world.say("U2", "snooze 2d second_look:F-1").name, "refusal");
    EXPECT_EQ(world.say("U1", "snooze 2d second_look:F-1").name, "snoozed");
    world.pass(days(3), hours(1));
    EXPECT_EQ(world.asked().size(), 2u);
}

TEST(SecondLook, NotForIncidentsNorForWhatWasRolledBack) {
    World world;
    world.say("U2", "open incident Database down service:checkout");
    core::Subject subject;
    subject.kind = core::SubjectKind::upgrade;
    subject.outcome = core::Outcome::rolled_back;
    subject.version = "2.0";
    world.report("deploy-1", -30, -10, subject);
    world.pass(days(60), hours(4));
    EXPECT_TRUE(world.sender.of("nudge_second_look").empty());
}

TEST(SecondLook, FollowsTheClockOfTheService) {
    World world;
    world.directory.services.front().clocks.second_look = 10;
    world.say("U2", "open upgrade Database 15 service:checkout");
    world.pass(days(11), hours(1));
    auto asked = world.sender.of("nudge_second_look");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(view_of(asked[0])["after"].str(), "10 days");
}

}  // namespace
}  // namespace debrief::test
