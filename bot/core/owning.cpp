// Owning a mistake: what happened, how it is put right, what comes next; and what led to it.
#include "bot/core/controlling.hpp"

namespace debrief::core {
namespace {

Reply no_such(MistakeId id) {
    return refuse(
        "There is no " + id.text() + " that you can see here.",
        "`status` shows the mistakes of a follow-up and their numbers."
    );
}

}  // namespace

void decide_acknowledge(Ruling& ruling, const Acknowledge& given) {
    auto follow_up = ruling.target(given.id);
    if (!follow_up) return;
    Mistake mistake;
    mistake.id = ruling.world.records.next_mistake();
    mistake.follow_up = follow_up->id;
    mistake.by = ruling.actor().id;
    mistake.what_happened = ruling.named(given.what_happened);
    mistake.put_right = ruling.named(given.put_right);
    mistake.what_next = ruling.named(given.what_next);
    mistake.at = ruling.world.now;
    ++follow_up->mistake_count;
    ruling.save(mistake);
    ruling.save(*follow_up);
    // Now it owes what led to it and a control, and nobody is asked for them while it is closed.
    if (!follow_up->open() && follow_up->closing != Closing::with_reason)
        reopen_follow_up(ruling, *follow_up, "A mistake was acknowledged.");
    ruling.journal("acknowledge", mistake.id.text(), "on " + follow_up->id.text());
    auto key = timer_key("acknowledge", follow_up->id.text());
    ruling.cancel_timer(key);
    if (follow_up->it_owner) ruling.end_nudge(*follow_up->it_owner, key);
    ruling.touch(*follow_up);
    View view;
    view.set("id", mistake.id.text())
        .set("by", person_view(ruling.actor()))
        .set("what_happened", mistake.what_happened);
    view.set("put_right", mistake.put_right).set("what_next", mistake.what_next);
    ruling.tell(*follow_up, "acknowledgement", std::move(view));
    suggest_failed_control(ruling, *follow_up, mistake);
    View receipt;
    receipt.set("id", mistake.id.text())
        .set("follow_up", follow_up->id.text())
        .set("title", follow_up->subject.title);
    hint_at_wording(ruling, {mistake.what_happened, mistake.put_right, mistake.what_next}, receipt);
    ruling.reply(say("acknowledged", std::move(receipt)));
}

void decide_factor(Ruling& ruling, const AddFactor& given) {
    auto mistake = ruling.world.records.mistake(given.id);
    auto follow_up = mistake ? ruling.world.records.follow_up(mistake->follow_up) : std::nullopt;
    if (!follow_up || !ruling.may_see(*follow_up)) return ruling.reply(no_such(given.id));
    auto text = ruling.named(given.text);
    mistake->factors.push_back({text, ruling.actor().id, ruling.world.now});
    ruling.save(*mistake);
    ruling.journal("factor", mistake->id.text(), text);
    ruling.touch(*follow_up);
    View told;
    told.set("id", mistake->id.text()).set("by", person_view(ruling.actor())).set("text", text);
    ruling.tell_long(*follow_up, "factor", std::move(told), "text");
    View receipt;
    receipt.set("id", mistake->id.text()).set("count", mistake->factors.size());
    hint_at_wording(ruling, {text}, receipt);
    ruling.reply(say("factor_added", std::move(receipt)));
}

}  // namespace debrief::core
