// The times of webhooks: ISO 8601 in its many spellings, and seconds or milliseconds since 1970.
#include "adapters/sources/values.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <cmath>

namespace debrief::sources {
namespace {

std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view one_of) {
    if (text.empty() || one_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, "-")) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || *year < 1970) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

/// "14:00", "14:00:00", "14:00:00.123".
std::optional<Duration> take_clock(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || !take(text, ":")) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
    Duration clock = std::chrono::hours(*hour) + std::chrono::minutes(*minute);
    if (!take(text, ":")) return clock;
    const auto second = take_digits(text, 2);
    if (!second || *second > 60) return std::nullopt;
    clock += std::chrono::seconds(std::min(*second, 59));  // a leap second is the one before it
    if (!take(text, ".,")) return clock;
    if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
    for (int weight = 100; !text.empty() && text[0] >= '0' && text[0] <= '9'; weight /= 10) {
        clock += std::chrono::milliseconds((text[0] - '0') * weight);
        text.remove_prefix(1);
    }
    return clock;
}

/// "Z", "+01:00", "-0500", "+01".
std::optional<Duration> take_offset(std::string_view& text) {
    if (take(text, "Zz")) return Duration(0);
    const bool west = text.starts_with('-');
    if (!take(text, "+-")) return std::nullopt;
    const auto hours = take_digits(text, 2);
    if (!hours || *hours > 18) return std::nullopt;
    int minutes = 0;
    if (!text.empty()) {
        take(text, ":");
        const auto more = take_digits(text, 2);
        if (!more || *more > 59) return std::nullopt;
        minutes = *more;
    }
    const Duration offset = std::chrono::minutes(*hours * 60 + minutes);
    return west ? -offset : offset;
}

constexpr std::int64_t year_5000 = 95'617'584'000;  // in seconds

}  // namespace

std::optional<UtcTime> read_instant(std::string_view text) {
    text = text::trim(text);
    const auto date = take_date(text);
    if (!date || !take(text, "Tt ")) return std::nullopt;
    const auto clock = take_clock(text);
    take(text, " ");  // "… 21:50:00 +0200"
    if (!clock) return std::nullopt;
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return UtcTime(*date) + *clock - *offset;
}

std::optional<UtcTime> read_instant(json::Ref value) {
    if (value.is_string()) return read_instant(value.str());
    const std::optional<double> number = value.number();
    // Beyond the year 9999 in milliseconds nobody means a time; the bound also keeps casts defined.
    if (!number || !(*number > 0) || *number > 253'402'300'799'000.0) return std::nullopt;
    const double milliseconds = *number < static_cast<double>(year_5000) ? *number * 1000 : *number;
    return UtcTime(Duration(static_cast<std::int64_t>(std::floor(milliseconds))));
}

std::string digits_of(const std::optional<UtcTime>& time) {
    return time ? std::to_string(time->time_since_epoch().count()) : "-";
}

}  // namespace debrief::sources
