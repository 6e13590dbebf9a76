#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::days;

json::Value summary(World& world, std::string_view line = "summary") {
    return flow::to_json(world.say("U1", line).view);
}

TEST(Summary, OfAnEmptyWeekHasOnlyGaps) {
    World world;
    auto view = summary(world);
    EXPECT_EQ(view["picture"]["opened"].integer(), 0);
    EXPECT_EQ(view["needs_you"]["count"].integer(), 0);
    EXPECT_EQ(view["gaps"]["light"].str(), "green");
}

TEST(Summary, TellsWhoIsNeededAndWhatCameOfWhatWasSaid) {
    World world;
    world.say("U2", "open incident Database down severity:1");
    world.say("U1", "answer broken");
    world.say("U3", "feedback warn us before");
    world.say("U2", "control add B-1 Announce a day ahead due:2d strength:stronger");
    world.say("U2", "control done C-1");
    world.say("U2", "control add F-1 A checklist due:1d strength:weaker");
    world.clock.advance(days(4));
    auto view = summary(world);
    EXPECT_EQ(view["picture"]["still_broken"].integer(), 1);
    std::set<std::string> why;
    view["needs_you"]["lines"].each([&](json::Ref line) {
        why.insert(std::string(line["why"].str()));
    });
    EXPECT_EQ(why, (std::set<std::string>{"broken", "unacknowledged", "overdue"}));
    EXPECT_EQ(view["said_did"]["lines"].at(0)["did"].str(), "Announce a day ahead");
    EXPECT_EQ(view["controls"]["stronger"].integer(), 1);
    EXPECT_EQ(view["controls"]["weaker"].integer(), 1);
    EXPECT_EQ(view["controls"]["done"].integer(), 1);
}

TEST(Summary, ComparesWithTheFourWeeksBefore) {
    World world;
    world.say("U2", "open upgrade One");
    world.say("U1", "answer broken");
    world.clock.advance(days(10));
    world.say("U2", "open upgrade Two");
    world.say("U1", "answer works");
    EXPECT_EQ(summary(world)["picture"]["trend"].str(), "better");
}

TEST(Summary, CountsPrivateOnesAndNeverNamesThem) {
    World world;
    world.say("U2", "open incident Breach private severity:1");
    world.say("U1", "answer broken");
    world.handle(
        world.intended("U2", core::Acknowledge{core::FollowUpId(1), "Breach happened", "b", "c"})
    );
    world.say("U2", "control add F-1 Breach control due:1d");
    world.clock.advance(days(3));
    auto view = summary(world);
    EXPECT_EQ(view["gaps"]["private"].integer(), 1);
    EXPECT_EQ(json::dump(view).find("Breach"), std::string::npos);
}

TEST(Summary, TellsWhatCouldNotBeDelivered) {
    World world;
    world.sender.fail_next(
        flow::SendOutcome(flow::SendOutcome::Kind::park, "The channel was deleted.")
    );
    world.report("alert-1", -20, -10);
    world.deliver();
    auto view = summary(world);
    EXPECT_EQ(view["gaps"]["undelivered"].integer(), 1);
    EXPECT_EQ(view["gaps"]["reasons"].at(0)["reason"].str(), "The channel was deleted.");
}

TEST(Summary, TheLightFollowsTheShareThatWasAnswered) {
    World world;
    for (int i = 0; i < 4; ++i) world.report("alert-" + std::to_string(i), -20, -10);
    EXPECT_EQ(summary(world)["gaps"]["light"].str(), "red");
    world.say("U1", "answer works F-1");
    world.say("U1", "answer works F-2");
    world.say("U1", "answer works F-3");
    EXPECT_EQ(summary(world)["gaps"]["light"].str(), "amber");
    world.say("U1", "answer works F-4");
    EXPECT_EQ(summary(world)["gaps"]["light"].str(), "green");
}

TEST(Summary, OfOneServiceLeavesTheOthersOut) {
    World world;
    auto second = world.directory.services[0];
    second.name = "payments";
    world.directory.services.push_back(second);
    world.say("U2", "open incident One service:payments");
    EXPECT_EQ(summary(world, "summary service:payments")["picture"]["opened"].integer(), 1);
    EXPECT_EQ(summary(world, "summary service:checkout")["picture"]["opened"].integer(), 0);
    EXPECT_EQ(world.say("U1", "summary service:paymnts").name, "refusal");
}

}  // namespace
}  // namespace debrief::test
