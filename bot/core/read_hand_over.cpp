// hand-over [F-n|C-n|P-n|X-n] @p | hand-over accept|decline|back H-n
#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"

namespace debrief::core {
namespace {

constexpr std::pair<std::string_view, AnswerHandOver::Step> steps[] = {
    {"accept", AnswerHandOver::Step::accept},
    {"decline", AnswerHandOver::Step::decline},
    {"back", AnswerHandOver::Step::take_back},
};

bool owned(std::string_view word) {
    return word.size() > 1 && (FollowUpId::read(word) || ControlId::read(word) ||
                               ProtocolId::read(word) || ConcernId::read(word));
}

/// As the record writes it: "C-7" for "c7".
std::string number_of(std::string_view word) {
    if (auto id = FollowUpId::read(word)) return id->text();
    if (auto id = ControlId::read(word)) return id->text();
    if (auto id = ProtocolId::read(word)) return id->text();
    if (auto id = ConcernId::read(word)) return id->text();
    return {};
}

}  // namespace

Intent hand_over_to(std::string_view subject, std::string_view person) {
    HandOverTo to;
    to.subject = subject;
    to.to = PersonRef(std::string(person));
    return to;
}

Intent read_hand_over(std::string_view rest) {
    auto after = rest;
    const auto word = bare(take_word(after));
    for (const auto& [name, step] : steps) {
        if (!same_letters(word, name)) continue;
        const auto id = take_id<HandOverId>(after, false);
        if (!id) {
            return misunderstood(
                "`hand-over " + std::string(name) + "` needs the number of the hand-over.",
                "It stands in the message that asks, such as `hand-over " + std::string(name) +
                    " H-3`."
            );
        }
        AnswerHandOver answer;
        answer.id = *id;
        answer.step = step;
        answer.text = after;
        return answer;
    }
    std::string subject, person;
    while (!rest.empty()) {
        const auto next = take_word(rest);
        const auto plain = bare(next);
        if (subject.empty() && owned(plain)) {
            subject = number_of(plain);
        } else if (!same_letters(plain, "to")) {
            person += (person.empty() ? "" : " ") + std::string(next);
        }
    }
    if (!person.empty()) return hand_over_to(subject, person);
    ShowForm form;
    form.form = "hand_over";
    form.context = subject;
    return form;
}

}  // namespace debrief::core
