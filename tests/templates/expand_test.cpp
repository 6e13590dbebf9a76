#include "templates/expand.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace debrief::templates {
namespace {

std::string all(const std::vector<Flaw>& flaws) {
    std::string out;
    for (const auto& flaw : flaws)
        out += flaw.pointer + ": " + flaw.complaint.what + "; " + flaw.complaint.remedy + "\n";
    return out;
}

json::Value parsed(std::string_view text) {
    auto value = json::parse(text);
    EXPECT_TRUE(value) << text;
    return value ? std::move(*value) : json::Value();
}

std::string expanded(std::string_view body, std::string_view data, bool is_message = true) {
    std::vector<Flaw> flaws;
    const auto document = parsed(body);
    const Template compiled(document.ref(), dialect_of(Platform::slack), is_message, "", flaws);
    EXPECT_EQ(all(flaws), "");
    const auto value = parsed(data);
    return json::dump(compiled.expand(value.ref()).ref());
}

std::string flaws_of(std::string_view body) {
    std::vector<Flaw> flaws;
    const auto document = parsed(body);
    const Template compiled(document.ref(), dialect_of(Platform::slack), true, "", flaws);
    return all(flaws);
}

TEST(Expand, ALoneExpressionKeepsItsType) {
    EXPECT_EQ(
        expanded(
            R"j({"n":"${n}","b":"${b}","s":"${s}","l":"${l}","sum":"${n + 1}","mixed":"${n}!"})j",
            R"j({"n":7,"b":true,"s":"<x>","l":["U1","U2"]})j"
        ),
        R"j({"n":7,"b":true,"s":"<x>","l":["U1","U2"],"sum":8,"mixed":"7!"})j"
    );
}

TEST(Expand, TextsAndValuesAreAlwaysStrings) {
    EXPECT_EQ(
        expanded(
            R"j({"blocks":[{"type":"section","text":{"type":"plain_text","text":"${n}"}},{"value":"${n}"}]})j",
            R"j({"n":7})j"
        ),
        R"j({"blocks":[{"type":"section","text":{"type":"plain_text","text":"7"}},{"value":"7"}]})j"
    );
}

TEST(Expand, LeavesOutWhatTheDataLacks) {
    EXPECT_EQ(
        expanded(
            R"j({"a":"${x.y}","b":["${x}","kept"],"value":"${x}","c":{"type":"plain_text","text":"${x}"},"d":"<${x}>"})j",
            R"j({"x":null})j"
        ),
        R"j({"b":["kept"],"c":{"type":"plain_text","text":""},"d":"<>"})j"
    );
}

TEST(Expand, EscapesByPlace) {
    EXPECT_EQ(
        expanded(
            R"j({"text":"<!here> ${t}","blocks":[{"type":"mrkdwn","text":"*${t}*"},{"type":"plain_text","text":"${t}"},{"value":"${t}"}]})j",
            R"j({"t":"<!channel> & <https://x|y>"})j"
        ),
        R"j({"text":"<!here> &lt;!channel&gt; &amp; &lt;https://x|y&gt;","blocks":[)j"
        R"j({"type":"mrkdwn","text":"*&lt;!channel&gt; &amp; &lt;https://x|y&gt;*","verbatim":true},)j"
        R"j({"type":"plain_text","text":"<!channel> & <https://x|y>"},{"value":"<!channel> & <https://x|y>"}]})j"
    );
}

TEST(Expand, OnlyAMessageHasMarkupInItsOwnText) {
    EXPECT_EQ(expanded(R"j({"text":"${t}!"})j", R"j({"t":"<"})j", false), R"j({"text":"<!"})j");
}

TEST(Expand, EveryMrkdwnTextIsVerbatim) {
    EXPECT_EQ(
        expanded(
            R"j({"a":{"type":"mrkdwn","text":"x"},"b":{"type":"mrkdwn","text":"x","verbatim":false},"c":{"type":"plain_text","text":"x"}})j",
            "{}"
        ),
        R"j({"a":{"type":"mrkdwn","text":"x","verbatim":true},"b":{"type":"mrkdwn","text":"x","verbatim":true},"c":{"type":"plain_text","text":"x"}})j"
    );
}

TEST(Expand, DataCannotBecomeAnElement) {
    EXPECT_EQ(
        expanded(
            R"j({"blocks":["${evil}",{"text":"${evil}"}],"list":"${list}"})j",
            R"j({"evil":{"type":"mrkdwn","text":"<!channel>"},"list":[{"type":"divider"}]})j"
        ),
        R"j({"blocks":[{"text":""}]})j"
    );
}

TEST(Expand, RepeatsForEachElementOfData) {
    EXPECT_EQ(
        expanded(
            R"j({"l":[{"$data":"${items}","id":"${$index}","t":"${t}","of":"${$root.name}"},{"t":"last"}]})j",
            R"j({"name":"N","items":[{"t":"a"},{"t":"b"}]})j"
        ),
        R"j({"l":[{"id":0,"t":"a","of":"N"},{"id":1,"t":"b","of":"N"},{"t":"last"}]})j"
    );
}

TEST(Expand, RepeatsNest) {
    EXPECT_EQ(
        expanded(
            R"j({"l":[{"$data":"${a}","m":[{"$data":"${b}","v":"${$data}${$index}"}]}]})j",
            R"j({"a":[{"b":["x","y"]},{"b":[]}]})j"
        ),
        R"j({"l":[{"m":[{"v":"x0"},{"v":"y1"}]},{"m":[]}]})j"
    );
}

TEST(Expand, DataChangesTheScopeOfAnObject) {
    EXPECT_EQ(
        expanded(
            R"j({"o":{"$data":"${person}","name":"${name}"},"gone":{"$data":"${nobody}","name":"x"},"l":[{"$data":"${none}","a":1}]})j",
            R"j({"person":{"name":"Olga"},"none":null})j"
        ),
        R"j({"o":{"name":"Olga"},"l":[]})j"
    );
}

TEST(Expand, WhenDropsElements) {
    EXPECT_EQ(
        expanded(
            R"j({"a":{"$when":"${yes}","v":1},"b":{"$when":"${no}","v":2},"l":[{"$data":"${items}","$when":"${n > 1}","n":"${n}"},{"$when":"${no}","x":1}]})j",
            R"j({"yes":true,"no":false,"items":[{"n":1},{"n":2},{"n":3}]})j"
        ),
        R"j({"a":{"v":1},"l":[{"n":2},{"n":3}]})j"
    );
}

TEST(Expand, CommentsAndEscapedExpressionsStayOut) {
    EXPECT_EQ(
        expanded(R"j({"$comment":"why","a":"\\${name} ${'}'}"})j", "{}"), R"j({"a":"${name} }"})j"
    );
}

TEST(Expand, TakesAnyDataWithoutFailing) {
    for (const auto* data : {"null", "[]", "1", "\"x\"", "{}", R"j({"items":7,"name":[[1]]})j"})
        EXPECT_EQ(
            expanded(
                R"j({"l":[{"$data":"${items}","$when":"${a.b == 1}","n":"${name[0][0].x}"}]})j",
                data
            ),
            R"j({"l":[]})j"
        ) << data;
}

TEST(Expand, FlawsNameTheirPlace) {
    EXPECT_EQ(
        flaws_of(
            R"j({"blocks":[{"text":"a ${coutn(x)} b"},{"$wenn":"${x}"},{"$when":"x"},{"type":"${t}"},{"t":"${a"}]})j"
        ),
        "/blocks/0/text: unknown function coutn() in ${coutn(x)}; did you mean 'count'?\n"
        "/blocks/1/$wenn: unknown member '$wenn'; did you mean '$when'?\n"
        "/blocks/2/$when: $data and $when take exactly one expression; write \"${…}\"\n"
        "/blocks/3/type: \"type\" holds an expression; write the type itself: escaping depends on "
        "it\n"
        "/blocks/4/t: an expression is not closed in ${a; add }\n"
    );
}

TEST(UnknownPaths, AreReportedOnceWithTheNearestName) {
    std::vector<Flaw> flaws;
    const auto body = parsed(
        R"j({"a":"${titel}","b":"${if(no, gone.deep, title)}","c":[{"$data":"${items}","v":"${nmae}","w":"${only_one}"}],"d":"${each(items, '', nam)}","e":"${maybe.any}"})j"
    );
    const Template compiled(body.ref(), dialect_of(Platform::slack), true, "/body", flaws);
    const auto sample = parsed(
        R"j({"title":"T","no":false,"maybe":null,"items":[{"name":"x"},{"name":"y","only_one":1}]})j"
    );
    std::vector<json::Value> samples;
    samples.push_back(sample);
    std::string places;
    for (const auto& flaw : unknown_paths(compiled, samples))
        places += flaw.pointer + " " + flaw.complaint.what + " " +
                  flaw.complaint.remedy.substr(0, 20) + "\n";
    EXPECT_EQ(
        places,
        "/body/a no sample has 'titel' did you mean 'title'\n"
        "/body/b no sample has 'gone' known: title, no, ma\n"
        "/body/c/0/v no sample has 'nmae' did you mean 'name'?\n"
        "/body/d no sample has 'nam' did you mean 'name'?\n"
    );
}

}  // namespace
}  // namespace debrief::templates
