// The icons of the Teams app, from config/teams, as parts of the program.
#pragma once
#include <string_view>

namespace debrief::config {

[[nodiscard]] std::string_view color_icon();    ///< PNG, 192 × 192
[[nodiscard]] std::string_view outline_icon();  ///< PNG, 32 × 32, white on nothing

}  // namespace debrief::config
