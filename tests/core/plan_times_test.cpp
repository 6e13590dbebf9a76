// Plans whose time or service cannot be, and the nights that are longer or shorter than others.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::hours;

TEST(PlanTimes, RefusesTimesThatCannotBe) {
    World world;
    const auto problem = [&](std::string_view times) {
        auto line = "plan Mail 9.2 service:checkout " + std::string(times);
        return std::string(world.say("U2", line).view.text("problem"));
    };
    EXPECT_EQ(problem("from:2026-11-19 22:00 to:4h"), "The window would start in the past.");
    EXPECT_EQ(
        problem("from:2199-01-01 to:4h"), "The window would start more than two years from now."
    );
    EXPECT_EQ(problem("from:9999-01-01 to:4h").find("I cannot read `9999-01-01`"), 0U);
    EXPECT_EQ(
        problem("from:tomorrow 22:00 to:2026-11-21 20:00"), "The window would end before it starts."
    );
    EXPECT_EQ(problem("from:2027-02-29 22:00 to:4h").find("I cannot read `2027-02-29`"), 0U);
    EXPECT_EQ(problem("from:22:00 to:40d"), "The window would be longer than 31 days.");
    EXPECT_EQ(
        problem("from:22:00 to:1h every:2h"), "The window is over before the first update is due."
    );
    EXPECT_EQ(
        problem("from:22:00 to:4h every:5m"),
        "That is more often than anybody can write and read updates."
    );
    // The night when summer time begins has no half past two.
    EXPECT_EQ(problem("from:2027-03-28 02:30 to:03:00"), "The window would end when it starts.");
    EXPECT_EQ(world.look([](flow::Tx& tx) { return tx.next_follow_up(); }).value(), 1);
}

TEST(PlanTimes, KnowsLeapDaysAndTheLongNightInAutumn) {
    World world;
    const auto length = [&](std::string_view times, std::int64_t number) {
        world.say("U2", "plan Mail service:checkout " + std::string(times));
        const auto plan =
            world.look([&](flow::Tx& tx) { return tx.plan(core::FollowUpId(number)); });
        return plan ? plan->to - plan->from : Duration(0);
    };
    EXPECT_EQ(length("from:2028-02-29 22:00 to:02:00", 1), hours(4));
    EXPECT_EQ(length("from:2027-10-30 22:00 to:04:00", 2), hours(7)) << "three o'clock comes twice";
    EXPECT_EQ(length("from:2027-03-27 22:00 to:04:00", 3), hours(5));
    EXPECT_EQ(length("from:tomorrow 22:00 to:2 hours", 4), hours(2));
}

TEST(PlanTimes, NeedsAServiceThatIsKnown) {
    World world;
    core::Service other = world.directory.services.front();
    other.name = "billing";
    other.channels = {World::channel("C2")};
    world.directory.services.push_back(other);
    auto elsewhere = world.typed("U2", "plan Mail from:22:00 to:4h");
    elsewhere.origin.channel = World::channel("C9");
    auto reply = world.handle(elsewhere);
    EXPECT_EQ(reply.view.text("problem"), "I do not know which service this upgrade is of.");
    reply = world.say("U2", "plan Mail service:chekout from:22:00 to:4h");
    EXPECT_EQ(reply.view.text("advice"), "Did you mean `service:checkout`?");
    EXPECT_EQ(world.say("U2", "plan Mail from:22:00 to:4h").name, "plan_receipt")
        << "the channel's";
    EXPECT_EQ(world.follow_up().subject.service, "checkout");
}

}  // namespace
}  // namespace debrief::test
