// Where in a file's text a node stands, so that messages to authors can name the line.
#pragma once
#include "bot/base/json.hpp"

#include <string_view>

namespace debrief::templates {

/// Line and column of the node a JSON pointer leads to (of its value), in a text that is valid
/// JSON. For a pointer that leads nowhere: the place of the last node on its way.
[[nodiscard]] json::Place locate(std::string_view text, std::string_view pointer);

}  // namespace debrief::templates
