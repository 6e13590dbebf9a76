// A form in Teams that is shown again because something in it was wrong.
#pragma once
#include "bot/base/json.hpp"

#include <string>
#include <utility>
#include <vector>

namespace debrief::templates {

/// The card of a form (an AdaptiveCard, or a rendered view {"title", "card"}) with what was wrong:
/// each sentence stands in attention colour right above the input it names, sentences for no input
/// of the form on top. Every input holds what was submitted: `values` is an object of input id to
/// text; an input that is missing there was emptied. Without an object the inputs stay as they are.
[[nodiscard]] json::Value with_errors(
    json::Value card,
    const std::vector<std::pair<std::string, std::string>>& errors,
    json::Ref values
);

}  // namespace debrief::templates
