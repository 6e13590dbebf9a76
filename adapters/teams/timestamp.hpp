// Moments as activities carry them.
#pragma once
#include "bot/base/clock.hpp"

#include <optional>
#include <string_view>

namespace debrief::teams {

/// "2026-11-21T17:43:31.8914953Z": up to nine digits of a fraction (milliseconds are kept), Z or an
/// offset such as +01:00. Nothing for everything else.
[[nodiscard]] std::optional<UtcTime> read_timestamp(std::string_view text);

}  // namespace debrief::teams
