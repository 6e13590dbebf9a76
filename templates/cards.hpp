// Adaptive Cards as a table: what the members of an element hold, and how much. Which elements and
// members there are says the schema (schema/adaptive_card.json); places, fitting and checking read
// this.
#pragma once
#include "bot/base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace debrief::templates::cards {

inline constexpr std::string_view schema_url = "http://adaptivecards.io/schemas/adaptive-card.json";
/// What Teams takes from a bot; later versions are refused by some of its clients.
inline constexpr std::string_view version = "1.5";
/// A card as JSON. Teams takes more in a bot's message, but a workflow takes 28 KB with everything
/// around the card.
inline constexpr std::size_t card_bytes = 25'000;
/// Buttons shown side by side; the others stand in a menu.
inline constexpr std::size_t primary_actions = 6;
/// Characters of a message's text, beside a card and alone.
inline constexpr std::size_t message_text = 8'000;
inline constexpr std::size_t fallback_text = 1'000;
inline constexpr std::size_t view_title = 64;

/// What a member holds.
enum class Is : std::uint8_t {
    markup,    ///< a text in Teams' Markdown
    plain,     ///< a text that is shown as it is
    words,     ///< a text a person will edit: it can be cut
    id,        ///< a text a program reads: it cannot be cut
    address,   ///< of a link: http, https or mailto
    object,    ///< one object
    objects,   ///< at most `max` objects
    points,    ///< the data of a chart
    payload,   ///< the data of a button
    fallback,  ///< an object, or "drop"
};

struct Part {
    std::string_view type;  ///< of the object; ending in a dot, of a family; empty, of every object
    std::string_view member;
    Is is;
    std::size_t max;  ///< characters or elements
    bool required = false;
};

/// The parts of one type, those that all its family has included.
using Parts = std::vector<Part>;
[[nodiscard]] const Parts& parts_of(std::string_view type);
/// Null for a member that is copied as it is.
[[nodiscard]] const Part* find_part(const Parts& parts, std::string_view member);
/// Whether every required member is there.
[[nodiscard]] bool is_complete(json::Ref object, const Parts& parts);
/// The "type" of an object or, when it may stand without, the one that `inside` (the member that
/// holds it) implies: a fact, a choice, a column, …
[[nodiscard]] std::string_view type_of(json::Ref object, std::string_view inside);

[[nodiscard]] bool is_input(std::string_view type);
[[nodiscard]] bool is_action(std::string_view type);

}  // namespace debrief::templates::cards
