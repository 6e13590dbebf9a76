#include "bot/core/calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <thread>

namespace debrief::core {
namespace {

using namespace std::chrono;

constexpr const char* berlin = "Europe/Berlin";
constexpr const char* new_york = "America/New_York";
constexpr const char* kolkata = "Asia/Kolkata";
constexpr const char* apia = "Pacific/Apia";

UtcTime utc(int y, unsigned m, unsigned d, int h = 0, int min = 0) {
    return sys_days(year(y) / month(m) / day(d)) + hours(h) + minutes(min);
}

LocalDate on(int y, unsigned m, unsigned d) {
    return year(y) / month(m) / day(d);
}

Calendar calendar(std::string_view zone, std::set<LocalDate> holidays = {}) {
    return Calendar(zone, WorkingHours(), std::move(holidays));
}

constexpr int at_nine = 9 * 60;
constexpr int half_past_two = 2 * 60 + 30;

TEST(Zones, AreKnownByTheirExactName) {
    EXPECT_TRUE(known_zone("UTC"));
    EXPECT_TRUE(known_zone(berlin));
    EXPECT_TRUE(known_zone(kolkata));
    EXPECT_FALSE(known_zone(""));
    EXPECT_FALSE(known_zone("europe/berlin"));
    EXPECT_FALSE(known_zone("Europe/Atlantis"));
    EXPECT_FALSE(known_zone("../../etc/passwd"));
}

TEST(Zones, TheNearestOneIsNamed) {
    EXPECT_EQ(nearest_zone("Europe/Berln"), "Europe/Berlin");
    EXPECT_EQ(nearest_zone("europe/berlin"), "Europe/Berlin");
    EXPECT_EQ(nearest_zone("Kolkata"), "Asia/Kolkata");
    EXPECT_EQ(nearest_zone("Middle-earth/Hobbiton"), "");
    EXPECT_EQ(nearest_zone(""), "");
    EXPECT_EQ(nearest_zone(std::string(40000, 'x')), "");
}

TEST(Zones, AnUnknownOneCountsAsUtc) {
    for (const auto* zone : {"", "Europe/Atlantis", "UTC"}) {
        EXPECT_EQ(calendar(zone).at(on(2026, 7, 1), at_nine), utc(2026, 7, 1, 9)) << zone;
        EXPECT_EQ(calendar(zone).format(utc(2026, 7, 1, 9), "%H:%M %Z"), "09:00 UTC") << zone;
    }
}

TEST(Zones, CanBeAskedForFromManyThreads) {
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (const auto* zone : {berlin, new_york, kolkata, apia}) {
        threads.emplace_back([zone, &right] {
            const auto date = calendar(zone).date(calendar(zone).at(on(2026, 7, 1), at_nine));
            if (date == on(2026, 7, 1)) ++right;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 4);
}

TEST(WallClock, FollowsDaylightSaving) {
    EXPECT_EQ(calendar(berlin).at(on(2026, 1, 15), at_nine), utc(2026, 1, 15, 8));
    EXPECT_EQ(calendar(berlin).at(on(2026, 7, 15), at_nine), utc(2026, 7, 15, 7));
    EXPECT_EQ(calendar(new_york).at(on(2026, 1, 15), at_nine), utc(2026, 1, 15, 14));
    EXPECT_EQ(calendar(new_york).at(on(2026, 7, 15), at_nine), utc(2026, 7, 15, 13));
    EXPECT_EQ(calendar(kolkata).at(on(2026, 7, 15), at_nine), utc(2026, 7, 15, 3, 30));
    EXPECT_EQ(calendar(apia).at(on(2026, 7, 15), at_nine), utc(2026, 7, 14, 20));
}

TEST(WallClock, ASkippedOneIsTheFirstAfterTheGap) {
    // Berlin, 29 March 2026: 02:00 CET is followed by 03:00 CEST.
    EXPECT_EQ(calendar(berlin).at(on(2026, 3, 29), half_past_two), utc(2026, 3, 29, 1));
    EXPECT_EQ(calendar(berlin).at(on(2026, 3, 29), 119), utc(2026, 3, 29, 0, 59));
    EXPECT_EQ(calendar(berlin).at(on(2026, 3, 29), 180), utc(2026, 3, 29, 1));
    // New York, 8 March 2026.
    EXPECT_EQ(calendar(new_york).at(on(2026, 3, 8), half_past_two), utc(2026, 3, 8, 7));
    // Apia has no 30 December 2011.
    EXPECT_EQ(calendar(apia).at(on(2011, 12, 30), at_nine), utc(2011, 12, 30, 10));
    EXPECT_EQ(calendar(apia).date(utc(2011, 12, 30, 10)), on(2011, 12, 31));
}

TEST(WallClock, ADoubleOneIsTheFirst) {
    // Berlin, 25 October 2026: 03:00 CEST is followed by 02:00 CET.
    EXPECT_EQ(calendar(berlin).at(on(2026, 10, 25), half_past_two), utc(2026, 10, 25, 0, 30));
    EXPECT_EQ(calendar(berlin).at(on(2026, 10, 25), 180), utc(2026, 10, 25, 2));
    EXPECT_EQ(calendar(new_york).at(on(2026, 11, 1), 90), utc(2026, 11, 1, 5, 30));
}

TEST(WallClock, MidnightBelongsToItsDay) {
    EXPECT_EQ(calendar(berlin).date(utc(2026, 11, 20, 22, 59)), on(2026, 11, 20));
    EXPECT_EQ(calendar(berlin).date(utc(2026, 11, 20, 23)), on(2026, 11, 21));
    EXPECT_EQ(calendar(berlin).at(on(2026, 11, 20), 24 * 60), utc(2026, 11, 20, 23));
}

TEST(WallClock, IsFormattedWithItsZone) {
    const auto c = calendar(berlin);
    EXPECT_EQ(c.format(utc(2026, 11, 20, 13), "%a %d %b %H:%M %Z"), "Fri 20 Nov 14:00 CET");
    EXPECT_EQ(c.format(utc(2026, 7, 3, 13), "%Y-%m-%d %H:%M %Z"), "2026-07-03 15:00 CEST");
    const auto odd = utc(2026, 7, 3, 13) + milliseconds(61'999);
    EXPECT_EQ(c.format(odd, "%H:%M:%S%z"), "15:01:01+0200");
    EXPECT_EQ(c.format(odd, ""), "");
}

TEST(WorkingTime, IsMondayToFridayWithinTheHours) {
    const auto c = calendar(berlin);
    EXPECT_TRUE(c.is_working(utc(2026, 11, 20, 8)));       // Friday 09:00
    EXPECT_FALSE(c.is_working(utc(2026, 11, 20, 7, 59)));  // Friday 08:59
    EXPECT_TRUE(c.is_working(utc(2026, 11, 20, 15, 59)));  // Friday 16:59
    EXPECT_FALSE(c.is_working(utc(2026, 11, 20, 16)));     // Friday 17:00
    EXPECT_FALSE(c.is_working(utc(2026, 11, 21, 10)));     // Saturday
    EXPECT_FALSE(calendar(berlin, {on(2026, 11, 20)}).is_working(utc(2026, 11, 20, 10)));
}

TEST(WorkingTime, BeginsAgainAfterNightsWeekendsAndHolidays) {
    const auto c = calendar(berlin, {on(2026, 12, 24), on(2026, 12, 25)});
    const auto in_time = utc(2026, 11, 20, 10) + milliseconds(123);
    EXPECT_EQ(c.next_working(in_time), in_time);
    EXPECT_EQ(c.next_working(utc(2026, 11, 20, 3)), utc(2026, 11, 20, 8));
    EXPECT_EQ(c.next_working(utc(2026, 11, 20, 16)), utc(2026, 11, 23, 8));
    EXPECT_EQ(c.next_working(utc(2026, 12, 23, 16)), utc(2026, 12, 28, 8));
    // Over the weekend the clocks change: still 09:00 by the wall.
    EXPECT_EQ(c.next_working(utc(2026, 3, 27, 17)), utc(2026, 3, 30, 7));
}

TEST(WorkingTime, HoursThatNeverComeDoNotHang) {
    const Calendar never(berlin, WorkingHours{17 * 60, 9 * 60}, {});
    EXPECT_EQ(never.next_working(utc(2026, 11, 20, 10)), utc(2026, 11, 20, 10));
}

TEST(BusinessDays, SkipWeekendsAndHolidays) {
    const auto friday = utc(2026, 11, 20, 13);  // 14:00
    EXPECT_EQ(calendar(berlin).add_business_days(friday, 0), friday);
    EXPECT_EQ(calendar(berlin).add_business_days(friday, 1), utc(2026, 11, 23, 13));
    EXPECT_EQ(calendar(berlin).add_business_days(friday, 5), utc(2026, 11, 27, 13));
    EXPECT_EQ(calendar(berlin).add_business_days(friday, 6), utc(2026, 11, 30, 13));
    const auto c = calendar(berlin, {on(2026, 11, 23), on(2026, 11, 24)});
    EXPECT_EQ(c.add_business_days(friday, 1), utc(2026, 11, 25, 13));
    EXPECT_EQ(c.add_business_days(friday, 10), utc(2026, 12, 8, 13));
}

TEST(BusinessDays, AStartOnADayOffCountsFromTheNextBusinessDay) {
    const auto c = calendar(berlin, {on(2026, 11, 23)});
    const auto saturday = utc(2026, 11, 21, 13);
    EXPECT_EQ(c.add_business_days(saturday, 0), utc(2026, 11, 24, 13));
    EXPECT_EQ(c.add_business_days(saturday, 1), utc(2026, 11, 25, 13));
}

TEST(BusinessDays, NoneIsTheVeryInstant) {
    // Amman, Friday 30 October 2015: 00:30 came twice.
    const auto second = utc(2015, 10, 29, 22, 30);
    ASSERT_EQ(calendar("Asia/Amman").format(second, "%a %H:%M"), "Fri 00:30");
    EXPECT_EQ(calendar("Asia/Amman").add_business_days(second, 0), second);
}

TEST(BusinessDays, KeepTheWallClockOverChangesOfTheClocks) {
    EXPECT_EQ(calendar(berlin).add_business_days(utc(2026, 3, 27, 13), 1), utc(2026, 3, 30, 12));
    EXPECT_EQ(calendar(berlin).add_business_days(utc(2026, 10, 23, 12), 1), utc(2026, 10, 26, 13));
    EXPECT_EQ(calendar(new_york).add_business_days(utc(2026, 3, 6, 19), 1), utc(2026, 3, 9, 18));
    EXPECT_EQ(calendar(kolkata).add_business_days(utc(2026, 3, 6, 9), 1), utc(2026, 3, 9, 9));
}

TEST(CalendarDays, KeepTheWallClock) {
    const auto c = calendar(berlin);
    EXPECT_EQ(c.add_days(utc(2026, 3, 28, 13), 1), utc(2026, 3, 29, 12));
    EXPECT_EQ(c.add_days(utc(2026, 3, 29, 12), -1), utc(2026, 3, 28, 13));
    EXPECT_EQ(c.add_days(utc(2026, 3, 28, 1, 30), 1), utc(2026, 3, 29, 1));  // 02:30 is skipped
    EXPECT_EQ(c.add_days(utc(2028, 2, 28, 13), 1), utc(2028, 2, 29, 13));
    const auto second_half_past_two = utc(2026, 10, 25, 1, 30);
    EXPECT_EQ(c.add_days(second_half_past_two, 0), second_half_past_two);
}

TEST(Weekly, IsTheNextInstantStrictlyAfter) {
    const auto c = calendar(berlin);
    const WeeklyRule monday;
    EXPECT_EQ(c.next(monday, utc(2026, 11, 20, 13)), utc(2026, 11, 23, 8));
    EXPECT_EQ(c.next(monday, utc(2026, 11, 23, 7, 59)), utc(2026, 11, 23, 8));
    EXPECT_EQ(c.next(monday, utc(2026, 11, 23, 8)), utc(2026, 11, 30, 8));
}

TEST(Weekly, StaysOnTheWallClock) {
    const auto c = calendar(berlin);
    const WeeklyRule monday;
    EXPECT_EQ(c.next(monday, utc(2026, 3, 23, 8)), utc(2026, 3, 30, 7));
    EXPECT_EQ(c.next(monday, utc(2026, 10, 19, 7)), utc(2026, 10, 26, 8));
    EXPECT_EQ(calendar(apia).next(monday, utc(2026, 7, 10)), utc(2026, 7, 12, 20));
}

TEST(Weekly, ASkippedOrDoubleWallClockComesOnce) {
    const auto c = calendar(berlin);
    const WeeklyRule sunday{Sunday, half_past_two};
    const auto skipped = c.next(sunday, utc(2026, 3, 28));
    EXPECT_EQ(skipped, utc(2026, 3, 29, 1));
    EXPECT_EQ(c.next(sunday, skipped), utc(2026, 4, 5, 0, 30));
    const auto first = c.next(sunday, utc(2026, 10, 24));
    EXPECT_EQ(first, utc(2026, 10, 25, 0, 30));
    EXPECT_EQ(c.next(sunday, first), utc(2026, 11, 1, 1, 30));
    // Apia's skipped Friday.
    const WeeklyRule friday{Friday, at_nine};
    const auto moved = calendar(apia).next(friday, utc(2011, 12, 29));
    EXPECT_EQ(moved, utc(2011, 12, 30, 10));
    EXPECT_EQ(calendar(apia).next(friday, moved), utc(2012, 1, 5, 19));
}

TEST(BusinessMorning, IsOnTheNextBusinessDay) {
    const auto c = calendar(berlin, {on(2026, 11, 23)});
    EXPECT_EQ(c.next_business_morning(utc(2026, 11, 19, 3)), utc(2026, 11, 20, 8));
    EXPECT_EQ(c.next_business_morning(utc(2026, 11, 20, 13)), utc(2026, 11, 24, 8));
    // Late on Thursday in New York it is already Friday in UTC.
    EXPECT_EQ(
        calendar(new_york).next_business_morning(utc(2026, 11, 20, 2)), utc(2026, 11, 20, 14)
    );
    EXPECT_EQ(calendar(apia).next_business_morning(utc(2011, 12, 29, 20)), utc(2012, 1, 1, 19));
}

// ---- Properties

Calendar some_calendar() {
    const auto zone = *rc::gen::element<std::string>(
        berlin, new_york, kolkata, apia, "Australia/Lord_Howe", "America/St_Johns", "UTC"
    );
    const auto from = *rc::gen::inRange(0, 23 * 60);
    const auto to = *rc::gen::inRange(from + 61, 24 * 60 + 61);
    std::set<LocalDate> holidays;
    const auto first = sys_days(on(2009, 1, 1));
    for (const auto offset : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 9000)))
        holidays.insert(LocalDate(first + days(offset)));
    return Calendar(zone, WorkingHours{from, std::min(to, 24 * 60)}, holidays);
}

UtcTime some_time() {
    const auto seconds_long = 25LL * 365 * 24 * 3600;
    return utc(2009, 1, 1) + seconds(*rc::gen::inRange<long long>(0, seconds_long));
}

void holds(bool fine) {
    EXPECT_TRUE(fine);
}

TEST(CalendarProperty, NextWorkingIsWorkingAndNeverEarlier) {
    holds(rc::check([] {
        const auto c = some_calendar();
        const auto time = some_time();
        const auto found = c.next_working(time);
        RC_ASSERT(found >= time);
        RC_ASSERT(c.is_working(found));
        RC_ASSERT(c.next_working(found) == found);
    }));
}

TEST(CalendarProperty, MoreBusinessDaysAreLater) {
    holds(rc::check([] {
        const auto c = some_calendar();
        const auto time = some_time();
        const auto count = *rc::gen::inRange(0, 40);
        const auto fewer = c.add_business_days(time, count);
        const auto more = c.add_business_days(time, count + 1);
        RC_ASSERT(time <= fewer);
        RC_ASSERT(fewer < more);
    }));
}

TEST(CalendarProperty, DateAndMinuteComeBack) {
    holds(rc::check([] {
        const auto c = some_calendar();
        const auto date = c.date(some_time());
        const auto minute = *rc::gen::inRange(0, 24 * 60);
        const auto time = c.at(date, minute);
        RC_ASSERT(time >= c.at(date, 0));
        RC_PRE(c.date(time) == date);  // else the gap reached into the next day
        // Only a skipped wall clock may come back later than it was asked for.
        const auto shown = c.format(time, "%H:%M");
        const auto back = std::stoi(shown.substr(0, 2)) * 60 + std::stoi(shown.substr(3));
        RC_ASSERT(back >= minute);
        RC_ASSERT(c.at(date, back) == time);
    }));
}

TEST(CalendarProperty, ARuleComesWithinEightDaysAndMovesOn) {
    holds(rc::check([] {
        const auto c = some_calendar();
        const auto time = some_time();
        const WeeklyRule rule{weekday(*rc::gen::inRange(0U, 7U)), *rc::gen::inRange(0, 24 * 60)};
        const auto next = c.next(rule, time);
        RC_ASSERT(next > time);
        RC_ASSERT(next - time <= days(8));
        RC_ASSERT(c.next(rule, next - milliseconds(1)) == next);
    }));
}

TEST(CalendarProperty, TheNextMorningIsOnALaterDay) {
    holds(rc::check([] {
        const auto c = some_calendar();
        const auto time = some_time();
        const auto morning = c.next_business_morning(time);
        RC_ASSERT(c.date(morning) > c.date(time));
    }));
}

}  // namespace
}  // namespace debrief::core
