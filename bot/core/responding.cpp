// What becomes of feedback: IT accepts or declines it, the giver hears of every step and says in
// the end whether it is right. Who gave anonymous feedback is told nothing less, and named nowhere.
#include "bot/core/ruling.hpp"

namespace debrief::core {
namespace {

constexpr std::size_t said_shown = 10;

using Step = AnswerFeedback::Step;

Reply no_such(FeedbackId id) {
    return refuse(
        "There is no " + id.text() + " that you can see here.",
        "`status` shows the feedback of a follow-up and its numbers."
    );
}

bool by_giver(Step step) {
    return step == Step::confirm || step == Step::deny;
}

std::string_view verb_of(Step step) {
    switch (step) {
        case Step::accept:
            return "accept";
        case Step::decline:
            return "decline";
        case Step::confirm:
            return "confirm";
        case Step::deny:
            return "deny";
    }
    return {};
}

/// A word about the state, for refusals: "became control C-7", "was accepted".
std::string as_it_stands(const Feedback& feedback) {
    auto name = feedback.id.text();
    if (feedback.state == FeedbackState::became_control && feedback.control)
        return name + " became control " + feedback.control->text() + ".";
    if (feedback.state == FeedbackState::received) return name + " has no answer yet.";
    return name + " is already " + std::string(name_of(feedback.state)) + ".";
}

/// Why this step cannot be taken now, and what can.
std::optional<Reply> not_now(const Feedback& feedback, Step step) {
    const auto state = feedback.state;
    const bool done = state == FeedbackState::done || state == FeedbackState::confirmed;
    const auto control = feedback.control ? feedback.control->text() : std::string("C-n");
    switch (step) {
        case Step::accept:
            if (state == FeedbackState::received || state == FeedbackState::declined) break;
            return refuse(
                as_it_stands(feedback),
                state == FeedbackState::accepted
                    ? "`control add " + feedback.id.text() + " TITLE` says what will be done."
                    : "`list said` shows what came of what was said."
            );
        case Step::decline:
            if (state == FeedbackState::received || state == FeedbackState::accepted) break;
            return refuse(
                as_it_stands(feedback),
                state == FeedbackState::became_control
                    ? "What is done about it stands in " + control + "."
                    : "`list said` shows what came of what was said."
            );
        case Step::confirm:
            if (state == FeedbackState::done) break;
            return refuse(
                as_it_stands(feedback),
                done ? "If it is not right any more, say `feedback deny " + feedback.id.text() +
                           " TEXT`."
                     : "I ask you as soon as something was done about it."
            );
        case Step::deny:
            if (done) break;
            return refuse(
                as_it_stands(feedback), "I ask you as soon as something was done about it."
            );
    }
    return std::nullopt;
}

View state_view(const FollowUp& follow_up, const Feedback& feedback) {
    View view;
    view.set("id", feedback.id.text())
        .set("state", name_of(feedback.state))
        .set("said", feedback.text);
    view.set("answer", feedback.answer).set("missing", feedback.missing);
    return view.set("follow_up", follow_up.id.text()).set("title", follow_up.subject.title);
}

/// A line of the journal. What the giver does is not the anonymous giver's doing for anybody.
void write_down(Ruling& ruling, const Feedback& feedback, Step step, const std::string& text) {
    ruling.journal(
        "feedback " + std::string(verb_of(step)), feedback.id.text(), by_giver(step) ? "" : text
    );
    if (by_giver(step) && feedback.anonymous) ruling.decision.journal.back().actor = "anonymous";
}

/// Who has to know that it is not right yet: the owner of the control, else the IT owner.
std::optional<PersonId> in_charge(
    const Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback
) {
    auto control =
        feedback.control ? ruling.world.records.control(*feedback.control) : std::nullopt;
    if (control) return control->owner;
    if (auto protocol = ruling.world.records.protocol_from(feedback.id)) return protocol->owner;
    return follow_up.it_owner;
}

void tell_in_charge(Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback) {
    auto to = in_charge(ruling, follow_up, feedback);
    if (!to || *to == ruling.actor().id) return;
    auto view = state_view(follow_up, feedback);
    if (feedback.control) view.set("control", feedback.control->text());
    if (!feedback.anonymous) view.set("by", person_view(ruling.actor()));
    ruling.tell_person(*to, "feedback_denied", std::move(view));
}

void take_step(Feedback& feedback, Step step, std::string text) {
    switch (step) {
        case Step::accept:
            feedback.state = FeedbackState::accepted;
            feedback.answer = std::move(text);
            break;
        case Step::decline:
            feedback.state = FeedbackState::declined;
            feedback.answer = std::move(text);
            break;
        case Step::confirm:
            feedback.state = FeedbackState::confirmed;
            feedback.missing.clear();
            break;
        case Step::deny:
            feedback.state = FeedbackState::accepted;
            feedback.missing = std::move(text);
            break;
    }
}

/// In the thread, for all: who answered; never who gave it.
void tell_thread(Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback, Step step) {
    auto view = state_view(follow_up, feedback);
    view.set("step", verb_of(step));
    if (!by_giver(step)) view.set("by", person_view(ruling.actor()));
    ruling.tell_long(
        follow_up, "feedback_moved", std::move(view), step == Step::deny ? "missing" : "answer"
    );
}

View said_line(const Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback) {
    auto line = state_view(follow_up, feedback);
    line.set("at", feedback.at).set("anonymous", feedback.anonymous);
    if (!feedback.anonymous) line.set("by", person_view(ruling.person(feedback.giver)));
    auto control =
        feedback.control ? ruling.world.records.control(*feedback.control) : std::nullopt;
    if (control) return line.set("control", control->id.text()).set("did", control->title);
    const bool done =
        feedback.state == FeedbackState::done || feedback.state == FeedbackState::confirmed;
    auto protocol = done ? ruling.world.records.protocol_from(feedback.id) : std::nullopt;
    if (protocol) line.set("control", protocol->id.text()).set("did", protocol->title);
    return line;
}

}  // namespace

void tell_giver(
    Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback, const Control* control
) {
    if (feedback.giver == ruling.actor().id || feedback.state == FeedbackState::withdrawn) return;
    auto view = state_view(follow_up, feedback);
    if (control) {
        view.set("control", control->id.text())
            .set("did", control->title)
            .set("due", control->due)
            .set("owner", person_view(ruling.person(control->owner)));
    } else {
        view.set("by", person_view(ruling.actor()));
    }
    view.set("private", follow_up.is_private);
    ruling.tell_person(feedback.giver, "feedback_answered", std::move(view));
}

void decide_response(Ruling& ruling, const AnswerFeedback& given) {
    auto feedback = ruling.world.records.feedback(given.id);
    auto follow_up = feedback ? ruling.world.records.follow_up(feedback->follow_up) : std::nullopt;
    const bool mine = follow_up && feedback->giver == ruling.actor().id;
    if (!follow_up || feedback->state == FeedbackState::withdrawn ||
        (!mine && !ruling.may_see(*follow_up))) {
        return ruling.reply(no_such(given.id));
    }
    if (by_giver(given.step) && !mine) {
        return ruling.reply(refuse(
            "Only who gave " + given.id.text() + " can say whether it is right now.",
            "How it is for you, you say with `answer`; what else can be done, with `feedback`."
        ));
    }
    if (auto refusal = not_now(*feedback, given.step)) return ruling.reply(std::move(*refusal));
    const auto before = *feedback;
    auto text = ruling.named(given.text);
    take_step(*feedback, given.step, text);
    ruling.save(*feedback);
    write_down(ruling, *feedback, given.step, text);
    tell_thread(ruling, *follow_up, *feedback, given.step);
    if (by_giver(given.step)) {
        if (given.step == Step::deny) tell_in_charge(ruling, *follow_up, *feedback);
    } else {
        if (before.state == FeedbackState::received)
            end_feedback_nudge(ruling, *follow_up, *feedback);
        tell_giver(ruling, *follow_up, *feedback, nullptr);
    }
    auto receipt = state_view(*follow_up, *feedback);
    ruling.reply(say("feedback_receipt", std::move(receipt.set("step", verb_of(given.step)))));
}

void decide_said(Ruling& ruling, const std::string& service) {
    auto found = ruling.world.records.said(service, said_shown + 1);
    const bool more = found.size() > said_shown;
    if (more) found.resize(said_shown);
    View lines = View::List{};
    for (const auto& feedback : found) {
        auto follow_up = ruling.world.records.follow_up(feedback.follow_up);
        if (follow_up) lines.push(said_line(ruling, *follow_up, feedback));
    }
    View view;
    view.set("service", service).set("lines", std::move(lines)).set("more", more);
    ruling.reply(say("said", std::move(view)));
}

}  // namespace debrief::core
