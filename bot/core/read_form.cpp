// Submitted forms, read into the same intents as typed lines.
#include "bot/core/form_fields.hpp"
#include "bot/core/grammar.hpp"

namespace debrief::core {
namespace {

using Form = FormFields;

/// A form whose record is unknown: only an old or foreign client sends that.
Misunderstood lost(std::string_view what) {
    return misunderstood(
        "This form does not say which " + std::string(what) + " it belongs to.",
        "Close it and open it again from the message or the command."
    );
}

Intent open_form(const Form& form) {
    if (form.value("kind").empty())
        return missing("kind", "The kind is missing.", "Choose incident or upgrade.");
    if (form.value("title").empty())
        return missing("title", "The title is missing.", "Say in a few words what it was about.");
    Open open;
    if (auto problem = fill(form, open)) return *problem;
    return open;
}

Intent answer_form(const Form& form) {
    auto typed = form.value("verdict");
    const auto verdict = take_verdict(typed);
    if (!verdict || !typed.empty()) {
        return missing(
            "verdict", "The answer is missing.", "Choose one of works, partly and still broken."
        );
    }
    GiveAnswer answer;
    answer.id = form.id<FollowUpId>();
    answer.verdict = *verdict;
    answer.text = form.value("text");
    return answer;
}

Intent feedback_form(const Form& form) {
    GiveFeedback feedback;
    feedback.id = form.id<FollowUpId>();
    feedback.text = form.value("text");
    feedback.anonymous = form.ticked("anonymous");
    if (!feedback.text.empty()) return feedback;
    return missing("text", "The feedback is empty.", "Write what else can be done.");
}

Intent answer_feedback(const Form& form, AnswerFeedback::Step step, std::string_view field) {
    const auto id = form.id<FeedbackId>();
    if (!id) return lost("feedback");
    AnswerFeedback answer;
    answer.id = *id;
    answer.step = step;
    answer.text = form.value(field);
    return answer;
}

Intent decline_form(const Form& form) {
    if (form.value("reason").empty())
        return missing("reason", "The reason is missing.", "Say why it is declined.");
    return answer_feedback(form, AnswerFeedback::Step::decline, "reason");
}

Intent deny_form(const Form& form) {
    if (form.value("text").empty())
        return missing("text", "The sentence is missing.", "Say what is not right yet.");
    return answer_feedback(form, AnswerFeedback::Step::deny, "text");
}

Intent concern_form(const Form& form) {
    RaiseConcern raise;
    raise.id = form.id<FollowUpId>();
    raise.text = form.value("text");
    if (raise.text.empty())
        return missing("text", "The concern is empty.", "Say what you need and why.");
    const auto topic = form.value("topic");
    if (topic.empty()) return raise;
    if (auto problem = set_topic(raise.topic, topic)) return *problem;
    return raise;
}

Intent move_concern(const Form& form, MoveConcern::Step step, std::string_view field) {
    const auto id = form.id<ConcernId>();
    if (!id) return lost("concern");
    MoveConcern move;
    move.id = *id;
    move.step = step;
    move.text = form.value(field);
    move.owner = PersonRef(std::string(form.value("owner")));
    return move;
}

Intent need_form(const Form& form) {
    if (form.value("text").empty())
        return missing("text", "This part is empty.", "Say what your side needs.");
    return move_concern(form, MoveConcern::Step::need, "text");
}

Intent resolve_form(const Form& form) {
    if (form.value("text").empty())
        return missing("text", "The resolution is empty.", "Say what both sides can agree to.");
    return move_concern(form, MoveConcern::Step::resolve, "text");
}

Intent withdraw_form(const Form& form) {
    if (form.value("reason").empty())
        return missing("reason", "The reason is missing.", "Say why it is withdrawn.");
    return move_concern(form, MoveConcern::Step::withdraw, "reason");
}

Intent missing_form(const Form& form) {
    const auto id = form.id<MistakeId>();
    if (!id) return lost("mistake");
    HearAcknowledgement heard;
    heard.id = *id;
    heard.text = form.value("text");
    if (!heard.text.empty()) return heard;
    return missing("text", "The sentence is missing.", "Say what is missing.");
}

Intent acknowledge_form(const Form& form) {
    Acknowledge acknowledge;
    acknowledge.id = form.id<FollowUpId>();
    acknowledge.what_happened = form.value("what_happened");
    acknowledge.put_right = form.value("put_right");
    acknowledge.what_next = form.value("what_next");
    if (acknowledge.what_happened.empty())
        return missing("what_happened", "This part is empty.", "Say in a sentence what happened.");
    if (acknowledge.put_right.empty())
        return missing("put_right", "This part is empty.", "Say how it is being put right.");
    if (acknowledge.what_next.empty())
        return missing("what_next", "This part is empty.", "Say what comes next.");
    return acknowledge;
}

Intent factor_form(const Form& form) {
    const auto id = form.id<MistakeId>();
    if (!id) return lost("mistake");
    AddFactor factor;
    factor.id = *id;
    factor.text = form.value("text");
    if (!factor.text.empty()) return factor;
    return missing("text", "The factor is empty.", "Name one thing that led to the mistake.");
}

Intent control_form(const Form& form) {
    if (form.value("title").empty())
        return missing("title", "The title is missing.", "Say in a few words what will be done.");
    AddControl add;
    add.follow_up = form.id<FollowUpId>();
    add.mistake = form.id<MistakeId>();
    add.feedback = form.id<FeedbackId>();
    if (auto problem = fill(form, add)) return *problem;
    return add;
}

Intent done_form(const Form& form) {
    const auto id = form.id<ControlId>();
    if (!id) return lost("control");
    FinishControl finish;
    finish.id = *id;
    finish.evidence = form.value("evidence");
    return finish;
}

Intent check_form(const Form& form) {
    const auto id = form.id<ControlId>();
    if (!id) return lost("control");
    auto typed = form.value("check");
    const auto word = take_check(typed);
    if (!word || !typed.empty()) {
        return missing(
            "check",
            "The answer is missing.",
            "Choose one of held, partly, did not hold and too early."
        );
    }
    CheckControl check;
    check.id = *id;
    check.check = *word;
    check.text = form.value("text");
    return check;
}

Intent drop_form(const Form& form) {
    const auto id = form.id<ControlId>();
    if (!id) return lost("control");
    DropControl drop;
    drop.id = *id;
    drop.reason = form.value("reason");
    if (!drop.reason.empty()) return drop;
    return missing("reason", "The reason is missing.", "Say why it is not needed any more.");
}

Intent protocol_form(const Form& form) {
    if (form.value("title").empty())
        return missing("title", "The title is missing.", "Say in a few words what is agreed.");
    AddProtocol add;
    add.follow_up = form.id<FollowUpId>();
    add.feedback = form.id<FeedbackId>();
    if (auto problem = fill(form, add)) return *problem;
    return add;
}

Intent review_form(const Form& form, ReviewProtocol::Step step) {
    const auto id = form.id<ProtocolId>();
    if (!id) return lost("protocol");
    ReviewProtocol review;
    review.id = *id;
    review.step = step;
    if (auto problem = fill(form, review)) return *problem;
    return review;
}

Intent change_form(const Form& form) {
    if (form.value("title").empty())
        return missing("title", "The title is missing.", "Say in a few words what is agreed.");
    return review_form(form, ReviewProtocol::Step::change);
}

Intent retire_form(const Form& form) {
    if (form.value("reason").empty())
        return missing("reason", "The reason is missing.", "Say why it is not needed any more.");
    return review_form(form, ReviewProtocol::Step::retire);
}

Intent hand_over_form(const Form& form) {
    const auto to = form.value("to");
    if (to.empty())
        return missing("to", "The person is missing.", "Name who is asked to take over.");
    std::string subject;
    // The control, protocol or concern itself comes before the follow-up that it belongs to.
    if (auto id = form.id<ControlId>()) {
        subject = id->text();
    } else if (auto protocol = form.id<ProtocolId>()) {
        subject = protocol->text();
    } else if (auto concern = form.id<ConcernId>()) {
        subject = concern->text();
    } else if (auto follow_up = form.id<FollowUpId>()) {
        subject = follow_up->text();
    }
    return hand_over_to(subject, to);
}

Intent thanks_form(const Form& form) {
    return thanks_from(form.id<FollowUpId>(), form.value("people"), form.value("text"));
}

Intent search_form(const Form& form) {
    Search search;
    search.words = form.value("words");
    search.service = form.value("service");
    if (!search.words.empty()) return search;
    return missing("words", "The words are missing.", "Say what to look for.");
}

Intent close_form(const Form& form) {
    CloseFollowUp close;
    close.id = form.id<FollowUpId>();
    close.reason = form.value("reason");  // whether it is needed is for the rules to say
    return close;
}

Intent reopen_form(const Form& form) {
    ReopenFollowUp reopen;
    reopen.id = form.id<FollowUpId>();
    reopen.reason = form.value("reason");
    if (!reopen.reason.empty()) return reopen;
    return missing("reason", "The reason is missing.", "Say why it is opened again.");
}

Intent snooze_form(const Form& form) {
    Snooze snooze;
    snooze.until = form.value("until");
    snooze.nudge = trim(form.context());
    if (snooze.until.empty())
        return missing("until", "The time is missing.", "Say for how long, such as 4h or 2d.");
    if (!looks_like_until(snooze.until) && !looks_like_time(snooze.until))
        return bad_until(snooze.until);
    return snooze;
}

struct Reader {
    std::string_view form;
    Intent (*read)(const Form& form);
};
constexpr Reader readers[] = {
    {"open", open_form},
    {"plan", plan_form},
    {"plan_update", plan_update_form},
    {"plan_measured", plan_measured_form},
    {"plan_cancel", plan_cancel_form},
    {"answer", answer_form},
    {"feedback", feedback_form},
    {"decline", decline_form},
    {"deny", deny_form},
    {"concern", concern_form},
    {"concern_need", need_form},
    {"concern_resolve", resolve_form},
    {"concern_withdraw", withdraw_form},
    {"missing", missing_form},
    {"acknowledge", acknowledge_form},
    {"factor", factor_form},
    {"control", control_form},
    {"done", done_form},
    {"check", check_form},
    {"drop", drop_form},
    {"protocol", protocol_form},
    {"protocol_change", change_form},
    {"protocol_retire", retire_form},
    {"hand_over", hand_over_form},
    {"thanks", thanks_form},
    {"search", search_form},
    {"close", close_form},
    {"reopen", reopen_form},
    {"snooze", snooze_form},
};

}  // namespace

Intent read_form(std::string_view form, std::string_view context, const Fields& fields) {
    for (const auto& reader : readers) {
        if (reader.form == form) return reader.read(Form(context, fields));
    }
    return misunderstood(
        "I don't know the form " + quoted(form) + ".", "Type `help` to see what I understand."
    );
}

std::string line_of_form(std::string_view form) {
    constexpr std::pair<std::string_view, std::string_view> lines[] = {
        {"control", "control add"},
        {"done", "control done"},
        {"check", "control check"},
        {"drop", "control drop"},
        {"decline", "feedback decline"},
        {"deny", "feedback deny"},
        {"concern_need", "concern need"},
        {"concern_resolve", "concern resolve"},
        {"concern_withdraw", "concern withdraw"},
        {"missing", "acknowledge answers"},
        {"hand_over", "hand-over"},
        {"protocol", "protocol add"},
        {"protocol_change", "protocol review"},
        {"protocol_retire", "protocol review"},
        {"plan_update", "plan update"},
        {"plan_measured", "plan measured"},
        {"plan_cancel", "plan cancel"},
    };
    for (const auto& [name, line] : lines) {
        if (name == form) return std::string(line);
    }
    return std::string(form);
}

}  // namespace debrief::core
