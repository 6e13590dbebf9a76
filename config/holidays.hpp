// Holidays from an iCalendar file. Only holidays.cpp knows the library that reads it.
#pragma once
#include "bot/core/calendar.hpp"

#include <set>
#include <string>
#include <string_view>
#include <variant>

namespace debrief::config {

/// How far what repeats is followed, around the day of reading.
inline constexpr int holiday_years_back = 1;
inline constexpr int holiday_years_ahead = 10;

/// What is wrong with a calendar: a sentence, and what to do.
struct CalendarFault {
    std::string what, remedy;
};

/// The days that the events of a calendar take: whole days as they are, times in the zone of
/// `calendar`. An end does not count itself; what repeats is followed from a year before `now` to
/// ten years after it; cancelled events do not count.
[[nodiscard]] std::variant<std::set<core::LocalDate>, CalendarFault> read_holidays(
    std::string_view text, const core::Calendar& calendar, core::UtcTime now
);

}  // namespace debrief::config
