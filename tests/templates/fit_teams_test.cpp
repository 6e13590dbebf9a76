// Whatever the data: a card that Teams takes, with its buttons as long as there is anything else to
// leave out.
#include "templates/cards.hpp"
#include "templates/limits.hpp"
#include "templates/markup.hpp"
#include "tests/templates/card_builders.hpp"

#include <gtest/gtest.h>

#include <string>

namespace debrief::templates {
namespace {

Value fitted(Value card) {
    return fit_teams(message_of(std::move(card)), false);
}
std::size_t bytes(json::Ref document) {
    return json::dump(document).size();
}
std::string findings_of(json::Ref document, bool is_view = false) {
    std::string out;
    for (const auto& finding : check_teams(document, is_view))
        out += finding.pointer + ": " + finding.what + "\n";
    return out;
}

TEST(FitTeams, CompletesTheCard) {
    const auto document = fitted(card_of({line("x")}));
    const auto card = document["card"];
    EXPECT_EQ(card["type"].str(), "AdaptiveCard");
    EXPECT_EQ(card["version"].str(), "1.5");
    EXPECT_EQ(card["$schema"].str(), "http://adaptivecards.io/schemas/adaptive-card.json");
    EXPECT_EQ(card["fallbackText"].str(), "all of it");
    EXPECT_FALSE(card["msteams"].exists());
}

TEST(FitTeams, KeepsTheFallbackOfTheTemplate) {
    const auto out = fitted(card_of({line("x")}).set("fallbackText", "own").set("version", "1.6"));
    EXPECT_EQ(out["card"]["fallbackText"].str(), "own");
    EXPECT_EQ(out["card"]["version"].str(), "1.5");
}

TEST(FitTeams, AMessageWithoutCardKeepsItsMentionsBesideTheText) {
    std::string text = "Hello ";
    const auto person = Value::object().set("name", "Olga").set("teams", "29:1olga");
    teams_markdown().mention(text, person);
    const auto out = fit_teams(Value::object().set("text", text), false);
    EXPECT_EQ(
        json::dump(out.ref()),
        R"({"text":"Hello <at>Olga</at>","textFormat":"markdown","entities":[{"type":"mention","text":"<at>Olga</at>","mentioned":{"id":"29:1olga","name":"Olga"}}]})"
    );
}

TEST(FitTeams, LeavesOutWhatShowsNothing) {
    auto empty_facts = typed("FactSet").set("facts", Value::array());
    auto empty_run = typed("RichTextBlock")
                         .set("inlines", Value::array().push(typed("TextRun").set("text", "")));
    auto empty_box = typed("Container").set("items", Value::array().push(line("")));
    auto no_title = typed("ActionSet").set("actions", Value::array().push(submit("", "x")));
    const auto document =
        fitted(card_of({line(""), empty_facts, empty_run, empty_box, no_title, line("kept")}));
    const auto body = document["card"]["body"];
    ASSERT_EQ(body.size(), 1U);
    EXPECT_EQ(body.at(0)["text"].str(), "kept");
}

TEST(FitTeams, SaysTheTextWhenNothingIsLeft) {
    const auto out = fitted(card_of({line("")}));
    EXPECT_EQ(out["card"]["body"].at(0)["inlines"].at(0)["text"].str(), "all of it");
    EXPECT_EQ(findings_of(out), "");
}

TEST(FitTeams, PutsTheSeventhButtonIntoTheMenu) {
    auto actions = Value::array();
    for (int i = 0; i < 8; ++i) actions.push(submit("Go", "go " + std::to_string(i)));
    const auto document = fitted(card_of({line("x")}).set("actions", std::move(actions)));
    const auto out = document["card"]["actions"];
    ASSERT_EQ(out.size(), 8U);
    EXPECT_FALSE(out.at(5)["mode"].exists());
    EXPECT_EQ(out.at(6)["mode"].str(), "secondary");
    EXPECT_EQ(out.at(7)["mode"].str(), "secondary");
}

TEST(FitTeams, LeavesOutButtonsThatLeadNowhereSafe) {
    auto actions = Value::array();
    for (const char* url : {"javascript:alert(1)", "", "https://x.example"})
        actions.push(typed("Action.OpenUrl").set("title", "Open").set("url", url));
    const auto document = fitted(card_of({line("x")}).set("actions", std::move(actions)));
    const auto out = document["card"]["actions"];
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out.at(0)["url"].str(), "https://x.example");
}

TEST(FitTeams, LeavesOutAButtonWhoseLineIsTooLong) {
    auto actions = Value::array().push(submit("Go", repeated("x", 3'000))).push(submit("Go", "go"));
    const auto document = fitted(card_of({line("x")}).set("actions", std::move(actions)));
    const auto out = document["card"]["actions"];
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out.at(0)["data"]["value"].str(), "go");
}

TEST(FitTeams, PreselectsOnlyWhatIsOffered) {
    const auto value = [](Value input) {
        const auto out = fit_teams(
            Value::object().set("title", "T").set("card", card_of({std::move(input)})), true
        );
        return std::string(out["card"]["body"].at(0)["value"].str("none"));
    };
    EXPECT_EQ(value(choice_of({"a", "b"}).set("value", "b")), "b");
    EXPECT_EQ(value(choice_of({"a", "b"}).set("value", "c")), "none");
    EXPECT_EQ(value(choice_of({"a", "b"}).set("isMultiSelect", true).set("value", "a,b")), "a,b");
    EXPECT_EQ(value(choice_of({"a", "b"}).set("isMultiSelect", true).set("value", "a,c")), "none");
    EXPECT_EQ(value(input_of("Input.Date").set("value", "2026-11-20")), "2026-11-20");
    EXPECT_EQ(value(input_of("Input.Date").set("value", "tomorrow")), "none");
    EXPECT_EQ(value(input_of("Input.Time").set("value", "14:00")), "14:00");
    EXPECT_EQ(value(input_of("Input.Text").set("maxLength", 4).set("value", "abcdef")), "abc…");
}

TEST(FitTeams, ADroppedFactTakesItsMentionAlong) {
    std::string text;
    teams_markdown().mention(text, Value::object().set("name", "Olga").set("teams", "29:1olga"));
    auto facts = Value::array()
                     .push(Value::object().set("value", text).set("title", ""))
                     .push(Value::object().set("title", "a").set("value", "b"));
    const auto out = fitted(card_of({typed("FactSet").set("facts", std::move(facts))}));
    EXPECT_FALSE(out["card"]["msteams"].exists());
    EXPECT_EQ(out["card"]["body"].at(0)["facts"].size(), 1U);
}

TEST(FitTeams, AddsMentionsToWhatTheTemplateSaysForTeams) {
    std::string text;
    teams_markdown().mention(text, Value::object().set("name", "Olga").set("teams", "29:1olga"));
    auto card = card_of({line(text)}).set("msteams", Value::object().set("width", "Full"));
    const auto document = fitted(std::move(card));
    const auto out = document["card"]["msteams"];
    EXPECT_EQ(out["width"].str(), "Full");
    EXPECT_EQ(out["entities"].size(), 1U);
}

class Large : public testing::TestWithParam<const char*> {};

TEST_P(Large, CardsAreMadeToFit) {
    std::vector<Value> body{line("first")};
    for (int i = 0; i < 60; ++i) body.push_back(line(repeated(GetParam(), 2'000)));
    body.push_back(
        typed("ActionSet").set("actions", Value::array().push(submit("Works", "answer works F-1")))
    );
    const auto out =
        fitted(card_of(body).set("actions", Value::array().push(submit("Close", "close F-1"))));
    const auto card = out["card"];
    EXPECT_LE(bytes(card), cards::card_bytes);
    EXPECT_EQ(findings_of(out), "");
    EXPECT_EQ(card["body"].at(0)["text"].str(), "first");
    EXPECT_EQ(card["actions"].at(0)["title"].str(), "Close");
}

INSTANTIATE_TEST_SUITE_P(Letters, Large, testing::Values("x", "ש", "😀", "\"", "<", "*"));

TEST(FitTeams, ShortensBeforeItDrops) {
    std::vector<Value> body;
    for (int i = 0; i < 10; ++i) body.push_back(line(repeated("x", 3'900)));
    const auto document = fitted(card_of(body));
    const auto out = document["card"]["body"];
    ASSERT_EQ(out.size(), 10U);
    EXPECT_EQ(out.at(0)["text"].str().size(), 1'000U);  // the ellipsis has three bytes
}

TEST(FitTeams, DropsWhatShowsBeforeInputsAndButtons) {
    // Addresses are not cut, so nothing but leaving out pictures helps.
    std::vector<Value> body{line("first")};
    for (int i = 0; i < 30; ++i)
        body.push_back(typed("Image").set("url", "https://x.example/" + repeated("x", 1'500)));
    body.push_back(
        typed("ActionSet").set("actions", Value::array().push(submit("Works", "answer works F-1")))
    );
    body.push_back(line("last"));
    const auto out = fitted(card_of(body));
    EXPECT_LE(bytes(out["card"]), cards::card_bytes);
    const auto kept = out["card"]["body"];
    const auto end = kept.size();
    EXPECT_EQ(kept.at(0)["text"].str(), "first");
    EXPECT_EQ(kept.at(end - 2)["text"].str(), "… more is in the thread");
    EXPECT_EQ(kept.at(end - 1)["type"].str(), "ActionSet");
}

TEST(FitTeams, KeepsTheWordsWhenButtonsAloneAreTooMuch) {
    auto actions = Value::array();
    for (int i = 0; i < 20; ++i) actions.push(submit("Go", repeated("😀", 500)));
    const auto out = fitted(card_of({line("x")}).set("actions", std::move(actions)));
    EXPECT_LE(bytes(out["card"]), cards::card_bytes);
    EXPECT_EQ(findings_of(out), "");
}

TEST(FitTeams, ManyMentionsFitAndEachThatStaysHasItsEntity) {
    std::vector<Value> body;
    for (int i = 0; i < 60; ++i) {
        std::string text;
        for (int j = 0; j < 20; ++j)
            teams_markdown().mention(
                text,
                Value::object()
                    .set("name", "Olga")
                    .set("teams", "29:1" + std::to_string(i * 100 + j) + repeated("x", 60))
            );
        body.push_back(line(text));
    }
    const auto out = fitted(card_of(body));
    const auto card = out["card"];
    EXPECT_LE(bytes(card), cards::card_bytes);
    std::string shown;
    card["body"].each([&](json::Ref element) { shown += element["text"].str(); });
    const auto entities = card["msteams"]["entities"];
    ASSERT_GT(entities.size(), 10U);
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const std::string text(entities.at(i)["text"].str());
        EXPECT_NE(shown.find(text), std::string::npos) << text;
        shown.erase(shown.find(text), text.size());
    }
    EXPECT_EQ(shown.find("<at>"), std::string::npos);
}

TEST(FitTeams, ChartsNeedNumbers) {
    const auto slice = [](std::string_view legend) {
        return Value::object().set("legend", legend);
    };
    auto data = Value::array().push(slice("a").set("value", 3)).push(slice("b"));
    auto chart = typed("Chart.Donut").set("data", std::move(data)).set("fallback", "drop");
    auto none =
        typed("Chart.Donut").set("data", Value::array().push(slice("b"))).set("fallback", "drop");
    const auto out = fitted(card_of({std::move(chart), std::move(none), line("x")}));
    const auto body = out["card"]["body"];
    ASSERT_EQ(body.size(), 2U);
    EXPECT_EQ(body.at(0)["data"].size(), 1U);
    EXPECT_EQ(findings_of(out), "");
}

}  // namespace
}  // namespace debrief::templates
