#include "bot/flow/marker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace debrief::flow {
namespace {

TEST(Marker, LaterOnesSortBehindEarlierOnes) {
    SeededRandom random(5);
    std::vector<std::string> markers;
    for (const std::int64_t at : {0LL, 1LL, 255LL, 1'795'180'000'000LL, 1'795'180'000'001LL})
        markers.push_back(fresh_marker(UtcTime(Duration(at)), random));
    EXPECT_TRUE(std::is_sorted(markers.begin(), markers.end()));
}

TEST(Marker, ThoseOfOneMomentDiffer) {
    SeededRandom random(5);
    std::set<std::string> markers;
    for (int i = 0; i < 1000; ++i) {
        auto marker = fresh_marker(UtcTime(Duration(1'795'180'000'000)), random);
        EXPECT_EQ(marker.size(), 32U);
        EXPECT_EQ(marker.substr(0, 12), "01a1f910f300") << marker;
        markers.insert(std::move(marker));
    }
    EXPECT_EQ(markers.size(), 1000U);
}

}  // namespace
}  // namespace debrief::flow
