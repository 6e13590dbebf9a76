#include "bot/core/plan.hpp"

#include "bot/core/names.hpp"
#include "bot/core/planning.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr Named<PlanRole> roles[] = {
    {PlanRole::it, "IT"},
    {PlanRole::ops, "ops"},
    {PlanRole::approver, "approver"},
};
constexpr std::size_t most_planned = 100;

}  // namespace

std::string_view name_of(PlanRole role) {
    return name_in(roles, role);
}

std::optional<PersonId> speaker_for(const FollowUp& follow_up, const Plan& plan, PlanRole role) {
    switch (role) {
        case PlanRole::it:
            return follow_up.it_owner;
        case PlanRole::ops:
            return follow_up.ops_contact;
        case PlanRole::approver:
            return plan.approver;
    }
    return std::nullopt;
}

std::vector<PlanRole> missing_agreements(const FollowUp& follow_up, const Plan& plan) {
    std::vector<PlanRole> missing;
    if (!follow_up.planned()) return missing;
    for (const auto& [role, name] : roles) {
        if (role == PlanRole::approver && !plan.approver) continue;
        const auto wanted = role;
        const bool given =
            std::any_of(plan.agreed.begin(), plan.agreed.end(), [&](const Agreement& one) {
                return one.role == wanted;
            });
        if (!given) missing.push_back(role);
    }
    return missing;
}

std::vector<PlanRole> roles_of(const FollowUp& follow_up, const Plan& plan, PersonId person) {
    std::vector<PlanRole> found;
    const bool it = follow_up.it_owner == person || plan.responsible == person;
    if (it) found.push_back(PlanRole::it);
    // Where nobody is named for ops, anybody but IT's own may speak for them.
    const bool no_contact = !follow_up.ops_contact && !it && plan.approver != person;
    if (follow_up.ops_contact == person || no_contact) found.push_back(PlanRole::ops);
    if (plan.approver == person) found.push_back(PlanRole::approver);
    return found;
}

std::string agree_key(FollowUpId id, PlanRole role) {
    switch (role) {
        case PlanRole::it:
            return timer_key("agree-it", id.text());
        case PlanRole::ops:
            return timer_key("agree-ops", id.text());
        case PlanRole::approver:
            break;
    }
    return timer_key("agree-approver", id.text());
}

std::string rhythm_words(std::chrono::minutes every) {
    const auto minutes = every.count();
    if (minutes <= 0) return {};
    const bool hours = minutes % 60 == 0;
    const auto count = hours ? minutes / 60 : minutes;
    return (count == 1 ? "" : std::to_string(count) + " ") + (hours ? "hour" : "minute") +
           (count == 1 ? "" : "s");
}

std::vector<Planned> planned_upgrades(const Records& records, const std::string& service) {
    FollowUpFilter filter;
    filter.state = FollowUpState::planned;
    filter.service = service;
    filter.limit = most_planned;
    std::vector<Planned> found;
    for (auto& follow_up : records.follow_ups(filter)) {
        if (auto plan = records.plan(follow_up.id))
            found.push_back({std::move(follow_up), std::move(*plan)});
    }
    std::stable_sort(found.begin(), found.end(), [](const Planned& a, const Planned& b) {
        return a.plan.from < b.plan.from;
    });
    return found;
}

}  // namespace debrief::core
