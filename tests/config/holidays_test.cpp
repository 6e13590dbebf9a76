// Holidays from iCalendar files, as people export them and as they should not be.
#include "config/holidays.hpp"

#include "tests/config/support.hpp"

namespace debrief::test {
namespace {

using namespace std::chrono_literals;
using config::CalendarFault;
using core::LocalDate;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

using Dates = std::set<LocalDate>;

/// Friday 2026-11-20, noon.
core::UtcTime now() {
    return std::chrono::sys_days(2026y / 11 / 20) + 12h;
}

std::string calendar_of(const std::string& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + events +
           "END:VCALENDAR\r\n";
}
std::string event(const std::string& lines) {
    return "BEGIN:VEVENT\r\nUID:1@test\r\nSUMMARY:A day off\r\n" + lines + "END:VEVENT\r\n";
}

Dates days(const std::string& text, std::string_view zone = "Europe/Berlin") {
    auto read = config::read_holidays(text, core::Calendar(zone, {}, {}), now());
    if (const auto* fault = std::get_if<CalendarFault>(&read)) {
        ADD_FAILURE() << fault->what;
        return {};
    }
    return std::get<Dates>(std::move(read));
}
std::string fault(const std::string& text) {
    auto read = config::read_holidays(text, core::Calendar("Europe/Berlin", {}, {}), now());
    const auto* found = std::get_if<CalendarFault>(&read);
    if (found == nullptr) {
        ADD_FAILURE() << "no fault";
        return {};
    }
    return found->what + "|" + found->remedy;
}

TEST(Holidays, AnEndDoesNotCountItself) {
    EXPECT_THAT(
        days(calendar_of(event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n"))),
        ElementsAre(2026y / 12 / 24, 2026y / 12 / 25, 2026y / 12 / 26)
    );
    EXPECT_THAT(
        days(calendar_of(event("DTSTART;VALUE=DATE:20261224\r\n"))), ElementsAre(2026y / 12 / 24)
    );
    EXPECT_THAT(
        days(calendar_of(event("DTSTART;VALUE=DATE:20261224\r\nDURATION:P2D\r\n"))),
        ElementsAre(2026y / 12 / 24, 2026y / 12 / 25)
    );
}

TEST(Holidays, WhatComesEveryYearIsFollowedForTenYears) {
    const auto found =
        days(calendar_of(event("DTSTART;VALUE=DATE:19900101\r\nRRULE:FREQ=YEARLY\r\n")));
    EXPECT_THAT(found, SizeIs(11));
    EXPECT_THAT(found, Contains(2026y / 1 / 1));
    EXPECT_THAT(found, Contains(2036y / 1 / 1));
    EXPECT_THAT(found, Not(Contains(2025y / 1 / 1)));
    EXPECT_THAT(found, Not(Contains(2037y / 1 / 1)));
}

TEST(Holidays, TheLastMondayOfMayMovesWithTheYear) {
    const auto found = days(calendar_of(
        event("DTSTART;VALUE=DATE:20200525\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=9\r\n")
    ));
    EXPECT_THAT(found, ElementsAre(2026y / 5 / 25, 2027y / 5 / 31, 2028y / 5 / 29));
}

TEST(Holidays, TheTwentyNinthOfFebruaryComesInLeapYearsOnly) {
    EXPECT_THAT(
        days(calendar_of(event("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\n"))),
        ElementsAre(2028y / 2 / 29, 2032y / 2 / 29, 2036y / 2 / 29)
    );
}

TEST(Holidays, SomeYearsAreLeftOutAndOthersAdded) {
    const auto found = days(calendar_of(
        event("DTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY;UNTIL=20281225\r\n"
              "EXDATE;VALUE=DATE:20261225,20271225\r\nRDATE;VALUE=DATE:20260401,20260402\r\n")
    ));
    EXPECT_THAT(found, ElementsAre(2025y / 12 / 25, 2026y / 4 / 1, 2026y / 4 / 2, 2028y / 12 / 25));
}

TEST(Holidays, AMovedOccurrenceLeavesItsOldDay) {
    EXPECT_THAT(
        days(calendar_of(
            event("DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n") +
            event("RECURRENCE-ID;VALUE=DATE:20270501\r\nDTSTART;VALUE=DATE:20270503\r\n")
        )),
        ElementsAre(2026y / 5 / 1, 2027y / 5 / 3)
    );
}

TEST(Holidays, TimesCountInTheServicesZone) {
    // 23:00 to 02:00 in Berlin is the afternoon of one day in New York.
    const auto text = calendar_of(event("DTSTART:20261130T220000Z\r\nDTEND:20261201T010000Z\r\n"));
    EXPECT_THAT(days(text), ElementsAre(2026y / 11 / 30, 2026y / 12 / 1));
    EXPECT_THAT(days(text, "America/New_York"), ElementsAre(2026y / 11 / 30));
    // What ends at midnight does not take the next day, over the end of summer time either.
    EXPECT_THAT(
        days(calendar_of(event("DTSTART:20261024T220000Z\r\nDTEND:20261025T230000Z\r\n"))),
        ElementsAre(2026y / 10 / 25)
    );
    // A time without a zone is meant where the service is.
    EXPECT_THAT(
        days(
            calendar_of(event("DTSTART:20261224T140000\r\nDTEND:20261224T180000\r\n")), "Asia/Tokyo"
        ),
        ElementsAre(2026y / 12 / 24)
    );
    EXPECT_THAT(
        days(
            calendar_of(event("DTSTART;TZID=America/New_York:20261224T200000\r\nDTEND;TZID=America/"
                              "New_York:20261224T210000\r\n")),
            "Asia/Tokyo"
        ),
        ElementsAre(2026y / 12 / 25)
    );
}

TEST(Holidays, WhatWasCancelledIsNoHolidayAndEmptyFieldsDoNotMatter) {
    EXPECT_THAT(
        days(calendar_of(
            event("DTSTART;VALUE=DATE:20261224\r\nSTATUS:CANCELLED\r\n") +
            event("DTSTART;VALUE=DATE:20261226\r\nDESCRIPTION:\r\nX-COLOUR:red\r\n")
        )),
        ElementsAre(2026y / 12 / 26)
    );
}

TEST(Holidays, AFileOfAnotherKindOrHalfAFileIsRefused) {
    EXPECT_THAT(fault(""), StartsWith("is empty|"));
    EXPECT_THAT(fault("<!doctype html>"), AllOf(StartsWith("is no iCalendar"), HasSubstr("link")));
    const auto whole = calendar_of(event("DTSTART;VALUE=DATE:20261224\r\n"));
    EXPECT_THAT(fault(whole.substr(0, whole.size() - 20)), StartsWith("ends in the middle"));
    EXPECT_THAT(fault(calendar_of("")), StartsWith("has no events"));
    EXPECT_THAT(days("\xEF\xBB\xBF" + whole + "\n\n"), SizeIs(1));
    EXPECT_THAT(days(whole + whole), SizeIs(1)) << "two calendars in a row";
}

TEST(Holidays, ABrokenEventIsNamed) {
    const auto bad = [](const std::string& lines) { return fault(calendar_of(event(lines))); };
    EXPECT_THAT(bad("DTSTART;VALUE=DATE:2026XX24\r\n"), HasSubstr("\"A day off\" has a DTSTART"));
    EXPECT_THAT(
        bad("DTSTART;VALUE=DATE:20261224\r\nRRULE:FREQ=OFTEN\r\n"), HasSubstr("has a RRULE that")
    );
    EXPECT_THAT(bad("DTEND;VALUE=DATE:20261224\r\n"), HasSubstr("has no DTSTART"));
    EXPECT_THAT(bad("DTSTART;VALUE=DATE:20260230\r\n"), HasSubstr("does not exist"));
    EXPECT_THAT(
        bad("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261220\r\n"),
        HasSubstr("ends before it starts")
    );
    EXPECT_THAT(
        bad("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20361220\r\n"),
        HasSubstr("longer than a year")
    );
    EXPECT_THAT(
        bad("DTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY\r\n"), HasSubstr("repeats too often")
    );
}

class HolidayFileTest : public ConfigTest {
  protected:
    static std::string service(const std::string& holidays) {
        return "[[service]]\nname = \"checkout\"\nslack_channels = []\n"
               "timezone = \"Europe/Berlin\"\nholidays = " +
               holidays + "\n";
    }
};

TEST_F(HolidayFileTest, AFileAndDatesMayStandSideBySide) {
    write("company.ics", calendar_of(event("DTSTART;VALUE=DATE:20261224\r\n")));
    for (const char* holidays :
         {"\"company.ics\"", "[\"company.ics\"]", "[2026-12-24, \"company.ics\"]"}) {
        const auto loaded = load(service(holidays));
        ASSERT_THAT(lines(loaded.problems), IsEmpty()) << holidays;
        EXPECT_THAT(loaded.config->directory.services[0].holidays, ElementsAre(2026y / 12 / 24));
    }
    const auto both = load(service("[\"2026-12-31\", \"company.ics\"]"));
    EXPECT_THAT(both.config->directory.services[0].holidays, SizeIs(2));
}

TEST_F(HolidayFileTest, ABrokenFileIsAProblemThatNamesIt) {
    write("broken.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n");
    write("odd.ics", calendar_of(event("DTSTART;VALUE=DATE:2026XX24\r\n")));
    EXPECT_THAT(
        problems(service("[\"broken.ics\", \"nowhere.ics\", \"odd.ics\", \"tomorrow\"]")),
        ElementsAre(
            AllOf(
                StartsWith("5: holidays names " + (folder_ / "broken.ics").string()),
                HasSubstr("ends in the middle"),
                HasSubstr("Download or export it once more.")
            ),
            AllOf(HasSubstr("nowhere.ics, which cannot be read."), HasSubstr("Correct the path")),
            AllOf(HasSubstr("odd.ics: The event \"A day off\" has a DTSTART that cannot be read.")),
            AllOf(HasSubstr("holds no date: \"tomorrow\""), HasSubstr("ends in .ics"))
        )
    );
}

}  // namespace
}  // namespace debrief::test
