// Times and durations as people type them. A date alone is the start of that day; "d" and "w" are
// calendar days, so that the wall clock stays when daylight saving begins or ends.
#include "bot/core/calendar.hpp"
#include "bot/core/letters.hpp"
#include "bot/core/names.hpp"
#include "bot/core/tokens.hpp"

#include <charconv>
#include <vector>

namespace debrief::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int first_year = 1970;
constexpr int last_year = 2200;
constexpr int most_days = (last_year - first_year) * 366;
constexpr std::size_t longest = 64;

/// Exactly that many digits, taken away from `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (const char digit : text.substr(0, count)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<int> take_below(std::string_view& text, int limit) {
    const auto value = take_digits(text, 2);
    return value && *value < limit ? value : std::nullopt;
}

/// "2026-11-20", taken away from `text`.
std::optional<LocalDate> take_date(std::string_view& text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || *year < first_year || *year > last_year) return std::nullopt;
    const LocalDate date(
        std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day))
    );
    return date.ok() ? std::optional(date) : std::nullopt;
}

struct WallClock {
    int minute = 0;
    milliseconds rest{0};
};

/// The fraction of a second after its dot; more digits than milliseconds are dropped.
std::optional<milliseconds> take_fraction(std::string_view& text) {
    int scale = 100;
    int value = 0;
    std::size_t digits = 0;
    while (const auto digit = take_digits(text, 1)) {
        value += *digit * scale;
        scale /= 10;
        ++digits;
    }
    if (digits == 0) return std::nullopt;
    return milliseconds(value);
}

/// "9:05", "14:00", "14:00:30", "14:00:30.5", taken away from `text`.
std::optional<WallClock> take_clock(std::string_view& text) {
    const bool one_digit = text.size() > 1 && text[1] == ':';
    const auto hour = one_digit ? take_digits(text, 1) : take_below(text, 24);
    if (!hour || !take(text, ':')) return std::nullopt;
    const auto minute = take_below(text, 60);
    if (!minute) return std::nullopt;
    WallClock clock;
    clock.minute = *hour * 60 + *minute;
    if (!take(text, ':')) return clock;
    const auto second = take_below(text, 60);
    if (!second) return std::nullopt;
    clock.rest = seconds(*second);
    if (!take(text, '.')) return clock;
    const auto fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    clock.rest += *fraction;
    return clock;
}

/// "Z", "+01:00" or "-0530", all of `text`.
std::optional<minutes> read_offset(std::string_view text) {
    if (text == "z") return minutes(0);
    const bool east = take(text, '+');
    if (!east && !take(text, '-')) return std::nullopt;
    const auto hour = take_below(text, 24);
    if (!hour) return std::nullopt;
    (void)take(text, ':');
    const auto minute = take_below(text, 60);
    if (!minute || !text.empty()) return std::nullopt;
    const auto offset = hours(*hour) + minutes(*minute);
    return east ? offset : -offset;
}

std::optional<UtcTime> read_clock(
    std::string_view text, LocalDate date, const Calendar& calendar, bool offset_allowed
) {
    const auto clock = take_clock(text);
    if (!clock) return std::nullopt;
    if (text.empty()) return calendar.at(date, clock->minute) + clock->rest;
    const auto offset = offset_allowed ? read_offset(text) : std::nullopt;
    if (!offset) return std::nullopt;
    return std::chrono::sys_days(date) + minutes(clock->minute) + clock->rest - *offset;
}

/// "today", "yesterday", "tomorrow": how many days from today.
constexpr Named<int> day_words[] = {{0, "today"}, {-1, "yesterday"}, {1, "tomorrow"}};

LocalDate days_from_today(int count, UtcTime now, const Calendar& calendar) {
    return LocalDate(std::chrono::sys_days(calendar.date(now)) + days(count));
}

enum class Unit { minute, hour, day, week };
constexpr Named<Unit> units[] = {
    {Unit::minute, "m"},
    {Unit::minute, "min"},
    {Unit::minute, "mins"},
    {Unit::minute, "minute"},
    {Unit::minute, "minutes"},
    {Unit::hour, "h"},
    {Unit::hour, "hr"},
    {Unit::hour, "hrs"},
    {Unit::hour, "hour"},
    {Unit::hour, "hours"},
    {Unit::day, "d"},
    {Unit::day, "day"},
    {Unit::day, "days"},
    {Unit::week, "w"},
    {Unit::week, "week"},
    {Unit::week, "weeks"},
};

struct Span {
    int count = 0;
    Unit unit = Unit::minute;
};

/// "30m" or "2 hours": one word or two.
std::optional<Span> read_span(const std::vector<std::string_view>& words, std::size_t count) {
    if (count == 0 || count > 2) return std::nullopt;
    Span span;
    const auto number = words[0];
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), span.count);
    if (error != std::errc() || span.count <= 0) return std::nullopt;
    auto name = number.substr(static_cast<std::size_t>(end - number.data()));
    if (count == 2) {
        if (!name.empty()) return std::nullopt;
        name = words[1];
    }
    const auto unit = value_in(units, name);
    if (!unit) return std::nullopt;
    span.unit = *unit;
    return span;
}

std::optional<UtcTime> move_by(const Span& span, int sign, UtcTime now, const Calendar& calendar) {
    const auto per_day = span.unit == Unit::minute ? 24 * 60 : span.unit == Unit::hour ? 24 : 1;
    if (span.count / per_day > most_days / 7) return std::nullopt;
    switch (span.unit) {
        case Unit::minute:
            return now + minutes(sign * span.count);
        case Unit::hour:
            return now + hours(sign * span.count);
        case Unit::day:
            return calendar.add_days(now, sign * span.count);
        case Unit::week:
            return calendar.add_days(now, sign * span.count * 7);
    }
    return std::nullopt;
}

std::optional<UtcTime> in_range(std::optional<UtcTime> time) {
    using namespace std::chrono;
    constexpr auto first = sys_days(year(first_year) / January / 1);
    constexpr auto end = sys_days(year(last_year + 1) / January / 1);
    return time && *time >= first && *time < end ? time : std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (words.size() < 4) {
        const auto word = take_word(text);
        if (word.empty()) break;
        words.push_back(word);
    }
    return words;
}

std::optional<UtcTime> read_one_word(std::string_view word, UtcTime now, const Calendar& calendar) {
    if (word == "now") return now;
    if (const auto day = value_in(day_words, word))
        return calendar.at(days_from_today(*day, now, calendar), 0);
    auto rest = word;
    if (const auto date = take_date(rest)) {
        if (rest.empty()) return calendar.at(*date, 0);
        return take(rest, 't') ? read_clock(rest, *date, calendar, true) : std::nullopt;
    }
    return read_clock(word, calendar.date(now), calendar, false);
}

std::optional<UtcTime> read_day_and_clock(
    std::string_view day, std::string_view clock, UtcTime now, const Calendar& calendar
) {
    if (const auto count = value_in(day_words, day))
        return read_clock(clock, days_from_today(*count, now, calendar), calendar, false);
    const auto date = take_date(day);
    if (!date || !day.empty()) return std::nullopt;
    return read_clock(clock, *date, calendar, true);
}

}  // namespace

std::optional<UtcTime> read_time(std::string_view text, UtcTime now, const Calendar& calendar) {
    if (text.size() > longest) return std::nullopt;
    const auto typed = lower(text);
    const auto words = words_of(typed);
    if (words.size() == 1) return in_range(read_one_word(words[0], now, calendar));
    if (words.size() < 2 || words.size() > 3) return std::nullopt;
    if (words.back() == "ago") {
        const auto span = read_span(words, words.size() - 1);
        return span ? in_range(move_by(*span, -1, now, calendar)) : std::nullopt;
    }
    if (words.size() != 2) return std::nullopt;
    return in_range(read_day_and_clock(words[0], words[1], now, calendar));
}

std::optional<UtcTime> read_until(std::string_view text, UtcTime now, const Calendar& calendar) {
    if (text.size() > longest) return std::nullopt;
    const auto typed = lower(text);
    const auto words = words_of(typed);
    if (words.size() == 1 && words[0] == "tomorrow") {
        // Nobody is reminded before work begins, nor on a day off.
        return in_range(calendar.next_working(calendar.at(days_from_today(1, now, calendar), 0)));
    }
    if (words.size() == 3 && words[0] == "next" && words[2] == "day") {
        if (words[1] != "working" && words[1] != "business") return std::nullopt;
        return in_range(calendar.next_business_morning(now));
    }
    const auto span = read_span(words, words.size());
    return span ? in_range(move_by(*span, 1, now, calendar)) : std::nullopt;
}

}  // namespace debrief::core
