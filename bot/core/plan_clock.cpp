// The clocks of a plan: its window, the promised status updates, who is asked to agree and to
// measure. The window and the updates run by the clock on the wall, at night and on weekends too:
// the upgrade is happening then, and who is affected waits for word then. Everything else is asked
// in working hours.
#include "bot/core/planning.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// How long before a promised update the owner is asked, and after it the audience is told.
constexpr minutes longest_lead{15};
constexpr minutes grace{5};
constexpr int most_measure_nudges = 3;
constexpr int measure_every_days = 7;
constexpr PlanRole all_roles[] = {PlanRole::it, PlanRole::ops, PlanRole::approver};

Duration lead(const Plan& plan) {
    return std::min<Duration>(longest_lead, plan.every / 4);
}

void arm_agreements(Ruling& ruling, const FollowUp& follow_up, const Plan& plan) {
    const auto now = ruling.world.now;
    for (const auto role : missing_agreements(follow_up, plan)) {
        auto who = speaker_for(follow_up, plan, role);
        if (!who) continue;
        auto calendar = ruling.calendar_for(who, follow_up);
        auto days = ruling.service_of(follow_up).clocks.feedback_nudge;
        auto due = calendar.next_working(calendar.add_business_days(now, days));
        if (due >= plan.from) due = calendar.next_working(now);
        ruling.set_timer(agree_key(follow_up.id, role), due);
    }
}

/// In a plan's own list of things: what begins is told, and the first promise starts.
void begins(Ruling& ruling, const FollowUp& follow_up, Plan plan) {
    const auto now = ruling.world.now;
    if (now < plan.from || now >= plan.to) return;
    plan.update_due = promised_after(plan, plan.from, now);
    ruling.save(plan);
    arm_update(ruling, plan);
    ruling.touch(follow_up);
    ruling.tell(follow_up, "plan_told", plan_told(ruling, follow_up, plan).set("what", "begins"));
    ruling.journal("window begins", follow_up.id.text());
}

void ask_for_update(
    Ruling& ruling, const FollowUp& follow_up, const Plan& plan, const std::string& key
) {
    if (!plan.update_due || ruling.world.now >= plan.to || !follow_up.it_owner) return;
    ruling.nudge(
        *follow_up.it_owner,
        key,
        "nudge_plan",
        plan_told(ruling, follow_up, plan).set("what", "update")
    );
    ruling.journal("nudge", follow_up.id.text(), "for a status update");
}

/// The audience learns that there is no word, and when the next is promised. It does not learn who
/// is late.
void tell_missed(Ruling& ruling, const FollowUp& follow_up, Plan plan) {
    const auto now = ruling.world.now;
    if (!plan.update_due || now < *plan.update_due || now >= plan.to) return;
    auto missed = *plan.update_due;
    ++plan.missed;
    plan.update_due = promised_after(plan, missed, now);
    ruling.save(plan);
    arm_update(ruling, plan);
    ruling.touch(follow_up);
    auto view = plan_told(ruling, follow_up, plan);
    view.set("what", "missed").set("missed_at", missed);
    ruling.tell(follow_up, "plan_told", std::move(view));
    ruling.journal("update missed", follow_up.id.text());
}

void ask_to_agree(
    Ruling& ruling,
    const FollowUp& follow_up,
    const Plan& plan,
    PlanRole role,
    const std::string& key
) {
    const auto now = ruling.world.now;
    auto missing = missing_agreements(follow_up, plan);
    auto who = speaker_for(follow_up, plan, role);
    const bool owed = std::find(missing.begin(), missing.end(), role) != missing.end();
    if (!owed || !who || now >= plan.from || !may_nudge_now(ruling, follow_up, *who, key)) return;
    auto view = plan_told(ruling, follow_up, plan);
    ruling.nudge(*who, key, "nudge_plan", std::move(view.set("what", "agree")));
    ruling.journal("nudge", follow_up.id.text(), "for the agreement");
    // Once more a day before the window.
    auto again = ruling.calendar_for(who, follow_up).next_working(plan.from - hours(24));
    if (again > now + hours(4) && again < plan.from) ruling.set_timer(key, again);
}

void ask_to_measure(Ruling& ruling, const FollowUp& follow_up, Plan plan, const std::string& key) {
    if (!follow_up.begun() || plan.measured() || !follow_up.it_owner) return;
    if (!may_nudge_now(ruling, follow_up, *follow_up.it_owner, key)) return;
    auto view = plan_told(ruling, follow_up, plan);
    ruling.nudge(*follow_up.it_owner, key, "nudge_plan", std::move(view.set("what", "measure")));
    ruling.journal("nudge", follow_up.id.text(), "for the measured values");
    ++plan.measure_nudges;
    ruling.save(plan);
    if (plan.measure_nudges >= most_measure_nudges) return;
    auto calendar = ruling.calendar_for(follow_up.it_owner, follow_up);
    ruling.set_timer(
        key, calendar.next_working(calendar.add_days(ruling.world.now, measure_every_days))
    );
}

void start_measuring(Ruling& ruling, const FollowUp& follow_up, const Plan& plan) {
    if (plan.measured() || !follow_up.it_owner) return;
    auto calendar = ruling.calendar_for(follow_up.it_owner, follow_up);
    auto days = ruling.service_of(follow_up).clocks.feedback_nudge;
    ruling.set_timer(
        timer_key("measure", follow_up.id.text()),
        calendar.next_working(calendar.add_business_days(ruling.world.now, days))
    );
}

std::optional<PlanRole> role_of_key(std::string_view kind) {
    if (kind == "agree-it") return PlanRole::it;
    if (kind == "agree-ops") return PlanRole::ops;
    if (kind == "agree-approver") return PlanRole::approver;
    return std::nullopt;
}

bool versions_agree(const Subject& one, const Subject& other) {
    return one.version.empty() || other.version.empty() || one.version == other.version;
}

}  // namespace

std::optional<UtcTime> promised_after(const Plan& plan, UtcTime since, UtcTime now) {
    if (plan.every.count() == 0) return std::nullopt;
    auto due = since + plan.every;
    while (due <= now) due += plan.every;
    return due < plan.to ? std::optional(due) : std::nullopt;
}

void arm_update(Ruling& ruling, const Plan& plan) {
    const auto update = timer_key("update", plan.follow_up.text());
    const auto missed = timer_key("missed", plan.follow_up.text());
    if (!plan.update_due) {
        ruling.cancel_timer(update);
        return ruling.cancel_timer(missed);
    }
    ruling.set_timer(update, *plan.update_due - lead(plan));
    ruling.set_timer(missed, *plan.update_due + grace);
}

void arm_plan(Ruling& ruling, const FollowUp& follow_up, const Plan& plan, bool begun) {
    const auto name = follow_up.id.text();
    if (!begun) ruling.set_timer(timer_key("begins", name), std::max(plan.from, ruling.world.now));
    ruling.set_timer(timer_key("opens", name), plan.to);
    arm_update(ruling, plan);
    arm_agreements(ruling, follow_up, plan);
}

void disarm_plan(Ruling& ruling, const FollowUp& follow_up, const Plan& plan) {
    const auto name = follow_up.id.text();
    for (const auto* kind : {"begins", "opens", "update", "missed"})
        ruling.cancel_timer(timer_key(kind, name));
    if (plan.update_due && follow_up.it_owner)
        ruling.end_nudge(*follow_up.it_owner, timer_key("update", name));
    for (const auto role : missing_agreements(follow_up, plan)) {
        auto who = speaker_for(follow_up, plan, role);
        ruling.cancel_timer(agree_key(follow_up.id, role));
        if (who) ruling.end_nudge(*who, agree_key(follow_up.id, role));
    }
}

FollowUp open_planned(Ruling& ruling, FollowUp follow_up, Plan plan, const Subject& told) {
    disarm_plan(ruling, follow_up, plan);
    auto& subject = follow_up.subject;
    subject.started = told.started.value_or(std::min(plan.from, ruling.world.now));
    subject.ended = told.ended.value_or(ruling.world.now);
    subject.outcome = told.outcome;
    if (subject.version.empty()) subject.version = told.version;
    if (subject.link.empty()) subject.link = told.link;
    subject.source = told.source;
    subject.external_id = told.external_id;
    plan.update_due.reset();
    ruling.save(plan);
    follow_up = begin_follow_up(ruling, std::move(follow_up));
    ruling.touch_plan(follow_up);
    start_measuring(ruling, follow_up, plan);
    return follow_up;
}

std::optional<FollowUp> planned_upgrade(const Ruling& ruling, const Subject& subject) {
    if (subject.kind != SubjectKind::upgrade) return std::nullopt;
    const auto& records = ruling.world.records;
    const auto* service = ruling.world.directory.service(subject.service);
    const auto name = service ? service->name : subject.service;
    const auto window = (service ? service->clocks : Clocks()).merge_window;
    const auto ended = subject.ended.value_or(ruling.world.now);
    if (name.empty()) return std::nullopt;
    for (auto& [follow_up, plan] : planned_upgrades(records, name)) {
        const bool within = ended >= plan.from - window && ended <= plan.to + window;
        if (within && versions_agree(follow_up.subject, subject)) return std::move(follow_up);
    }
    FollowUpFilter filter;
    filter.service = name;
    filter.opened_from = ended - window;
    filter.opened_to = never;
    for (auto& follow_up : records.follow_ups(filter)) {
        if (follow_up.subject.kind == SubjectKind::upgrade && follow_up.subject.source.empty() &&
            versions_agree(follow_up.subject, subject) && records.plan(follow_up.id))
            return std::move(follow_up);
    }
    return std::nullopt;
}

bool plan_timer(
    Ruling& ruling, std::string_view kind, const FollowUp& follow_up, const std::string& key
) {
    auto role = role_of_key(kind);
    const bool ours = role || kind == "begins" || kind == "opens" || kind == "update" ||
                      kind == "missed" || kind == "measure";
    if (!ours) return false;
    ruling.cancel_timer(key);
    auto plan = ruling.world.records.plan(follow_up.id);
    if (!plan) return true;
    if (kind == "measure") return ask_to_measure(ruling, follow_up, *plan, key), true;
    if (!follow_up.planned()) return true;
    if (role) {
        ask_to_agree(ruling, follow_up, *plan, *role, key);
    } else if (kind == "begins") {
        begins(ruling, follow_up, *plan);
    } else if (kind == "update") {
        ask_for_update(ruling, follow_up, *plan, key);
    } else if (kind == "missed") {
        tell_missed(ruling, follow_up, *plan);
    } else if (ruling.world.now >= plan->to) {
        Subject told;
        told.ended = plan->to;
        open_planned(ruling, follow_up, *plan, told);
    }
    return true;
}

std::optional<PersonId> plan_nudges(
    const Records& records, std::string_view kind, const FollowUp& follow_up
) {
    auto role = role_of_key(kind);
    if (!role && kind != "measure") return std::nullopt;
    auto plan = records.plan(follow_up.id);
    if (!plan) return std::nullopt;
    if (!role) {
        return follow_up.begun() && !plan->measured() ? follow_up.it_owner : std::nullopt;
    }
    auto missing = missing_agreements(follow_up, *plan);
    if (std::find(missing.begin(), missing.end(), *role) == missing.end()) return std::nullopt;
    return speaker_for(follow_up, *plan, *role);
}

}  // namespace debrief::core
