// What happens to a plan after it was written: agreement, status updates, its end, the measured
// values.
#include "bot/core/letters.hpp"
#include "bot/core/planning.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

using Step = MovePlan::Step;

void tell_step(
    Ruling& ruling, const FollowUp& follow_up, const Plan& plan, const char* what, std::string text
) {
    auto view = plan_told(ruling, follow_up, plan);
    view.set("what", what).set("text", std::move(text)).set("by", person_view(ruling.actor()));
    ruling.tell_long(follow_up, "plan_told", std::move(view), "text");
}

void receipt(Ruling& ruling, const FollowUp& follow_up, const Plan& plan, const char* what) {
    ruling.reply(say("plan_receipt", plan_told(ruling, follow_up, plan).set("what", what)));
}

/// "Ivan (IT), Olga (ops)": who can agree.
std::string who_agrees(const Ruling& ruling, const FollowUp& follow_up, const Plan& plan) {
    std::string words;
    for (const auto role : {PlanRole::it, PlanRole::ops, PlanRole::approver}) {
        auto who = speaker_for(follow_up, plan, role);
        if (!who) continue;
        words += (words.empty() ? "" : ", ") + ruling.person(*who).name + " (" +
                 std::string(name_of(role)) + ")";
    }
    return words;
}

void agree(Ruling& ruling, const FollowUp& follow_up, Plan plan) {
    const auto me = ruling.actor().id;
    const auto name = follow_up.id.text();
    auto roles = roles_of(follow_up, plan, me);
    if (roles.empty()) {
        return ruling.reply(refuse(
            "The agreement to " + name + " comes from " + who_agrees(ruling, follow_up, plan) + ".",
            "What you think of it, you say with `feedback " + name + " TEXT` or `concern " + name +
                " TEXT`."
        ));
    }
    auto missing = missing_agreements(follow_up, plan);
    std::string given;
    for (const auto role : roles) {
        if (std::find(missing.begin(), missing.end(), role) == missing.end()) continue;
        plan.agreed.push_back({role, me, ruling.world.now});
        given += (given.empty() ? "" : ", ") + std::string(name_of(role));
        auto key = agree_key(follow_up.id, role);
        ruling.cancel_timer(key);
        if (auto who = speaker_for(follow_up, plan, role)) ruling.end_nudge(*who, key);
    }
    if (given.empty()) return receipt(ruling, follow_up, plan, "agreed already");
    ruling.save(plan);
    ruling.journal("plan agree", name, "for " + given);
    ruling.touch(follow_up);
    if (missing_agreements(follow_up, plan).empty())
        tell_step(ruling, follow_up, plan, "agreed", {});
    receipt(ruling, follow_up, plan, "agreed");
}

void update(Ruling& ruling, const FollowUp& follow_up, Plan plan, const std::string& text) {
    const auto me = ruling.actor().id;
    const auto name = follow_up.id.text();
    const bool from_it =
        follow_up.it_owner == me || plan.responsible == me || follow_up.opened_by == me;
    if (!from_it) {
        return ruling.reply(refuse(
            "Status updates of " + name + " come from those who do the upgrade: " +
                (follow_up.it_owner ? ruling.person(*follow_up.it_owner).name : "IT") + ".",
            "What you see yourself, you say with `feedback " + name + " TEXT`."
        ));
    }
    plan.last_update = ruling.named(text);
    plan.last_update_at = ruling.world.now;
    ++plan.updates;
    if (plan.from <= ruling.world.now) {
        if (plan.update_due && follow_up.it_owner)
            ruling.end_nudge(*follow_up.it_owner, timer_key("update", name));
        plan.update_due = promised_after(plan, ruling.world.now, ruling.world.now);
        arm_update(ruling, plan);
    }
    ruling.save(plan);
    ruling.journal("plan update", name, plan.last_update);
    ruling.touch(follow_up);
    tell_step(ruling, follow_up, plan, "update", plan.last_update);
    receipt(ruling, follow_up, plan, "update");
}

void done(Ruling& ruling, const FollowUp& follow_up, const Plan& plan, const std::string& text) {
    const auto name = follow_up.id.text();
    if (plan.from > ruling.world.now) {
        return ruling.reply(refuse(
            "The window of " + name + " has not begun.",
            "If it takes place earlier, move it: `plan change " + name +
                " from:TIME`; if it does "
                "not take place, say `plan cancel " +
                name + " REASON`."
        ));
    }
    auto opened = open_planned(ruling, follow_up, plan, Subject());
    ruling.journal("plan done", name, ruling.named(text));
    if (!text.empty()) tell_step(ruling, opened, plan, "done", ruling.named(text));
    receipt(ruling, opened, plan, "done");
}

void cancel(Ruling& ruling, FollowUp follow_up, const Plan& plan, const std::string& reason) {
    disarm_plan(ruling, follow_up, plan);
    end_concern_nudges(ruling, follow_up);
    follow_up.state = FollowUpState::closed;
    follow_up.closed_at = ruling.world.now;
    follow_up.closing = Closing::cancelled;
    follow_up.close_reason = ruling.named(reason);
    ruling.save(follow_up);
    ruling.journal("plan cancel", follow_up.id.text(), follow_up.close_reason);
    ruling.touch(follow_up);
    tell_step(ruling, follow_up, plan, "cancelled", follow_up.close_reason);
    receipt(ruling, follow_up, plan, "cancelled");
}

std::string measures_of(const Plan& plan) {
    std::string words;
    for (const auto& goal : plan.goals) words += (words.empty() ? "" : ", ") + goal.measure;
    return words;
}

/// "p95 latency: 180 ms", or the value alone when there is one goal. False with the reply set when
/// the goal is not clear.
bool measure_typed(Ruling& ruling, const std::string& text, Plan& plan) {
    for (auto& goal : plan.goals) {
        const auto length = goal.measure.size();
        const bool named = text.size() > length && text[length] == ':' &&
                           same_letters(std::string_view(text).substr(0, length), goal.measure);
        if (!named) continue;
        const auto value = text.find_first_not_of(' ', length + 1);
        if (value == text.npos) break;
        goal.measured = ruling.named(text.substr(value));
        return true;
    }
    if (plan.goals.size() == 1) {
        plan.goals.front().measured = ruling.named(text);
        return true;
    }
    const auto name = plan.follow_up.text();
    ruling.reply(refuse(
        "I do not know which goal that is the value of. The goals of " + name +
            " measure: " + measures_of(plan) + ".",
        "Name it before the value, such as `plan measured " + name + " " +
            plan.goals.front().measure + ": VALUE`."
    ));
    return false;
}

void measured(Ruling& ruling, const FollowUp& follow_up, Plan plan, const MovePlan& move) {
    const auto name = follow_up.id.text();
    if (plan.goals.empty()) {
        return ruling.reply(refuse(
            name + " has no goals to measure.", "Say how it went with `feedback " + name + " TEXT`."
        ));
    }
    auto before = plan.goals;
    for (const auto& [number, value] : move.values) {
        if (number < plan.goals.size()) plan.goals[number].measured = ruling.named(value);
    }
    if (!move.text.empty() && !measure_typed(ruling, move.text, plan)) return;
    if (plan.goals == before) return receipt(ruling, follow_up, plan, "unchanged");
    ruling.save(plan);
    std::string words;
    for (const auto& goal : plan.goals) {
        if (!goal.measured.empty())
            words += (words.empty() ? "" : "; ") + goal.measure + ": " + goal.measured;
    }
    ruling.journal("measured", name, words);
    if (plan.measured()) {
        ruling.cancel_timer(timer_key("measure", name));
        if (follow_up.it_owner) ruling.end_nudge(*follow_up.it_owner, timer_key("measure", name));
    }
    ruling.touch(follow_up);
    tell_step(ruling, follow_up, plan, "measured", {});
    receipt(ruling, follow_up, plan, "measured");
}

/// What does not fit the time the plan is in.
std::optional<Reply> not_now(const FollowUp& follow_up, Step step) {
    const auto name = follow_up.id.text();
    if (step == Step::measured) {
        if (follow_up.begun()) return std::nullopt;
        return refuse(
            follow_up.planned() ? name + " is not over yet." : name + " was cancelled.",
            follow_up.planned() ? "The values are measured after it; `plan done " + name +
                                      "` says that it is over before its time."
                                : "There is nothing to measure; `status " + name + "` shows why."
        );
    }
    if (follow_up.planned()) return std::nullopt;
    return refuse(
        name + (follow_up.begun() ? " is over and followed up now." : " was cancelled."),
        follow_up.begun() ? "Say how it is with `answer`, or what else there is with `feedback " +
                                name + " TEXT`."
                          : "`status " + name + "` shows why; `plan TITLE` plans it anew."
    );
}

}  // namespace

void decide_move_plan(Ruling& ruling, const MovePlan& move) {
    auto follow_up = ruling.target(move.id, Ruling::Stage::any);
    if (!follow_up) return;
    auto plan = ruling.world.records.plan(follow_up->id);
    const auto name = follow_up->id.text();
    if (!plan) {
        return ruling.reply(refuse(
            name + " was never a plan.",
            "`status " + name + "` shows where it stands; `list open` shows the plans too."
        ));
    }
    if (move.step == Step::show)
        return ruling.reply(say("plan", plan_view(ruling.world, *follow_up)));
    if (auto refusal = not_now(*follow_up, move.step)) return ruling.reply(std::move(*refusal));
    switch (move.step) {
        case Step::agree:
            return agree(ruling, *follow_up, std::move(*plan));
        case Step::update:
            return update(ruling, *follow_up, std::move(*plan), move.text);
        case Step::measured:
            return measured(ruling, *follow_up, std::move(*plan), move);
        case Step::done:
            return done(ruling, *follow_up, *plan, move.text);
        case Step::cancel:
            return cancel(ruling, std::move(*follow_up), *plan, move.text);
        case Step::show:
            break;
    }
}

}  // namespace debrief::core
