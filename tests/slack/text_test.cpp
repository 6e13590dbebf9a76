#include "adapters/slack/text.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

std::string plain(std::string_view mrkdwn) {
    return read_text(mrkdwn).text;
}

TEST(ReadText, UndoesTheThreeEscapesOnce) {
    EXPECT_EQ(plain("a &lt;b&gt; &amp; c"), "a <b> & c");
    EXPECT_EQ(plain("&amp;lt; &copy; & &"), "&lt; &copy; & &");
}

TEST(ReadText, KeepsMentionsApart) {
    const PlainText text = read_text("ask <@U1|bob &amp; co> or <@W2>");
    EXPECT_EQ(text.text, "ask @U1 or @W2");
    ASSERT_EQ(text.mentions.size(), 2U);
    EXPECT_EQ(text.mentions[0].handle, "U1");
    EXPECT_EQ(text.mentions[0].name, "bob & co");
    EXPECT_EQ(text.mentions[1].handle, "W2");
    EXPECT_EQ(text.mentions[1].name, "");
}

TEST(ReadText, ReadsChannelsGroupsAndDates) {
    EXPECT_EQ(plain("<#C1|ops> <#C2> <#C3|>"), "#ops #C2 #C3");
    EXPECT_EQ(plain("<!here> <!channel|channel> <!everyone>"), "@here @channel @everyone");
    EXPECT_EQ(plain("<!subteam^S1|@mail-team> <!subteam^S2>"), "@mail-team @S2");
    EXPECT_EQ(plain("<!date^1392734382^{date}|18 Feb 2014>"), "18 Feb 2014");
}

TEST(ReadText, ReadsLinks) {
    EXPECT_EQ(plain("<https://a.example/x?a=1&amp;b=2>"), "https://a.example/x?a=1&b=2");
    EXPECT_EQ(plain("<https://a.example/x|the page>"), "the page (https://a.example/x)");
    EXPECT_EQ(plain("<http://a.example|a.example>"), "http://a.example");
    EXPECT_EQ(plain("<http://a.example/x|a.example>"), "http://a.example/x");
    EXPECT_EQ(plain("<https://a.example/|https://a.example/>"), "https://a.example/");
    EXPECT_EQ(
        plain("<mailto:o@a.example|o@a.example> <mailto:o@a.example|Olga>"),
        "o@a.example Olga (o@a.example)"
    );
}

TEST(ReadText, KeepsWhatIsNoTag) {
    EXPECT_EQ(plain("a < b and :tada:"), "a < b and :tada:");
    EXPECT_EQ(plain("<> <|x>"), "<> <|x>");
    EXPECT_EQ(plain("<"), "<");
    EXPECT_EQ(plain(""), "");
}

std::string said(std::string_view mrkdwn) {
    const MentionPlace place = find_mention(mrkdwn, "UBOT");
    return place.found ? std::string(place.said()) : "(not mentioned)";
}

TEST(FindMention, TellsWhatWasSaidToTheBot) {
    EXPECT_EQ(said("<@UBOT> status F-1"), "status F-1");
    EXPECT_EQ(said("<@UBOT|debrief>: status"), "status");
    EXPECT_EQ(said("hey <@UBOT>, help"), "help");
    EXPECT_EQ(said("status <@UBOT>"), "status");
    EXPECT_EQ(said("<@UBOT>"), "");
    EXPECT_EQ(said("ask <@UBOTTOM>"), "(not mentioned)");
    EXPECT_EQ(said("ask <@U1> or <@UBOT> list"), "list");
    EXPECT_EQ(said("broken <@UBOT"), "(not mentioned)");
    EXPECT_FALSE(find_mention("<@> x", "").found);
}

}  // namespace
}  // namespace debrief::slack
