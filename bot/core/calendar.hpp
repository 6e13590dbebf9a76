// Local time, working hours and business days of a zone. The only place that knows the time-zone
// database.
#pragma once
#include "bot/core/time.hpp"

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace debrief::core {

using LocalDate = std::chrono::year_month_day;

/// Minutes after local midnight; working days are Monday to Friday.
struct WorkingHours {
    int from = 9 * 60;
    int to = 17 * 60;
    friend bool operator==(const WorkingHours&, const WorkingHours&) = default;
};

/// A wall-clock rule such as "Mon 09:00" in a zone. Daylight saving moves the instant, never the
/// wall clock.
struct WeeklyRule {
    std::chrono::weekday day = std::chrono::Monday;
    int minute = 9 * 60;
    friend bool operator==(const WeeklyRule&, const WeeklyRule&) = default;
};

[[nodiscard]] bool known_zone(std::string_view zone);
/// A known zone with a similar name, for error messages; empty when there is none.
[[nodiscard]] std::string nearest_zone(std::string_view zone);

class Calendar {
  public:
    /// An unknown or empty zone counts as UTC.
    Calendar(std::string_view zone, WorkingHours hours, std::set<LocalDate> holidays);

    [[nodiscard]] bool is_working(UtcTime time) const;
    /// The time itself when it is working time, else the next start of working hours.
    [[nodiscard]] UtcTime next_working(UtcTime time) const;
    /// The same wall clock that many business days later (weekends and holidays do not count); a
    /// start outside business days counts from the next one.
    [[nodiscard]] UtcTime add_business_days(UtcTime time, int days) const;
    /// The same wall clock that many calendar days later.
    [[nodiscard]] UtcTime add_days(UtcTime time, int days) const;
    /// The next instant of the rule strictly after `time`.
    [[nodiscard]] UtcTime next(WeeklyRule rule, UtcTime time) const;
    /// The start of the working hours of the next business day after the local day of `time`.
    [[nodiscard]] UtcTime next_business_morning(UtcTime time) const;

    [[nodiscard]] LocalDate date(UtcTime time) const;
    /// Local date and minute to an instant. A wall clock skipped by daylight saving moves to the
    /// first one after it; one that exists twice is the first.
    [[nodiscard]] UtcTime at(LocalDate date, int minute) const;
    /// "2026-11-20 14:00", "Fri 20 Nov 14:00 CET" and the like, by strftime pattern.
    [[nodiscard]] std::string format(UtcTime time, const char* pattern) const;

  private:
    const void* zone_;
    WorkingHours hours_;
    std::set<LocalDate> holidays_;
};

/// What people type as a time: "2026-11-20 14:00", "2026-11-20", "14:00" (today), "yesterday
/// 14:00", "today", "tomorrow", "2h ago", "30m ago", "3d ago", and RFC 3339 with offset. Nothing
/// when it is none of these.
[[nodiscard]] std::optional<UtcTime> read_time(
    std::string_view text, UtcTime now, const Calendar& calendar
);
/// "30m", "4h", "2d", "1w", "1 day", "tomorrow", "next working day": how far from now. Nothing for
/// everything else.
[[nodiscard]] std::optional<UtcTime> read_until(
    std::string_view text, UtcTime now, const Calendar& calendar
);

}  // namespace debrief::core
