// The one grammar of all platforms: what people type, press or fill in becomes an Intent.
#pragma once
#include "bot/core/command.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::core {

/// A verb of the grammar, for help and for the nearest-verb hint.
struct Verb {
    std::string_view name;
    std::string_view usage;    ///< "answer works|partly|broken [TEXT]"
    std::string_view example;  ///< a line one can copy
    std::string_view about;    ///< one sentence
};
/// In the order of the help.
[[nodiscard]] std::span<const Verb> verbs();
/// By name or short form; null when unknown.
[[nodiscard]] const Verb* find_verb(std::string_view name);
/// The most similar verb, for "did you mean"; null when nothing is near.
[[nodiscard]] const Verb* nearest_verb(std::string_view name);

/// Reads a line without the bot's name: "answer works all fine". Mentions stand in it as "@handle".
/// Never fails: what is not understood becomes Misunderstood, a verb without its arguments becomes
/// ShowForm, an empty line ShowHelp.
[[nodiscard]] Intent read_command(std::string_view line);

/// The same for a line in a personal chat with the bot, where an empty line and a greeting ask what
/// waits for the person, and so does `list`.
[[nodiscard]] Intent read_personal(std::string_view line);

/// Reads a submitted form. `context` is the ShowForm context that opened it; fields are name → what
/// was entered.
[[nodiscard]] Intent read_form(
    std::string_view form,
    std::string_view context,
    const std::vector<std::pair<std::string, std::string>>& fields
);

/// The line that opens a form, without its context: "control done" for "done".
[[nodiscard]] std::string line_of_form(std::string_view form);

}  // namespace debrief::core
