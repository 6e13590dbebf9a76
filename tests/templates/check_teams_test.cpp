// What the check says about a card that Teams would refuse or show wrongly.
#include "templates/cards.hpp"
#include "templates/limits.hpp"
#include "tests/templates/card_builders.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace debrief::templates {
namespace {

std::string all(const std::vector<Finding>& findings) {
    std::string out;
    for (const auto& finding : findings)
        out += finding.pointer + ": " + finding.what + "; " + finding.remedy + "\n";
    return out;
}

struct Case {
    const char* element;
    const char* pointer;
    const char* what;
    const char* remedy;
};

void expect_finding(const Case& one, std::string_view frame, bool is_view) {
    std::string text(frame);
    text.replace(text.find('@'), 1, one.element);
    const auto document = json::parse(text);
    ASSERT_TRUE(document) << text;
    const auto findings = check_teams(document->ref(), is_view);
    ASSERT_EQ(findings.size(), 1U) << text << '\n' << all(findings);
    EXPECT_EQ(findings[0].pointer, one.pointer) << text;
    EXPECT_EQ(findings[0].what, one.what) << text;
    EXPECT_EQ(findings[0].remedy, one.remedy) << text;
}

constexpr std::string_view in_body = R"({"text":"x","card":{"type":"AdaptiveCard","body":[@]}})";

TEST(CheckTeams, FindsWhatIsWrongWithAnElement) {
    const std::vector<Case> cases{
        {R"({"type":"TextBlok","text":"x"})",
         "/card/body/0/type",
         "'TextBlok' is not one of its values",
         "did you mean 'TextBlock'?"},
        {R"({"text":"x"})", "/card/body/0", "'type' is missing", "add it"},
        {R"({"type":"TextBlock"})", "/card/body/0", "'text' is missing", "add it"},
        {R"({"type":"TextBlock","text":"x","colour":"good"})",
         "/card/body/0/colour",
         "unknown member 'colour'",
         "did you mean 'color'?"},
        {R"({"type":"TextBlock","text":"x","color":"red"})",
         "/card/body/0/color",
         "'red' is not one of its values",
         "known: default, dark, light, accent, good, warning, attention"},
        {R"({"type":"TextBlock","text":"x","wrap":"yes"})",
         "/card/body/0/wrap",
         "has the wrong type",
         "write a value of type boolean"},
        {R"({"type":"FactSet","facts":[{"title":"a"}]})",
         "/card/body/0/facts/0",
         "'value' is missing",
         "add it"},
        {R"({"type":"Container","items":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x","bold":true}]}]})",
         "/card/body/0/items/0/inlines/0/bold",
         "unknown member 'bold'",
         "known: type, text, color, fontType, highlight, isSubtle, italic, selectAction, size, "
         "strikethrough, underline, weight"},
        {R"({"type":"ActionSet","actions":[{"type":"Action.OpenUrl","title":"x","url":"javascript:x"}]})",
         "/card/body/0/actions/0/url",
         "'javascript:x' does not have the right form",
         "it has to match ^(https?://|mailto:)"},
        {R"({"type":"ActionSet","actions":[{"type":"Action.Sumbit","title":"x"}]})",
         "/card/body/0/actions/0/type",
         "'Action.Sumbit' is not one of its values",
         "did you mean 'Action.Submit'?"},
        {R"({"type":"Chart.Donut","data":[{"legend":"a","value":1}]})",
         "/card/body/0",
         "'fallback' is missing",
         "add it"},
        {R"({"type":"Chart.Donut","data":[{"legend":"a","value":"1"}],"fallback":"drop"})",
         "/card/body/0/data/0/value",
         "has the wrong type",
         "write a value of type number"},
        {R"({"type":"Chart.Donut","data":[{"legend":"a","value":1}],"fallback":"gone"})",
         "/card/body/0/fallback",
         "'gone' is not one of its values",
         "known: drop"},
        {R"({"type":"Input.Date","id":"due","value":"tomorrow"})",
         "/card/body/0/value",
         "'tomorrow' does not have the right form",
         "it has to match ^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    };
    for (const auto& one : cases) expect_finding(one, in_body, false);
}

TEST(CheckTeams, FindsWhatIsWrongWithTheFrame) {
    const std::vector<Case> cases{
        {R"("text":"x","crad":{})", "/crad", "unknown member 'crad'", "did you mean 'card'?"},
        {R"("card":{"type":"AdaptiveCard"})", "", "'text' is missing", "add it"},
        {R"("text":"x","card":"y")",
         "",
         "'card' is no card",
         "add \"card\": {\"type\": \"AdaptiveCard\", \"body\": […]}"},
        {R"("text":"x","card":{"type":"AdaptiveCard","version":"1.6"})",
         "/card/version",
         "'1.6' is not one of its values",
         "did you mean '1.5'?"},
        {R"("text":"x","card":{"type":"AdaptiveCard","msteams":{"width":"wide"}})",
         "/card/msteams/width",
         "'wide' is not one of its values",
         "known: full"},
    };
    for (const auto& one : cases) expect_finding(one, "{@}", false);
}

TEST(CheckTeams, AFormSendsWithAButton) {
    const Case no_button{
        R"({"type":"Input.Text","id":"a"})",
        "/card",
        "a form with inputs has no button to send it",
        "add {\"type\": \"Action.Submit\", \"title\": \"Save\"} to \"actions\""};
    expect_finding(no_button, R"({"title":"x","card":{"type":"AdaptiveCard","body":[@]}})", true);
    const Case execute{
        R"({"type":"Action.Execute","title":"x"})",
        "/card/actions/0/type",
        "Action.Execute does nothing in a form",
        "write Action.Submit"};
    expect_finding(execute, R"({"title":"x","card":{"type":"AdaptiveCard","actions":[@]}})", true);
}

TEST(CheckTeams, InputsAreToldApart) {
    const Case twice{
        R"({"type":"Input.Text","id":"a"},{"type":"Container","items":[{"type":"Input.Text","id":"a"}]})",
        "/card/body/1/items/0/id",
        "'a' is used twice",
        "give each input its own, for instance with ${$index}"};
    expect_finding(twice, in_body, false);
}

TEST(CheckTeams, LengthsAreCounted) {
    const auto at_most = [](std::size_t n) {
        return check_teams(message_of(card_of({line(repeated("ש", n))})), false);
    };
    EXPECT_EQ(all(at_most(4'000)), "");
    EXPECT_EQ(all(at_most(4'001)), "/card/body/0/text: has 4001 characters; write at most 4000\n");
    EXPECT_EQ(at_most(4'001)[0].kind, Finding::Kind::too_long);
    const auto title = check_teams(
        Value::object().set("title", repeated("x", 65)).set("card", card_of({line("x")})), true
    );
    EXPECT_EQ(all(title), "/title: has 65 characters; write at most 64\n");
}

TEST(CheckTeams, TheWholeCardIsMeasured) {
    std::vector<Value> body;
    for (int i = 0; i < 8; ++i) body.push_back(line(repeated("x", 4'000)));
    const auto findings = check_teams(message_of(card_of(body)), false);
    ASSERT_EQ(findings.size(), 1U) << all(findings);
    EXPECT_EQ(findings[0].kind, Finding::Kind::too_long);
    EXPECT_EQ(findings[0].pointer, "/card");
    EXPECT_EQ(findings[0].remedy, "Teams takes 25000 everywhere: move detail into the thread");
}

TEST(CheckTeams, EmptyPartsAreToldFromMistakes) {
    for (auto element : {line(""), typed("FactSet").set("facts", Value::array())}) {
        const auto findings = check_teams(message_of(card_of({element})), false);
        ASSERT_EQ(findings.size(), 1U) << all(findings);
        EXPECT_EQ(findings[0].kind, Finding::Kind::empty);
    }
}

TEST(CheckTeams, TakesEveryKnownElement) {
    const auto card = json::parse(R"json({
      "type": "AdaptiveCard", "version": "1.5", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
      "fallbackText": "x", "msteams": {"width": "Full"}, "refresh": {"action": {"type": "Action.Execute", "title": "Refresh", "verb": "r"}, "userIds": ["29:1"]},
      "body": [
        {"type": "TextBlock", "text": "x", "size": "Large", "weight": "Bolder", "color": "good", "style": "heading", "wrap": true, "maxLines": 2},
        {"type": "RichTextBlock", "inlines": ["x", {"type": "TextRun", "text": "y", "italic": true, "selectAction": {"type": "Action.OpenUrl", "title": "t", "url": "https://x.example"}}]},
        {"type": "ColumnSet", "columns": [{"type": "Column", "width": "auto", "items": [{"type": "Image", "url": "https://x.example/i.png", "altText": "i"}]}, {"width": 2}]},
        {"type": "Table", "columns": [{"width": 1}], "rows": [{"type": "TableRow", "cells": [{"type": "TableCell", "items": [{"type": "TextBlock", "text": "x"}]}]}]},
        {"type": "Container", "style": "emphasis", "items": [{"type": "Badge", "text": "new", "style": "accent"}]},
        {"type": "Chart.VerticalBar", "data": [{"x": "W45", "y": 3}], "xAxisTitle": "Week", "fallback": {"type": "FactSet", "facts": [{"title": "W45", "value": "3"}]}},
        {"type": "Chart.Line", "data": [{"legend": "Open", "values": [{"x": "2026-11-09", "y": 7}]}], "fallback": "drop"},
        {"type": "Chart.Gauge", "value": 57, "min": 0, "max": 100, "segments": [{"legend": "low", "size": 50, "color": "attention"}], "valueFormat": "Percentage", "fallback": "drop"},
        {"type": "Input.ChoiceSet", "id": "c", "choices": [{"title": "a", "value": "a"}], "value": "a", "style": "expanded"},
        {"type": "Input.Number", "id": "n", "min": 1, "max": 5, "value": 2},
        {"type": "ActionSet", "actions": [{"type": "Action.ToggleVisibility", "title": "More", "targetElements": ["c"]}]}
      ],
      "actions": [
        {"type": "Action.Execute", "title": "Works", "verb": "w", "data": {"value": "w"}, "fallback": {"type": "Action.Submit", "title": "Works", "data": {"value": "w"}}},
        {"type": "Action.ShowCard", "title": "Show", "mode": "secondary", "card": {"type": "AdaptiveCard", "body": [{"type": "Input.Time", "id": "t", "value": "14:00"}]}}
      ]
    })json");
    ASSERT_TRUE(card);
    EXPECT_EQ(all(check_teams(message_of(Value(card->ref())), false)), "");
}

}  // namespace
}  // namespace debrief::templates
