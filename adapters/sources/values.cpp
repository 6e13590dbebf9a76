#include "adapters/sources/values.hpp"

#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace debrief::sources {
namespace {

using core::Outcome;

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

/// Lower case, with every run of other characters than letters and digits as one blank.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text::lower(text::trim(text))) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

struct SeverityWord {
    std::string_view word;
    int severity;
};
constexpr std::array<SeverityWord, 21> severity_words{{
    {"critical", 1}, {"fatal", 1},   {"emergency", 1}, {"disaster", 1}, {"blocker", 1},
    {"page", 2},     {"error", 2},   {"high", 2},      {"major", 2},    {"alert", 2},
    {"urgent", 2},   {"warning", 3}, {"warn", 3},      {"medium", 3},   {"moderate", 3},
    {"minor", 3},    {"ticket", 3},  {"info", 4},      {"low", 4},      {"none", 4},
    {"notice", 4},
}};

struct OutcomeWord {
    std::string_view word;
    Outcome outcome;
};
constexpr std::array<OutcomeWord, 19> outcome_words{{
    {"success", Outcome::success},
    {"succeeded", Outcome::success},
    {"successful", Outcome::success},
    {"ok", Outcome::success},
    {"deployed", Outcome::success},
    {"with issues", Outcome::with_issues},
    {"success with issues", Outcome::with_issues},
    {"successful with issues", Outcome::with_issues},
    {"successful issues", Outcome::with_issues},
    {"partial", Outcome::with_issues},
    {"failure", Outcome::failed},
    {"failed", Outcome::failed},
    {"error", Outcome::failed},
    {"unsuccessful", Outcome::failed},
    {"rolled back", Outcome::rolled_back},
    {"rolledback", Outcome::rolled_back},
    {"rollback", Outcome::rolled_back},
    {"reverted", Outcome::rolled_back},
    {"backed out", Outcome::rolled_back},
}};

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

std::optional<int> read_severity(std::string_view text) {
    const std::string word = plain(text);
    for (const SeverityWord& known : severity_words) {
        if (known.word == word) return known.severity;
    }
    // "1", "p1", "sev1", "sev 1", "severity 1", "priority 1"
    if (word.empty() || word.back() < '1' || word.back() > '5') return std::nullopt;
    const std::string_view name = text::trim(std::string_view(word).substr(0, word.size() - 1));
    for (const std::string_view known : {"", "p", "s", "sev", "severity", "prio", "priority"}) {
        if (name == known) return std::min(word.back() - '0', 4);
    }
    return std::nullopt;
}

Outcome read_outcome(std::string_view text) {
    const std::string word = plain(text);
    for (const OutcomeWord& known : outcome_words) {
        if (known.word == word) return known.outcome;
    }
    return Outcome::unknown;
}

std::string web_link(std::string_view text) {
    text = text::trim(text);
    const std::string start = text::lower(text.substr(0, 8));
    const bool web = start.starts_with("http://") || start.starts_with("https://");
    const bool clean = std::none_of(text.begin(), text.end(), [](unsigned char c) {
        return c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7F;
    });
    return web && clean && text.size() <= 2000 ? std::string(text) : std::string();
}

std::string short_id(std::string_view text) {
    if (text.size() <= 200) return std::string(text);
    return "sha256:" + crypto::hex(crypto::sha256(text));
}

std::string title_of(std::string_view text) {
    std::string line(text::trim(text));
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    return text::cut(line, 200);
}

std::string digits_of(const std::optional<UtcTime>& time) {
    return time ? std::to_string(time->time_since_epoch().count()) : "-";
}

}  // namespace debrief::sources
