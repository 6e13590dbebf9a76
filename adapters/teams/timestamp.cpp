#include "adapters/teams/timestamp.hpp"

#include <chrono>
#include <cstddef>

namespace debrief::teams {
namespace {

/// Takes exactly so many digits; -1 when they are not there.
int take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::sys_days> take_day(std::string_view& text) {
    const int year = take_digits(text, 4);
    const bool has_month = take(text, '-');
    const int month = take_digits(text, 2);
    const bool has_day = take(text, '-');
    const int day = take_digits(text, 2);
    if (year < 0 || month < 0 || day < 0 || !has_month || !has_day) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year(year),
        std::chrono::month(static_cast<unsigned>(month)),
        std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

std::optional<Duration> take_time(std::string_view& text) {
    const int hours = take_digits(text, 2);
    const bool has_minutes = take(text, ':');
    const int minutes = take_digits(text, 2);
    const bool has_seconds = take(text, ':');
    const int seconds = take_digits(text, 2);
    if (!has_minutes || !has_seconds || hours < 0 || minutes < 0 || seconds < 0) {
        return std::nullopt;
    }
    if (hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
    Duration time =
        std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
    if (!take(text, '.')) return time;
    int worth = 100;
    std::size_t digits = 0;
    for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; ++digits, worth /= 10) {
        time += std::chrono::milliseconds((text[0] - '0') * worth);
        text.remove_prefix(1);
    }
    if (digits == 0 || digits > 9) return std::nullopt;
    return time;
}

/// What stands behind the time: how far the place is ahead of UTC.
std::optional<Duration> take_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) return Duration(0);
    const bool ahead = text.starts_with('+');
    if (!ahead && !text.starts_with('-')) return std::nullopt;
    text.remove_prefix(1);
    const int hours = take_digits(text, 2);
    take(text, ':');
    const int minutes = take_digits(text, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    const Duration offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return ahead ? offset : -offset;
}

}  // namespace

std::optional<UtcTime> read_timestamp(std::string_view text) {
    const auto day = take_day(text);
    if (!day || !take(text, 'T')) return std::nullopt;
    const auto time = take_time(text);
    if (!time) return std::nullopt;
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return UtcTime(*day) + *time - *offset;
}

}  // namespace debrief::teams
