#include "bot/base/text.hpp"

#include <gtest/gtest.h>

namespace debrief::text {
namespace {

TEST(Text, AcceptsWellFormedUtf8) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("plain"));
    EXPECT_TRUE(is_utf8("gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x8E\x89"));
    EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
    EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF")) << "U+10FFFF is the last code point";
}

struct BadBytes {
    const char* name;
    const char* bytes;
};
class IllFormed : public testing::TestWithParam<BadBytes> {};

TEST_P(IllFormed, IsRefusedAndReplaced) {
    const std::string text = std::string("a") + GetParam().bytes + "z";
    EXPECT_FALSE(is_utf8(text));
    const std::string repaired = to_utf8(text);
    EXPECT_TRUE(is_utf8(repaired));
    EXPECT_EQ(repaired.front(), 'a');
    EXPECT_EQ(repaired.back(), 'z');
    EXPECT_NE(repaired.find("\xEF\xBF\xBD"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Utf8,
    IllFormed,
    testing::Values(
        BadBytes{"lone_continuation", "\x80"},
        BadBytes{"overlong_slash", "\xC0\xAF"},
        BadBytes{"overlong_three", "\xE0\x80\xAF"},
        BadBytes{"overlong_four", "\xF0\x80\x80\xAF"},
        BadBytes{"surrogate", "\xED\xA0\x80"},
        BadBytes{"above_last", "\xF4\x90\x80\x80"},
        BadBytes{"truncated", "\xE2\x82"},
        BadBytes{"latin1", "\xFC"}
    ),
    [](const auto& each) { return each.param.name; }
);

TEST(Text, RefusesASequenceCutByTheEnd) {
    EXPECT_FALSE(is_utf8("ok \xF0\x9F\x8E"));
}

TEST(Text, CountsCodePoints) {
    EXPECT_EQ(length("abc"), 3U);
    EXPECT_EQ(length("\xC3\xBC\xE2\x82\xAC\xF0\x9F\x8E\x89"), 3U);
}

TEST(Text, CutsOnlyWhatIsTooLong) {
    EXPECT_EQ(cut("abcd", 4), "abcd");
    EXPECT_EQ(cut("abcde", 4), "abc\xE2\x80\xA6");
    EXPECT_EQ(
        cut("\xF0\x9F\x8E\x89\xF0\x9F\x8E\x89\xF0\x9F\x8E\x89", 2), "\xF0\x9F\x8E\x89\xE2\x80\xA6"
    );
    EXPECT_EQ(cut("abc", 1), "\xE2\x80\xA6");
    EXPECT_EQ(cut("abc", 0), "");
    EXPECT_EQ(cut("", 0), "");
}

TEST(Text, TrimsBlanksOfBothKinds) {
    EXPECT_EQ(trim(" \t\xC2\xA0 a b \xC2\xA0\r\n"), "a b");
    EXPECT_EQ(trim("\xC2\xA0"), "");
    EXPECT_EQ(trim(""), "");
}

TEST(Text, LowersAsciiOnly) {
    EXPECT_EQ(lower("ABC-\xC3\x9C"), "abc-\xC3\x9C");
}

}  // namespace
}  // namespace debrief::text
