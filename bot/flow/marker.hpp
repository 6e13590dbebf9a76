// Names for decisions and their messages.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"

#include <string>

namespace debrief::flow {

/// 32 hex digits, 12 of the time and 20 random: a later one sorts behind an earlier one, so that an
/// index over them grows at its end instead of changing a page anywhere for each.
[[nodiscard]] std::string fresh_marker(UtcTime now, Random& random);

}  // namespace debrief::flow
