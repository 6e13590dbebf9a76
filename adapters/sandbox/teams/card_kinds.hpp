// What Adaptive Cards 1.5 consist of, with what Teams adds: elements, actions and their members.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace debrief::sandbox::teams {

/// What a member may hold.
enum class Holds : std::uint8_t {
    text,    ///< a string
    words,   ///< a string that is not empty
    flag,    ///< a boolean
    whole,   ///< an integer
    number,  ///< any number
    choice,  ///< one of `choices`, without case
    size,    ///< a string or a number
    url,     ///< https (or http to this computer)
    date,    ///< 2026-11-30
    time,    ///< 09:30
    object,
    list,  ///< an array of anything
    any,
    elements,  ///< body elements
    actions,
    action,
    fallback,  ///< "drop", or an element or action
    columns,
    facts,
    inlines,
    choices,
    rows,
    cells,
    card,  ///< a card inside
};

struct Member {
    std::string_view name;
    Holds holds;
    bool required = false;
    std::string_view choices = {};
};

struct CardKind {
    enum class Group : std::uint8_t { element, input, action, part };
    std::string_view type;
    Group group;
    std::span<const Member> members;
    bool extra = false;  ///< Teams alone knows it: it needs a fallback, and its members are free
};

/// Null for what no card has.
[[nodiscard]] const CardKind* card_kind(std::string_view type);
/// Members that every kind of that group has.
[[nodiscard]] std::span<const Member> common_members(CardKind::Group group);
/// Members of the card itself.
[[nodiscard]] std::span<const Member> card_members();

}  // namespace debrief::sandbox::teams
