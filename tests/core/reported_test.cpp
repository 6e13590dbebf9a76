// What sources report: one follow-up per thing, whatever repeats.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::minutes;

std::size_t count(World& world) {
    core::FollowUpFilter all;
    all.limit = 100;
    return world.look([&](flow::Tx& tx) { return tx.follow_ups(all); }).size();
}

core::Subject upgrade(std::string version) {
    core::Subject subject;
    subject.kind = core::SubjectKind::upgrade;
    subject.title = "Shop " + version;
    subject.version = std::move(version);
    return subject;
}

TEST(Reported, OpensOneInTheServicesChannel) {
    World world;
    world.report("alert-1", -20, -1);
    world.deliver();
    ASSERT_EQ(world.sender.of("head").size(), 1u);
    EXPECT_EQ(world.sender.of("head")[0].message.channel, World::channel());
}

TEST(Reported, ARepeatIsNoSecond) {
    World world;
    world.report("alert-1", -20, -10);
    world.report("alert-1", -20, -10);
    world.clock.advance(std::chrono::hours(30));
    world.report("alert-1", -20 - 30 * 60, -10 - 30 * 60);
    EXPECT_EQ(count(world), 1u);
}

TEST(Reported, FiringAgainWithinTheWindowJoins) {
    World world;
    world.report("alert-1", -60, -40);
    world.report("alert-1", -20, -5);
    EXPECT_EQ(count(world), 1u);
    EXPECT_EQ(world.follow_up().subject.ended, world.clock.now() - minutes(5));
}

TEST(Reported, FiringAgainLaterOpensANewOneThatNamesTheEarlier) {
    World world;
    world.report("alert-1", -120, -100);
    world.report("alert-1", -60, -5);
    ASSERT_EQ(count(world), 2u);
    EXPECT_EQ(world.follow_up(2).earlier, core::FollowUpId(1));
    world.report("alert-1", -60, -5);
    EXPECT_EQ(count(world), 2u);
}

TEST(Reported, AClosedOneIsNotJoined) {
    World world;
    world.report("alert-1", -20, -10);
    world.say("U2", "close F-1 done with it");
    world.report("alert-1", -5, -1);
    EXPECT_EQ(count(world), 2u);
}

TEST(Reported, TwoEventsOfOneVersionAreOneUpgrade) {
    World world;
    world.report("release-9", -20, -20, upgrade("2.4"));
    world.report("deployment-31", -10, -2, upgrade("2.4"));
    EXPECT_EQ(count(world), 1u);
    world.report("deployment-32", -10, -2, upgrade("2.5"));
    EXPECT_EQ(count(world), 2u);
    world.report("deployment-31", -10, -2, upgrade("2.4"));
    EXPECT_EQ(count(world), 2u);
}

TEST(Reported, TheSameVersionMuchLaterIsAnother) {
    World world;
    world.report("deployment-1", -20, -20, upgrade("2.4"));
    world.clock.advance(std::chrono::hours(3));
    world.report("deployment-2", -10, -2, upgrade("2.4"));
    EXPECT_EQ(count(world), 2u);
}

TEST(Reported, WhatIsStillGoingOnOpensNothing) {
    World world;
    core::SubjectReported firing;
    firing.subject.service = "checkout";
    firing.subject.source = "pager";
    firing.subject.external_id = "alert-1";
    core::Command command;
    command.intent = firing;
    world.handle(command);
    EXPECT_EQ(count(world), 0u);
}

TEST(Reported, AnUnknownServiceLosesNothing) {
    World world;
    core::Subject subject;
    subject.service = "unheard-of";
    world.report("alert-1", -20, -10, subject);
    ASSERT_EQ(count(world), 1u);
    EXPECT_TRUE(world.follow_up().channels.empty());
    EXPECT_EQ(world.say("U2", "answer works F-1").name, "answered");
}

}  // namespace
}  // namespace debrief::test
