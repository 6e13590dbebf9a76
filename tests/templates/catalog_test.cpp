#include "templates/catalog.hpp"

#include "templates/embedded.hpp"
#include "templates/limits.hpp"
#include "templates/locate.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace debrief::templates {
namespace {

/// A user's folder of templates, removed at the end.
class Folder {
  public:
    explicit Folder(std::string_view name)
        : path_(std::filesystem::path(testing::TempDir()) / ("templates_" + std::string(name))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_ / "slack");
        std::filesystem::create_directories(path_ / "teams");
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(const std::string& file, std::string_view text) const {
        std::ofstream(path_ / file, std::ios::binary) << text;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string file(const std::string& name) const {
        return (path_ / "slack" / name).string();
    }

  private:
    std::filesystem::path path_;
};

json::Value text_data(std::string_view text) {
    return json::Value::object().set("text", text);
}

TEST(Catalog, RendersABuiltInTemplate) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    const auto data = text_data("a <b>");
    const auto message = catalog->render(Platform::slack, "notice", data.ref());
    ASSERT_TRUE(message);
    EXPECT_EQ(
        json::dump(message->ref()),
        R"j({"text":"a &lt;b&gt;","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"a &lt;b&gt;","verbatim":true}}]})j"
    );
}

TEST(Catalog, FitsWhatItRenders) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    const auto data = text_data(std::string(20'000, 'x'));
    const auto message = catalog->render(Platform::slack, "notice", data.ref());
    ASSERT_TRUE(message);
    EXPECT_TRUE(check_message(message->ref()).empty());
}

TEST(Catalog, AnUnknownNameIsNotFound) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    const auto missing = catalog->render(Platform::slack, "notise", json::Ref());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code(), Errc::not_found);
}

TEST(Catalog, EveryTemplateOfSlackIsThereForTeams) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    for (const auto& embedded : embedded_templates()) {
        // The Home tab is Slack's; in Teams its place is taken by "needs" in the personal chat.
        if (embedded.name == "home") continue;
        EXPECT_TRUE(catalog->render(Platform::teams, embedded.name, json::Ref())) << embedded.name;
    }
    EXPECT_FALSE(catalog->render(Platform::slack, "notice_opened", json::Ref()));
}

TEST(Catalog, RendersBothPlatformsInTheirShape) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    const auto data = text_data("a *b*");
    const auto message = catalog->render(Platform::teams, "notice", data.ref());
    ASSERT_TRUE(message);
    EXPECT_EQ((*message)["text"].str(), "a *b*");
    EXPECT_EQ((*message)["card"]["body"].at(0)["text"].str(), "a \\*b\\*");
    const auto view = catalog->render(Platform::teams, "form_feedback", data.ref());
    ASSERT_TRUE(view);
    EXPECT_EQ((*view)["title"].str(), "Give feedback");
    EXPECT_EQ((*view)["card"]["type"].str(), "AdaptiveCard");
}

TEST(Catalog, AFileOfTheSameNameReplacesATemplate) {
    const Folder folder("replace");
    folder.write(
        "slack/notice.json",
        R"j({"kind":"message","sample":{"text":"x"},"body":{"text":"Hear: ${text}"}})j"
    );
    const auto catalog = Catalog::load(folder.path());
    ASSERT_TRUE(catalog) << catalog.error().what();
    const auto data = text_data("a");
    EXPECT_EQ(
        catalog->render(Platform::slack, "notice", data.ref()).value()["text"].str(), "Hear: a"
    );
    EXPECT_TRUE(catalog->render(Platform::slack, "help", data.ref()));
}

TEST(Catalog, NamesFileLineAndRemedyOfEveryBrokenFile) {
    const Folder folder("broken");
    folder.write(
        "slack/notice.json",
        "{\n\"kind\": \"message\",\n\"sample\": {},\n\"body\": {\n  \"text\": \"${toUper(x)}\"\n}}"
    );
    folder.write("slack/help.json", "{\n\"kind\": \"message\",\n\"body\" {}\n}");
    folder.write("slack/notise.json", "{}");
    folder.write("help.json", "{}");
    const auto catalog = Catalog::load(folder.path());
    ASSERT_FALSE(catalog);
    EXPECT_EQ(catalog.error().code(), Errc::invalid_input);
    const std::string words = catalog.error().what();
    const auto expect = [&](const std::string& line) {
        EXPECT_NE(words.find(line), std::string::npos) << line << "\nin\n" << words;
    };
    expect(
        folder.file("notice.json") +
        ":5: unknown function toUper() in ${toUper(x)}; did you mean 'toUpper'?"
    );
    expect(folder.file("help.json") + ":3: not valid JSON");
    expect(folder.file("notise.json") + ": there is no template 'notise'; did you mean 'notice'?");
    expect(
        (folder.path() / "help.json").string() + ": the file stands beside the platforms' folders"
    );
}

TEST(Catalog, ChecksTheFrameOfAFile) {
    const Folder folder("frame");
    folder.write("slack/notice.json", "{\"kind\": \"wiev\",\n\"sampel\": {},\n\"body\": []}");
    const auto catalog = Catalog::load(folder.path());
    ASSERT_FALSE(catalog);
    const std::string words = catalog.error().what();
    for (const auto* part :
         {":1: \"kind\" is 'wiev'; write message or view",
          ":2: unknown member 'sampel'; did you mean 'sample'?",
          ":3: there is no body"})
        EXPECT_NE(words.find(part), std::string::npos) << part << "\nin\n" << words;
}

TEST(Catalog, AReplacementKeepsTheKind) {
    const Folder folder("kind");
    folder.write("slack/notice.json", R"j({"kind":"view","body":{"type":"modal"}})j");
    const auto catalog = Catalog::load(folder.path());
    ASSERT_FALSE(catalog);
    EXPECT_NE(
        catalog.error().what().find(":1: the kind differs from the built-in template's"),
        std::string::npos
    );
}

TEST(Catalog, AMissingFolderIsSaid) {
    const auto catalog = Catalog::load("/nonexistent/templates");
    ASSERT_FALSE(catalog);
    EXPECT_EQ(catalog.error().code(), Errc::not_found);
}

std::string problems_with(const Folder& folder) {
    const auto catalog = Catalog::load(folder.path());
    if (!catalog) return catalog.error().what();
    std::string out;
    for (const auto& problem : catalog->check())
        out += to_text(problem).substr(folder.path().string().size()) + "\n";
    return out;
}

TEST(CatalogCheck, NamesTheLineOfWhatSlackWouldRefuse) {
    const Folder folder("refused");
    folder.write(
        "slack/help.json",
        R"j({
  "kind": "message",
  "body": {
    "text": "Help",
    "blocks": [
      {"type": "divider"},
      {"$data": "${verbs}", "type": "actions", "elements": [
        {"type": "button", "text": {"type": "plain_text", "text": "${name}"},
         "style": "red"}
      ]},
      {"type": "header", "text": {"type": "plain_text",
        "text": ")j" +
            std::string(170, 'x') + R"j("}}
    ]
  }
})j"
    );
    EXPECT_EQ(
        problems_with(folder),
        "/slack/help.json:9: /blocks/1/elements/0/style: 'red' is not one of its values; known: "
        "primary, danger\n"
        "/slack/help.json:9: /blocks/2/elements/0/style: 'red' is not one of its values; known: "
        "primary, danger\n"
        "/slack/help.json:12: /blocks/3/text/text: has 170 characters; write at most 150\n"
    );
}

TEST(CatalogCheck, NamesTheLineOfWhatTeamsWouldRefuse) {
    const Folder folder("refused_by_teams");
    folder.write(
        "teams/help.json",
        R"j({
  "kind": "message",
  "body": {
    "text": "Help",
    "card": {"type": "AdaptiveCard", "body": [
      {"type": "TextBlock", "text": "Verbs", "size": "huge"},
      {"$data": "${verbs}", "type": "ActionSet", "actions": [
        {"type": "Action.Submit", "title": "${name}",
         "dat": {"value": "help ${name}"}}
      ]},
      {"type": "Chart.Pie", "data": [{"legend": "a", "value": 1}]}
    ]}
  }
})j"
    );
    const auto unknown = [](const std::string& at) {
        return "/teams/help.json:9: /card/body/" + at +
               "/actions/0/dat: unknown member 'dat'; did you mean 'data'?\n";
    };
    EXPECT_EQ(
        problems_with(folder),
        "/teams/help.json:6: /card/body/0/size: 'huge' is not one of its values; known: default, "
        "small, medium, large, extraLarge\n" +
            unknown("1") + unknown("2") +
            "/teams/help.json:11: /card/body/3: 'fallback' is missing; add it\n"
    );
}

TEST(CatalogCheck, AFormOfTeamsNeedsItsButton) {
    const Folder folder("form");
    folder.write("teams/form_done.json", R"j({
  "kind": "view",
  "body": {
    "title": "Done",
    "card": {"type": "AdaptiveCard",
      "body": [{"type": "Input.Text", "id": "evidence"}]}
  }
})j");
    EXPECT_EQ(
        problems_with(folder).substr(0, 82),
        "/teams/form_done.json:5: /card: a form with inputs has no button to send it; add {"
    );
}

TEST(CatalogCheck, JudgesPathsByTheBuiltInSamples) {
    const Folder folder("paths");
    folder.write("slack/notice.json", R"j({
  "kind": "message",
  "sample": {"text": "x", "tekst": "the file's own sample does not count"},
  "body": {
    "text": "",
    "blocks": [{"type": "section",
      "text": {"type": "mrkdwn", "text": "Said: ${tekst}"}}]
  }
})j");
    EXPECT_EQ(
        problems_with(folder),
        "/slack/notice.json:5: the message has no text; "
        "write the whole content as \"text\": notifications and screen readers use it\n"
        "/slack/notice.json:7: no sample has 'tekst'; did you mean 'text'?; a member that can be "
        "absent stands in the sample as null\n"
    );
}

TEST(Locate, FindsNodesByPointer) {
    const std::string_view text =
        "{\n \"a\\\"}\": [1, {\"x\": \"]\"},\n  true],\n \"b/c\": {\n  \"d\": null}\n}";
    const auto line = [&](std::string_view pointer) { return locate(text, pointer).line; };
    EXPECT_EQ(line(""), 1U);
    EXPECT_EQ(line("/a\\\"}/2"), 3U);
    EXPECT_EQ(line("/b~1c"), 4U);
    EXPECT_EQ(line("/b~1c/d"), 5U);
    EXPECT_EQ(line("/b~1c/nothing/below"), 4U);
    EXPECT_EQ(locate(text, "/b~1c/d").column, 8U);
}

}  // namespace
}  // namespace debrief::templates
