// What people type about plans.
#include "tests/core/read_line.hpp"

namespace debrief::core {
namespace {

TEST(PlanLine, IsReadWithEverythingInIt) {
    const auto plan = read<PlanUpgrade>(
        "plan Mail server 9.2 service:mail version:9.2 from:2026-11-28 22:00 to:4h every:1h "
        "owner:@U1 ops:@U2 responsible:@U3 approver:lena@example.com goal:\"p95: < 200 ms\" "
        "goal:“Disk used: < 60 %” risk:\"The disk fills up -> We free 20 GB\" "
        "link:https://wiki.example.com/42"
    );
    EXPECT_EQ(plan.title, "Mail server 9.2");
    EXPECT_EQ(plan.service, "mail");
    EXPECT_EQ(plan.version, "9.2");
    EXPECT_EQ(plan.from, "2026-11-28 22:00");
    EXPECT_EQ(plan.to, "4h");
    EXPECT_EQ(plan.every, "1h");
    EXPECT_EQ(plan.owner.typed, "@U1");
    EXPECT_EQ(plan.ops.typed, "@U2");
    EXPECT_EQ(plan.responsible.typed, "@U3");
    EXPECT_EQ(plan.approver.typed, "lena@example.com");
    EXPECT_EQ(
        plan.goals, (std::vector<PlanGoal>{{"p95", "< 200 ms", ""}, {"Disk used", "< 60 %", ""}})
    );
    EXPECT_EQ(plan.risks, (std::vector<PlanRisk>{{"The disk fills up", "We free 20 GB"}}));
    EXPECT_FALSE(plan.id);
    EXPECT_FALSE(plan.all_goals);
}

TEST(PlanLine, WithoutWindowOrTitleOpensTheForm) {
    EXPECT_EQ(read<ShowForm>("plan").form, "plan");
    const auto form = read<ShowForm>("plan Mail 9.2 to:4h goal:\"a: b\" goal:\"c: d\"");
    EXPECT_EQ(form.form, "plan");
    EXPECT_EQ(form.context, "");
    EXPECT_EQ(
        form.prefill, (Prefill{{"title", "Mail 9.2"}, {"to", "4h"}, {"goals", "a: b\nc: d"}})
    );
}

TEST(PlanLine, StepsAreReadWithTheirNumber) {
    EXPECT_EQ(read<MovePlan>("plan agree F-12").step, MovePlan::Step::agree);
    const auto update = read<MovePlan>("plan update f-12 Half way");
    EXPECT_EQ(update.id, FollowUpId(12));
    EXPECT_EQ(update.text, "Half way");
    EXPECT_EQ(read<MovePlan>("plan done F-12").step, MovePlan::Step::done);
    EXPECT_EQ(read<MovePlan>("plan measured F-12 p95: 180 ms").text, "p95: 180 ms");
    EXPECT_EQ(read<MovePlan>("plan cancel F-12 no time").text, "no time");
    EXPECT_EQ(read<MovePlan>("plan show").id, std::nullopt);
    EXPECT_EQ(read<ShowForm>("plan update F-12").form, "plan_update");
    EXPECT_EQ(read<ShowForm>("plan cancel F-12").context, "F-12");
    EXPECT_EQ(read<ShowForm>("plan measured F-12").form, "plan_measured");
    EXPECT_EQ(read<PlanUpgrade>("plan change F-12 to:02:00").id, FollowUpId(12));
    EXPECT_EQ(read<PlanUpgrade>("plan F-12 to:02:00").to, "02:00");
    EXPECT_EQ(read<ShowForm>("plan change F-12").context, "F-12");
}

TEST(PlanLine, AStepWithoutANumberIsATitle) {
    const auto plan = read<PlanUpgrade>("plan Update the mail server from:22:00 to:4h");
    EXPECT_EQ(plan.title, "Update the mail server");
    EXPECT_EQ(read<PlanUpgrade>("plan move house from:22:00 to:4h").title, "move house");
}

TEST(PlanLine, SaysWhatIsMissingInGoalsRisksAndTimes) {
    EXPECT_TRUE(says(misread("plan x from:22:00 to:4h goal:faster").advice, "colon"));
    EXPECT_TRUE(says(misread("plan x from:22:00 to:4h risk:\"the disk\"").advice, "arrow"));
    EXPECT_TRUE(says(misread("plan x from:9999-01-01 to:4h").problem, "`9999-01-01` as a time"));
    EXPECT_TRUE(says(misread("plan x from:2027-02-29 to:4h").problem, "as a time"));
    EXPECT_TRUE(says(misread("plan x from:22:00 to:4h every:often").advice, "`every:2h`"));
    EXPECT_TRUE(says(misread("plan x from:22:00 from:23:00 to:4h").problem, "twice"));
    EXPECT_TRUE(says(misread("plan x from:22:00 to:4h link:wiki").problem, "web address"));
}

TEST(PlanForm, ReadsListsLineByLine) {
    const auto intent = read_form(
        "plan",
        "F-12",
        {{"title", "Mail 9.2"}, {"goals", "p95: < 200 ms\n\n Disk: < 60 % "}, {"risks", ""}}
    );
    const auto& plan = std::get<PlanUpgrade>(intent);
    EXPECT_EQ(plan.id, FollowUpId(12));
    EXPECT_TRUE(plan.all_goals);
    EXPECT_FALSE(plan.all_risks) << "an empty field changes nothing";
    EXPECT_EQ(plan.goals.size(), 2U);
    const auto wrong = read_form("plan", "F-12", {{"risks", "a -> b\nno arrow"}});
    EXPECT_EQ(std::get<Misunderstood>(wrong).field, "risks");
    EXPECT_EQ(std::get<Misunderstood>(read_form("plan", "", {{"title", "x"}})).field, "from");
}

TEST(PlanForm, ReadsUpdatesMeasuredValuesAndReasons) {
    const auto measured = std::get<MovePlan>(
        read_form("plan_measured", "F-12", {{"goal_0", ""}, {"goal_2", " 180 ms "}})
    );
    EXPECT_EQ(measured.values, (std::vector<std::pair<std::size_t, std::string>>{{2, "180 ms"}}));
    EXPECT_EQ(std::get<Misunderstood>(read_form("plan_measured", "F-12", {})).field, "goal_0");
    EXPECT_EQ(std::get<MovePlan>(read_form("plan_update", "F-12", {{"text", "ok"}})).text, "ok");
    EXPECT_EQ(std::get<Misunderstood>(read_form("plan_update", "F-12", {})).field, "text");
    EXPECT_EQ(std::get<Misunderstood>(read_form("plan_cancel", "F-12", {})).field, "reason");
}

}  // namespace
}  // namespace debrief::core
