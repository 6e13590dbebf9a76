// What messages show of a plan.
#include "bot/core/planning.hpp"
#include "bot/core/showing.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t lines_shown = 10;
constexpr std::size_t list_shown = 10;

View person_of(const Records& records, const std::optional<PersonId>& id) {
    auto person = id ? records.person(*id) : std::nullopt;
    return person ? person_view(*person) : View();
}

/// The agreements that are missing; `show` makes the view of a person.
template <class Show>
View missing_lines(const FollowUp& follow_up, const Plan& plan, const Show& show) {
    View lines = View::List{};
    for (const auto role : missing_agreements(follow_up, plan)) {
        View line;
        line.set("role", name_of(role));
        lines.push(line.set("who", show(speaker_for(follow_up, plan, role))));
    }
    return lines;
}

View agreed_lines(const Records& records, const Plan& plan) {
    View lines = View::List{};
    for (const auto& one : plan.agreed) {
        View line;
        line.set("role", name_of(one.role)).set("at", one.at);
        lines.push(line.set("by", person_of(records, one.person)));
    }
    return lines;
}

View risk_lines(const Plan& plan) {
    View lines = View::List{};
    for (std::size_t i = 0; i < plan.risks.size() && i < lines_shown; ++i) {
        View line;
        line.set("risk", plan.risks[i].risk);
        lines.push(line.set("mitigation", plan.risks[i].mitigation));
    }
    return lines;
}

View concern_lines_of(const Records& records, const FollowUp& follow_up) {
    View lines = View::List{};
    if (follow_up.concern_count == 0) return lines;
    for (const auto& concern : records.concerns(follow_up.id, true)) {
        View line;
        line.set("id", concern.id.text()).set("text", concern.text);
        lines.push(line.set("side", name_of(concern.side)));
    }
    return lines;
}

const char* state_of(const World& world, const FollowUp& follow_up, const Plan& plan) {
    if (follow_up.begun()) return "over";
    if (!follow_up.planned()) return "cancelled";
    if (world.now >= plan.from) return "under way";
    return missing_agreements(follow_up, plan).empty() ? "agreed" : "planned";
}

void set_updates(const Plan& plan, bool under_way, View& view) {
    view.set("every", rhythm_words(plan.every)).set("updates", plan.updates);
    view.set("missed", plan.missed).set("last_update", plan.last_update);
    if (plan.last_update_at) view.set("last_update_at", *plan.last_update_at);
    if (under_way && plan.update_due) view.set("update_due", *plan.update_due);
}

}  // namespace

View goal_lines(const Plan& plan) {
    View lines = View::List{};
    for (std::size_t i = 0; i < plan.goals.size() && i < lines_shown; ++i) {
        const auto& goal = plan.goals[i];
        View line;
        line.set("measure", goal.measure).set("target", goal.target);
        lines.push(line.set("measured", goal.measured));
    }
    return lines;
}

View plan_view(const World& world, const FollowUp& follow_up) {
    const auto& records = world.records;
    const auto plan = records.plan(follow_up.id).value_or(Plan());
    auto view = subject_view(follow_up);
    const std::string state = state_of(world, follow_up, plan);
    view.set("state", state).set("from", plan.from).set("to", plan.to);
    view.set("goal", follow_up.goal).set("reason", follow_up.close_reason);
    view.set("owner", person_of(records, follow_up.it_owner));
    view.set("ops", person_of(records, follow_up.ops_contact));
    view.set("responsible", person_of(records, plan.responsible));
    view.set("approver", person_of(records, plan.approver));
    view.set("goals", goal_lines(plan)).set("risks", risk_lines(plan));
    view.set("agreed", agreed_lines(records, plan));
    const auto show = [&](const auto& id) { return person_of(records, id); };
    view.set("missing", missing_lines(follow_up, plan, show));
    view.set("concerns", concern_lines_of(records, follow_up));
    set_updates(plan, state == "under way", view);
    return view;
}

View plan_told(const Ruling& ruling, const FollowUp& follow_up, const Plan& plan) {
    View view;
    view.set("id", follow_up.id.text()).set("title", follow_up.subject.title);
    view.set("service", follow_up.subject.service);
    view.set("from", plan.from).set("to", plan.to).set("every", rhythm_words(plan.every));
    view.set("goals", goal_lines(plan));
    if (plan.update_due) view.set("due", *plan.update_due);
    // People who were named a moment ago are not stored yet.
    const auto show = [&](const auto& id) { return id ? person_view(ruling.person(*id)) : View(); };
    return view.set("missing", missing_lines(follow_up, plan, show));
}

View plan_lines(Ruling& ruling, const std::string& service) {
    View lines = View::List{};
    std::size_t shown = 0;
    for (const auto& [follow_up, plan] : planned_upgrades(ruling.world.records, service)) {
        if (!ruling.may_see(follow_up)) continue;
        if (shown++ == list_shown) break;
        auto line = plan_told(ruling, follow_up, plan);
        lines.push(line.set("state", state_of(ruling.world, follow_up, plan)));
    }
    return lines;
}

}  // namespace debrief::core
