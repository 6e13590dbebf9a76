// Closing when nothing is owed, or earlier with a written reason; and opening again.
#include "bot/core/owed.hpp"
#include "bot/core/permissions.hpp"

namespace debrief::core {
namespace {

constexpr const char* own_clocks[] = {"answer", "acknowledge", "settle"};
constexpr std::size_t most_owed_shown = 10;

View owed_lines(const Ruling& ruling, const std::vector<Owed>& owed) {
    View lines = View::List{};
    std::size_t shown = 0;
    for (const auto& one : owed) {
        if (!one.blocks_closing || shown++ == most_owed_shown) break;  // what blocks comes first
        View line;
        line.set("what", one.words);
        if (one.who) line.set("who", person_view(ruling.person(*one.who)));
        lines.push(std::move(line));
    }
    return lines;
}

}  // namespace

void close_follow_up(Ruling& ruling, FollowUp& follow_up, Closing how, std::string reason) {
    follow_up.state = FollowUpState::closed;
    follow_up.closed_at = ruling.world.now;
    follow_up.closing = how;
    follow_up.close_reason = std::move(reason);
    ruling.save(follow_up);
    ruling.journal(
        "close",
        follow_up.id.text(),
        follow_up.close_reason.empty() ? std::string(name_of(how)) : follow_up.close_reason
    );
    auto name = follow_up.id.text();
    for (const auto* clock : own_clocks) ruling.cancel_timer(timer_key(clock, name));
    if (follow_up.ops_contact) ruling.end_nudge(*follow_up.ops_contact, timer_key("answer", name));
    if (follow_up.it_owner) ruling.end_nudge(*follow_up.it_owner, timer_key("acknowledge", name));
    end_concern_nudges(ruling, follow_up);
    ruling.touch(follow_up);
    View told;
    told.set("id", name).set("how", name_of(how)).set("reason", follow_up.close_reason);
    if (!ruling.command.actor.empty()) told.set("by", person_view(ruling.actor()));
    ruling.tell(follow_up, "closed", std::move(told));
    notice(ruling, follow_up, "notice_closed");
}

void reopen_follow_up(Ruling& ruling, FollowUp& follow_up, std::string reason) {
    follow_up.state = FollowUpState::open;
    follow_up.closed_at.reset();
    follow_up.closing = Closing::none;
    follow_up.close_reason.clear();
    auto service = ruling.service_of(follow_up);
    auto calendar = service.calendar();
    follow_up.feedback_until =
        calendar.add_business_days(ruling.world.now, service.clocks.feedback_window);
    follow_up.complete_by = calendar.add_business_days(ruling.world.now, service.clocks.complete);
    ruling.save(follow_up);
    ruling.journal("reopen", follow_up.id.text(), reason);
    ruling.set_timer(timer_key("settle", follow_up.id.text()), follow_up.feedback_until);
    if (follow_up.it_owner)
        ruling.set_timer(timer_key("feedback", follow_up.id.text()), follow_up.feedback_until);
    start_concern_nudges(ruling, follow_up);
    ruling.touch(follow_up);
    View told;
    told.set("id", follow_up.id.text())
        .set("reason", reason)
        .set("by", person_view(ruling.actor()));
    ruling.tell(follow_up, "reopened", std::move(told));
}

void decide_close(Ruling& ruling, const CloseFollowUp& close) {
    auto follow_up = ruling.target(close.id);
    if (!follow_up) return;
    auto name = follow_up->id.text();
    if (!follow_up->open()) {
        return ruling.reply(refuse(
            name + " is already closed.", "To open it again, say `reopen " + name + " REASON`."
        ));
    }
    auto owed = owed_by(ruling.world.records, *follow_up);
    bool blocked = anything_blocks(owed);
    if (blocked && !permitted(ruling, close_with_a_reason, *follow_up)) {
        if (ruling.decision.reply.view.text("note").empty()) {
            ruling.decision.reply.view.set(
                "note", "Something is still owed; `status " + name + "` shows what."
            );
        }
        return;
    }
    if (blocked && close.reason.empty() && ruling.command.origin.via == "form") {
        return ruling.refuse_field(
            "reason",
            "The reason is missing.",
            "Something is still owed: say why " + name + " can be closed all the same."
        );
    }
    if (blocked && close.reason.empty()) {
        View view;
        view.set("context", name)
            .set("id", name)
            .set("title", follow_up->subject.title)
            .set("owed", owed_lines(ruling, owed));
        if (ruling.command.origin.can_open_form)
            return ruling.reply(Reply(Reply::Kind::form, "form_close", std::move(view)));
        return ruling.reply(say("still_owed", std::move(view)));
    }
    close_follow_up(
        ruling,
        *follow_up,
        blocked ? Closing::with_reason : Closing::settled,
        ruling.named(close.reason)
    );
    View receipt;
    receipt.set("id", name).set("title", follow_up->subject.title);
    ruling.reply(say("closed_receipt", std::move(receipt)));
}

void decide_reopen(Ruling& ruling, const ReopenFollowUp& reopen) {
    auto follow_up = ruling.target(reopen.id);
    if (!follow_up) return;
    auto name = follow_up->id.text();
    if (follow_up->open()) {
        return ruling.reply(
            refuse(name + " is open already.", "Say how it is with `answer`, or add `feedback`.")
        );
    }
    reopen_follow_up(ruling, *follow_up, ruling.named(reopen.reason));
    View receipt;
    receipt.set("id", name).set("title", follow_up->subject.title);
    ruling.reply(say("reopened_receipt", std::move(receipt)));
}

}  // namespace debrief::core
