#include "bot/core/calendar.hpp"

#include "bot/core/letters.hpp"
#include "bot/core/similar.hpp"

#include <date/tz.h>

#include <algorithm>
#include <exception>
#include <sstream>

namespace debrief::core {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;
using LocalTime = date::local_time<Duration>;

/// No calendar has more days off in a row; beyond that the search gives up.
constexpr int longest_search = 400;

/// Null when the machine has no time-zone database: then every zone counts as UTC.
const date::tzdb* database() {
    static const auto* const loaded = []() -> const date::tzdb* {
        try {
            return &date::get_tzdb();
        } catch (const std::exception&) {
            return nullptr;
        }
    }();
    return loaded;
}

/// The database keeps its zones sorted by name and each one loaded, so that this is the cache.
const date::time_zone* find_zone(std::string_view name) {
    if (name.empty() || name == "UTC") return nullptr;
    const auto* all = database();
    if (all == nullptr) return nullptr;
    const auto by_name = [](const date::time_zone& zone, std::string_view wanted) {
        return zone.name() < wanted;
    };
    const auto found = std::lower_bound(all->zones.begin(), all->zones.end(), name, by_name);
    if (found == all->zones.end() || found->name() != name) return nullptr;
    try {
        // The first question reads the zone's file; after that it cannot fail any more.
        (void)found->get_info(date::sys_seconds());
        return &*found;
    } catch (const std::exception&) {
        return nullptr;
    }
}

const date::time_zone* as_zone(const void* zone) {
    return static_cast<const date::time_zone*>(zone);
}

LocalTime to_local(const void* zone, UtcTime time) {
    if (zone == nullptr) return LocalTime(time.time_since_epoch());
    return as_zone(zone)->to_local(time);
}

/// In a gap the instant of the change, whose wall clock is the first one after the gap; of two the
/// first.
UtcTime to_utc(const void* zone, LocalTime local) {
    if (zone == nullptr) return UtcTime(local.time_since_epoch());
    return as_zone(zone)->to_sys(local, date::choose::earliest);
}

sys_days day_of(LocalTime local) {
    return std::chrono::floor<days>(UtcTime(local.time_since_epoch()));
}

LocalTime local_at(sys_days day, Duration after_midnight) {
    return LocalTime(UtcTime(day).time_since_epoch() + after_midnight);
}

bool is_business_day(sys_days day, const std::set<LocalDate>& holidays) {
    const std::chrono::weekday weekday(day);
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
           !holidays.contains(LocalDate(day));
}

}  // namespace

bool known_zone(std::string_view zone) {
    return zone == "UTC" || find_zone(zone) != nullptr;
}

std::string nearest_zone(std::string_view zone) {
    const auto* all = database();
    if (all == nullptr || zone.empty()) return {};
    std::string best;
    std::size_t least = std::min<std::size_t>(3, zone.size() / 3 + 1);
    for (const auto& candidate : all->zones) {
        const auto& name = candidate.name();
        // "Berlin" means Europe/Berlin.
        const auto city = std::string_view(name).substr(name.rfind('/') + 1);
        const auto distance = std::min(edits_between(zone, name), edits_between(zone, city));
        if (distance >= least) continue;
        least = distance;
        best = name;
    }
    return best;
}

Calendar::Calendar(std::string_view zone, WorkingHours hours, std::set<LocalDate> holidays)
    : zone_(find_zone(zone)), hours_(hours), holidays_(std::move(holidays)) {}

bool Calendar::is_working(UtcTime time) const {
    const auto local = to_local(zone_, time);
    const auto day = day_of(local);
    const auto minute = std::chrono::floor<minutes>(local - local_at(day, Duration(0))).count();
    return minute >= hours_.from && minute < hours_.to && is_business_day(day, holidays_);
}

UtcTime Calendar::next_working(UtcTime time) const {
    if (is_working(time)) return time;
    const auto today = day_of(to_local(zone_, time));
    for (int ahead = 0; ahead < longest_search; ++ahead) {
        const auto start = to_utc(zone_, local_at(today + days(ahead), minutes(hours_.from)));
        if (start > time && is_working(start)) return start;
    }
    return time;
}

UtcTime Calendar::add_business_days(UtcTime time, int count) const {
    const auto local = to_local(zone_, time);
    const auto start = day_of(local);
    const auto clock = local - local_at(start, Duration(0));
    const auto step = days(count < 0 ? -1 : 1);
    auto day = start;
    int searched = 0;
    const auto skip_days_off = [&](days direction) {
        while (!is_business_day(day, holidays_) && searched++ < longest_search) day += direction;
    };
    skip_days_off(days(1));
    for (int left = std::abs(count); left > 0; --left) {
        day += step;
        searched = 0;
        skip_days_off(step);
    }
    return day == start ? time : to_utc(zone_, local_at(day, clock));
}

UtcTime Calendar::add_days(UtcTime time, int count) const {
    // Nothing to add: keeps the second of two equal wall clocks.
    if (count == 0) return time;
    return to_utc(zone_, to_local(zone_, time) + days(count));
}

UtcTime Calendar::next(WeeklyRule rule, UtcTime time) const {
    const auto today = day_of(to_local(zone_, time));
    auto day = today + (rule.day - std::chrono::weekday(today));
    // The same weekday twice: its instant may be over today, or the change of clocks may have
    // moved it.
    for (;; day += days(7)) {
        const auto candidate = to_utc(zone_, local_at(day, minutes(rule.minute)));
        if (candidate > time) return candidate;
    }
}

UtcTime Calendar::next_business_morning(UtcTime time) const {
    auto day = day_of(to_local(zone_, time)) + days(1);
    for (int searched = 0; searched < longest_search; ++searched, day += days(1)) {
        const auto start = to_utc(zone_, local_at(day, minutes(hours_.from)));
        // A day that a zone skipped as a whole (Apia, 30 December 2011) has no morning.
        if (is_business_day(day, holidays_) && day_of(to_local(zone_, start)) == day) return start;
    }
    return to_utc(zone_, local_at(day, minutes(hours_.from)));
}

LocalDate Calendar::date(UtcTime time) const {
    return LocalDate(day_of(to_local(zone_, time)));
}

UtcTime Calendar::at(LocalDate date, int minute) const {
    return to_utc(zone_, local_at(sys_days(date), minutes(minute)));
}

std::string Calendar::format(UtcTime time, const char* pattern) const {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    std::string name = "UTC";
    std::chrono::seconds offset(0);
    if (zone_ != nullptr) {
        auto info = as_zone(zone_)->get_info(seconds);
        name = std::move(info.abbrev);
        offset = info.offset;
    }
    const date::local_seconds local(seconds.time_since_epoch() + offset);
    std::ostringstream out;
    out.imbue(std::locale::classic());
    date::to_stream(out, pattern, local, &name, &offset);
    return out.str();
}

}  // namespace debrief::core
