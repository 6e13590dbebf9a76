#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

core::Channel summary_channel() {
    return World::channel("C9");
}

UtcTime berlin(int year, unsigned month, unsigned day, int minute) {
    core::Calendar calendar("Europe/Berlin", core::WorkingHours(), {});
    return calendar.at(
        core::LocalDate(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)),
        minute
    );
}

TEST(Scheduler, PostsTheWeeklySummaryAtItsHourAndOnlyOnce) {
    World world;
    world.directory.summary.channels = {summary_channel()};
    world.start();
    world.pass(days(2) + hours(19));  // Monday 08:00
    EXPECT_TRUE(world.sender.of("summary").empty());
    world.pass(hours(3));
    ASSERT_EQ(world.sender.of("summary").size(), 1u);
    world.restart();
    world.pass(days(5));
    EXPECT_EQ(world.sender.of("summary").size(), 1u);
    world.pass(days(2));
    EXPECT_EQ(world.sender.of("summary").size(), 2u);
}

TEST(Scheduler, PostsTheSummaryOnceWhenItWasDownAtTheHour) {
    World world;
    world.directory.summary.channels = {summary_channel()};
    world.start();
    world.clock.advance(days(17));  // three Mondays passed
    world.restart();
    world.settle();
    auto posted = world.sender.of("summary");
    ASSERT_EQ(posted.size(), 1u);
    auto view = view_of(posted[0]);
    EXPECT_EQ(view["to"].integer(), berlin(2026, 12, 7, 9 * 60).time_since_epoch().count());
    world.settle();
    EXPECT_EQ(world.sender.of("summary").size(), 1u);
}

TEST(Scheduler, KeepsNineOClockOverDaylightSaving) {
    World world;
    world.directory.summary.channels = {summary_channel()};
    world.clock.set(berlin(2027, 3, 26, 12 * 60));  // the clocks go forward on Sunday the 28th
    world.start();
    world.clock.set(berlin(2027, 3, 29, 9 * 60) - Duration(1));
    world.settle();
    EXPECT_TRUE(world.sender.of("summary").empty());
    world.clock.set(berlin(2027, 3, 29, 9 * 60));
    world.settle();
    EXPECT_EQ(world.sender.of("summary").size(), 1u);
}

TEST(Scheduler, AChangedHourCountsFromTheNextStart) {
    World world;
    world.directory.summary.channels = {summary_channel()};
    world.start();
    world.directory.summary.weekly = {std::chrono::Saturday, 10 * 60};
    world.start();
    world.pass(days(1));
    EXPECT_EQ(world.sender.of("summary").size(), 1u);
}

TEST(Scheduler, FiresEverythingThatIsDueAfterAJumpOfTheClock) {
    World world;
    for (int i = 0; i < 150; ++i) world.report("alert-" + std::to_string(i), -20, -10);
    world.deliver();
    world.clock.advance(days(40));
    world.settle();
    auto next = world.look([](flow::Tx& tx) { return tx.next_timer(); });
    EXPECT_TRUE(!next || *next > world.clock.now());
    EXPECT_EQ(world.follow_up(150).closing, core::Closing::quiet);
}

TEST(Scheduler, ATimerOfSomethingUnknownIsDropped) {
    World world;
    world.store.write([&](flow::Tx& tx) { tx.set_timer("answer:F-99", world.clock.now()); });
    world.settle();
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.next_timer(); }));
}

TEST(Scheduler, RemindsInWorkingHoursOnly) {
    World world;
    core::Calendar berlin_calendar("Europe/Berlin", core::WorkingHours(), {});
    world.report("alert-1", -20, -10);
    world.say("U1", "control add F-1 Alert on lag owner:ivan@example.com due:3d");
    std::size_t seen = 0;
    for (int half_hours = 0; half_hours < 48 * 21; ++half_hours) {
        world.pass(minutes(30));
        auto nudges = world.sender.of("nudge_answer").size() +
                      world.sender.of("nudge_acknowledge").size() +
                      world.sender.of("nudge_control").size();
        if (nudges > seen) {
            EXPECT_TRUE(berlin_calendar.is_working(world.clock.now()))
                << berlin_calendar.format(world.clock.now(), "%a %H:%M");
        }
        seen = nudges;
    }
    EXPECT_EQ(world.sender.of("nudge_answer").size(), 1u);
    EXPECT_GE(world.sender.of("nudge_acknowledge").size(), 2u);
    EXPECT_GE(world.sender.of("nudge_control").size(), 3u);
}

}  // namespace
}  // namespace debrief::test
