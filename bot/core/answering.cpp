// One person's word on how it is: works, partly, still broken. The latest counts.
#include "bot/core/ruling.hpp"

namespace debrief::core {
namespace {

std::int64_t& count_of(FollowUp& follow_up, Verdict verdict) {
    switch (verdict) {
        case Verdict::works:
            return follow_up.works;
        case Verdict::partly:
            return follow_up.partly;
        case Verdict::broken:
            return follow_up.broken;
    }
    return follow_up.works;
}

/// An upgrade that does not fully work starts the acknowledgement clock.
void start_acknowledgement(Ruling& ruling, FollowUp& follow_up) {
    if (follow_up.acknowledge_by != never || follow_up.mistake_count > 0) return;
    follow_up.acknowledge_by = acknowledgement_due(ruling, follow_up, ruling.world.now);
    if (!follow_up.it_owner) return;
    auto calendar = ruling.calendar_for(follow_up.it_owner, follow_up);
    ruling.set_timer(
        timer_key("acknowledge", follow_up.id.text()),
        calendar.next_working(follow_up.acknowledge_by)
    );
}

View receipt(const FollowUp& follow_up, const GiveAnswer& answer, bool repeated, bool reopened) {
    View view;
    view.set("id", follow_up.id.text())
        .set("title", follow_up.subject.title)
        .set("verdict", name_of(answer.verdict));
    view.set("repeated", repeated).set("reopened", reopened).set("closed", !follow_up.open());
    return view;
}

void tell_thread(
    Ruling& ruling, const FollowUp& follow_up, const Answer& answer, bool second_look
) {
    if (!second_look && answer.text.empty() && answer.verdict != Verdict::broken)
        return;  // the head shows the counts
    View view;
    view.set("by", person_view(ruling.actor()))
        .set("verdict", name_of(answer.verdict))
        .set("text", answer.text)
        .set("second_look", second_look);
    if (answer.verdict == Verdict::broken && follow_up.it_owner)
        view.set("it_owner", person_view(ruling.person(*follow_up.it_owner)));
    ruling.tell_long(follow_up, "answer", std::move(view), "text");
}

}  // namespace

void decide_answer(Ruling& ruling, const GiveAnswer& given) {
    auto follow_up = ruling.target(given.id);
    if (!follow_up) return;
    auto me = ruling.actor().id;
    Answer answer{follow_up->id, me, given.verdict, ruling.named(given.text), ruling.world.now};
    auto before = ruling.world.records.answer(follow_up->id, me);
    const bool second_look = second_look_waits(ruling, *follow_up);
    if (!second_look && before && before->verdict == answer.verdict &&
        (answer.text.empty() || before->text == answer.text)) {
        ruling.reply(say("answered", receipt(*follow_up, given, true, false)));
        return;
    }
    if (before) --count_of(*follow_up, before->verdict);
    ++count_of(*follow_up, answer.verdict);
    ruling.save(answer);
    ruling.journal("answer", follow_up->id.text(), std::string(name_of(answer.verdict)));
    if (answer.verdict != Verdict::works) start_acknowledgement(ruling, *follow_up);
    bool reopened = !follow_up->open() && answer.verdict == Verdict::broken;
    if (reopened) {
        reopen_follow_up(ruling, *follow_up, "still broken");
    } else {
        ruling.save(*follow_up);
    }
    ruling.cancel_timer(timer_key("answer", follow_up->id.text()));
    if (follow_up->ops_contact)
        ruling.end_nudge(*follow_up->ops_contact, timer_key("answer", follow_up->id.text()));
    if (second_look) end_second_look(ruling, *follow_up);
    ruling.touch(*follow_up);
    tell_thread(ruling, *follow_up, answer, second_look);
    ruling.reply(say("answered", receipt(*follow_up, given, false, reopened)));
}

}  // namespace debrief::core
