#include "templates/expression.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace debrief::templates {
namespace {

const json::Value& data() {
    static const auto value = json::parse(R"json({
        "name": "Olga <ops> & co", "n": 3, "one": 1, "ratio": 0.5, "yes": true, "no": false, "none": null, "blank": "",
        "list": ["a", "b<", "c"], "empty_list": [], "long": "1234567890", "time": 1792504800000,
        "olga": {"name": "Olga <x>", "slack": "U123"}, "ivo": {"name": "Ivo & Eva"}, "fake": {"name": "F", "slack": "U1> <!channel"},
        "deep": {"items": [{"title": "first"}, {"title": "second"}]}, "odd-key": "odd", "url": "https://x.example/?a=1&b=2|3",
        "script": "javascript:alert(1)", "lines": "one\n<two>", "tick": "a`b"
    })json");
    return *value;
}

Expr parsed(std::string_view text) {
    Complaint complaint;
    std::size_t at = 0;
    auto expr = parse_expression(text, at, complaint);
    EXPECT_EQ(complaint.what, "") << text;
    EXPECT_EQ(at, text.size()) << text;
    return expr;
}

std::string in(const Markup& place, std::string_view text) {
    std::string out;
    append(out, parsed(text), Scope{data().ref(), data().ref(), 2}, place);
    return out;
}

std::string plain(std::string_view text) {
    return in(plain_words(), text);
}
std::string mrkdwn(std::string_view text) {
    return in(slack_mrkdwn(), text);
}

Complaint complaint_about(std::string_view text) {
    Complaint complaint;
    std::size_t at = 0;
    const auto expr = parse_expression(text, at, complaint);
    EXPECT_EQ(expr.op, Expr::Op::nothing);
    return complaint;
}

TEST(Expression, FollowsPaths) {
    EXPECT_EQ(plain("name"), "Olga <ops> & co");
    EXPECT_EQ(plain("deep.items[1].title"), "second");
    EXPECT_EQ(plain("$root.deep.items[0]['title']"), "first");
    EXPECT_EQ(plain("$data['odd-key']"), "odd");
    EXPECT_EQ(plain("deep.items[n + -2].title"), "second");
    EXPECT_EQ(plain("$index"), "2");
}

TEST(Expression, MissingPathsAreNothing) {
    EXPECT_EQ(plain("nobody.knows[7].this"), "");
    EXPECT_EQ(plain("none"), "");
    EXPECT_EQ(plain("list[-1]"), "");
    EXPECT_EQ(plain("list[99999999999999]"), "");
    EXPECT_EQ(plain("name.length"), "");
}

TEST(Expression, WritesValuesByTheirType) {
    EXPECT_EQ(plain("yes"), "true");
    EXPECT_EQ(plain("n"), "3");
    EXPECT_EQ(plain("ratio"), "0.5");
    EXPECT_EQ(plain("list"), "a, b<, c");
    EXPECT_EQ(plain("ivo"), "Ivo & Eva");
}

struct Case {
    const char* expression;
    const char* result;
};

TEST(Expression, ComparesAndCombines) {
    for (const auto& [expression, result] : std::initializer_list<Case>{
             {"n == 3", "true"},
             {"n == 3.0", "true"},
             {"n == '3'", "false"},
             {"n != 4", "true"},
             {"none == missing", "true"},
             {"n < 4 && n >= 3", "true"},
             {"n > 3 || no", "false"},
             {"'a' < 'b'", "true"},
             {"'a' < 1", "false"},
             {"!yes", "false"},
             {"!!name", "true"},
             {"!(n == 3)", "false"},
             {"no || n == 3 && yes", "true"},
             {"1 + 2", "3"},
             {"1 + 0.5", "1.5"},
             {"'n' + n + '!'", "n3!"},
             {"n + 1 == 4", "true"},
             {"missing + 'x'", "x"},
             {"yes == true", "true"},
             {"list == list", "true"},
         })
        EXPECT_EQ(plain(expression), result) << expression;
}

TEST(Expression, FalsityIsNothingZeroAndEmpty) {
    for (const auto* value : {"no", "none", "missing", "blank", "empty_list", "0", "''"})
        EXPECT_EQ(plain(std::string("if(") + value + ", 'yes', 'no')"), "no") << value;
    for (const auto* value : {"yes", "n", "name", "list", "olga", "'x'", "-1"})
        EXPECT_EQ(plain(std::string("if(") + value + ", 'yes', 'no')"), "yes") << value;
}

TEST(Expression, CallsFunctions) {
    for (const auto& [expression, result] : std::initializer_list<Case>{
             {"equals(n, 3)", "true"},
             {"and(yes, n, no)", "false"},
             {"or(no, blank, n)", "true"},
             {"not(no)", "true"},
             {"if(no, 'x')", ""},
             {"count(list)", "3"},
             {"count(missing)", "0"},
             {"length('žluť')", "4"},
             {"join(list, ' / ')", "a / b< / c"},
             {"toUpper('abc') + toLower('DEF')", "ABCdef"},
             {"concat(n, ' of ', 5)", "3 of 5"},
             {"empty(empty_list)", "true"},
             {"empty(0)", "false"},
             {"exists(blank)", "true"},
             {"exists(none)", "false"},
             {"cut(long, 5)", "1234…"},
             {"cut(long, 10)", "1234567890"},
             {"cut(long, -3)", ""},
             {"plural(one, 'answer', 'answers')", "answer"},
             {"plural(list, 'answer', 'answers')", "answers"},
             {"formatNumber(1234567.891, 2)", "1,234,567.89"},
             {"formatNumber(-1234)", "-1,234"},
             {"formatNumber('x', 2)", "x"},
             {"formatDateTime(time, 'dddd, d MMMM yyyy, HH:mm')",
              "Tuesday, 20 October 2026, 14:00"},
             {"formatDateTime(time, \"ddd dd/MM/yy h:mm tt 'UTC' \\\\d\")",
              "Tue 20/10/26 2:00 PM UTC d"},
             {"formatDateTime(0)", "1970-01-01 00:00"},
             {"formatDateTime(-1, 'yyyy-MM-dd HH:mm:ss')", "1969-12-31 23:59:59"},
             {"formatDateTime(999999999999999999, 'yyyy')", ""},
             {"each(deep.items, '; ', $index + ':' + title)", "0:first; 1:second"},
             {"each(list, '-', if($data == 'a', '', $data))", "b<-c"},
             {"each(missing, '-', $data)", ""},
             {"json(deep.items[0])", "{\"title\":\"first\"}"},
         })
        EXPECT_EQ(plain(expression), result) << expression;
}

TEST(Expression, EscapesValuesButNotTheAuthorsWordsInMrkdwn) {
    EXPECT_EQ(mrkdwn("name"), "Olga &lt;ops&gt; &amp; co");
    EXPECT_EQ(mrkdwn("'<!here> ' + name"), "<!here> Olga &lt;ops&gt; &amp; co");
    EXPECT_EQ(mrkdwn("if(yes, name, '')"), "Olga &lt;ops&gt; &amp; co");
    EXPECT_EQ(mrkdwn("join(list, ' <-> ')"), "a <-> b&lt; <-> c");
    EXPECT_EQ(mrkdwn("concat('*', name, '*')"), "*Olga &lt;ops&gt; &amp; co*");
    EXPECT_EQ(mrkdwn("each(list, '', $data)"), "ab&lt;c");
    EXPECT_EQ(mrkdwn("toUpper(name)"), "OLGA &lt;OPS&gt; &amp; CO");
    EXPECT_EQ(mrkdwn("cut(name, 7)"), "Olga &lt;…");
    EXPECT_EQ(mrkdwn("list"), "a, b&lt;, c");
    EXPECT_EQ(mrkdwn("json(ivo)"), "{\"name\":\"Ivo &amp; Eva\"}");
    EXPECT_EQ(mrkdwn("formatDateTime(name)"), "Olga &lt;ops&gt; &amp; co");
}

TEST(Expression, MentionsPeople) {
    EXPECT_EQ(mrkdwn("mention(olga)"), "<@U123>");
    EXPECT_EQ(mrkdwn("mention(ivo)"), "Ivo &amp; Eva");
    EXPECT_EQ(mrkdwn("mention(fake)"), "F");
    EXPECT_EQ(mrkdwn("mention(name)"), "Olga &lt;ops&gt; &amp; co");
    EXPECT_EQ(mrkdwn("mention(missing)"), "");
    EXPECT_EQ(plain("mention(olga)"), "Olga <x>");
    EXPECT_EQ(mrkdwn("'Owner: ' + mention(olga)"), "Owner: <@U123>");
    EXPECT_EQ(mrkdwn("mentions(list)"), "a, b&lt; and c");
}

TEST(Expression, MarkupLosesItsTrustWhenItIsChanged) {
    EXPECT_EQ(mrkdwn("toUpper(mention(olga))"), "OLGA &lt;X&gt;");
    EXPECT_EQ(mrkdwn("cut(mention(olga), 6)"), "Olga …");
    EXPECT_EQ(mrkdwn("mention(olga) == '<@U123>'"), "false");
}

TEST(Expression, WritesTimes) {
    EXPECT_EQ(
        mrkdwn("date(time)"),
        "<!date^1792504800^{date_short_pretty} at {time}|2026-10-20 14:00 UTC>"
    );
    EXPECT_EQ(plain("date(time)"), "2026-10-20 14:00 UTC");
    EXPECT_EQ(plain("day(time)"), "2026-10-20");
    EXPECT_EQ(mrkdwn("day(0)"), "<!date^0^{date_short_pretty}|1970-01-01>");
    EXPECT_EQ(mrkdwn("date(missing)"), "");
    EXPECT_EQ(mrkdwn("date(name)"), "Olga &lt;ops&gt; &amp; co");
}

TEST(Expression, WritesLinksQuotesAndCode) {
    EXPECT_EQ(mrkdwn("link(url, 'a <b>')"), "<https://x.example/?a=1&amp;b=2%7C3|a &lt;b&gt;>");
    EXPECT_EQ(mrkdwn("link(url)"), "<https://x.example/?a=1&amp;b=2%7C3>");
    EXPECT_EQ(mrkdwn("link(script, 'click')"), "click");
    EXPECT_EQ(mrkdwn("link(missing, name)"), "Olga &lt;ops&gt; &amp; co");
    EXPECT_EQ(plain("link(url, 'label')"), "label");
    EXPECT_EQ(mrkdwn("quote(lines)"), "> one\n> &lt;two&gt;");
    EXPECT_EQ(mrkdwn("quote(missing)"), "");
    EXPECT_EQ(plain("quote(lines)"), "one\n<two>");
    EXPECT_EQ(mrkdwn("code(tick)"), "`a'b`");
    EXPECT_EQ(mrkdwn("code(lines)"), "```one\n&lt;two&gt;```");
}

TEST(Expression, SaysWhatIsWrongAndWhatWouldBeRight) {
    EXPECT_EQ(complaint_about("coutn(list)").what, "unknown function coutn()");
    EXPECT_EQ(complaint_about("coutn(list)").remedy, "did you mean 'count'?");
    EXPECT_EQ(complaint_about("cut(name)").remedy, "write cut(text, characters)");
    EXPECT_EQ(complaint_about("$rot.x").what, "unknown name '$rot'");
    for (const auto* broken :
         {"",
          "a.",
          "a[",
          "a[1",
          "'open",
          "(a",
          "a b",
          "if(a",
          "a ==",
          "&& a",
          "1 +",
          "a = b",
          "#",
          "f(,)",
          "!",
          "a..b",
          "-"})
        EXPECT_NE(complaint_about(broken).what, "") << broken;
}

TEST(Expression, RefusesEndlessNesting) {
    EXPECT_EQ(complaint_about(std::string(5000, '(')).what, "the expression is nested too deeply");
}

}  // namespace
}  // namespace debrief::templates
