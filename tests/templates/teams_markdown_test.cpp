// How text, people, times and links are written into Teams' cards.
#include "templates/catalog.hpp"
#include "templates/markup.hpp"
#include "templates/mentions.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace debrief::templates {
namespace {

constexpr std::int64_t afternoon = 1'795'183'200'000;  // 2026-11-20 14:00 UTC

std::string escaped(std::string_view text) {
    std::string out;
    teams_markdown().value(out, text);
    return out;
}
std::string plain(std::string_view text) {
    std::string out;
    teams_words().value(out, text);
    return out;
}
std::string finished(std::string_view marked, std::size_t limit = 1'000) {
    Mentions mentions;
    return finish_markdown(marked, limit, mentions);
}

TEST(TeamsMarkdown, EscapesWhatMeansSomething) {
    EXPECT_EQ(escaped("a*b_c~d`e\\f"), "a\\*b\\_c\\~d\\`e\\\\f");
    EXPECT_EQ(escaped("[x](https://evil.example)"), "\\[x\\]\\(https://evil.example\\)");
    EXPECT_EQ(escaped("a <b> c"), "a &lt;b&gt; c");
    EXPECT_EQ(escaped("look!"), "look\\!");
}

TEST(TeamsMarkdown, LeavesWhatMeansNothing) {
    EXPECT_EQ(
        escaped("F-12, 1.5 + 2 = 3.5 # not bad! Is it?"), "F-12, 1.5 + 2 = 3.5 # not bad! Is it?"
    );
    EXPECT_EQ(escaped("Mail & more"), "Mail & more");
    EXPECT_EQ(escaped("שלום 😀"), "שלום 😀");
}

TEST(TeamsMarkdown, EntitiesStayWhatPeopleTyped) {
    EXPECT_EQ(escaped("&lt;at&gt; &#60; &"), "&amp;lt;at&amp;gt; &amp;#60; &");
}

TEST(TeamsMarkdown, NoLineBecomesAListAHeadingOrAQuote) {
    EXPECT_EQ(
        escaped("- a\n+ b\n# c\n> d\n1. e\n= f"), "\\- a\n\\+ b\n\\# c\n&gt; d\n1\\. e\n\\= f"
    );
    EXPECT_EQ(escaped("a\n    indented"), "a\nindented");
    EXPECT_EQ(escaped("1.5 is no list"), "1.5 is no list");
    EXPECT_EQ(escaped("12."), "12\\.");
    // A value at the beginning of an item must not begin a list inside the item.
    std::string item = "x\n- ";
    teams_markdown().value(item, "- y");
    EXPECT_EQ(item, "x\n- \\- y");
}

TEST(TeamsMarkdown, BreaksMentionsAndMacros) {
    EXPECT_EQ(escaped("<at>Olga</at>"), "&lt;at&gt;Olga&lt;/at&gt;");
    EXPECT_EQ(escaped("{{DATE(x)}}").find("{{"), std::string::npos);
    std::string in_two = "{";
    teams_markdown().value(in_two, "{DATE");
    EXPECT_EQ(in_two, "{\\{DATE");
}

TEST(TeamsMarkdown, DropsControlCharacters) {
    EXPECT_EQ(
        escaped("a\x02"
                "29:1olga\x1f"
                "Olga\x03"
                "b\tc\r\n"),
        "a29:1olgaOlgab c\n"
    );
    EXPECT_EQ(
        plain("a\x02"
              "b\nc"),
        "ab\nc"
    );
}

TEST(TeamsMarkdown, PlainTextIsNeitherMacroNorMention) {
    EXPECT_EQ(plain("*a* [b](c) & <d>"), "*a* [b](c) & <d>");
    for (const std::string_view forbidden : {"{{", "<at>", "</at>", "<AT>"}) {
        const auto text = plain("{{DATE(x)}} <at>Olga</at> <AT>Ivo</AT> {{{{");
        EXPECT_EQ(text.find(forbidden), std::string::npos) << forbidden;
    }
    std::string in_two = plain("a<") + "";
    teams_words().value(in_two, "at>Olga</at>");
    EXPECT_EQ(in_two.find("<at>"), std::string::npos);
}

TEST(TeamsMarkdown, TimesAreInEachReadersZone) {
    std::string out;
    teams_markdown().date(out, afternoon);
    EXPECT_EQ(out, "{{DATE(2026-11-20T14:00:00Z, SHORT)}} {{TIME(2026-11-20T14:00:00Z)}}");
    out.clear();
    teams_markdown().day(out, afternoon);
    EXPECT_EQ(out, "{{DATE(2026-11-20T14:00:00Z, SHORT)}}");
    out.clear();
    teams_words().date(out, afternoon);
    EXPECT_EQ(out, "2026-11-20 14:00 UTC");
}

std::string link(std::string_view url, std::string_view label) {
    std::string out;
    teams_markdown().link(out, url, label);
    return out;
}

TEST(TeamsMarkdown, OnlyWebAndMailBecomeLinks) {
    EXPECT_EQ(
        link("https://x.example/a?b=1&c=2", "the *page*"),
        "[the \\*page\\*](https://x.example/a?b=1&c=2)"
    );
    EXPECT_EQ(link("mailto:ops@x.example", ""), "[mailto:ops@x.example](mailto:ops@x.example)");
    EXPECT_EQ(link("javascript:alert(1)", "here"), "here");
    EXPECT_EQ(link("msteams:/l/x", ""), "msteams:/l/x");
}

TEST(TeamsMarkdown, AnAddressCannotLeaveItsLink) {
    EXPECT_EQ(
        link("https://x.example/a) [b](https://evil.example", "y"),
        "[y](https://x.example/a%29%20%5Bb%5D%28https://evil.example)"
    );
    EXPECT_EQ(
        link("https://x.example/{{DATE(1)}}&lt;", "y"),
        "[y](https://x.example/%7B%7BDATE%281%29%7D%7D&lt%3B)"
    );
    EXPECT_EQ(
        link("https://x.example", "a](https://evil.example)"),
        "[a\\]\\(https://evil.example\\)](https://x.example)"
    );
}

TEST(TeamsMarkdown, QuotesAndCodeAreWordsThatStandOut) {
    std::string out;
    teams_markdown().quote(out, " a *b*\nc ");
    EXPECT_EQ(out, "“a \\*b\\*\nc”");
    out.clear();
    teams_markdown().code(out, "@Debrief help\nx*");
    EXPECT_EQ(out, "**@Debrief help x\\***");
}

std::string mention(std::string_view text) {
    const auto person = json::parse(text);
    std::string out;
    teams_markdown().mention(out, person->ref());
    return out;
}

TEST(TeamsMarkdown, MentionsWhoHasAnAccount) {
    Mentions mentions;
    const auto marked = mention(R"({"name":"Olga & Co","teams":"29:1olga"})");
    EXPECT_EQ(finish_markdown(marked, 100, mentions), "<at>Olga &amp; Co</at>");
    EXPECT_EQ(
        json::dump(mentions.entities()),
        R"([{"type":"mention","text":"<at>Olga &amp; Co</at>","mentioned":{"id":"29:1olga","name":"Olga & Co"}}])"
    );
}

TEST(TeamsMarkdown, MentionsBySharedDirectoryId) {
    Mentions mentions;
    const auto marked =
        mention(R"({"name":"Olga","teams":"aad:7f8e9d0c-1b2a-4354-6758-9a0b1c2d3e4f"})");
    EXPECT_EQ(finish_markdown(marked, 100, mentions), "<at>Olga</at>");
    EXPECT_EQ(
        mentions.entities().ref().at(0)["mentioned"]["id"].str(),
        "7f8e9d0c-1b2a-4354-6758-9a0b1c2d3e4f"
    );
}

TEST(TeamsMarkdown, NamesWhoHasNone) {
    EXPECT_EQ(mention(R"({"name":"Olga <at>","slack":"U0OPS"})"), "Olga &lt;at&gt;");
    EXPECT_EQ(mention(R"({"name":"Olga","teams":"29:1 olga"})"), "Olga");
    EXPECT_EQ(mention(R"({"name":"Olga","teams":"everybody"})"), "Olga");
    EXPECT_EQ(mention(R"({"name":"Olga","teams":""})"), "Olga");
}

TEST(Mentions, OnePersonIsOneEntityAndTwoOfOneNameAreTwo) {
    Mentions mentions;
    EXPECT_EQ(mentions.text_for("29:a", "Olga"), "<at>Olga</at>");
    EXPECT_EQ(mentions.text_for("29:b", "Olga"), "<at>Olga 2</at>");
    EXPECT_EQ(mentions.text_for("29:a", "Olga"), "<at>Olga</at>");
    EXPECT_EQ(mentions.text_for("29:c", "Olga 2"), "<at>Olga 2 2</at>");
    EXPECT_EQ(mentions.entities().ref().size(), 3U);
    EXPECT_EQ(mentions.entities().ref().at(1)["mentioned"]["name"].str(), "Olga");
}

TEST(Mentions, NamesCannotLeaveTheTag) {
    Mentions mentions;
    EXPECT_EQ(
        mentions.text_for("29:a", "</at><at>[x](y){{*_`\\"), "<at>&lt;/at&gt;&lt;at&gt;x(y)</at>"
    );
    EXPECT_EQ(mentions.text_for("29:b", "[]"), "<at>somebody</at>");
}

TEST(FinishMarkdown, LinesBecomeParagraphsAndListsStayTogether) {
    EXPECT_EQ(finished("a\nb\n\n\nc"), "a\n\nb\n\nc");
    EXPECT_EQ(finished("a\n- b\n- c\nd"), "a\n- b\n- c\n\nd");
    EXPECT_EQ(finished("a\n1. b\n2. c"), "a\n1. b\n2. c");
    EXPECT_EQ(finished(" \n "), "");
}

TEST(FinishMarkdown, NeverCutsInsideSomething) {
    EXPECT_EQ(finished("abcdefghij", 10), "abcdefghij");
    EXPECT_EQ(finished("abcdefghijk", 10), "abcdefg…");
    EXPECT_EQ(finished("abcdef\\*ghijk", 10), "abcdef…");
    EXPECT_EQ(finished("abcd&lt;efghijk", 10), "abcd…");
    EXPECT_EQ(finished("ab {{DATE(2026-11-20T14:00:00Z, SHORT)}}", 20), "ab…");
    EXPECT_EQ(finished("ab [label](https://x.example)", 20), "ab…");
    EXPECT_EQ(finished("**abcdefghijk", 10), "**abcde…**");
    EXPECT_EQ(finished("ab **cd** **efgh**", 14), "ab **cd**…");
    EXPECT_EQ(finished("😀😀😀😀😀😀", 5), "😀😀…");
}

TEST(FinishMarkdown, AMentionThatIsCutAwayIsNoEntity) {
    auto marked = std::string("abcdefg ") + mention(R"({"name":"Olga","teams":"29:1olga"})");
    Mentions mentions;
    EXPECT_EQ(finish_markdown(marked, 12, mentions), "abcdefg…");
    EXPECT_TRUE(mentions.empty());
}

}  // namespace
}  // namespace debrief::templates
