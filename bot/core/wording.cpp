#include "bot/core/wording.hpp"

#include "bot/core/letters.hpp"

namespace debrief::core {
namespace {

constexpr std::string_view known_then =
    "Say what was known and seen at that moment, such as “The dashboard showed both nodes under "
    "one name”.";
constexpr std::string_view what_led =
    "Say what led to it, such as “Nothing asked for the name before the restart”.";
constexpr std::string_view what_happened =
    "Say what happened and what made it likely, such as “It was the third change that night”.";

struct Rule {
    std::string_view words;
    std::string_view instead;
    bool goes_on = false;  ///< may go on in the same word: "careless" is in "carelessness"
};
constexpr Rule rules[] = {
    {"should have", known_then},
    {"should've", known_then},
    {"should’ve", known_then},
    {"shouldn't have", known_then},
    {"shouldn’t have", known_then},
    {"should not have", known_then},
    {"ought to have", known_then},
    {"could have known", known_then},
    {"must have known", known_then},
    {"fault of", what_led},
    {"s fault", what_led},
    {"my fault", what_led},
    {"his fault", what_led},
    {"her fault", what_led},
    {"your fault", what_led},
    {"their fault", what_led},
    {"to blame", what_led},
    {"blame", what_led, true},
    {"human error", what_led},
    {"careless", what_happened, true},
    {"negligen", what_happened, true},
    {"incompeten", what_happened, true},
    {"sloppy", what_happened},
    {"stupid", what_happened, true},
    {"lazy", what_happened},
    {"idiot", what_happened, true},
};

bool is_letter(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || value >= 0x80;
}

/// Where the words stand as words of their own; npos when they do not.
std::size_t find_words(std::string_view text, const Rule& rule) {
    for (auto at = text.find(rule.words); at != text.npos; at = text.find(rule.words, at + 1)) {
        const auto end = at + rule.words.size();
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const bool ends = rule.goes_on || end == text.size() || !is_letter(text[end]);
        if (begins && ends) return at;
    }
    return text.npos;
}

/// The rest of the word that begins there.
std::size_t end_of_word(std::string_view text, std::size_t at) {
    while (at < text.size() && is_letter(text[at])) ++at;
    return at;
}

}  // namespace

std::optional<WordingHint> wording_hint(std::string_view text) {
    const auto plain = lower(text);
    std::optional<WordingHint> found;
    auto first = std::string_view::npos;
    for (const auto& rule : rules) {
        const auto at = find_words(plain, rule);
        if (at >= first) continue;
        first = at;
        const auto end = end_of_word(plain, at + rule.words.size());
        found = WordingHint{std::string(text.substr(at, end - at)), std::string(rule.instead)};
    }
    return found;
}

}  // namespace debrief::core
