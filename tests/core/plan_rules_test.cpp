// An upgrade from its plan to its follow-up: agreement, window, status updates, measured values.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::PlanRole;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// It is Friday 13:00 in Berlin. Ivan (U2) is IT, Olga (U1) ops, Piotr (U3) somebody else. The
/// window is the night from Saturday to Sunday.
struct Planned : World {
    explicit Planned(std::string_view more = "") {
        live_in_both();
        for (const auto* user : {"U1", "U2", "U3"}) say(user, "list mine");  // they are known now
        deliver();
        line = "plan Mail 9.2 service:checkout version:9.2 from:2026-11-21 22:00 to:4h " +
               std::string(more);
        reply = say("U2", line);
        deliver();
    }
    core::Plan plan(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.plan(core::FollowUpId(number)); }).value();
    }
    std::optional<UtcTime> timer(const char* key) {
        return look([&](flow::Tx& tx) { return tx.timer(key); });
    }
    /// To this wall clock in Berlin (winter time).
    void until(int day, int hour, int minute = 0) {
        const UtcTime at = std::chrono::sys_days{std::chrono::year{2026} / 11 / day} +
                           hours(hour - 1) + minutes(minute);
        pass(at - clock.now(), minutes(5));
    }
    std::vector<std::string> told(const char* what) {
        std::vector<std::string> found;
        for (const auto& sent : sender.of("plan_told")) {
            if (view_of(sent)["what"].str() == what) found.push_back(sent.message.thread);
        }
        return found;
    }
    /// Reminders about that: who got them.
    std::vector<std::string> nudged(const char* what) {
        std::vector<std::string> found;
        for (const auto& sent : sender.of("nudge_plan")) {
            if (view_of(sent)["what"].str() == what) found.push_back(sent.message.user);
        }
        return found;
    }
    json::Value card() { return view_of(sender.of("plan").back()); }

    std::string line;
    core::Reply reply;
};

TEST(Plan, IsPostedInEveryChannelAndHasTheNumberOfItsFollowUp) {
    Planned world("goal:\"p95: < 200 ms\" risk:\"The disk -> More disk\" every:1h");
    EXPECT_EQ(world.reply.name, "plan_receipt");
    EXPECT_TRUE(world.follow_up().planned());
    EXPECT_FALSE(world.follow_up().begun());
    EXPECT_EQ(world.plan().to - world.plan().from, hours(4));
    ASSERT_EQ(world.sender.of("plan").size(), 1U);
    ASSERT_EQ(world.teams_sender.of("plan").size(), 1U);
    EXPECT_TRUE(world.sender.of("head").empty());
    const auto card = world.card();
    EXPECT_EQ(card["state"].str(), "planned");
    EXPECT_EQ(card["owner"]["name"].str(), "Ivan");
    EXPECT_EQ(card["ops"]["name"].str(), "Olga");
    EXPECT_EQ(card["goals"].at(0)["target"].str(), "< 200 ms");
    EXPECT_EQ(card["risks"].at(0)["mitigation"].str(), "More disk");
    EXPECT_EQ(card["agreed"].at(0)["role"].str(), "IT") << "who plans it agrees to it";
    EXPECT_EQ(card["missing"].at(0)["role"].str(), "ops");
    EXPECT_EQ(world.say("U1", "status F-1").name, "plan");
    EXPECT_EQ(world.say("U1", "plan show F-1").name, "plan");
}

TEST(Plan, BothSidesAgreeWithOneTap) {
    Planned world("approver:piotr@example.com");
    world.say("U1", "plan agree F-1");
    world.deliver();
    EXPECT_EQ(world.card()["missing"].at(0)["role"].str(), "approver");
    EXPECT_TRUE(world.told("agreed").empty());
    world.say("U3", "plan agree F-1");
    world.deliver();
    EXPECT_EQ(world.card()["state"].str(), "agreed");
    ASSERT_EQ(world.told("agreed").size(), 1U);
    EXPECT_EQ(world.told("agreed").front(), world.sender.of("plan").front().id) << "under the card";
    EXPECT_EQ(world.teams_sender.of("plan_told").size(), 1U);
    const auto again = flow::to_json(world.say("U3", "plan agree F-1").view);
    EXPECT_EQ(again["what"].str(), "agreed already");
    world.meet("U4", "Nina", "nina@example.com");
    EXPECT_EQ(world.say("U4", "plan agree F-1").name, "refusal");
}

TEST(Plan, WhoApprovesIsNotTheOwner) {
    Planned world;
    const auto reply = world.say("U1", world.line + "approver:ivan@example.com");
    EXPECT_EQ(reply.name, "refusal");
    EXPECT_EQ(reply.view.text("problem"), "Ivan cannot be the upgrade owner and approve it, too.");
    EXPECT_NE(reply.view.text("advice").find("second person"), std::string_view::npos);
    EXPECT_EQ(world.say("U1", "plan change F-1 approver:ivan@example.com").name, "refusal");
    EXPECT_EQ(world.say("U1", "plan change F-1 approver:piotr@example.com").name, "plan_receipt");
    EXPECT_EQ(world.say("U1", "plan change F-1 owner:piotr@example.com").name, "refusal");
}

TEST(Plan, ChangedIsAgreedToAnew) {
    Planned world;
    world.say("U1", "plan agree F-1");
    world.say("U2", "plan change F-1 from:2026-11-28 22:00 risk:\"The disk -> More disk\"");
    world.deliver();
    EXPECT_EQ(world.plan().to - world.plan().from, hours(4)) << "its length stays";
    EXPECT_EQ(world.card()["missing"].at(0)["role"].str(), "ops");
    ASSERT_EQ(world.told("changed").size(), 1U);
    EXPECT_EQ(view_of(world.sender.of("plan_told").back())["text"].str(), "the window, the risks");
    const auto same = flow::to_json(world.say("U2", "plan change F-1 to:4h").view);
    EXPECT_EQ(same["what"].str(), "unchanged");
    world.say("U1", "plan change F-1 goal:\"p95: < 200 ms\"");
    EXPECT_EQ(world.plan().agreed.size(), 1U);
    EXPECT_EQ(world.plan().agreed.front().role, PlanRole::ops) << "Olga changed it";
    EXPECT_EQ(world.say("U2", "plan change F-1 service:billing").name, "refusal");
}

TEST(Plan, RemindsWhoHasNotAgreedInWorkingHoursAndSaysSoInTheSummary) {
    Planned world;
    world.say("U2", "plan change F-1 from:2026-11-26 22:00");
    world.until(23, 12);
    EXPECT_TRUE(world.nudged("agree").empty());
    world.until(23, 18);
    EXPECT_EQ(world.nudged("agree"), std::vector<std::string>{"U1"}) << "after one business day";
    const auto week = flow::to_json(world.say("U2", "summary").view);
    EXPECT_EQ(week["needs_you"]["lines"].at(0)["why"].str(), "not agreed");
    EXPECT_EQ(week["picture"]["opened"].integer(), 0) << "a plan is nothing that was opened";
    world.say("U1", "plan agree F-1");
    world.until(26, 21);
    EXPECT_EQ(world.nudged("agree").size(), 1U);
}

TEST(Plan, WindowBeginsAsksForUpdatesAndTellsOfAMissedOne) {
    Planned world("every:1h");
    world.until(21, 22);
    ASSERT_EQ(world.told("begins").size(), 1U);
    EXPECT_EQ(world.card()["state"].str(), "under way");
    EXPECT_TRUE(world.nudged("update").empty());
    world.until(21, 22, 50);
    EXPECT_EQ(world.nudged("update"), std::vector<std::string>{"U2"}) << "at night, too";
    EXPECT_EQ(world.say("U1", "plan update F-1 is it done?").name, "refusal") << "she waits for it";
    world.say("U2", "plan update F-1 The first node is done");
    world.until(21, 23, 10);
    EXPECT_EQ(world.told("update").size(), 1U);
    EXPECT_EQ(world.teams_sender.of("plan_told").size(), 2U);
    EXPECT_TRUE(world.told("missed").empty());
    EXPECT_EQ(world.card()["last_update"].str(), "The first node is done");
    world.until(22, 0, 10);
    ASSERT_EQ(world.told("missed").size(), 1U) << "promised an hour after the last one";
    EXPECT_EQ(
        json::dump(view_of(world.sender.of("plan_told").back())).find("Ivan"), std::string::npos
    ) << "nobody is named as late";
    EXPECT_EQ(world.plan().missed, 1);
    world.say("U2", "plan update F-1 All done, we watch it");
    world.until(22, 1, 59);
    EXPECT_EQ(world.told("missed").size(), 2U);
    world.until(22, 9);
    EXPECT_EQ(world.told("missed").size(), 2U) << "the window is over";
}

TEST(Plan, OpensItsFollowUpAtTheEndAndAsksForTheValues) {
    Planned world("goal:\"p95: < 200 ms\" goal:\"Disk: < 60 %\"");
    world.say("U1", "concern F-1 We need a week topic:timeline");
    world.until(22, 2, 5);
    auto opened = world.follow_up();
    EXPECT_TRUE(opened.open());
    EXPECT_EQ(opened.subject.kind, core::SubjectKind::upgrade);
    EXPECT_EQ(opened.subject.version, "9.2");
    EXPECT_EQ(opened.subject.ended, world.plan().to);
    EXPECT_EQ(opened.goal, "p95");
    EXPECT_EQ(opened.concern_count, 1) << "a concern stays with it";
    ASSERT_EQ(world.sender.of("head").size(), 1U) << "a fresh post, not the old card";
    EXPECT_EQ(world.teams_sender.of("head").size(), 1U);
    EXPECT_EQ(world.card()["state"].str(), "over");
    EXPECT_EQ(latest_head(world.sender)["goals"].at(0)["target"].str(), "< 200 ms");
    world.until(24, 18);
    ASSERT_GE(world.sender.of("nudge_plan").size(), 1U);
    EXPECT_EQ(view_of(world.sender.of("nudge_plan").back())["what"].str(), "measure");
    EXPECT_EQ(world.say("U2", "plan measured F-1 180 ms").name, "refusal") << "of which goal?";
    world.say("U2", "plan measured F-1 p95: 180 ms");
    EXPECT_TRUE(world.timer("measure:F-1"));
    core::MovePlan values;
    values.id = core::FollowUpId(1);
    values.step = core::MovePlan::Step::measured;
    values.values = {{1, "55 %"}};
    world.handle(world.intended("U2", values));
    EXPECT_FALSE(world.timer("measure:F-1"));
    world.deliver();
    EXPECT_EQ(latest_head(world.sender)["goals"].at(1)["measured"].str(), "55 %");
    EXPECT_EQ(world.told("measured").back(), world.head_thread()) << "in the follow-up's thread";
}

TEST(Plan, IsDoneBeforeTheEndOfItsWindow) {
    Planned world;
    EXPECT_EQ(world.say("U2", "plan done F-1").name, "refusal") << "it has not begun";
    world.until(21, 23);
    world.say("U2", "plan done F-1 All nodes are up");
    world.deliver();
    EXPECT_TRUE(world.follow_up().open());
    EXPECT_EQ(world.follow_up().subject.ended, world.clock.now());
    EXPECT_EQ(world.say("U2", "plan update F-1 more").name, "refusal");
    EXPECT_EQ(world.say("U2", "plan change F-1 to:5h").name, "refusal");
    world.until(22, 9);
    EXPECT_EQ(world.sender.of("head").size(), 1U);
}

TEST(Plan, IsCancelledWithAReason) {
    Planned world;
    world.say("U2", "plan cancel F-1 The vendor withdrew it");
    world.deliver();
    EXPECT_EQ(world.card()["state"].str(), "cancelled");
    EXPECT_EQ(world.told("cancelled").size(), 1U);
    EXPECT_EQ(world.say("U1", "answer works F-1").name, "refusal");
    EXPECT_EQ(world.say("U1", "reopen F-1 yes").name, "refusal");
    EXPECT_EQ(world.say("U1", "plan agree F-1").name, "refusal");
    EXPECT_EQ(world.say("U1", "status F-1").name, "plan");
    world.until(22, 9);
    EXPECT_TRUE(world.sender.of("head").empty());
    EXPECT_EQ(flow::to_json(world.say("U1", "summary").view)["picture"]["opened"].integer(), 0);
}

TEST(Plan, TakesFeedbackAndConcernsButNoAnswers) {
    Planned world;
    for (const auto* line : {"answer works F-1", "close F-1", "reopen F-1 x", "control add F-1 x"})
        EXPECT_EQ(world.say("U1", line).name, "refusal") << line;
    EXPECT_EQ(world.say("U1", "answer works").name, "refusal") << "the only one of the channel";
    EXPECT_EQ(
        world.say("U1", "feedback F-1 Please not before Christmas").name, "feedback_received"
    );
    EXPECT_EQ(world.say("U1", "concern F-1 We need a week").name, "concern_receipt");
    world.deliver();
    EXPECT_EQ(world.sender.of("feedback").size(), 1U);
    EXPECT_EQ(world.card()["concerns"].at(0)["id"].str(), "X-1");
    auto reply = world.typed("U3", "help");
    reply.intent = core::ThreadReply{"And who tells the night shift?"};
    reply.origin.thread = world.sender.of("plan").front().id;
    reply.origin.message = "77.0";
    world.handle(reply);
    EXPECT_EQ(world.follow_up().feedback_count, 2) << "its thread is captured";
    world.deliver();
    EXPECT_EQ(world.teams_sender.of("mirrored").size(), 1U);
}

TEST(Plan, IsListedAmongWhatIsOpenAndNeedsThoseWhoHaveNotAgreed) {
    Planned world;
    const auto listed = [&](const char* user, const char* line, const char* what) {
        return flow::to_json(world.say(user, line).view)[what].size();
    };
    EXPECT_EQ(listed("U3", "list", "plans"), 1U);
    EXPECT_EQ(listed("U1", "list service:checkout", "plans"), 1U);
    EXPECT_EQ(listed("U1", "list overdue", "plans"), 0U);
    EXPECT_EQ(listed("U3", "list mine", "needs"), 0U);
    const auto needs = flow::to_json(world.say("U1", "list mine").view);
    ASSERT_EQ(needs["needs"].size(), 1U);
    EXPECT_EQ(needs["needs"].at(0)["line"].str(), "plan agree F-1");
    world.say("U1", "plan agree F-1");
    EXPECT_EQ(listed("U1", "list mine", "needs"), 0U);
}

TEST(Plan, ASourceThatTellsOfTheUpgradeOpensNoSecondFollowUp) {
    core::Subject release;
    release.kind = core::SubjectKind::upgrade;
    release.title = "Deployed 9.2";
    release.version = "9.2";
    release.outcome = core::Outcome::success;
    {
        Planned world;
        world.until(21, 23);
        world.report("deploy-1", -30, 0, release);
        world.deliver();
        EXPECT_TRUE(world.follow_up().open()) << "it is over when the source says so";
        EXPECT_EQ(world.follow_up().subject.title, "Mail 9.2");
        EXPECT_EQ(world.follow_up().subject.outcome, core::Outcome::success);
        world.report("deploy-1", -30, 0, release);
        EXPECT_EQ(world.look([](flow::Tx& tx) { return tx.next_follow_up(); }).value(), 2);
    }
    {
        Planned world;
        world.until(22, 2, 20);
        release.version.clear();
        world.report("deploy-1", -60, 0, release);
        EXPECT_EQ(world.follow_up().subject.outcome, core::Outcome::success) << "just after it";
        EXPECT_EQ(world.look([](flow::Tx& tx) { return tx.next_follow_up(); }).value(), 2);
    }
    {
        Planned world;
        release.version = "9.2";
        world.report("staging", -30, 0, release);
        EXPECT_TRUE(world.follow_up().planned()) << "a day before the window is something else";
        release.version = "9.1.7";
        world.until(21, 23);
        world.report("hotfix", -30, 0, release);
        EXPECT_TRUE(world.follow_up().planned()) << "another version";
        EXPECT_EQ(world.look([](flow::Tx& tx) { return tx.next_follow_up(); }).value(), 4);
    }
}

TEST(Plan, FormShowsThePlanInOnesOwnTime) {
    Planned world("goal:\"p95: < 200 ms\" every:90m");
    auto asked = world.typed("U2", "plan change F-1");
    asked.origin.can_open_form = true;
    const auto form = world.handle(asked);
    EXPECT_EQ(form.name, "form_plan");
    const auto shown = flow::to_json(form.view);
    const auto prefill = shown["prefill"];
    EXPECT_EQ(prefill["from"].str(), "2026-11-21 22:00");
    EXPECT_EQ(prefill["goals"].str(), "p95: < 200 ms");
    EXPECT_EQ(prefill["every"].str(), "90m");
    core::PlanUpgrade back;
    back.id = core::FollowUpId(1);
    back.title = "Mail 9.2";
    back.from = "2026-11-21 22:00";
    back.to = "2026-11-22 02:00";
    back.every = "90m";
    back.goals = {{"p95", "< 200 ms", ""}};
    back.all_goals = true;
    const auto unchanged = flow::to_json(world.handle(world.intended("U2", back)).view);
    EXPECT_EQ(unchanged["what"].str(), "unchanged");
    world.until(21, 23);
    back.to = "2026-11-22 04:00";
    EXPECT_EQ(world.handle(world.intended("U2", back)).name, "plan_receipt") << "its end can move";
    EXPECT_EQ(world.plan().to - world.plan().from, hours(6));
    EXPECT_EQ(world.say("U2", "plan change F-1 from:23:30").name, "refusal") << "its start cannot";
    asked = world.typed("U2", "plan measured F-1");
    asked.origin.can_open_form = true;
    EXPECT_EQ(world.handle(asked).name, "refusal") << "it is not over";
}

TEST(Plan, IsOfferedTheProtocolsOfItsServiceBeforehand) {
    World world;
    world.say("U2", "protocol add Tell ops a day before service:checkout");
    world.say("U2", "plan Mail service:checkout from:tomorrow 22:00 to:4h");
    world.deliver();
    const auto offered = world.sender.of("protocols_offered");
    ASSERT_EQ(offered.size(), 1U);
    EXPECT_EQ(view_of(offered[0])["planned"].boolean(), true);
    EXPECT_EQ(offered[0].message.thread, world.sender.of("plan").front().id);
    world.pass(days(2), hours(1));
    EXPECT_EQ(world.sender.of("protocols_offered").size(), 2U) << "did it go like that?";
}

TEST(Plan, SurvivesAnOutageOverItsWindow) {
    Planned world("every:1h");
    world.restart();
    world.clock.advance(days(3));
    world.settle();
    EXPECT_TRUE(world.follow_up().open());
    EXPECT_TRUE(world.told("missed").empty()) << "nobody could have given an update";
    EXPECT_EQ(world.sender.of("head").size(), 1U);
}

}  // namespace
}  // namespace debrief::test
