#include "bot/core/grammar.hpp"

#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"

namespace debrief::core {
namespace {

template <class Id>
ShowForm form_for(std::string_view name, const std::optional<Id>& id) {
    ShowForm form;
    form.form = name;
    if (id) form.context = id->text();
    return form;
}

bool is_anonymous(std::string_view word) {
    const auto plain = bare(word);
    return same_letters(plain, "anonymous") || same_letters(plain, "anonymously");
}

struct FeedbackStep {
    std::string_view name;
    AnswerFeedback::Step step;
    bool needs_text;
};
constexpr FeedbackStep feedback_steps[] = {
    {"accept", AnswerFeedback::Step::accept, false},
    {"decline", AnswerFeedback::Step::decline, true},
    {"confirm", AnswerFeedback::Step::confirm, false},
    {"deny", AnswerFeedback::Step::deny, true},
};

/// "decline B-9 REASON"; nothing when the word is the beginning of what somebody says.
std::optional<Intent> read_feedback_answer(std::string_view rest) {
    const auto word = bare(take_word(rest));
    for (const auto& step : feedback_steps) {
        if (!same_letters(word, step.name)) continue;
        const auto id = take_id<FeedbackId>(rest);
        if (!id) return std::nullopt;
        if (step.needs_text && (rest.empty() || only_ids(rest))) return form_for(step.name, id);
        AnswerFeedback answer;
        answer.id = *id;
        answer.step = step.step;
        answer.text = rest;
        return answer;
    }
    return std::nullopt;
}

Intent read_feedback(std::string_view rest) {
    if (auto answer = read_feedback_answer(rest)) return *answer;
    GiveFeedback feedback;
    feedback.id = take_id<FollowUpId>(rest);
    if (is_anonymous(first_word(rest))) {
        feedback.anonymous = true;
        take_word(rest);
        if (!feedback.id) feedback.id = take_id<FollowUpId>(rest);
    }
    if (const auto last = last_word(rest); is_anonymous(last)) {
        feedback.anonymous = true;
        rest = trim(rest.substr(0, rest.size() - last.size()));
    }
    if (!rest.empty()) {
        feedback.text = rest;
        return feedback;
    }
    auto form = form_for("feedback", feedback.id);
    if (feedback.anonymous) form.prefill.emplace_back("anonymous", "true");
    return form;
}

Intent read_factor(std::string_view rest) {
    AddFactor factor;
    const auto id = take_id<MistakeId>(rest, false);
    if (!id) {
        return misunderstood(
            "`factor` needs the number of the mistake.",
            "Type `factor M-3 TEXT`; `status` shows the mistakes of a follow-up and their numbers."
        );
    }
    if (rest.empty() || only_ids(rest)) {
        auto form = form_for("factor", id);
        if (!rest.empty()) form.context += " " + std::string(rest);
        return form;
    }
    factor.id = *id;
    factor.text = rest;
    return factor;
}

Intent read_status(std::string_view rest) {
    ShowStatus status;
    const auto typed = rest;
    status.id = take_id<FollowUpId>(rest, false);
    if (rest.empty()) return status;
    if (auto problem = not_a_follow_up(typed)) return *problem;
    return misunderstood(
        "I don't know `status` with " + quoted(typed) + ".",
        "Type `status F-12`, or `status` alone for the follow-up of this channel."
    );
}

Intent read_close(std::string_view rest) {
    CloseFollowUp close;
    close.id = take_id<FollowUpId>(rest, false);
    if (auto problem = close.id ? std::nullopt : not_a_follow_up(rest)) return *problem;
    close.reason = rest;
    return close;
}

Intent read_reopen(std::string_view rest) {
    ReopenFollowUp reopen;
    reopen.id = take_id<FollowUpId>(rest, false);
    if (auto problem = reopen.id ? std::nullopt : not_a_follow_up(rest)) return *problem;
    if (rest.empty()) return form_for("reopen", reopen.id);
    reopen.reason = rest;
    return reopen;
}

Misunderstood unknown_verb(std::string_view word) {
    const auto name = bare(word);
    std::string problem = "I don't know " + quoted(word) + ".";
    if (const auto* near = nearest_verb(name))
        problem += " Did you mean `" + std::string(near->name) + "`?";
    return misunderstood(std::move(problem), "Type `help` to see what I understand.");
}

Intent read_help(std::string_view rest) {
    ShowHelp help;
    const auto word = first_word(rest);
    if (word.empty()) return help;
    const auto* verb = find_verb(bare(word));
    if (verb == nullptr) return unknown_verb(word);
    help.verb = verb->name;
    return help;
}

struct Reader {
    std::string_view verb;
    Intent (*read)(std::string_view rest);
};
/// The most frequent ones first.
constexpr Reader readers[] = {
    {"feedback", read_feedback},   {"answer", read_answer},      {"status", read_status},
    {"search", read_search},       {"export", read_export},      {"list", read_list},
    {"open", read_open},           {"plan", read_plan},          {"acknowledge", read_acknowledge},
    {"ack", read_acknowledge},     {"factor", read_factor},      {"control", read_control},
    {"thanks", read_thanks},       {"concern", read_concern},    {"protocol", read_protocol},
    {"close", read_close},         {"reopen", read_reopen},      {"snooze", read_snooze},
    {"hand-over", read_hand_over}, {"handover", read_hand_over}, {"summary", read_summary},
    {"help", read_help},
};

bool is_greeting(std::string_view word) {
    constexpr std::string_view greetings[] = {
        "hi", "hello", "hey", "hallo", "moin", "servus", "start", "home", "me", "mine"};
    return std::any_of(std::begin(greetings), std::end(greetings), [&](std::string_view one) {
        return same_letters(one, word);
    });
}

}  // namespace

Intent read_personal(std::string_view line) {
    auto rest = line;
    const auto word = bare(take_word(rest));
    const bool alone = bare(trim(rest)).empty() || same_letters(bare(trim(rest)), "debrief");
    if (word.empty() || (alone && is_greeting(word))) return Greet();
    if (same_letters(word, "list") && trim(rest).empty()) {
        ShowList list;
        list.what = ListWhat::mine;
        return list;
    }
    return read_command(line);
}

Intent read_command(std::string_view line) {
    const auto word = take_word(line);
    const auto name = bare(word);
    for (const auto& reader : readers) {
        if (same_letters(reader.verb, name)) return reader.read(line);
    }
    if (word.empty()) return ShowHelp();
    return unknown_verb(word);
}

}  // namespace debrief::core
