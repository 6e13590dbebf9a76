#include "adapters/teams/mention_text.hpp"

#include "tests/teams/activities.hpp"

#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using test::bot;
using test::mention;

PlainText read(std::string_view text, std::initializer_list<json::Value> entities = {}) {
    json::Value list = json::Value::array();
    for (const auto& entity : entities) list.push(entity);
    return read_text(
        test::with(test::said(text), "entities", std::move(list)), reading_as(test::app_id, bot)
    );
}

json::Value us() {
    return mention(bot, "Debrief", "<at>Debrief</at>");
}

TEST(MentionText, TakesOutOurOwnMention) {
    const auto words = read("<at>Debrief</at> status F-12", {us()});
    EXPECT_TRUE(words.to_us);
    EXPECT_EQ(words.said, "status F-12");
    EXPECT_TRUE(words.mentions.empty());
}

TEST(MentionText, BlanksOfAnyKindAroundTheMentionDoNotCount) {
    for (const auto* text :
         {"<at>Debrief</at>\xC2\xA0status\n",
          "\r\n<at>Debrief</at>\r\n\r\nstatus\r\n",
          "<at>Debrief</at>&nbsp;&nbsp;status&nbsp;",
          "<at>Debrief</at>, status",
          "<at>Debrief</at>: status",
          "<at>Debrief</at>status",
          "status <at>Debrief</at>\n",
          "<at id=\"0\">Debrief</at> status"}) {
        EXPECT_EQ(read(text, {us()}).said, "status") << text;
    }
}

TEST(MentionText, ReadsNamesWithSignsAndEmoji) {
    const auto ampersand = read("<at>Ops &amp; Co</at> status", {mention(bot, "Ops & Co", "")});
    EXPECT_TRUE(ampersand.to_us);
    EXPECT_EQ(ampersand.said, "status");
    const auto escaped =
        read("<at>Ops &amp; Co</at> status", {mention(bot, "Ops & Co", "<at>Ops &amp; Co</at>")});
    EXPECT_EQ(escaped.said, "status");
    const auto emoji =
        read("<at>Debrief 🚀</at> status", {mention(bot, "Debrief 🚀", "<at>Debrief 🚀</at>")});
    EXPECT_TRUE(emoji.to_us);
    EXPECT_EQ(emoji.said, "status");
    const auto renamed = read("<at>Debrief (test)</at> status", {mention(bot, "Debrief", "")});
    EXPECT_TRUE(renamed.to_us) << "an entity without a text belongs to the tag that is left";
}

TEST(MentionText, KeepsTheOthers) {
    const auto words = read(
        "<at>Debrief</at> thanks <at>Megan SRE</at>for <at>Bob</at>",
        {us(),
         mention("29:1megan", "Megan SRE", "<at>Megan SRE</at>"),
         mention("29:1bob", "Bob", "<at>Bob</at>")}
    );
    EXPECT_EQ(words.said, "thanks @29:1megan for @29:1bob");
    ASSERT_EQ(words.mentions.size(), 2U);
    EXPECT_EQ(words.mentions[0].handle, "29:1megan");
    EXPECT_EQ(words.mentions[0].name, "Megan SRE");
}

TEST(MentionText, TwoOfOneNameAreTold) {
    const auto words = read(
        "<at>Debrief</at> thanks <at>Alex</at> and <at>Alex</at>",
        {us(), mention("29:1a", "Alex", "<at>Alex</at>"), mention("29:1b", "Alex", "<at>Alex</at>")}
    );
    EXPECT_EQ(words.said, "thanks @29:1a and @29:1b");
}

TEST(MentionText, AnotherBotIsNotUs) {
    const auto other =
        mention("28:99999999-0000-0000-0000-000000000000", "Pager", "<at>Pager</at>");
    const auto to_other = read("<at>Pager</at> status", {other});
    EXPECT_FALSE(to_other.to_us);
    EXPECT_EQ(to_other.text, "@Pager status");
    EXPECT_TRUE(to_other.mentions.empty()) << "a bot is nobody to ask for";
    const auto both = read("<at>Pager</at> and <at>Debrief</at> help", {other, us()});
    EXPECT_TRUE(both.to_us);
    EXPECT_EQ(both.said, "help");
    // Of one name: only the id counts.
    const auto same = read(
        "<at>Debrief</at> status",
        {mention("28:99999999-0000-0000-0000-000000000000", "Debrief", "<at>Debrief</at>")}
    );
    EXPECT_FALSE(same.to_us);
}

TEST(MentionText, ATagNobodyVouchesForIsWords) {
    const auto words = read("<at>Debrief</at> status");
    EXPECT_FALSE(words.to_us);
    EXPECT_EQ(words.text, "@Debrief status");
    EXPECT_EQ(read("a <at>b").text, "a <at>b");
    EXPECT_EQ(read("a < b <at").text, "a < b <at");
    EXPECT_EQ(
        read("&lt;at&gt;Debrief&lt;/at&gt; R&amp;D &amp;lt;").text, "<at>Debrief</at> R&D &lt;"
    );
}

TEST(MentionText, AMentionWithoutATagStillTellsUs) {
    const auto words = read("status", {us()});
    EXPECT_TRUE(words.to_us);
    EXPECT_EQ(words.said, "status");
}

TEST(MentionText, AQuoteIsNotWhatIsSaid) {
    const auto words =
        read("<quoted messageId=\"1795282277457\"/> <at>Debrief</at> feedback as above", {us()});
    EXPECT_EQ(words.said, "feedback as above");
    EXPECT_EQ(
        read("<quoted messageId=\"m-1\"/> first <quoted messageId=\"m-2\"/>second").text,
        " first second"
    );
}

TEST(MentionText, ReadsAnything) {
    for (const auto* text :
         {"", "<", "<at", "<at>", "<at></at>", "</at>", "<quoted ", "&", "&am"}) {
        EXPECT_FALSE(read(text).to_us) << text;
    }
    const auto odd =
        test::parsed(R"({"type": "message", "text": 7, "entities": [1, null, {"type": "mention"}]})"
        );
    EXPECT_EQ(read_text(odd, reading_as("", "")).text, "");
}

}  // namespace
}  // namespace debrief::teams
