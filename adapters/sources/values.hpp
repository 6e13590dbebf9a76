// What the senders of webhooks have in common: times, severities, outcomes, links, ids.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/json.hpp"
#include "bot/core/follow_up.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::sources {

/// "2026-11-20T14:00:00.123456789+01:00", also with a blank for the T and "Z" for the offset, which
/// must be there. Fractions are cut to milliseconds. Nothing for everything else, and for the year
/// 1 that Go's programs send for "never".
[[nodiscard]] std::optional<UtcTime> read_instant(std::string_view text);
/// The same, or a number: seconds since 1970, milliseconds when that would be after the year 5000.
[[nodiscard]] std::optional<UtcTime> read_instant(json::Ref value);

/// 1 (worst) to 4 from what senders call severity or priority: "critical", "page", "P2", "sev-1",
/// "3". Nothing when it is not known.
[[nodiscard]] std::optional<int> read_severity(std::string_view text);

/// From what senders call a state or result: "success", "failure", "rolled back".
[[nodiscard]] core::Outcome read_outcome(std::string_view text);

/// The text when it is a web address, else empty.
[[nodiscard]] std::string web_link(std::string_view text);

/// The text itself, or its digest when it is too long for a key.
[[nodiscard]] std::string short_id(std::string_view text);

/// A title for people: one line of at most 200 characters.
[[nodiscard]] std::string title_of(std::string_view text);

/// Milliseconds since 1970 in digits, or "-".
[[nodiscard]] std::string digits_of(const std::optional<UtcTime>& time);

}  // namespace debrief::sources
