#include "bot/core/reading.hpp"

#include "bot/core/calendar.hpp"
#include "bot/core/letters.hpp"

namespace debrief::core {
namespace {

constexpr std::size_t longest_quote = 40;

/// Whether something is a time does not depend on when or where it is asked.
UtcTime some_day() {
    using namespace std::chrono;
    return sys_days(year(2026) / January / 1);
}

const Calendar& utc() {
    static const Calendar calendar("UTC", WorkingHours(), {});
    return calendar;
}

bool continues_letter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

bool any_id(std::string_view word) {
    return FollowUpId::read(word) || FeedbackId::read(word) || MistakeId::read(word) ||
           ControlId::read(word) || ConcernId::read(word) || ProtocolId::read(word) ||
           HandOverId::read(word);
}

}  // namespace

Misunderstood misunderstood(std::string problem, std::string advice, std::string field) {
    Misunderstood what;
    what.problem = std::move(problem);
    what.advice = std::move(advice);
    what.field = std::move(field);
    return what;
}

std::string quoted(std::string_view typed) {
    std::string result = "`";
    std::size_t letters = 0;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        if (!continues_letter(typed[at]) && ++letters > longest_quote) {
            result += "…";
            break;
        }
        const char byte = typed[at];
        if (byte == '`') continue;
        const bool control = static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F;
        result += control ? ' ' : byte;
    }
    return result + "`";
}

std::string_view bare(std::string_view word) {
    constexpr std::string_view marks = "()[]{}<>.,;:!*_~`'\"";
    const auto first = word.find_first_not_of(marks);
    if (first == std::string_view::npos) return {};
    return word.substr(first, word.find_last_not_of(marks) - first + 1);
}

std::string_view without_quotes(std::string_view title) {
    const auto open = quote_at(title, 0);
    if (open == 0) return title;
    for (std::size_t at = open; at < title.size(); ++at) {
        const auto close = quote_at(title, at);
        if (close == 0) continue;
        const bool whole = at + close == title.size() && at > open;
        return whole ? trim(title.substr(open, at - open)) : title;
    }
    return title;
}

bool only_ids(std::string_view text) {
    text = trim(text);
    if (text.empty()) return false;
    while (!text.empty()) {
        const auto word = take_word(text);
        if (word.size() < 2 || word[1] != '-' || !any_id(word)) return false;
    }
    return true;
}

Problem not_a_follow_up(std::string_view text) {
    text = trim(text);
    const bool number = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    const bool other = text.size() < 24 && any_id(text) && !FollowUpId::read(text);
    if (!number && !other) return std::nullopt;
    return misunderstood(
        quoted(text) + " is not the number of a follow-up.",
        "Follow-ups have numbers such as `F-12`; `list` shows them."
    );
}

bool looks_like_time(std::string_view text) {
    return read_time(text, some_day(), utc()).has_value();
}

bool looks_like_until(std::string_view text) {
    return read_until(text, some_day(), utc()).has_value();
}

Misunderstood bad_until(std::string_view text) {
    return misunderstood(
        "I cannot read " + quoted(text) + " as a length of time.",
        "Say for how long, such as `30m`, `4h`, `2d`, `1w`, `tomorrow` or `next working day`, or "
        "until "
        "when, such as `14:00`.",
        "until"
    );
}

}  // namespace debrief::core
