// The monthly summary: by goal, on the first working day, once.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::days;
using std::chrono::hours;

json::Value month(World& world, std::string_view line = "summary month") {
    return flow::to_json(world.say("U1", line).view);
}

TEST(MonthlySummary, TellsByGoalWhatServedItAndHowThatEnded) {
    World world;
    world.directory.services.front().goal = "Nobody waits at checkout";
    world.say("U2", "open upgrade Old one");
    world.say("U1", "answer broken");
    world.clock.advance(days(40));
    world.say("U2", "open incident Down");
    world.say("U1", "answer works F-2");
    world.say("U2", "open upgrade Two goal:\"Safe cards\"");
    world.say("U2", "open incident Breach private goal:\"Hush\"");
    const auto view = month(world);
    EXPECT_EQ(view["opened"].integer(), 3);
    ASSERT_EQ(view["goals"]["count"].integer(), 2);
    const auto first = view["goals"]["lines"].at(0);
    EXPECT_EQ(first["goal"].str(), "Nobody waits at checkout");
    EXPECT_EQ(first["incidents"].integer(), 1);
    EXPECT_EQ(first["well"].integer(), 1);
    EXPECT_EQ(first["trend"].str(), "better");
    EXPECT_EQ(view["goals"]["lines"].at(1)["unanswered"].integer(), 1);
    EXPECT_EQ(view["private"].integer(), 1);
    EXPECT_EQ(view["without_goal"].integer(), 0);
    EXPECT_EQ(json::dump(view).find("Hush"), std::string::npos) << "counted, never named";
    EXPECT_EQ(month(world, "summary month service:checkout")["opened"].integer(), 3);
}

TEST(MonthlySummary, ShowsTargetAndMeasuredValueOfPlannedUpgrades) {
    World world;
    world.say("U2", "plan Faster service:checkout from:22:00 to:2h goal:\"p95: < 200 ms\"");
    world.pass(hours(12), hours(1));
    world.say("U2", "plan measured F-1 180 ms");
    const auto view = month(world);
    const auto line = view["goals"]["lines"].at(0);
    EXPECT_EQ(line["goal"].str(), "p95");
    EXPECT_EQ(line["measured"]["lines"].at(0)["target"].str(), "< 200 ms");
    EXPECT_EQ(line["measured"]["lines"].at(0)["measured"].str(), "180 ms");
}

TEST(MonthlySummary, OfAMonthWithNothingInItSaysSo) {
    World world;
    const auto view = month(world);
    EXPECT_EQ(view["opened"].integer(), 0);
    EXPECT_EQ(view["goals"]["count"].integer(), 0);
}

TEST(MonthlySummary, IsPostedOnceOnTheFirstWorkingDayWhateverHappens) {
    World world;
    world.directory.summary.channels = {World::channel("C9")};
    world.directory.services.front().goal = "Nobody waits";
    world.directory.summary.monthly = 9 * 60;
    world.start();
    world.say("U2", "open incident Down");
    const auto sent = [&] { return world.sender.of("summary_month").size(); };
    world.pass(days(10), hours(6));  // Monday 2026-11-30
    EXPECT_EQ(sent(), 0U);
    world.restart();
    world.clock.advance(days(1));
    world.settle();
    world.restart();
    world.settle();
    ASSERT_EQ(sent(), 1U);
    const auto view = view_of(world.sender.of("summary_month").front());
    EXPECT_EQ(view["opened"].integer(), 1) << "all of November";
    // The first of May 2027 is a Saturday.
    world.clock.advance(days(151));
    world.settle();
    const auto until_may = sent();
    EXPECT_EQ(until_may, 2U) << "after an outage the latest one only";
    const auto due = world.look([](flow::Tx& tx) { return tx.timer("summary:monthly"); });
    core::Calendar berlin("Europe/Berlin", core::WorkingHours(), {});
    EXPECT_EQ(berlin.format(*due, "%a %Y-%m-%d %H:%M"), "Mon 2027-05-03 09:00");
    world.directory.summary.monthly.reset();
    world.restart();
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.timer("summary:monthly"); }));
}

}  // namespace
}  // namespace debrief::test
