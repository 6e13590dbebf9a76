// What the rules about plans share. Timer keys of plans: "begins:F-12", "opens:F-12" (the ends of
// the window), "update:F-12" (the owner is asked), "missed:F-12" (the promised time), "agree
// it:F-12" and its like for each role, "measure:F-12".
#pragma once
#include "bot/core/ruling.hpp"

#include <string>
#include <vector>

namespace debrief::core {

/// The roles whose agreement is still missing; none for one that is not planned any more.
[[nodiscard]] std::vector<PlanRole> missing_agreements(const FollowUp& follow_up, const Plan& plan);
/// The one person who is asked for that agreement; nothing when nobody is named.
[[nodiscard]] std::optional<PersonId> speaker_for(
    const FollowUp& follow_up, const Plan& plan, PlanRole role
);
/// The roles in which this person may agree.
[[nodiscard]] std::vector<PlanRole> roles_of(
    const FollowUp& follow_up, const Plan& plan, PersonId person
);
[[nodiscard]] std::string agree_key(FollowUpId id, PlanRole role);

/// Measure, target, measured value of each goal.
[[nodiscard]] View goal_lines(const Plan& plan);
/// "2 hours", "30 minutes"; empty when nothing is promised.
[[nodiscard]] std::string rhythm_words(std::chrono::minutes every);
/// What the messages about a step of a plan share: id, title, window, what is missing.
[[nodiscard]] View plan_told(const Ruling& ruling, const FollowUp& follow_up, const Plan& plan);

/// Sets all its timers by what it says now. `begun`: its window was announced already.
void arm_plan(Ruling& ruling, const FollowUp& follow_up, const Plan& plan, bool begun);
/// Takes them and the reminders back.
void disarm_plan(Ruling& ruling, const FollowUp& follow_up, const Plan& plan);
/// When the next update is promised, counted from `since` and later than `now`; none at or after
/// the window's end.
[[nodiscard]] std::optional<UtcTime> promised_after(const Plan& plan, UtcTime since, UtcTime now);
/// Sets the timers of the next promised update by `plan.update_due`.
void arm_update(Ruling& ruling, const Plan& plan);

/// The upgrade is over: its follow-up opens, with what `told` adds. Saves both.
FollowUp open_planned(Ruling& ruling, FollowUp follow_up, Plan plan, const Subject& told);
/// The plan that a source's report is about, and its follow-up (opened or not).
[[nodiscard]] std::optional<FollowUp> planned_upgrade(const Ruling& ruling, const Subject& subject);

/// A timer of a plan fell due; false when `kind` is none of a plan's.
bool plan_timer(
    Ruling& ruling, std::string_view kind, const FollowUp& follow_up, const std::string& key
);
/// Who is reminded by this key of a plan; nothing when nothing is owed.
[[nodiscard]] std::optional<PersonId> plan_nudges(
    const Records& records, std::string_view kind, const FollowUp& follow_up
);
/// The planned upgrades, the earliest window first; of one service, or of all.
struct Planned {
    FollowUp follow_up;
    Plan plan;
};
[[nodiscard]] std::vector<Planned> planned_upgrades(
    const Records& records, const std::string& service
);
/// The planned upgrades that the actor may see, as lines for `list`.
[[nodiscard]] View plan_lines(Ruling& ruling, const std::string& service);
/// What the forms of plans show; false with the reply set when there is no such plan.
bool add_plan_to_form(Ruling& ruling, const ShowForm& form, View& view, View& prefill);

}  // namespace debrief::core
