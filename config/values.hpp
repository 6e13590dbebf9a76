// Texts of the configuration that mean something: addresses, times, people, channels. Each function
// returns the value, or complains about it and returns nothing.
#pragma once
#include "bot/core/calendar.hpp"
#include "bot/core/place.hpp"
#include "config/reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace debrief::config {

/// "HOST:PORT", "[::1]:8080".
[[nodiscard]] std::optional<std::pair<std::string, std::uint16_t>> read_listen(
    Context& context, const Field& field
);
/// https://…, or http://… on this machine only.
[[nodiscard]] std::optional<std::string> read_url(Context& context, const Field& field);
/// Lower case.
[[nodiscard]] std::optional<std::string> read_email(Context& context, const Field& field);
[[nodiscard]] std::optional<core::Channel> read_slack_channel(Context& context, const Field& field);
[[nodiscard]] std::optional<core::Channel> read_teams_channel(Context& context, const Field& field);
/// The address of this computer alone.
[[nodiscard]] bool is_loopback(std::string_view host);
/// Can stand in an address as it is, and is at most 64 long.
[[nodiscard]] bool is_path_part(std::string_view name);
[[nodiscard]] std::optional<std::string> read_zone(Context& context, const Field& field);
/// "09:00-17:00".
[[nodiscard]] std::optional<core::WorkingHours> read_hours(Context& context, const Field& field);
/// "2026-12-25".
[[nodiscard]] std::optional<core::LocalDate> read_date(Context& context, const Field& field);
/// "Mon 09:00".
[[nodiscard]] std::optional<core::WeeklyRule> read_weekly(Context& context, const Field& field);
/// "09:00" as minutes after midnight.
[[nodiscard]] std::optional<int> read_hour(Context& context, const Field& field);

}  // namespace debrief::config
