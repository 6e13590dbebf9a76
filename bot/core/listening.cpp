// Feedback: given by command, by form, or by writing in the thread; edited and deleted where it was
// written.
#include "bot/core/ruling.hpp"

#include <utility>

namespace debrief::core {
namespace {

/// A closed follow-up has no clock for its feedback any more: it gets one for what comes late.
void watch_late_feedback(Ruling& ruling, const FollowUp& follow_up) {
    auto key = timer_key("feedback", follow_up.id.text());
    if (!follow_up.it_owner || ruling.world.records.timer(key)) return;
    auto service = ruling.service_of(follow_up);
    ruling.set_timer(
        key, service.calendar().add_business_days(ruling.world.now, service.clocks.feedback_window)
    );
}

Feedback record(
    Ruling& ruling, FollowUp& follow_up, std::string text, bool anonymous, MessageRef message
) {
    Feedback feedback;
    feedback.id = ruling.world.records.next_feedback();
    feedback.follow_up = follow_up.id;
    feedback.giver = ruling.actor().id;
    feedback.anonymous = anonymous;
    feedback.text = std::move(text);
    feedback.message = std::move(message);
    feedback.at = ruling.world.now;
    ++follow_up.feedback_count;
    ruling.save(feedback);
    ruling.save(follow_up);
    ruling.journal("feedback", feedback.id.text(), "on " + follow_up.id.text());
    if (anonymous) ruling.decision.journal.back().actor = "anonymous";
    ruling.touch(follow_up);
    if (follow_up.closed()) watch_late_feedback(ruling, follow_up);
    return feedback;
}

}  // namespace

void decide_feedback(Ruling& ruling, const GiveFeedback& given) {
    auto follow_up = ruling.target(given.id, Ruling::Stage::planned_too);
    if (!follow_up) return;
    auto feedback =
        record(ruling, *follow_up, ruling.named(given.text), given.anonymous, MessageRef());
    View told;
    told.set("id", feedback.id.text()).set("text", feedback.text).set("anonymous", given.anonymous);
    if (!given.anonymous) told.set("by", person_view(ruling.actor()));
    ruling.tell_long(*follow_up, "feedback", std::move(told), "text");
    View receipt;
    receipt.set("id", feedback.id.text())
        .set("follow_up", follow_up->id.text())
        .set("title", follow_up->subject.title);
    receipt.set("anonymous", given.anonymous).set("closed", follow_up->closed());
    ruling.reply(say("feedback_received", std::move(receipt)));
}

void decide_thread_reply(Ruling& ruling, const ThreadReply& reply) {
    const auto& origin = ruling.command.origin;
    auto id = ruling.world.records.follow_up_of_thread(MessageRef(origin.channel, origin.thread));
    if (!id || reply.text.empty()) return;  // somebody else's thread
    auto follow_up = ruling.world.records.follow_up(*id);
    if (!follow_up) return;
    auto feedback = record(
        ruling,
        *follow_up,
        ruling.named(reply.text),
        false,
        MessageRef(origin.channel, origin.message)
    );
    mirror(ruling, *follow_up, feedback, "");
}

void decide_edited(Ruling& ruling, const MessageEdited& edited) {
    auto feedback = ruling.world.records.feedback_of(edited.message);
    auto text = ruling.named(edited.text);
    if (!feedback) return;
    const bool restored = feedback->state == FeedbackState::withdrawn;
    if (!restored && feedback->text == text) return;
    auto follow_up = ruling.world.records.follow_up(feedback->follow_up);
    if (!follow_up) return;
    ruling.journal(
        restored ? "restore" : "edit", feedback->id.text(), "it said: " + feedback->text
    );
    const auto before = std::exchange(feedback->text, std::move(text));
    feedback->edited = feedback->edited || feedback->text != before;
    if (restored) {
        feedback->state = FeedbackState::received;
        ++follow_up->feedback_count;
        ruling.save(*follow_up);
        ruling.touch(*follow_up);
    }
    ruling.save(*feedback);
    mirror(ruling, *follow_up, *feedback, restored ? "" : before);
}

void decide_deleted(Ruling& ruling, const MessageDeleted& deleted) {
    auto feedback = ruling.world.records.feedback_of(deleted.message);
    if (!feedback || feedback->state == FeedbackState::withdrawn) return;
    ruling.journal("withdraw", feedback->id.text(), "it said: " + feedback->text);
    feedback->state = FeedbackState::withdrawn;
    ruling.save(*feedback);
    auto follow_up = ruling.world.records.follow_up(feedback->follow_up);
    if (!follow_up) return;
    unmirror(ruling, *follow_up, *feedback);
    if (follow_up->feedback_count > 0) --follow_up->feedback_count;
    ruling.save(*follow_up);
    ruling.touch(*follow_up);
}

}  // namespace debrief::core
