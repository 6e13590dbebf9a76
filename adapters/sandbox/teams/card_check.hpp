// Whether Teams would take a card. Stricter than Teams itself where a lenient client would leave
// something out without a word.
#pragma once
#include "bot/base/json.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox::teams {

/// Where a card is shown, which decides what it may do.
enum class CardUse : std::uint8_t {
    message,  ///< a bot's message: everything
    dialog,   ///< a task module: its buttons submit, they cannot execute
    posted,   ///< by a Workflow or an outgoing webhook: its buttons only open links
};

/// What is wrong, each with its path; empty when the card is fine.
[[nodiscard]] std::vector<std::string> problems_of_card(json::Ref card, CardUse use);

/// Every text in which a mention can stand: those of TextBlocks and facts.
[[nodiscard]] std::vector<std::string> mentionable_texts(json::Ref card);
/// What is wrong with `entities` beside these texts: each mention's text must stand there word for
/// word, and each "<at>" there needs its entity.
[[nodiscard]] std::vector<std::string> problems_of_mentions(
    json::Ref entities, const std::vector<std::string>& texts
);

/// Calls back for every object of a card that has a type, outermost first.
void each_typed(json::Ref node, const std::function<void(json::Ref)>& visit);

}  // namespace debrief::sandbox::teams
