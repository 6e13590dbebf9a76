// What is said about second looks.
#pragma once
#include "bot/core/ruling.hpp"

#include <string>

namespace debrief::core {

/// How long after its end an upgrade is looked at again: "6 weeks", "45 days".
[[nodiscard]] std::string second_look_after(const Ruling& ruling, const FollowUp& follow_up);

}  // namespace debrief::core
