#include "templates/times.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace debrief::templates {

namespace {

constexpr std::array<std::string_view, 12> months{
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"};
constexpr std::array<std::string_view, 7> weekdays{
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct Moment {
    int year;
    unsigned month, day, weekday, hour, minute, second;
};

void digits(std::string& out, unsigned value, std::size_t at_least) {
    const auto text = std::to_string(value);
    if (text.size() < at_least) out.append(at_least - text.size(), '0');
    out += text;
}

void name(std::string& out, std::string_view full, std::size_t count) {
    out += count >= 4 ? full : full.substr(0, 3);
}

void specifier(std::string& out, const Moment& moment, char letter, std::size_t count) {
    const auto width = count >= 2 ? std::size_t{2} : std::size_t{1};
    const auto twelve = moment.hour % 12 == 0 ? 12U : moment.hour % 12;
    switch (letter) {
        case 'y':
            if (count >= 4) return digits(out, static_cast<unsigned>(moment.year), 4);
            return digits(out, static_cast<unsigned>(moment.year) % 100, width);
        case 'M':
            if (count >= 3) return name(out, months[moment.month - 1], count);
            return digits(out, moment.month, width);
        case 'd':
            if (count >= 3) return name(out, weekdays[moment.weekday], count);
            return digits(out, moment.day, width);
        case 'H':
            return digits(out, moment.hour, width);
        case 'h':
            return digits(out, twelve, width);
        case 'm':
            return digits(out, moment.minute, width);
        case 's':
            return digits(out, moment.second, width);
        case 't':
            out += moment.hour < 12 ? "AM" : "PM";
            return;
        default:
            out.append(count, letter);
    }
}

bool split(std::int64_t milliseconds, Moment& moment) {
    using namespace std::chrono;
    constexpr std::int64_t first = -62'135'596'800'000,
                           last = 253'402'300'799'999;  // years 1 and 9999
    if (milliseconds < first || milliseconds > last) return false;
    const sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds{milliseconds}};
    const auto midnight = floor<days>(time);
    const year_month_day date{midnight};
    const hh_mm_ss clock{floor<seconds>(time - midnight)};
    moment = Moment{
        int(date.year()),
        unsigned(date.month()),
        unsigned(date.day()),
        weekday{midnight}.c_encoding(),
        static_cast<unsigned>(clock.hours().count()),
        static_cast<unsigned>(clock.minutes().count()),
        static_cast<unsigned>(clock.seconds().count())};
    return true;
}

}  // namespace

std::string format_time(std::int64_t milliseconds, std::string_view format) {
    Moment moment{};
    std::string out;
    if (!split(milliseconds, moment)) return out;
    for (std::size_t at = 0; at < format.size();) {
        const char c = format[at];
        if (c == '\'' || c == '"') {
            const auto end = std::min(format.find(c, at + 1), format.size());
            out += format.substr(at + 1, end - at - 1);
            at = end + 1;
        } else if (c == '\\' && at + 1 < format.size()) {
            out += format[at + 1];
            at += 2;
        } else {
            const auto end = std::min(format.find_first_not_of(c, at), format.size());
            specifier(out, moment, c, end - at);
            at = end;
        }
    }
    return out;
}

std::string format_number(double number, int decimals) {
    std::array<char, 400> buffer{};
    if (!std::isfinite(number)) return "";
    const auto end = std::to_chars(
        buffer.data(),
        buffer.data() + buffer.size(),
        number,
        std::chars_format::fixed,
        std::clamp(decimals, 0, 9)
    );
    std::string text(buffer.data(), end.ptr);
    const auto first = text.starts_with('-') ? std::size_t{1} : std::size_t{0};
    for (auto at = std::min(text.find('.'), text.size()); at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

}  // namespace debrief::templates
