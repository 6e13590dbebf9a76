// thanks [F-n] @p [@q …] for TEXT
#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"

namespace debrief::core {
namespace {

std::string_view without_marks(std::string_view word) {
    while (!word.empty() && std::string_view(".,;:!").find(word.back()) != word.npos)
        word.remove_suffix(1);
    return word;
}

bool joins(std::string_view word) {
    return word == "," || word == "&" || word == "+" || same_letters(word, "and");
}

/// Leading mentions and e-mail addresses, with the words between them.
std::vector<PersonRef> take_people(std::string_view& rest) {
    std::vector<PersonRef> people;
    if (same_letters(first_word(rest), "to")) take_word(rest);
    while (!rest.empty()) {
        const auto word = without_marks(first_word(rest));
        const auto at = word.find('@');
        const bool person = at != word.npos && at + 1 < word.size();
        if (person) people.emplace_back(std::string(word));
        if (!person && !(joins(first_word(rest)) && !people.empty())) break;
        take_word(rest);
    }
    return people;
}

Misunderstood whom(std::string field) {
    return misunderstood(
        "I do not see whom you thank.",
        "Mention them, as in `thanks @olga for the night shift`; an e-mail address does, too.",
        std::move(field)
    );
}

}  // namespace

Intent read_thanks(std::string_view rest) {
    GiveThanks thanks;
    thanks.id = take_id<FollowUpId>(rest);
    const auto typed = rest;
    thanks.people = take_people(rest);
    const auto named = trim(typed.substr(0, typed.size() - rest.size()));
    if (same_letters(first_word(rest), "for")) take_word(rest);
    if (thanks.people.empty() && !rest.empty()) return whom({});
    if (rest.empty()) {
        ShowForm form;
        form.form = "thanks";
        if (thanks.id) form.context = thanks.id->text();
        if (!thanks.people.empty()) form.prefill.emplace_back("people", named);
        return form;
    }
    thanks.text = rest;
    return thanks;
}

Intent thanks_from(std::optional<FollowUpId> id, std::string_view people, std::string_view text) {
    GiveThanks thanks;
    thanks.id = id;
    thanks.people = take_people(people);
    if (thanks.people.empty() || !people.empty()) return whom("people");
    thanks.text = text;
    if (!thanks.text.empty()) return thanks;
    return misunderstood("The reason is missing.", "Say in a few words what for.", "text");
}

}  // namespace debrief::core
