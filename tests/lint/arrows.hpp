// Which folder may include which: docs/architecture.md draws the arrows, this checks them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace debrief::lint {

/// One sentence for every include of the file that breaks an arrow or reaches for a library outside
/// the place that wraps it. `path` counts from the project's root.
[[nodiscard]] std::vector<std::string> check_includes(std::string_view path, std::string_view text);

}  // namespace debrief::lint
