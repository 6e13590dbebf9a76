// What a platform means by its JSON: which members hold markup, which hold plain words.
#pragma once
#include "bot/base/json.hpp"
#include "templates/markup.hpp"

#include <cstdint>
#include <string_view>

namespace debrief::templates {

enum class Platform : std::uint8_t { slack };

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
    const Markup& markup;
    /// The place of member `key` of `object` (as written in the template); `top` is true for the
    /// body of a message.
    Place (*place)(json::Ref object, std::string_view key, bool top);
    /// Set to true on every inner object that holds markup; empty when the platform needs no such
    /// switch.
    std::string_view seal;
};

[[nodiscard]] const Dialect& dialect_of(Platform platform);

}  // namespace debrief::templates
