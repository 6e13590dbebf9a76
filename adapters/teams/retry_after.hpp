// The header Retry-After in seconds.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/net/http.hpp"

#include <optional>

namespace debrief::teams {

/// Between a second and an hour; nothing when the header is missing or no number.
[[nodiscard]] std::optional<Duration> retry_after(const net::HttpResponse& response);

}  // namespace debrief::teams
