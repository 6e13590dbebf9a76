// Proving a control: a second person verifies that it is in place, and later ops say whether it
// held.
#include "bot/core/controlling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

View proof_told(
    Ruling& ruling, const SeenControl& seen, std::string_view what, const std::string& text
) {
    auto view = control_told(ruling, seen.control);
    view.set("what", what).set("text", text).set("by", person_view(ruling.actor()));
    view.set("follow_up", seen.follow_up.id.text()).set("subject", seen.follow_up.subject.title);
    auto ground = seen.control.mistake ? seen.control.mistake->text() : seen.follow_up.id.text();
    return view.set("ground", ground);
}

/// "Ask Olga: they type `control verify C-7`."
std::string who_can(const Ruling& ruling, const SeenControl& seen, const std::string& line) {
    auto second = second_person(seen.follow_up, seen.control);
    auto name = second ? ruling.person(*second).name : "somebody else who knows the service";
    return "Ask " + name + " to say `" + line + "`.";
}

void tell_owner(Ruling& ruling, const Control& control, const View& told) {
    if (control.owner != ruling.actor().id)
        ruling.tell_person(control.owner, "control_failed", told);
}

/// Asked again 60 days after it was done, or when that is over after the usual time from now.
void ask_again(Ruling& ruling, const FollowUp& follow_up, Control& control) {
    auto service = ruling.service_of(follow_up);
    auto calendar = service.calendar();
    const auto& clocks = service.clocks;
    const auto now = ruling.world.now;
    auto second = calendar.add_days(control.done_at.value_or(now), clocks.effectiveness_recheck);
    control.check_due = second > now ? second : calendar.add_days(now, clocks.effectiveness_check);
    control.check_nudges = 0;
    auto zone = ruling.calendar_for(second_person(follow_up, control), follow_up);
    ruling.set_timer(timer_key("check", control.id.text()), zone.next_working(*control.check_due));
}

void settle_check(Ruling& ruling, const FollowUp& follow_up, Control& control) {
    control.check_due.reset();
    end_proof(ruling, follow_up, control, "verify");
}

/// To the journal, the thread, the owner, and the one who said it.
void say_checked(Ruling& ruling, const SeenControl& seen) {
    const auto& control = seen.control;
    const std::string words(name_of(control.check));
    ruling.journal(
        "control check",
        control.id.text(),
        control.check_text.empty() ? words : words + ": " + control.check_text
    );
    ruling.touch(seen.follow_up);
    auto told = proof_told(ruling, seen, words, control.check_text);
    if (control.check_due) told.set("check_due", *control.check_due);
    if (control.check != Check::early)
        ruling.tell_long(seen.follow_up, "control_proof", told, "text");
    if (control.check == Check::failed) tell_owner(ruling, control, told);
    ruling.reply(say("control_proof_receipt", std::move(told)));
}

}  // namespace

void decide_verify(Ruling& ruling, const VerifyControl& verify) {
    auto seen = seen_control(ruling, verify.id);
    if (!seen) return;
    auto& control = seen->control;
    if (auto why = barred(control, ControlStep::verify)) return ruling.reply(*why);
    const auto name = control.id.text();
    if (control.owner == ruling.actor().id) {
        return ruling.reply(refuse(
            "You own " + name + ", and nobody verifies their own control.",
            who_can(ruling, *seen, "control verify " + name)
        ));
    }
    control.state = ControlState::verified;
    control.verified_by = ruling.actor().id;
    control.verified_at = ruling.world.now;
    ruling.save(control);
    const auto text = ruling.named(verify.text);
    ruling.journal("control verify", name, text);
    end_proof(ruling, seen->follow_up, control, "verify");
    ruling.touch(seen->follow_up);
    auto told = proof_told(ruling, *seen, "verified", text);
    if (control.check_due) told.set("check_due", *control.check_due);
    ruling.tell_long(seen->follow_up, "control_proof", told, "text");
    ruling.reply(say("control_proof_receipt", std::move(told)));
}

void decide_check(Ruling& ruling, const CheckControl& check) {
    auto seen = seen_control(ruling, check.id);
    if (!seen) return;
    auto& control = seen->control;
    if (auto why = barred(control, ControlStep::check)) return ruling.reply(*why);
    const auto name = control.id.text();
    // That it did not hold, its owner may say, too.
    if (control.owner == ruling.actor().id && check.check != Check::failed) {
        return ruling.reply(refuse(
            "You own " + name + ", and nobody checks their own control.",
            who_can(ruling, *seen, "control check " + name + " held")
        ));
    }
    control.check = check.check;
    control.checked_by = ruling.actor().id;
    control.checked_at = ruling.world.now;
    control.check_text = ruling.named(check.text);
    end_proof(ruling, seen->follow_up, control, "check");
    if (check.check == Check::early) {
        ask_again(ruling, seen->follow_up, control);
    } else {
        settle_check(ruling, seen->follow_up, control);
    }
    ruling.save(control);
    say_checked(ruling, *seen);
}

namespace {

/// The giver hears that what was promised is not coming.
void tell_giver(Ruling& ruling, const SeenControl& seen) {
    const auto& control = seen.control;
    if (!control.feedback) return;
    auto feedback = ruling.world.records.feedback(*control.feedback);
    if (!feedback || feedback->state == FeedbackState::withdrawn) return;
    if (feedback->state != FeedbackState::confirmed) {
        feedback->state = FeedbackState::declined;
        feedback->answer = control.drop_reason;
        ruling.save(*feedback);
    }
    View view;
    view.set("feedback", feedback->id.text())
        .set("said", feedback->text)
        .set("control", control.id.text());
    view.set("title", seen.follow_up.subject.title)
        .set("did", control.title)
        .set("reason", control.drop_reason);
    if (feedback->giver != ruling.actor().id)
        ruling.tell_person(feedback->giver, "feedback_dropped", std::move(view));
}

}  // namespace

void decide_drop(Ruling& ruling, const DropControl& drop) {
    auto seen = seen_control(ruling, drop.id);
    if (!seen) return;
    auto& control = seen->control;
    if (auto why = barred(control, ControlStep::drop)) return ruling.reply(*why);
    if (drop.reason.empty()) {
        ShowForm form;
        form.form = "drop";
        form.context = control.id.text();
        return decide_form(ruling, form);
    }
    control.state = ControlState::dropped;
    control.drop_reason = ruling.named(drop.reason);
    control.check_due.reset();
    ruling.save(control);
    ruling.journal("control drop", control.id.text(), control.drop_reason);
    const auto key = timer_key("control", control.id.text());
    ruling.cancel_timer(key);
    ruling.end_nudge(control.owner, key);
    end_proof(ruling, seen->follow_up, control, "verify");
    end_proof(ruling, seen->follow_up, control, "check");
    if (seen->follow_up.control_count > 0) --seen->follow_up.control_count;
    ruling.save(seen->follow_up);
    ruling.touch(seen->follow_up);
    tell_giver(ruling, *seen);
    auto told = proof_told(ruling, *seen, "dropped", control.drop_reason);
    ruling.tell_long(seen->follow_up, "control_proof", told, "text");
    ruling.reply(say("control_proof_receipt", std::move(told)));
}

}  // namespace debrief::core
