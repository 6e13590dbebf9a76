// Reading the times of a plan.
#pragma once
#include "bot/core/planning.hpp"

#include <string>

namespace debrief::core {

/// Reads the window into `plan`; an empty text leaves that end as it is, and a start that moves
/// takes the end along. False with the reply set when it cannot be.
[[nodiscard]] bool read_window(
    Ruling& ruling,
    const std::string& typed_from,
    const std::string& typed_to,
    const Calendar& calendar,
    Plan& plan
);
/// The same for the rhythm of status updates, against the window.
[[nodiscard]] bool read_rhythm(Ruling& ruling, const std::string& typed, Plan& plan);

}  // namespace debrief::core
