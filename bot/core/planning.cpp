// Planning an upgrade, and changing the plan until it is over.
#include "bot/core/planning.hpp"

#include "bot/core/letters.hpp"
#include "bot/core/plan_times.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t most_goals = 10;
constexpr std::size_t most_risks = 20;

Calendar own_calendar(Ruling& ruling, const FollowUp& follow_up) {
    auto zone = ruling.actor().timezone;
    if (zone.empty()) zone = ruling.service_of(follow_up).timezone;
    return Calendar(zone, WorkingHours(), {});
}

bool choose_people(Ruling& ruling, const PlanUpgrade& wanted, FollowUp& follow_up, Plan& plan) {
    if (!choose_person(ruling, wanted.owner, "owner", follow_up.it_owner)) return false;
    if (!choose_person(ruling, wanted.ops, "ops", follow_up.ops_contact)) return false;
    if (!choose_person(ruling, wanted.responsible, "responsible", plan.responsible)) return false;
    if (!choose_person(ruling, wanted.approver, "approver", plan.approver)) return false;
    if (!plan.approver || plan.approver != follow_up.it_owner) return true;
    auto name = ruling.person(*plan.approver).name;
    ruling.refuse_field(
        wanted.approver.empty() ? "owner" : "approver",
        name + " cannot be the upgrade owner and approve it, too.",
        "An approval comes from a second person: name another `approver:`, leave it out, or name "
        "another `owner:`."
    );
    return false;
}

/// Those given replace what was there, or come to it; a measure that is there already gets the new
/// target.
bool set_goals(Ruling& ruling, const PlanUpgrade& wanted, Plan& plan) {
    auto before = wanted.all_goals ? std::exchange(plan.goals, {}) : plan.goals;
    for (const auto& given : wanted.goals) {
        PlanGoal goal{ruling.named(given.measure), ruling.named(given.target), {}};
        const auto same = [&](const PlanGoal& one) {
            return lower(one.measure) == lower(goal.measure);
        };
        auto known = std::find_if(before.begin(), before.end(), same);
        if (known != before.end()) goal.measured = known->measured;
        auto here = std::find_if(plan.goals.begin(), plan.goals.end(), same);
        if (here != plan.goals.end()) {
            *here = std::move(goal);
        } else {
            plan.goals.push_back(std::move(goal));
        }
    }
    if (plan.goals.size() <= most_goals) return true;
    ruling.refuse_field(
        wanted.all_goals ? "goals" : "goal",
        "A plan holds 10 goals at most.",
        "Keep those that say whether the upgrade was worth it."
    );
    return false;
}

bool set_risks(Ruling& ruling, const PlanUpgrade& wanted, Plan& plan) {
    if (wanted.all_risks) plan.risks.clear();
    for (const auto& given : wanted.risks) {
        PlanRisk risk{ruling.named(given.risk), ruling.named(given.mitigation)};
        const auto known =
            std::find_if(plan.risks.begin(), plan.risks.end(), [&](const PlanRisk& one) {
                return lower(one.risk) == lower(risk.risk);
            });
        if (known != plan.risks.end()) {
            *known = std::move(risk);
        } else {
            plan.risks.push_back(std::move(risk));
        }
    }
    if (plan.risks.size() <= most_risks) return true;
    ruling.refuse_field(
        wanted.all_risks ? "risks" : "risk",
        "A plan holds 20 risks at most.",
        "Keep those that somebody has to act on."
    );
    return false;
}

bool fill(Ruling& ruling, const PlanUpgrade& wanted, FollowUp& follow_up, Plan& plan) {
    auto& subject = follow_up.subject;
    if (!wanted.title.empty()) subject.title = ruling.named(wanted.title);
    if (!wanted.version.empty()) subject.version = wanted.version;
    if (!wanted.link.empty()) subject.link = wanted.link;
    auto calendar = own_calendar(ruling, follow_up);
    return read_window(ruling, wanted.from, wanted.to, calendar, plan) &&
           read_rhythm(ruling, wanted.every, plan) &&
           choose_people(ruling, wanted, follow_up, plan) && set_goals(ruling, wanted, plan) &&
           set_risks(ruling, wanted, plan);
}

/// Who writes a plan agrees to it, in every role of theirs.
void agree_by_writing(Ruling& ruling, const FollowUp& follow_up, Plan& plan) {
    const auto me = ruling.actor().id;
    std::erase_if(plan.agreed, [&](const Agreement& one) { return one.person != me; });
    auto roles = roles_of(follow_up, plan, me);
    if (!follow_up.ops_contact) std::erase(roles, PlanRole::ops);  // that is for ops to say
    for (const auto role : roles) {
        const auto same = [&](const Agreement& one) { return one.role == role; };
        if (std::none_of(plan.agreed.begin(), plan.agreed.end(), same))
            plan.agreed.push_back({role, me, ruling.world.now});
    }
    std::erase_if(plan.agreed, [&](const Agreement& one) {
        return std::find(roles.begin(), roles.end(), one.role) == roles.end();
    });
}

void save_both(Ruling& ruling, const FollowUp& follow_up, const Plan& plan, bool begun) {
    ruling.save(follow_up);
    ruling.save(plan);
    arm_plan(ruling, follow_up, plan, begun);
    ruling.touch(follow_up);
}

/// The service, its people and its channels; false with the reply set when there is none.
bool place(Ruling& ruling, const PlanUpgrade& wanted, FollowUp& follow_up) {
    auto choice = choose_service(ruling, wanted.service);
    if (choice.refused) return false;
    const auto& directory = ruling.world.directory;
    if (!choice.service && !directory.services.empty()) {
        ruling.refuse_field(
            "service",
            "I do not know which service this upgrade is of.",
            "Say which one, such as `service:" + directory.services.front().name +
                "`, or use the command in a channel of that service."
        );
        return false;
    }
    const auto& here = ruling.command.origin.channel;
    if (choice.service) {
        const auto& service = *choice.service;
        follow_up.subject.service = service.name;
        follow_up.channels = service.channels;
        follow_up.goal = service.goal;
        if (wanted.owner.empty()) follow_up.it_owner = ruling.by_email(service.it_owner);
        if (wanted.ops.empty()) follow_up.ops_contact = ruling.by_email(service.ops_contact);
    }
    if (follow_up.channels.empty() && !here.empty()) follow_up.channels.push_back(here);
    if (follow_up.channels.empty()) {
        ruling.reply(refuse(
            "There is no channel to post the plan in.",
            "Use the command in a channel, or name a `service:` that has channels."
        ));
        return false;
    }
    if (!follow_up.it_owner && wanted.owner.empty()) follow_up.it_owner = ruling.actor().id;
    return true;
}

void plan_new(Ruling& ruling, const PlanUpgrade& wanted) {
    FollowUp follow_up;
    follow_up.subject.kind = SubjectKind::upgrade;
    follow_up.state = FollowUpState::planned;
    follow_up.opened_at = follow_up.feedback_until = follow_up.complete_by = never;
    follow_up.opened_by = ruling.actor().id;
    if (!place(ruling, wanted, follow_up)) return;
    Plan plan;
    if (!fill(ruling, wanted, follow_up, plan)) return;
    follow_up.id = plan.follow_up = ruling.world.records.next_follow_up();
    if (follow_up.goal.empty() && !plan.goals.empty()) follow_up.goal = plan.goals.front().measure;
    agree_by_writing(ruling, follow_up, plan);
    save_both(ruling, follow_up, plan, false);
    offer_protocols(ruling, follow_up);
    ruling.journal("plan", follow_up.id.text(), follow_up.subject.title);
    ruling.reply(say("plan_receipt", plan_told(ruling, follow_up, plan).set("what", "planned")));
}

/// In words, for the thread and the journal: what is different now.
std::string difference(
    const FollowUp& before, const Plan& plan_before, const FollowUp& now, const Plan& plan
) {
    std::string words;
    const auto add = [&](bool different, const char* what) {
        if (different) words += (words.empty() ? "" : ", ") + std::string(what);
    };
    add(before.subject.title != now.subject.title, "the title");
    add(before.subject.version != now.subject.version, "the version");
    add(before.subject.link != now.subject.link, "the link");
    add(plan_before.from != plan.from || plan_before.to != plan.to, "the window");
    add(plan_before.every != plan.every, "the rhythm of updates");
    add(before.it_owner != now.it_owner || before.ops_contact != now.ops_contact ||
            plan_before.responsible != plan.responsible || plan_before.approver != plan.approver,
        "the roles");
    add(plan_before.goals != plan.goals, "the goals");
    add(plan_before.risks != plan.risks, "the risks");
    return words;
}

/// False with the reply set when its time is over or has begun.
bool may_change(Ruling& ruling, const PlanUpgrade& wanted, const FollowUp& follow_up, Plan& plan) {
    const auto name = follow_up.id.text();
    const auto* service = ruling.world.directory.service(wanted.service);
    const bool other = !wanted.service.empty() &&
                       (service ? service->name : wanted.service) != follow_up.subject.service;
    if (other) {
        ruling.refuse_field(
            "service",
            "The service of a plan cannot be changed: its thread stands in that service's "
            "channels.",
            "Cancel it with `plan cancel " + name + " REASON` and plan it anew."
        );
        return false;
    }
    const bool begun = plan.from <= ruling.world.now;
    if (!begun || wanted.from.empty()) return true;
    auto calendar = own_calendar(ruling, follow_up);
    auto typed = read_time(wanted.from, ruling.world.now, calendar);
    const auto minute = [](UtcTime time) { return std::chrono::floor<std::chrono::minutes>(time); };
    if (typed && minute(*typed) == minute(plan.from)) return true;  // the form repeats it
    ruling.refuse_field(
        "from",
        "The window of " + name + " has begun.",
        "Only its end can be moved: `plan change " + name + " to:TIME`."
    );
    return false;
}

void change_plan(Ruling& ruling, const PlanUpgrade& wanted) {
    auto follow_up = ruling.target(wanted.id, Ruling::Stage::any);
    auto plan = follow_up ? ruling.world.records.plan(follow_up->id) : std::nullopt;
    if (!follow_up) return;
    const auto name = follow_up->id.text();
    if (!plan || !follow_up->planned()) {
        return ruling.reply(refuse(
            name + (plan ? " is no plan any more." : " was never a plan."),
            "`status " + name +
                "` shows where it stands; a new upgrade is planned with `plan "
                "TITLE`."
        ));
    }
    if (!may_change(ruling, wanted, *follow_up, *plan)) return;
    auto changed = *follow_up;
    auto changed_plan = *plan;
    auto asked = wanted;
    if (plan->from <= ruling.world.now) asked.from.clear();
    if (!fill(ruling, asked, changed, changed_plan)) return;
    auto words = difference(*follow_up, *plan, changed, changed_plan);
    if (words.empty()) {
        return ruling.reply(
            say("plan_receipt", plan_told(ruling, *follow_up, *plan).set("what", "unchanged"))
        );
    }
    disarm_plan(ruling, *follow_up, *plan);
    agree_by_writing(ruling, changed, changed_plan);
    const auto now = ruling.world.now;
    const bool begun = plan->from <= now;
    if (begun) {
        const auto since = std::max(plan->last_update_at.value_or(plan->from), plan->from);
        changed_plan.update_due = promised_after(changed_plan, since, now);
    }
    save_both(ruling, changed, changed_plan, begun);
    ruling.journal("plan change", name, words);
    auto view = plan_told(ruling, changed, changed_plan);
    view.set("what", "changed").set("text", words).set("by", person_view(ruling.actor()));
    ruling.tell(changed, "plan_told", view);
    ruling.reply(say("plan_receipt", std::move(view)));
}

}  // namespace

void decide_plan(Ruling& ruling, const PlanUpgrade& wanted) {
    if (wanted.id) return change_plan(ruling, wanted);
    plan_new(ruling, wanted);
}

}  // namespace debrief::core
