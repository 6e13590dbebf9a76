// Whether a protocol is still right: its owner is asked when its review is due, once and then
// weekly, at most three times.
#include "bot/core/protocolling.hpp"

namespace debrief::core {
namespace {

constexpr int most_nudges = 3;
constexpr int nudge_every_days = 7;

using Step = ReviewProtocol::Step;

std::string_view name_of(Step step) {
    switch (step) {
        case Step::keep:
            return "keep";
        case Step::change:
            return "change";
        case Step::retire:
            return "retire";
    }
    return {};
}

/// False with the reply set when what was typed does not fit.
bool take_step(Ruling& ruling, const ReviewProtocol& review, Protocol& protocol) {
    const auto key = timer_key("protocol", protocol.id.text());
    if (review.step == Step::retire) {
        protocol.state = ProtocolState::retired;
        protocol.reason = ruling.named(review.reason);
        ruling.cancel_timer(key);
    } else {
        if (!review.title.empty()) protocol.title = ruling.named(review.title);
        if (!review.steps.empty() &&
            !choose_steps(ruling, ruling.named(review.steps), protocol.steps))
            return false;
        if (!start_review(ruling, review.review, protocol)) return false;
    }
    protocol.reviewed_by = ruling.actor().id;
    protocol.reviewed_at = ruling.world.now;
    ruling.end_nudge(protocol.owner, key);
    return true;
}

}  // namespace

std::optional<Protocol> reviewable(Ruling& ruling, ProtocolId id) {
    auto protocol = ruling.world.records.protocol(id);
    if (!protocol) {
        ruling.reply(refuse(
            "There is no " + id.text() + ".",
            "`protocol list` shows the protocols and their numbers."
        ));
    } else if (!protocol->in_force()) {
        ruling.reply(refuse(
            id.text() + " is already retired.",
            "Write a new one when it is needed again: `protocol add TITLE`."
        ));
        protocol.reset();
    }
    return protocol;
}

void decide_review(Ruling& ruling, const ReviewProtocol& review) {
    auto protocol = reviewable(ruling, review.id);
    if (!protocol || !take_step(ruling, review, *protocol)) return;
    ruling.save(*protocol);
    const std::string step(name_of(review.step));
    const auto why = ruling.named(review.reason);
    ruling.journal("protocol review", protocol->id.text(), why.empty() ? step : step + ": " + why);
    auto view = protocol_view(ruling, *protocol);
    view.set("step", step).set("by", person_view(ruling.actor()));
    view.set("mine", protocol->owner == ruling.actor().id);
    if (review.step == Step::change) answer_feedback(ruling, *protocol);
    if (protocol->owner != ruling.actor().id)
        ruling.tell_person(protocol->owner, "protocol_told", view);
    ruling.reply(say("protocol_receipt", std::move(view)));
}

void review_due(Ruling& ruling, Protocol protocol, const std::string& key) {
    ruling.cancel_timer(key);
    if (!protocol.in_force()) return;
    const auto settings = settings_of(protocol);
    if (!may_nudge_now(ruling, settings, protocol.owner, key)) return;
    ruling.nudge(protocol.owner, key, "nudge_protocol", protocol_view(ruling, protocol));
    ruling.journal("nudge", protocol.id.text(), "for the review");
    ++protocol.nudges;
    ruling.save(protocol);
    if (protocol.nudges >= most_nudges) return;
    const auto calendar = ruling.calendar_for(protocol.owner, settings);
    ruling.set_timer(
        key, calendar.next_working(calendar.add_days(ruling.world.now, nudge_every_days))
    );
}

}  // namespace debrief::core
