// What the forms of plans show: the plan as it is, to be changed, and its goals, to be measured.
#include "bot/core/letters.hpp"
#include "bot/core/planning.hpp"

namespace debrief::core {
namespace {

/// One line each, as people type them.
std::string goals_text(const Plan& plan) {
    std::string text;
    for (const auto& goal : plan.goals)
        text += (text.empty() ? "" : "\n") + goal.measure + ": " + goal.target;
    return text;
}

std::string risks_text(const Plan& plan) {
    std::string text;
    for (const auto& risk : plan.risks)
        text += (text.empty() ? "" : "\n") + risk.risk + " -> " + risk.mitigation;
    return text;
}

std::string rhythm_typed(const Plan& plan) {
    return plan.every.count() == 0 ? std::string() : std::to_string(plan.every.count()) + "m";
}

void set_if_missing(View& prefill, std::string_view field, std::string value) {
    if (!value.empty() && prefill.text(field).empty()) prefill.set(field, std::move(value));
}

void show_plan(Ruling& ruling, const FollowUp& follow_up, const Plan& plan, View& prefill) {
    auto zone = ruling.actor().timezone;
    if (zone.empty()) zone = ruling.service_of(follow_up).timezone;
    const Calendar calendar(zone, WorkingHours(), {});
    const char* pattern = "%Y-%m-%d %H:%M";
    set_if_missing(prefill, "title", follow_up.subject.title);
    set_if_missing(prefill, "version", follow_up.subject.version);
    set_if_missing(prefill, "link", follow_up.subject.link);
    set_if_missing(prefill, "from", calendar.format(plan.from, pattern));
    set_if_missing(prefill, "to", calendar.format(plan.to, pattern));
    set_if_missing(prefill, "every", rhythm_typed(plan));
    set_if_missing(prefill, "goals", goals_text(plan));
    set_if_missing(prefill, "risks", risks_text(plan));
}

}  // namespace

bool add_plan_to_form(Ruling& ruling, const ShowForm& form, View& view, View& prefill) {
    auto id = FollowUpId::read(form.context);
    auto follow_up = ruling.target(id, Ruling::Stage::any);
    if (!follow_up) return false;
    auto plan = ruling.world.records.plan(follow_up->id);
    const auto name = follow_up->id.text();
    const bool measuring = form.form == "plan_measured";
    if (!plan || (measuring ? !follow_up->begun() : !follow_up->planned())) {
        ruling.reply(refuse(
            name + (!plan       ? " was never a plan."
                    : measuring ? " is not over yet."
                                : " is no plan any more."),
            "`status " + name + "` shows where it stands."
        ));
        return false;
    }
    view.set("id", name).set("title", follow_up->subject.title).set("context", name);
    view.set("goals", goal_lines(*plan));
    if (plan->update_due) view.set("due", *plan->update_due);
    if (form.form == "plan") show_plan(ruling, *follow_up, *plan, prefill);
    return true;
}

}  // namespace debrief::core
