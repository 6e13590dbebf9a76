// Which place of a card takes what: markup, plain text, words or a value with its type.
#include "templates/expand.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace debrief::templates {
namespace {

std::string expanded(std::string_view body, bool is_message = true) {
    const auto document = json::parse(body);
    const auto data =
        json::parse(R"json({"text": "*a* <at>", "n": 3, "yes": true, "list": ["b", "c"]})json");
    EXPECT_TRUE(document) << body;
    std::vector<Flaw> flaws;
    const Template made(document->ref(), dialect_of(Platform::teams), is_message, "", flaws);
    EXPECT_TRUE(flaws.empty());
    return json::dump(made.expand(data->ref()));
}

TEST(TeamsPlaces, TextBlocksAndFactsAreMarkup) {
    EXPECT_EQ(
        expanded(R"({"card":{"body":[{"type":"TextBlock","text":"${text}"}]}})"),
        R"({"card":{"body":[{"type":"TextBlock","text":"\\*a\\* &lt;at&gt;"}]}})"
    );
    EXPECT_EQ(
        expanded(
            R"({"card":{"body":[{"type":"FactSet","facts":[{"title":"${text}","value":"${n}"}]}]}})"
        ),
        R"({"card":{"body":[{"type":"FactSet","facts":[{"title":"\\*a\\* &lt;at&gt;","value":"3"}]}]}})"
    );
}

TEST(TeamsPlaces, RunsAreAloneOrObjects) {
    EXPECT_EQ(
        expanded(
            R"({"card":{"body":[{"type":"RichTextBlock","inlines":["${n}",{"type":"TextRun","text":"${n}: *"}]}]}})"
        ),
        R"({"card":{"body":[{"type":"RichTextBlock","inlines":["3",{"type":"TextRun","text":"3: *"}]}]}})"
    );
}

TEST(TeamsPlaces, ButtonsCarryWordsAndTypedData) {
    EXPECT_EQ(
        expanded(
            R"({"card":{"actions":[{"type":"Action.Submit","title":"${n}","data":{"value":"${n}","count":"${n}","ok":"${yes}"}}]}})"
        ),
        R"({"card":{"actions":[{"type":"Action.Submit","title":"3","data":{"value":"3","count":3,"ok":true}}]}})"
    );
}

TEST(TeamsPlaces, ChartsTakeNumbers) {
    EXPECT_EQ(
        expanded(
            R"({"card":{"body":[{"type":"Chart.Donut","data":[{"legend":"l","value":"${n}"}]}]}})"
        ),
        R"({"card":{"body":[{"type":"Chart.Donut","data":[{"legend":"l","value":3}]}]}})"
    );
}

TEST(TeamsPlaces, InputsHoldWordsAndShowPlainText) {
    EXPECT_EQ(
        expanded(
            R"({"card":{"body":[{"type":"Input.ChoiceSet","id":"x","label":"*${n}*","value":"${n}","choices":[{"$data":"${list}","title":"${$data}*","value":"${$data}"}]}]}})"
        ),
        R"({"card":{"body":[{"type":"Input.ChoiceSet","id":"x","label":"*3*","value":"3","choices":[{"title":"b*","value":"b"},{"title":"c*","value":"c"}]}]}})"
    );
    EXPECT_EQ(
        expanded(
            R"({"card":{"body":[{"type":"Input.Text","id":"x","value":"${missing}","isRequired":"${yes}"}]}})"
        ),
        R"({"card":{"body":[{"type":"Input.Text","id":"x","isRequired":true}]}})"
    );
}

TEST(TeamsPlaces, TheTextIsPlainBesideACardAndMarkupAlone) {
    EXPECT_EQ(
        expanded(R"({"text":"*${text}","card":{}})"), "{\"text\":\"**a* <\u2060at>\",\"card\":{}}"
    );
    EXPECT_EQ(expanded(R"({"text":"x ${text}"})"), R"({"text":"x \\*a\\* &lt;at&gt;"})");
    EXPECT_EQ(expanded(R"({"title":"${n}","card":{}})", false), R"({"title":"3","card":{}})");
}

}  // namespace
}  // namespace debrief::templates
