// The window and the rhythm of a plan, read from what was typed: times to come, in the order in
// which they come.
#include "bot/core/plan_times.hpp"

#include "bot/core/letters.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr minutes slack{5};
constexpr days farthest{2 * 366};
constexpr days longest{31};
constexpr minutes shortest_rhythm{15};

/// "02:00" or "2:00:30": a wall clock without a day.
bool clock_only(std::string_view typed) {
    return typed.find(':') != typed.npos && std::all_of(typed.begin(), typed.end(), [](char c) {
               return c == ':' || (c >= '0' && c <= '9');
           });
}

bool unreadable(Ruling& ruling, const char* field, const std::string& typed) {
    ruling.refuse_field(
        field,
        "I could not read “" + typed + "” as a time.",
        "Times look like `2026-11-28 22:00`, `22:00`, `tomorrow 22:00` or `4h`."
    );
    return false;
}

bool read_from(Ruling& ruling, const std::string& typed, const Calendar& calendar, UtcTime& from) {
    const auto now = ruling.world.now;
    auto time = read_time(typed, now, calendar);
    if (!time) time = read_until(typed, now, calendar);
    if (!time) return unreadable(ruling, "from", typed);
    if (*time < now - slack) {
        ruling.refuse_field(
            "from",
            "The window would start in the past.",
            "Give a time to come; an upgrade that has ended is followed up with `open upgrade "
            "TITLE`."
        );
        return false;
    }
    if (*time > now + farthest) {
        ruling.refuse_field(
            "from",
            "The window would start more than two years from now.",
            "Check the year; what is that far away is planned when it comes closer."
        );
        return false;
    }
    from = *time;
    return true;
}

/// A clock alone is the first one after the start, a length of time counts from the start.
std::optional<UtcTime> end_of(const std::string& typed, UtcTime from, const Calendar& calendar) {
    if (auto length = read_until(typed, from, calendar)) return length;
    auto time = read_time(typed, from, calendar);
    if (!time || *time >= from || !clock_only(typed)) return time;
    // The day after, by its own clock: the night may have a different length.
    const auto next = calendar.date(calendar.add_days(*time, 1));
    const auto next_day = calendar.format(calendar.at(next, 0), "%Y-%m-%d");
    return read_time(next_day + " " + typed, from, calendar);
}

bool in_order(Ruling& ruling, UtcTime from, UtcTime to) {
    if (to == from) {
        ruling.refuse_field(
            "to",
            "The window would end when it starts.",
            "Give a later time; mind that an hour is missing in the night when summer time begins."
        );
        return false;
    }
    if (to < from) {
        ruling.refuse_field(
            "to",
            "The window would end before it starts.",
            "Check `from:` and `to:`; a length such as `to:4h` counts from the start."
        );
        return false;
    }
    if (to - from > longest) {
        ruling.refuse_field(
            "to",
            "The window would be longer than 31 days.",
            "Plan the upgrade in steps, each with a window of its own."
        );
        return false;
    }
    return true;
}

}  // namespace

bool read_window(
    Ruling& ruling,
    const std::string& typed_from,
    const std::string& typed_to,
    const Calendar& calendar,
    Plan& plan
) {
    const auto length = plan.to - plan.from;
    const bool moved = !typed_from.empty();
    if (moved && !read_from(ruling, typed_from, calendar, plan.from)) return false;
    if (moved) plan.to = plan.from + length;
    if (!typed_to.empty()) {
        auto end = end_of(typed_to, plan.from, calendar);
        if (!end) return unreadable(ruling, "to", typed_to);
        plan.to = *end;
    }
    if (!moved && typed_to.empty()) return true;
    if (!in_order(ruling, plan.from, plan.to)) return false;
    if (plan.to > ruling.world.now) return true;
    ruling.refuse_field(
        "to",
        "The window would have ended already.",
        "Say that the upgrade is done with `plan done`, or give a time to come."
    );
    return false;
}

bool read_rhythm(Ruling& ruling, const std::string& typed, Plan& plan) {
    if (!typed.empty()) {
        const auto none = lower(typed) == "never" || lower(typed) == "none";
        const auto now = ruling.world.now;
        // By UTC: a rhythm is a length of time, whatever the clocks on the wall do.
        const auto after = read_until(typed, now, Calendar("UTC", WorkingHours(), {}));
        if (!after && !none) {
            ruling.refuse_field(
                "every",
                "I could not read “" + typed + "” as a rhythm.",
                "Say how often there will be an update, such as `every:2h` or `every:30m`."
            );
            return false;
        }
        plan.every = none ? minutes(0) : std::chrono::duration_cast<minutes>(*after - now);
        if (!none && plan.every < shortest_rhythm) {
            ruling.refuse_field(
                "every",
                "That is more often than anybody can write and read updates.",
                "Promise one every 15 minutes at most."
            );
            return false;
        }
    }
    if (plan.every.count() == 0 || plan.every < plan.to - plan.from) return true;
    ruling.refuse_field(
        "every",
        "The window is over before the first update is due.",
        "Promise updates more often than the window is long, or leave `every:` out."
    );
    return false;
}

}  // namespace debrief::core
