// answer [F-n] works|partly|broken [F-n] [TEXT]
#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"
#include "bot/core/similar.hpp"

namespace debrief::core {
namespace {

struct Phrase {
    std::string_view words;
    Verdict verdict;
};
/// Longer phrases first: "works partly" is not "works".
constexpr Phrase phrases[] = {
    {"does not work", Verdict::broken},
    {"doesn't work", Verdict::broken},
    {"doesn’t work", Verdict::broken},
    {"still broken", Verdict::broken},
    {"not working", Verdict::broken},
    {"works partly", Verdict::partly},
    {"works partially", Verdict::partly},
    {"partly works", Verdict::partly},
    {"partially works", Verdict::partly},
    {"partly broken", Verdict::partly},
    {"partially broken", Verdict::partly},
    {"works", Verdict::works},
    {"working", Verdict::works},
    {"ok", Verdict::works},
    {"okay", Verdict::works},
    {"partly", Verdict::partly},
    {"partially", Verdict::partly},
    {"partial", Verdict::partly},
    {"broken", Verdict::broken},
};

/// A verdict may end in these; "works?" is a question and no verdict.
std::string_view without_marks(std::string_view word) {
    while (!word.empty() && std::string_view(".,;:!*_`").find(word.back()) != word.npos)
        word.remove_suffix(1);
    while (!word.empty() && std::string_view("*_`").find(word.front()) != word.npos)
        word.remove_prefix(1);
    return word;
}

Misunderstood unknown_verdict(std::string_view word) {
    std::string problem = quoted(word) + " is not one of the three answers.";
    for (const auto verdict : {Verdict::works, Verdict::partly, Verdict::broken}) {
        const auto name = name_of(verdict);
        if (edits_between(bare(word), name) <= 2) {
            problem += " Did you mean `" + std::string(name) + "`?";
            break;
        }
    }
    return misunderstood(
        std::move(problem),
        "Type `answer works`, `answer partly` or `answer broken`; a sentence may follow.",
        "verdict"
    );
}

}  // namespace

bool take_phrase(std::string_view& text, std::string_view phrase) {
    auto rest = text;
    while (!phrase.empty()) {
        if (!same_letters(without_marks(take_word(rest)), take_word(phrase))) return false;
    }
    text = rest;
    return true;
}

std::optional<Verdict> take_verdict(std::string_view& text) {
    const auto first = without_marks(first_word(text));
    for (const auto& phrase : phrases) {
        // Most phrases fall at their first letters.
        if (!same_letters(phrase.words.substr(0, first.size()), first)) continue;
        if (take_phrase(text, phrase.words)) return phrase.verdict;
    }
    return std::nullopt;
}

Intent read_answer(std::string_view rest) {
    GiveAnswer answer;
    answer.id = take_id<FollowUpId>(rest, false);
    if (rest.empty()) {
        ShowForm form;
        form.form = "answer";
        if (answer.id) form.context = answer.id->text();
        return form;
    }
    const auto verdict = take_verdict(rest);
    if (!verdict) {
        auto what = unknown_verdict(first_word(rest));
        what.field.clear();
        return what;
    }
    answer.verdict = *verdict;
    if (!answer.id) answer.id = take_id<FollowUpId>(rest);
    answer.text = rest;
    return answer;
}

}  // namespace debrief::core
