#include "bot/base/random.hpp"

#include <gtest/gtest.h>

#include <set>

namespace debrief {
namespace {

TEST(FreshKey, IsThirtyTwoHexDigits) {
    SystemRandom random;
    const std::string key = fresh_key(random);
    EXPECT_EQ(key.size(), 32U);
    EXPECT_EQ(key.find_first_not_of("0123456789abcdef"), std::string::npos) << key;
}

TEST(FreshKey, RepeatsWithTheSeedAndOnlyThen) {
    SeededRandom one(7);
    SeededRandom same(7);
    SeededRandom other(8);
    const std::string key = fresh_key(one);
    EXPECT_EQ(fresh_key(same), key);
    EXPECT_NE(fresh_key(other), key);
    std::set<std::string> keys;
    for (int i = 0; i < 1000; ++i) keys.insert(fresh_key(one));
    EXPECT_EQ(keys.size(), 1000U);
}

}  // namespace
}  // namespace debrief
