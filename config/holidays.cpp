#include "config/holidays.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <array>
#include <libical/ical.h>
#include <memory>
#include <optional>
#include <utility>

namespace debrief::config {
namespace {

/// More than a rule for every day of the span; a rule for every second is a slip of the pen.
constexpr int most_occurrences = 20'000;
constexpr int longest_event_days = 400;

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;
using Dates = std::set<core::LocalDate>;
using Fault = std::optional<CalendarFault>;

core::LocalDate date_of(const icaltimetype& time) {
    return core::LocalDate{
        std::chrono::year(time.year),
        std::chrono::month(static_cast<unsigned>(time.month)),
        std::chrono::day(static_cast<unsigned>(time.day))};
}

std::string text_of(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

/// How an event is called in a message.
std::string name_of(icalcomponent* event) {
    std::string name = text_of(icalcomponent_get_summary(event));
    if (name.empty()) name = text_of(icalcomponent_get_uid(event));
    return name.empty() ? "An event without a name" : "The event \"" + text::cut(name, 60) + "\"";
}

/// The property that could not be read, of those that say when the event is; empty when all could.
std::string unreadable(icalcomponent* event) {
    constexpr std::array properties{
        "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"};
    auto* error = icalcomponent_get_first_property(event, ICAL_XLICERROR_PROPERTY);
    for (; error != nullptr;
         error = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY)) {
        const std::string words = text_of(icalproperty_get_xlicerror(error));
        for (const char* name : properties) {
            if (words.find(std::string(" ") + name + " property") != std::string::npos ||
                words.find(std::string("\n in ") + name + " ") != std::string::npos)
                return name;
        }
    }
    return {};
}

/// One event being spread over the days.
class Spreading {
  public:
    Spreading(const core::Calendar& calendar, core::UtcTime now, icalcomponent* event, Dates& dates)
        : calendar_(calendar), event_(event), dates_(dates) {
        const auto today = calendar.date(now);
        first_ = today - std::chrono::years(holiday_years_back);
        last_ = today + std::chrono::years(holiday_years_ahead);
        start_ = icalcomponent_get_dtstart(event);
        const auto end = icalcomponent_get_dtend(event);
        has_end_ = icaltime_is_null_time(end) == 0;
        // Without an end or a duration, a day lasts a day and a moment is a moment.
        length_ = has_end_ ? icaltime_subtract(end, start_) : icaldurationtype_null_duration();
    }

    Fault run(const std::set<std::pair<std::string, core::LocalDate>>& moved) {
        if (icaltime_is_null_time(start_) != 0)
            return fault("has no DTSTART", "Give it a day: DTSTART;VALUE=DATE:20261225.");
        if (icaltime_is_valid_time(start_) == 0 || !date_of(start_).ok())
            return fault("starts on a day that does not exist", "Correct its DTSTART.");
        if (icaldurationtype_as_int(length_) < 0)
            return fault("ends before it starts", "Correct its DTEND.");
        if (icaldurationtype_as_int(length_) > longest_event_days * 86'400)
            return fault("is longer than a year", "Correct its DTEND.");
        const bool is_moved =
            icalcomponent_get_first_property(event_, ICAL_RECURRENCEID_PROPERTY) != nullptr;
        const std::string uid = text_of(icalcomponent_get_uid(event_));
        auto add = [&](icaltimetype time) {
            if (!is_moved && moved.count({uid, date_of(time)}) > 0) return;
            if (icalproperty_recurrence_is_excluded(event_, &start_, &time) == 0) take(time);
        };
        add(start_);
        auto* rdate = icalcomponent_get_first_property(event_, ICAL_RDATE_PROPERTY);
        for (; rdate != nullptr;
             rdate = icalcomponent_get_next_property(event_, ICAL_RDATE_PROPERTY)) {
            const auto value = icalproperty_get_rdate(rdate);
            add(icaltime_is_null_time(value.time) != 0 ? value.period.start : value.time);
        }
        return follow_rules(add);
    }

  private:
    template <class Add>
    Fault follow_rules(Add add) {
        // The exclusion of dates walks through properties, too: the rules are collected first.
        std::vector<icalproperty*> rules;
        auto* rule = icalcomponent_get_first_property(event_, ICAL_RRULE_PROPERTY);
        for (; rule != nullptr; rule = icalcomponent_get_next_property(event_, ICAL_RRULE_PROPERTY))
            rules.push_back(rule);
        for (auto* each : rules) {
            const Iterator iterator(icalrecur_iterator_new(icalproperty_get_rrule(each), start_));
            if (!iterator) return fault("has an RRULE that cannot be followed", "Correct it.");
            int count = 0;
            for (auto time = icalrecur_iterator_next(iterator.get());
                 icaltime_is_null_time(time) == 0;
                 time = icalrecur_iterator_next(iterator.get())) {
                if (date_of(time) > last_) break;
                if (++count > most_occurrences)
                    return fault("repeats too often for a holiday", "Correct its RRULE.");
                add(time);
            }
        }
        return std::nullopt;
    }

    /// The days of one occurrence.
    void take(const icaltimetype& time) {
        const auto end = icaltime_add(time, length_);
        auto day = std::chrono::sys_days(local_date(time));
        auto last = std::chrono::sys_days(local_date(end));
        // The end itself is not part of it; what ends at midnight has ended the day before.
        const bool before_midnight = end.is_date != 0 || (local_minute(end) == 0 && last > day);
        if (before_midnight && last > day) last -= std::chrono::days(1);
        for (; day <= last; day += std::chrono::days(1)) {
            const core::LocalDate date(day);
            if (date >= first_ && date <= last_) dates_.insert(date);
        }
    }

    /// As the service's clocks show it; a time without a zone is meant there anyway.
    core::UtcTime instant(const icaltimetype& time) const {
        const auto seconds = icaltime_as_timet_with_zone(
            time, time.zone != nullptr ? time.zone : icaltimezone_get_utc_timezone()
        );
        return core::UtcTime(std::chrono::seconds(seconds));
    }
    bool floats(const icaltimetype& time) const {
        return time.is_date != 0 || time.zone == nullptr;
    }
    core::LocalDate local_date(const icaltimetype& time) const {
        return floats(time) ? date_of(time) : calendar_.date(instant(time));
    }
    int local_minute(const icaltimetype& time) const {
        if (floats(time)) return time.hour * 60 + time.minute;
        const auto at = instant(time);
        const auto midnight = calendar_.at(calendar_.date(at), 0);
        return static_cast<int>(std::chrono::floor<std::chrono::minutes>(at - midnight).count());
    }

    Fault fault(const char* what, const char* remedy) const {
        return CalendarFault{name_of(event_) + " " + what + ".", remedy};
    }

    const core::Calendar& calendar_;
    icalcomponent* event_;
    Dates& dates_;
    core::LocalDate first_, last_;
    icaltimetype start_;
    bool has_end_ = false;
    icaldurationtype length_;
};

/// VEVENTs, of one VCALENDAR or of several in a row.
void collect_events(icalcomponent* within, std::vector<icalcomponent*>& events) {
    auto* each = icalcomponent_get_first_component(within, ICAL_ANY_COMPONENT);
    for (; each != nullptr; each = icalcomponent_get_next_component(within, ICAL_ANY_COMPONENT)) {
        const auto kind = icalcomponent_isa(each);
        if (kind == ICAL_VEVENT_COMPONENT) events.push_back(each);
        if (kind == ICAL_VCALENDAR_COMPONENT) collect_events(each, events);
    }
}

/// The text from the first BEGIN:VCALENDAR on; a calendar that was cut off in the middle is none.
Fault misshapen(std::string_view text) {
    const auto trimmed = text::trim(text);
    if (trimmed.empty())
        return CalendarFault{"is empty", "Export the calendar again as an .ics file."};
    if (text::lower(trimmed.substr(0, 15)) != "begin:vcalendar") {
        return CalendarFault{
            "is no iCalendar file: it does not begin with BEGIN:VCALENDAR",
            "Export the calendar as an .ics file; a link to one has to be downloaded first."};
    }
    const std::string_view end = "end:vcalendar";
    const bool whole = trimmed.size() >= end.size() &&
                       text::lower(trimmed.substr(trimmed.size() - end.size())) == end;
    if (whole) return std::nullopt;
    return CalendarFault{
        "ends in the middle: it has no END:VCALENDAR", "Download or export it once more."};
}

}  // namespace

std::variant<Dates, CalendarFault> read_holidays(
    std::string_view text, const core::Calendar& calendar, core::UtcTime now
) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.substr(0, mark.size()) == mark) text.remove_prefix(mark.size());
    if (auto fault = misshapen(text)) return std::move(*fault);
    icalerror_set_errors_are_fatal(0);
    const Component root(icalparser_parse_string(std::string(text).c_str()));
    if (!root) return CalendarFault{"cannot be read as iCalendar", "Export the calendar again."};
    std::vector<icalcomponent*> events;
    collect_events(root.get(), events);
    if (events.empty())
        return CalendarFault{"has no events", "Export a calendar that has the holidays in it."};
    std::set<std::pair<std::string, core::LocalDate>> moved;
    for (auto* event : events) {
        if (auto name = unreadable(event); !name.empty()) {
            return CalendarFault{
                name_of(event) + " has a " + name + " that cannot be read.", "Correct it."};
        }
        if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != nullptr) {
            moved.emplace(
                text_of(icalcomponent_get_uid(event)),
                date_of(icalcomponent_get_recurrenceid(event))
            );
        }
    }
    Dates dates;
    for (auto* event : events) {
        if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) continue;
        if (auto fault = Spreading(calendar, now, event, dates).run(moved))
            return std::move(*fault);
    }
    return dates;
}

}  // namespace debrief::config
