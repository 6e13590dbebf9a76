// Reminders come in the working hours of the person's own zone, never on weekends or holidays, one
// at a time and to one person; over the nights in which clocks change, too. And the clocks that a
// service may set.
#include "tests/support/seen_people.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace debrief {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// Olga sits in New York, Ivan in Berlin, Piotr in Kolkata; the service works from nine to five.
class AroundTheWorld : public test::World {
  public:
    explicit AroundTheWorld(core::UtcTime start) {
        clock.set(start);
        test::see(*this, {"U1", "U2", "U3"});
        live("U1", "America/New_York");
        live("U2", "Europe/Berlin");
        live("U3", "Asia/Kolkata");
    }
    core::Service& service() { return directory.services.front(); }

    /// Lets time pass and looks at every reminder as it goes out.
    void watch(Duration time) {
        for (auto end = clock.now() + time; clock.now() < end;) {
            clock.advance(minutes(20));
            settle();
            for (; looked_at_ < sender.sent.size(); ++looked_at_) look_at(sender.sent[looked_at_]);
        }
    }
    std::map<std::string, int> seen;

  private:
    void live(std::string user, std::string zone) {
        const core::Account account(core::Platform::slack, "", user);
        core::PersonFound found;
        found.id = look([&](flow::Tx& tx) { return tx.person_by_account(account); })->id;
        found.timezone = zone;
        core::Command command;
        command.origin.via = "slack";
        command.intent = std::move(found);
        handle(std::move(command));
        zones_[user] = std::move(zone);
    }
    void look_at(const test::FakeSender::Sent& sent) {
        const auto& name = sent.message.template_name;
        if (name.rfind("nudge_", 0) != 0) return;
        ++seen[name];
        const auto& user = sent.message.user;
        ASSERT_TRUE(zones_.count(user)) << name << " goes to nobody";
        EXPECT_EQ(sent.message.channel.id, "D" + user) << name << " is for one person alone";
        const core::Calendar own(zones_[user], service().working_hours, service().holidays);
        EXPECT_TRUE(own.is_working(clock.now()))
            << name << " reached " << user << " at " << own.format(clock.now(), "%a %F %R");
    }

    std::map<std::string, std::string> zones_;
    std::size_t looked_at_ = 0;
};

/// A follow-up in which everything is owed and nobody does anything of their own accord.
void owe_everything(AroundTheWorld& world) {
    world.say("U2", "open incident Payments were down severity:1 ended:1h ago");
    world.settle();
    world.say("U3", "concern we need a day to test");
    world.say("U3", "feedback warn us before");
    world.say("U2", "open incident Search was down severity:1 ended:1h ago");
    world.say("U2", "ack F-2 happened: a put right: b next: c");
    world.say("U2", "control add M-1 A check owner:@U3 due:3d");
    world.say("U2", "control add M-1 An alert owner:@U2");
    world.say("U2", "control done C-2");
}

class NudgeHours : public testing::TestWithParam<core::UtcTime> {};

TEST_P(NudgeHours, AreThoseOfThePersonAndNeverAHoliday) {
    AroundTheWorld world(GetParam());
    world.service().clocks.effectiveness_check = 10;
    const core::LocalDate start(std::chrono::floor<days>(GetParam()));
    // Two whole days and, for good measure, one that is a weekend anyway.
    for (int i : {3, 4, 5, 11})
        world.service().holidays.insert(std::chrono::sys_days(start) + days(i));
    owe_everything(world);
    world.watch(days(24));
    for (const char* name :
         {"nudge_answer",
          "nudge_acknowledge",
          "nudge_control",
          "nudge_verify",
          "nudge_check",
          "nudge_concern",
          "nudge_feedback"}) {
        EXPECT_GE(world.seen[name], 1) << name << " never came";
    }
    EXPECT_TRUE(world.parked().empty());
}

INSTANTIATE_TEST_SUITE_P(
    NightsInWhichClocksChange,
    NudgeHours,
    testing::Values(
        std::chrono::sys_days(2026y / 10 / 21) + 7h + 0ms,  // Europe on the 25th, New York later
        std::chrono::sys_days(2027y / 3 / 10) + 21h + 0ms,  // New York on the 14th, Europe later
        std::chrono::sys_days(2028y / 2 / 25) + 15h + 30min + 0ms  // over the 29th of February
    )
);

TEST(Clocks, TheNudgeThatTheItOwnerHearsOfIsTheServicesToChoose) {
    for (int escalation : {1, 2}) {
        AroundTheWorld world(std::chrono::sys_days(2026y / 11 / 24) + 12h);
        world.service().clocks.control_escalation = escalation;
        world.service().clocks.control_nudge_every = 2;
        world.say("U2", "open incident Payments were down severity:1 ended:1h ago");
        world.say("U2", "ack happened: a put right: b next: c");
        world.say("U2", "control add M-1 A check owner:@U3 due:1d");
        world.settle();
        world.watch(days(2));
        EXPECT_EQ(world.sender.of("control_overdue").size(), escalation == 1 ? 1U : 0U);
        world.watch(days(8));
        ASSERT_EQ(world.sender.of("control_overdue").size(), 1U);
        EXPECT_EQ(world.sender.of("control_overdue")[0].message.user, "U2");
    }
}

TEST(Clocks, WhenItIsTooEarlyTheServiceSaysWhenToAskAgain) {
    AroundTheWorld world(std::chrono::sys_days(2026y / 11 / 24) + 12h);
    world.service().clocks.effectiveness_check = 5;
    world.service().clocks.effectiveness_recheck = 12;
    world.say("U2", "open incident Payments were down severity:1 ended:1h ago");
    world.say("U2", "ack happened: a put right: b next: c");
    world.say("U2", "control add M-1 A check");
    const auto done = world.clock.now();
    world.say("U2", "control done C-1");
    auto due = [&] {
        return world.look([](flow::Tx& tx) { return tx.control(core::ControlId(1)); })->check_due;
    };
    EXPECT_EQ(due(), done + days(5));
    world.watch(days(7));
    world.say("U1", "control check C-1 early");
    EXPECT_EQ(due(), done + days(12));
    world.watch(days(6));
    world.say("U1", "control check C-1 early");
    EXPECT_EQ(due(), world.clock.now() + days(5)) << "the time for asking again is over";
}

TEST(Clocks, RemindersOfTheSameThingComeAsOftenAsTheServiceWants) {
    AroundTheWorld world(std::chrono::sys_days(2026y / 11 / 24) + 12h);
    world.service().clocks.nudge_every = 1;
    world.say("U1", "open incident Payments were down severity:1 ended:1h ago");
    world.settle();
    world.watch(days(10));
    // From the day it was due on, every working day.
    EXPECT_GE(world.seen["nudge_acknowledge"], 5);
}

}  // namespace
}  // namespace debrief
