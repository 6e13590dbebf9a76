#include "bot/core/calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace debrief::core {
namespace {

using namespace std::chrono;

UtcTime utc(int y, unsigned m, unsigned d, int h = 0, int min = 0) {
    return sys_days(year(y) / month(m) / day(d)) + hours(h) + minutes(min);
}

/// Friday, 20 November 2026, 15:30 in Berlin.
UtcTime now() {
    return utc(2026, 11, 20, 14, 30);
}

const Calendar& berlin() {
    static const Calendar calendar("Europe/Berlin", WorkingHours(), {});
    return calendar;
}

std::optional<UtcTime> time_of(std::string_view text) {
    return read_time(text, now(), berlin());
}
std::optional<UtcTime> until(std::string_view text) {
    return read_until(text, now(), berlin());
}

TEST(ReadTime, ReadsDatesAndWallClocksInTheZone) {
    EXPECT_EQ(time_of("2026-11-20 14:00"), utc(2026, 11, 20, 13));
    EXPECT_EQ(time_of("2026-07-20 14:00"), utc(2026, 7, 20, 12));
    EXPECT_EQ(time_of("2026-11-20"), utc(2026, 11, 19, 23));
    EXPECT_EQ(time_of("14:00"), utc(2026, 11, 20, 13));
    EXPECT_EQ(time_of("9:05"), utc(2026, 11, 20, 8, 5));
    EXPECT_EQ(time_of("14:00:30"), utc(2026, 11, 20, 13) + seconds(30));
    EXPECT_EQ(time_of("2026-11-20T14:00"), utc(2026, 11, 20, 13));
}

TEST(ReadTime, ReadsDayWords) {
    EXPECT_EQ(time_of("yesterday 14:00"), utc(2026, 11, 19, 13));
    EXPECT_EQ(time_of("Today 14:00"), utc(2026, 11, 20, 13));
    EXPECT_EQ(time_of("tomorrow 0:30"), utc(2026, 11, 20, 23, 30));
    EXPECT_EQ(time_of("TODAY"), utc(2026, 11, 19, 23));
    EXPECT_EQ(time_of("yesterday"), utc(2026, 11, 18, 23));
    EXPECT_EQ(time_of("tomorrow"), utc(2026, 11, 20, 23));
    EXPECT_EQ(time_of("now"), now());
}

TEST(ReadTime, ReadsHowLongAgo) {
    EXPECT_EQ(time_of("2h ago"), utc(2026, 11, 20, 12, 30));
    EXPECT_EQ(time_of("30m ago"), utc(2026, 11, 20, 14));
    EXPECT_EQ(time_of("90 minutes ago"), utc(2026, 11, 20, 13));
    EXPECT_EQ(time_of("3d ago"), utc(2026, 11, 17, 14, 30));
    // Four weeks before, Berlin was on summer time: the wall clock stays.
    EXPECT_EQ(time_of("4 weeks ago"), utc(2026, 10, 23, 13, 30));
}

TEST(ReadTime, ReadsInstantsWithOffset) {
    EXPECT_EQ(time_of("2026-11-20T14:00:00Z"), utc(2026, 11, 20, 14));
    EXPECT_EQ(time_of("2026-11-20t14:00:00.250z"), utc(2026, 11, 20, 14) + milliseconds(250));
    EXPECT_EQ(time_of("2026-11-20T14:00:00+05:30"), utc(2026, 11, 20, 8, 30));
    EXPECT_EQ(time_of("2026-11-20T22:00:00-0800"), utc(2026, 11, 21, 6));
    EXPECT_EQ(time_of("2026-11-20 14:00:00Z"), utc(2026, 11, 20, 14));
}

TEST(ReadTime, TakesSpacesAsChatClientsSendThem) {
    EXPECT_EQ(time_of("  2026-11-20\xC2\xA0 14:00 "), utc(2026, 11, 20, 13));
    EXPECT_EQ(time_of("2h\nago"), utc(2026, 11, 20, 12, 30));
}

TEST(ReadTime, KnowsTheCalendarAndTheClocks) {
    EXPECT_EQ(time_of("2028-02-29 12:00"), utc(2028, 2, 29, 11));
    EXPECT_EQ(time_of("2026-02-29"), std::nullopt);
    EXPECT_EQ(time_of("2100-02-29"), std::nullopt);
    EXPECT_EQ(time_of("2026-04-31"), std::nullopt);
    EXPECT_EQ(time_of("2026-03-29 02:30"), utc(2026, 3, 29, 1));
    EXPECT_EQ(time_of("2026-10-25 02:30"), utc(2026, 10, 25, 0, 30));
}

TEST(ReadTime, StaysWithinItsYears) {
    EXPECT_EQ(time_of("1970-01-02"), utc(1970, 1, 1, 23));
    EXPECT_EQ(time_of("1970-01-01"), std::nullopt);  // midnight in Berlin is before the epoch
    EXPECT_EQ(time_of("1969-12-31"), std::nullopt);
    EXPECT_EQ(time_of("2200-12-31"), utc(2200, 12, 30, 23));
    EXPECT_EQ(time_of("2201-01-01"), std::nullopt);
    EXPECT_EQ(time_of("99999d ago"), std::nullopt);
    EXPECT_EQ(time_of("2147483647w ago"), std::nullopt);
    EXPECT_EQ(time_of("99999999999999999999h ago"), std::nullopt);
}

TEST(ReadTime, NothingElseIsATime) {
    for (const auto* text :
         {"",
          " ",
          "banana",
          "14",
          "24:00",
          "12:60",
          "12:5",
          "012:05",
          "14:00:60",
          "14:00:00.",
          "14:00Z",
          "14:00x",
          "2026-11-20 14:00 x",
          "2026-11-20-",
          "2026-11-20T",
          "2026-13-01",
          "2026-00-10",
          "2026-11-00",
          "2026-1-2",
          "20261120",
          "2026/11/20",
          "2026-11-20T14:00+25:00",
          "2026-11-20T14:00+01:00x",
          "yesterday tomorrow",
          "today 14:00Z",
          "ago",
          "h ago",
          "2h",
          "-2h ago",
          "+2h ago",
          "0h ago",
          "2 ago",
          "2x ago",
          "2 h x ago",
          "2h 3m ago"}) {
        EXPECT_EQ(time_of(text), std::nullopt) << text;
    }
    EXPECT_EQ(time_of(std::string(40000, '1')), std::nullopt);
}

TEST(ReadUntil, ReadsDurations) {
    EXPECT_EQ(until("30m"), now() + minutes(30));
    EXPECT_EQ(until("4h"), now() + hours(4));
    EXPECT_EQ(until("2D"), now() + days(2));
    EXPECT_EQ(until("1w"), now() + days(7));
    EXPECT_EQ(until("1 day"), now() + days(1));
    EXPECT_EQ(until("2 hours"), now() + hours(2));
    // Into summer time, by the wall clock.
    const auto march = utc(2026, 3, 27, 12);
    EXPECT_EQ(read_until("3d", march, berlin()), utc(2026, 3, 30, 11));
    EXPECT_EQ(read_until("72h", march, berlin()), utc(2026, 3, 30, 12));
}

TEST(ReadUntil, ReadsTheNextWorkingDays) {
    EXPECT_EQ(until("next working day"), utc(2026, 11, 23, 8));
    EXPECT_EQ(until("Next business day"), utc(2026, 11, 23, 8));
    // Tomorrow is a Saturday: nobody is reminded before Monday.
    EXPECT_EQ(until("tomorrow"), utc(2026, 11, 23, 8));
    EXPECT_EQ(read_until("tomorrow", utc(2026, 11, 17, 14), berlin()), utc(2026, 11, 18, 8));
}

TEST(ReadUntil, NothingElseIsADuration) {
    for (const auto* text :
         {"",
          "0m",
          "-1d",
          "1",
          "d",
          "1y",
          "1d 2h",
          "d1",
          "14:00",
          "2026-11-20",
          "next day",
          "next week day",
          "today",
          "1 day ago",
          "99999999d"}) {
        EXPECT_EQ(until(text), std::nullopt) << text;
    }
}

TEST(ReadTimeProperty, WhatTheCalendarWritesIsReadBack) {
    EXPECT_TRUE(rc::check([] {
        const auto minutes_long = 200LL * 365 * 24 * 60;
        const auto time = utc(1971, 1, 1) + minutes(*rc::gen::inRange<long long>(0, minutes_long));
        const auto text = berlin().format(time, "%Y-%m-%d %H:%M");
        const auto back = read_time(text, now(), berlin());
        RC_ASSERT(back.has_value());
        // Of two equal wall clocks the first is meant.
        RC_ASSERT(*back == time || *back == time - hours(1));
        RC_ASSERT(berlin().format(*back, "%Y-%m-%d %H:%M") == text);
    }));
}

TEST(ReadTimeProperty, AnyTextIsReadOrLeft) {
    EXPECT_TRUE(rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("0129:-+ TZhdmago.tomrwy\xC2\xA0"))
        );
        const auto time = time_of(text);
        RC_ASSERT(!time || (*time >= utc(1970, 1, 1) && *time < utc(2201, 1, 1)));
        const auto later = until(text);
        RC_ASSERT(!later || (*later > now() && *later < utc(2201, 1, 1)));
    }));
}

}  // namespace
}  // namespace debrief::core
