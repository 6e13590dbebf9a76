#include "adapters/teams/timestamp.hpp"

#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using std::chrono::milliseconds;

TEST(Timestamp, ReadsWhatTeamsWrites) {
    const UtcTime moment(milliseconds(1'795'176'000'123));  // 2026-11-20 12:00:00.123 UTC
    for (const auto* text :
         {"2026-11-20T12:00:00.123Z",
          "2026-11-20T12:00:00.1234567Z",
          "2026-11-20T12:00:00.123999999Z",
          "2026-11-20T13:00:00.123+01:00",
          "2026-11-20T04:30:00.1234567-07:30"}) {
        EXPECT_EQ(read_timestamp(text), moment) << text;
    }
    EXPECT_EQ(read_timestamp("2026-11-20T12:00:00Z"), moment - milliseconds(123));
    EXPECT_EQ(read_timestamp("2026-11-20T12:00:00.1Z"), moment - milliseconds(23));
}

TEST(Timestamp, ReadsNothingElse) {
    for (const auto* text :
         {"",
          "2026-11-20",
          "2026-11-20T12:00:00",
          "2026-11-20T12:00:00.Z",
          "2026-11-20T12:00:00.1234567890Z",
          "2026-02-30T12:00:00Z",
          "2026-11-20T24:00:00Z",
          "2026-11-20T12:60:00Z",
          "2026-11-20T12:00:00Z ",
          "2026-11-20T12:00:00+1:00",
          "yesterday"}) {
        EXPECT_FALSE(read_timestamp(text)) << text;
    }
}

}  // namespace
}  // namespace debrief::teams
