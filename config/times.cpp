// Times of the configuration: zones, working hours, dates, the weekly hour.
#include "bot/base/text.hpp"
#include "config/values.hpp"

#include <array>
#include <charconv>

namespace debrief::config {
namespace {

/// A number of exactly that many digits at the start of the text, which it is cut off from.
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

bool take(std::string_view& text, char wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

/// "09:00" at the start of the text: minutes after midnight; "24:00" is the end of the day.
std::optional<int> take_clock(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || !take(text, ':')) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59 || *hour > 24 || (*hour == 24 && *minute != 0)) return std::nullopt;
    return *hour * 60 + *minute;
}

constexpr std::array<std::string_view, 7> weekdays{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/// "Mon" or "Monday".
std::optional<std::chrono::weekday> weekday_from(std::string_view name) {
    const std::string wanted = text::lower(name);
    for (unsigned i = 0; i < weekdays.size(); ++i) {
        if (wanted == weekdays[i] || wanted == weekdays[i].substr(0, 3))
            return std::chrono::weekday(i);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> read_zone(Context& context, const Field& field) {
    const std::string zone(text::trim(field.value));
    if (!zone.empty() && core::known_zone(zone)) return zone;
    const std::string near = core::nearest_zone(zone);
    context.problem(
        field.place,
        field.key + " is not a time zone: " + in_quotes(zone) + ".",
        near.empty() ? "Write it as \"Europe/Berlin\"." : "Did you mean " + in_quotes(near) + "?"
    );
    return std::nullopt;
}

std::optional<core::WorkingHours> read_hours(Context& context, const Field& field) {
    std::string_view rest = text::trim(field.value);
    const auto from = take_clock(rest);
    const bool dash = take(rest, '-');
    const auto to = take_clock(rest);
    if (from && dash && to && rest.empty() && *from < *to) {
        core::WorkingHours hours;
        hours.from = *from;
        hours.to = *to;
        return hours;
    }
    context.problem(
        field.place,
        field.key + " is not a span of hours: " + in_quotes(field.value) + ".",
        "Write it as \"09:00-17:00\", the earlier hour first."
    );
    return std::nullopt;
}

std::optional<core::LocalDate> read_date(Context& context, const Field& field) {
    std::string_view rest = text::trim(field.value);
    const auto year = take_digits(rest, 4);
    const bool first = take(rest, '-');
    const auto month = take_digits(rest, 2);
    const bool second = take(rest, '-');
    const auto day = take_digits(rest, 2);
    if (year && first && month && second && day && rest.empty()) {
        const core::LocalDate date{
            std::chrono::year(*year),
            std::chrono::month(static_cast<unsigned>(*month)),
            std::chrono::day(static_cast<unsigned>(*day))};
        if (date.ok()) return date;
    }
    context.problem(
        field.place,
        field.key + " holds no date: " + in_quotes(field.value) + ".",
        field.key == "holidays" ? "Write it as \"2026-12-25\", or name a file that ends in .ics."
                                : "Write it as \"2026-12-25\"."
    );
    return std::nullopt;
}

std::optional<core::WeeklyRule> read_weekly(Context& context, const Field& field) {
    const std::string_view value = text::trim(field.value);
    const std::size_t space = value.find(' ');
    if (space != std::string_view::npos) {
        const auto day = weekday_from(value.substr(0, space));
        std::string_view rest = text::trim(value.substr(space));
        const auto minute = take_clock(rest);
        if (day && minute && *minute < 24 * 60 && rest.empty()) {
            core::WeeklyRule rule;
            rule.day = *day;
            rule.minute = *minute;
            return rule;
        }
    }
    context.problem(
        field.place,
        field.key + " is not a day and an hour: " + in_quotes(field.value) + ".",
        "Write it as \"Mon 09:00\"."
    );
    return std::nullopt;
}

std::optional<int> read_hour(Context& context, const Field& field) {
    std::string_view rest = text::trim(field.value);
    const auto minute = take_clock(rest);
    if (minute && *minute < 24 * 60 && rest.empty()) return minute;
    context.problem(
        field.place,
        field.key + " is not an hour: " + in_quotes(field.value) + ".",
        "Write it as \"09:00\"; leave it out for none."
    );
    return std::nullopt;
}

}  // namespace debrief::config
