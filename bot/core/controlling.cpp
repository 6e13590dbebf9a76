// Controls: what is added, started and done so that it does not happen again.
#include "bot/core/controlling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t most_controls = 500;

Reply no_such(const std::string& name, const char* what) {
    return refuse(
        "There is no " + name + " that you can see here.",
        std::string("`status` shows the ") + what + " of a follow-up and their numbers."
    );
}

/// What the control belongs to; nothing with the reply set when it cannot be found.
struct Ground {
    std::optional<FollowUp> follow_up;
    std::optional<MistakeId> mistake;
    std::optional<Feedback> feedback;
};

Ground ground_of(Ruling& ruling, const AddControl& add) {
    const auto& records = ruling.world.records;
    Ground ground;
    if (add.mistake) {
        auto mistake = records.mistake(*add.mistake);
        if (mistake) ground.follow_up = records.follow_up(mistake->follow_up);
        ground.mistake = add.mistake;
        if (!ground.follow_up) ruling.reply(no_such(add.mistake->text(), "mistakes"));
    } else if (add.feedback) {
        ground.feedback = records.feedback(*add.feedback);
        if (ground.feedback) ground.follow_up = records.follow_up(ground.feedback->follow_up);
        if (!ground.follow_up) ruling.reply(no_such(add.feedback->text(), "feedback"));
    } else {
        ground.follow_up = ruling.target(add.follow_up);
    }
    if (ground.follow_up && !ruling.may_see(*ground.follow_up)) {
        ruling.reply(no_such(
            add.mistake ? add.mistake->text() : add.feedback->text(), "mistakes and the feedback"
        ));
        ground.follow_up.reset();
    }
    if (ground.follow_up && !ground.mistake && !ground.feedback &&
        ground.follow_up->mistake_count == 1) {
        ground.mistake = records.mistakes(ground.follow_up->id).front().id;
    }
    return ground;
}

UtcTime default_due(const Ruling& ruling, const FollowUp& follow_up) {
    auto service = ruling.service_of(follow_up);
    bool high = follow_up.subject.kind == SubjectKind::incident && follow_up.subject.severity <= 2;
    return service.calendar().add_days(
        ruling.world.now, high ? service.clocks.control_due_high : service.clocks.control_due
    );
}

}  // namespace

bool choose_date(
    Ruling& ruling,
    const std::string& typed,
    const char* field,
    const FollowUp& follow_up,
    UtcTime& out
) {
    const auto calendar = ruling.calendar_for(ruling.actor().id, follow_up);
    const auto now = ruling.world.now;
    auto date = read_until(typed, now, calendar);
    if (!date) date = read_time(typed, now, calendar);
    if (!date) {
        ruling.refuse_field(
            field,
            "I could not read “" + typed + "” as a date.",
            "Dates look like `2026-12-01`, `2w` or `tomorrow`."
        );
        return false;
    }
    if (*date == calendar.at(calendar.date(*date), 0))
        date = calendar.at(calendar.date(*date), ruling.service_of(follow_up).working_hours.to);
    if (*date <= now) {
        ruling.refuse_field(
            field,
            std::string("The ") + field + " date has already passed.",
            "Give a date in the future, such as `2w`, or leave it out."
        );
        return false;
    }
    out = *date;
    return true;
}

namespace {

bool choose_due(
    Ruling& ruling, const AddControl& add, const FollowUp& follow_up, Control& control
) {
    if (add.due.empty()) {
        control.due = default_due(ruling, follow_up);
        return true;
    }
    return choose_date(ruling, add.due, "due", follow_up, control.due);
}

/// The first reminder: some days before it is due, or on the day when that is over.
UtcTime first_nudge(const Ruling& ruling, const FollowUp& follow_up, const Control& control) {
    auto calendar = ruling.calendar_for(control.owner, follow_up);
    auto before =
        calendar.add_days(control.due, -ruling.service_of(follow_up).clocks.control_nudge_before);
    return calendar.next_working(before > ruling.world.now ? before : control.due);
}

/// With this new one, the mistake has weaker controls only.
bool stays_weak(const Ruling& ruling, const Control& added) {
    if (!added.mistake || added.strength != Strength::weaker) return false;
    auto controls = ruling.world.records.controls(added.follow_up, most_controls);
    controls.push_back(added);
    return only_weaker(controls, *added.mistake);
}

void answer_giver(Ruling& ruling, const FollowUp& follow_up, const Control& control) {
    if (!control.feedback) return;
    auto feedback = ruling.world.records.feedback(*control.feedback);
    if (!feedback || feedback->state == FeedbackState::withdrawn) return;
    feedback->state = FeedbackState::done;
    ruling.save(*feedback);
    View view;
    view.set("feedback", feedback->id.text())
        .set("said", feedback->text)
        .set("control", control.id.text());
    view.set("did", control.title)
        .set("title", follow_up.subject.title)
        .set("evidence", control.evidence);
    ruling.tell_person(feedback->giver, "you_said_we_did", std::move(view));
}

}  // namespace

View control_told(const Ruling& ruling, const Control& control) {
    View view;
    view.set("id", control.id.text())
        .set("title", control.title)
        .set("state", name_of(control.state));
    view.set("owner", person_view(ruling.person(control.owner)));
    view.set("due", control.due)
        .set("kind", name_of(control.kind))
        .set("strength", name_of(control.strength));
    return view.set("evidence", control.evidence);
}

std::optional<SeenControl> seen_control(Ruling& ruling, ControlId id) {
    auto control = ruling.world.records.control(id);
    auto follow_up = control ? ruling.world.records.follow_up(control->follow_up) : std::nullopt;
    if (follow_up && ruling.may_see(*follow_up))
        return SeenControl{std::move(*control), std::move(*follow_up)};
    ruling.reply(no_such(id.text(), "controls"));
    return std::nullopt;
}

bool only_weaker(const std::vector<Control>& controls, MistakeId mistake) {
    bool any = false;
    for (const auto& control : controls) {
        if (control.mistake != mistake || control.state == ControlState::dropped) continue;
        if (control.strength != Strength::weaker) return false;
        any = true;
    }
    return any;
}

std::optional<Reply> barred(const Control& control, ControlStep step) {
    const auto name = control.id.text();
    const auto already = name + " is already " + std::string(name_of(control.state)) + ".";
    if (control.state == ControlState::dropped)
        return refuse(already, "Add a new control when one is needed: `control add TITLE`.");
    const bool verified = control.state == ControlState::verified;
    switch (step) {
        case ControlStep::done:
            if (!control.finished()) return std::nullopt;
            return refuse(already, "Add a new control when there is more to do.");
        case ControlStep::verify:
            if (verified)
                return refuse(already, "Later, `control check " + name + "` says whether it held.");
            [[fallthrough]];
        case ControlStep::check:
            if (control.finished()) return std::nullopt;
            return refuse(
                name + " is not done yet.", "First its owner says `control done " + name + "`."
            );
        case ControlStep::drop:
            if (!verified) return std::nullopt;
            return refuse(
                already, "When it does not hold, say so with `control check " + name + " failed`."
            );
    }
    return std::nullopt;
}

std::optional<ControlStep> step_of_form(std::string_view form) {
    if (form == "done") return ControlStep::done;
    if (form == "check") return ControlStep::check;
    if (form == "drop") return ControlStep::drop;
    return std::nullopt;
}

void decide_add_control(Ruling& ruling, const AddControl& add) {
    auto ground = ground_of(ruling, add);
    if (!ground.follow_up) return;
    auto& follow_up = *ground.follow_up;
    Control control;
    control.id = ruling.world.records.next_control();
    control.follow_up = follow_up.id;
    control.mistake = ground.mistake;
    control.title = ruling.named(add.title);
    control.kind = add.kind.value_or(ControlKind::preventive);
    control.strength = add.strength.value_or(Strength::intermediate);
    control.created_at = ruling.world.now;
    std::optional<PersonId> owner = ruling.actor().id;
    if (!choose_person(ruling, add.owner, "owner", owner)) return;
    control.owner = *owner;
    // Who is named by somebody else has yet to say yes.
    if (control.owner != ruling.actor().id) control.state = ControlState::proposed;
    if (!choose_due(ruling, add, follow_up, control)) return;
    if (ground.feedback) {
        control.feedback = ground.feedback->id;
        ground.feedback->control = control.id;
        ground.feedback->state = FeedbackState::became_control;
        ruling.save(*ground.feedback);
        end_feedback_nudge(ruling, follow_up, *ground.feedback);
        tell_giver(ruling, follow_up, *ground.feedback, &control);
    }
    ++follow_up.control_count;
    ruling.save(control);
    ruling.save(follow_up);
    ruling.journal("control add", control.id.text(), control.title);
    ruling.set_timer(
        timer_key("control", control.id.text()), first_nudge(ruling, follow_up, control)
    );
    ruling.touch(follow_up);
    ruling.tell(follow_up, "control_added", control_told(ruling, control));
    if (control.owner != ruling.actor().id) {
        auto view = control_told(ruling, control);
        view.set("by", person_view(ruling.actor()))
            .set("follow_up", follow_up.id.text())
            .set("subject", follow_up.subject.title);
        ruling.nudge(
            control.owner, timer_key("control", control.id.text()), "control_yours", std::move(view)
        );
    }
    auto receipt = control_told(ruling, control);
    receipt.set("follow_up", follow_up.id.text())
        .set("dated", !add.due.empty())
        .set("mine", control.owner == ruling.actor().id);
    receipt.set("only_weaker", stays_weak(ruling, control));
    if (control.mistake) receipt.set("mistake", control.mistake->text());
    ruling.reply(say("control_recorded", std::move(receipt)));
}

void decide_agree_control(Ruling& ruling, const AgreeControl& agree) {
    auto seen = seen_control(ruling, agree.id);
    if (!seen) return;
    auto& control = seen->control;
    const auto name = control.id.text();
    if (auto why = barred(control, ControlStep::done)) return ruling.reply(*why);
    if (control.state != ControlState::proposed) {
        return ruling.reply(refuse(
            name + " is already " + std::string(name_of(control.state)) + ".",
            "When it is finished, say `control done " + name + "`."
        ));
    }
    if (control.owner != ruling.actor().id) {
        const auto owner = ruling.person(control.owner).name;
        return ruling.reply(refuse(
            name + " is for " + owner + " to agree to.",
            "Ask " + owner + " to say `control agree " + name + "`."
        ));
    }
    control.state = ControlState::agreed;
    ruling.save(control);
    ruling.journal("control agree", name);
    ruling.end_nudge(control.owner, timer_key("control", name));
    ruling.touch(seen->follow_up);
    ruling.reply(say("control_moved", control_told(ruling, control)));
}

void decide_start_control(Ruling& ruling, const StartControl& start) {
    auto seen = seen_control(ruling, start.id);
    if (!seen) return;
    auto& control = seen->control;
    if (auto why = barred(control, ControlStep::done)) return ruling.reply(*why);
    if (control.state == ControlState::in_progress) {
        return ruling.reply(refuse(
            control.id.text() + " is already " + std::string(name_of(control.state)) + ".",
            "When it is finished, say `control done " + control.id.text() + "`."
        ));
    }
    control.state = ControlState::in_progress;
    ruling.save(control);
    ruling.journal("control start", control.id.text());
    ruling.touch(seen->follow_up);
    ruling.reply(say("control_moved", control_told(ruling, control)));
}

void decide_finish_control(Ruling& ruling, const FinishControl& finish) {
    auto seen = seen_control(ruling, finish.id);
    if (!seen) return;
    auto& [control, follow_up] = *seen;
    if (auto why = barred(control, ControlStep::done)) return ruling.reply(*why);
    if (finish.evidence.empty() && ruling.command.origin.via == "button") {
        ShowForm form;
        form.form = "done";
        form.context = control.id.text();
        return decide_form(ruling, form);
    }
    control.state = ControlState::done;
    control.done_at = ruling.world.now;
    control.evidence = ruling.named(finish.evidence);
    start_proof(ruling, follow_up, control);
    ruling.save(control);
    ruling.journal("control done", control.id.text(), control.evidence);
    auto key = timer_key("control", control.id.text());
    ruling.cancel_timer(key);
    ruling.end_nudge(control.owner, key);
    ruling.touch(follow_up);
    auto told = control_told(ruling, control);
    told.set("by", person_view(ruling.actor()));
    ruling.tell_long(follow_up, "control_done", told, "evidence");
    answer_giver(ruling, follow_up, control);
    if (auto second = second_person(follow_up, control))
        told.set("second", person_view(ruling.person(*second)));
    ruling.reply(say("control_finished", std::move(told)));
}

}  // namespace debrief::core
