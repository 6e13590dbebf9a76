#include "bot/base/base64.hpp"

#include <gtest/gtest.h>

namespace debrief {
namespace {

TEST(Base64, EncodesTheVectorsOfItsStandard) {
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg==");
    EXPECT_EQ(to_base64("fo"), "Zm8=");
    EXPECT_EQ(to_base64("foo"), "Zm9v");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(to_base64url("fo"), "Zm8");
    EXPECT_EQ(to_base64("\xFB\xEF\xBE"), "++++");
    EXPECT_EQ(to_base64url("\xFF\xFE\xFB"), "__77");
}

TEST(Base64, BringsEveryByteBack) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
        EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
        EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
    }
}

TEST(Base64, RefusesWhatNoEncoderWrites) {
    EXPECT_FALSE(from_base64("Zg"));    // padding left out
    EXPECT_FALSE(from_base64("Zg="));   // half of it
    EXPECT_FALSE(from_base64("Z==="));  // too much of it
    EXPECT_FALSE(from_base64("Zh=="));  // bits that belong to nothing
    EXPECT_FALSE(from_base64("Zm8_"));  // the other alphabet
    EXPECT_FALSE(from_base64("Zm9v\n"));
    EXPECT_FALSE(from_base64("Zg==Zg=="));
    EXPECT_FALSE(from_base64url("Zg=="));
    EXPECT_FALSE(from_base64url("Zm8+"));
    EXPECT_FALSE(from_base64url("Z"));
    EXPECT_FALSE(from_base64url("Zh"));
}

}  // namespace
}  // namespace debrief
