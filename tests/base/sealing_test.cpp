// What is sealed can be opened with the same key and context only.
#include "bot/base/crypto.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace debrief::crypto {
namespace {

RC_GTEST_PROP(
    Sealing, GivesBackWhatWasSealed, (const std::string& text, const std::string& context)
) {
    const Digest key = sha256("key");
    const std::string sealed = seal(key, context, text);
    RC_ASSERT(unseal(key, context, sealed) == text);
    RC_ASSERT(seal(key, context, text) == sealed);
    RC_ASSERT(unseal(key, context + "x", sealed) == std::nullopt);
    RC_ASSERT(unseal(sha256("other"), context, sealed) == std::nullopt);
}

TEST(Sealing, NoticesEveryChange) {
    const Digest key = sha256("key");
    const std::string sealed = seal(key, "feedback:1", "{\"giver\":7}");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_EQ(unseal(key, "feedback:1", changed), std::nullopt) << i;
    }
    EXPECT_EQ(unseal(key, "feedback:1", ""), std::nullopt);
    EXPECT_EQ(unseal(key, "feedback:1", sealed.substr(0, 20)), std::nullopt);
}

TEST(Sealing, TheSameTextElsewhereLooksDifferent) {
    const Digest key = sha256("key");
    const std::string one = seal(key, "feedback:1", "7");
    const std::string two = seal(key, "feedback:2", "7");
    EXPECT_NE(one, two);
}

TEST(RandomToken, IsLongAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const auto token = random_token();
        ASSERT_TRUE(token);
        EXPECT_EQ(token->size(), 32U);
        EXPECT_EQ(token->find_first_not_of("0123456789abcdef"), std::string::npos);
        EXPECT_TRUE(seen.insert(*token).second);
    }
}

}  // namespace
}  // namespace debrief::crypto
