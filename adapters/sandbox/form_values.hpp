// What a form's fields hold: in Slack's JSON each kind of element has its own members.
#pragma once
#include "bot/base/json.hpp"

#include <string_view>

namespace debrief::sandbox {

/// The members of one kind of element.
struct ElementKind {
    std::string_view type;     ///< "static_select"
    std::string_view value;    ///< what was entered: "selected_option"
    std::string_view initial;  ///< what the app proposes: "initial_option"
    bool list = false;
};
/// Null for elements that hold nothing, such as buttons.
[[nodiscard]] const ElementKind* kind_of(json::Ref element);

/// block → action → value of everything that the app filled in beforehand.
[[nodiscard]] json::Value initial_values(json::Ref blocks);

/// The values as Slack sends them: every input is there, with its type, empty ones as null or [].
[[nodiscard]] json::Value complete_values(json::Ref blocks, json::Ref entered);

}  // namespace debrief::sandbox
