#include "bot/net/http.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace debrief::net {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(Headers, CompareNamesWithoutCaseAndGiveTheFirst) {
    Headers headers;
    headers.add("X-Slack-Signature", "v0=1");
    headers.add("x-slack-signature", "v0=2");
    EXPECT_EQ(headers.get("X-SLACK-SIGNATURE"), "v0=1");
    EXPECT_TRUE(headers.has("x-Slack-signature"));
    EXPECT_FALSE(headers.has("x-slack"));
    EXPECT_EQ(headers.get("absent"), "");
}

TEST(HttpRequest, SplitsPathAndQuery) {
    EXPECT_EQ(HttpRequest("GET", "/a/b?x=1?2").path(), "/a/b");
    EXPECT_EQ(HttpRequest("GET", "/a/b?x=1?2").query(), "x=1?2");
    EXPECT_EQ(HttpRequest("GET", "/a").path(), "/a");
    EXPECT_EQ(HttpRequest("GET", "/a").query(), "");
    EXPECT_EQ(HttpRequest("GET", "/a?").query(), "");
}

TEST(Form, DecodesPlusEscapesAndEmptyParts) {
    const Fields expected{
        {"command", "/debrief"},
        {"text", "it works & well"},
        {"empty", ""},
        {"bare", ""},
        {"", "v"}};
    EXPECT_EQ(
        decode_form("command=%2Fdebrief&text=it+works+%26%20well&&empty=&bare&=v&"), expected
    );
    EXPECT_EQ(decode_form(""), Fields());
}

TEST(Form, LeavesABrokenEscapeAsItIs) {
    const Fields expected{{"a", "100%"}, {"b", "%zz"}, {"c", "%4"}, {"d", "x=y"}};
    EXPECT_EQ(decode_form("a=100%&b=%zz&c=%4&d=x=y"), expected);
}

TEST(Form, EncodesEverythingThatHasAMeaning) {
    EXPECT_EQ(
        encode_form({{"a b", "1&2=3+4%"}, {"\xC3\xBC", "~*-._"}}),
        "a+b=1%262%3D3%2B4%25&%C3%BC=%7E*-._"
    );
}

RC_GTEST_PROP(FormProperty, EncodedAndDecodedIsTheSame, (const Fields& fields)) {
    RC_ASSERT(decode_form(encode_form(fields)) == fields);
}

}  // namespace
}  // namespace debrief::net
