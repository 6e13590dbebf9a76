// What a platform means by its JSON: which members hold markup, which hold plain words, and what it
// takes.
#pragma once
#include "bot/base/json.hpp"
#include "templates/finding.hpp"
#include "templates/markup.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace debrief::templates {

enum class Platform : std::uint8_t { slack, teams };

/// How a text member of a template takes what is inserted.
enum class Place : std::uint8_t {
    typed,   ///< a lone ${…} keeps its type; the member is left out when there is nothing
    words,   ///< always a string, not escaped; left out when there is nothing
    text,    ///< plain text people read: always a string, even an empty one
    markup,  ///< text in the platform's markup: escaped, even when empty
};

struct Dialect {
    Platform platform;
    std::string_view name;  ///< the folder of its templates
    const Markup& markup;   ///< of Place::markup
    const Markup& plain;    ///< of Place::text
    /// The place of member `key` of `object` (as written in the template). `inside` is the member
    /// that holds the object, itself or in a list; `top` is true for the body of a message. A text
    /// that stands in a list itself is asked for without object and key.
    Place (*place)(json::Ref object, std::string_view key, std::string_view inside, bool top);
    /// Set to true on every inner object that holds markup; empty when the platform needs no such
    /// switch.
    std::string_view seal;
    /// Shortens an expanded document until the platform takes it.
    json::Value (*fit)(json::Value expanded, bool is_view);
    /// What the platform would refuse, before or after fitting.
    std::vector<Finding> (*check)(json::Ref document, bool is_view);
};

[[nodiscard]] const Dialect& dialect_of(Platform platform);
/// In the order of `Platform`.
[[nodiscard]] std::span<const Dialect* const> all_dialects();

}  // namespace debrief::templates
