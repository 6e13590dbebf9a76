// What the Connector takes: activities, cards, mentions, sizes.
#include "adapters/sandbox/teams/card_check.hpp"
#include "tests/sandbox/teams_playground.hpp"

namespace debrief::sandbox {
namespace {

using json::Value;
using teams::CardUse;

class TeamsActivities : public TeamsPlayground {
  protected:
    TeamsActivities() { start_teams(); }
    Answer post(Value activity) { return send_to(teams::ids::checkout, std::move(activity)); }
    Answer post_body(const std::string& body, const std::string& actions = "[]") {
        return post(card_activity(card(body, actions)));
    }
    static Value mention(const std::string& text, const std::string& id) {
        Value mentioned = Value::object().set("id", id).set("name", "Olga Brandt");
        Value entity = Value::object().set("type", "mention").set("text", text);
        return std::move(entity.set("mentioned", std::move(mentioned)));
    }
};

TEST_F(TeamsActivities, NeedWhatTheyAreMadeOf) {
    EXPECT_EQ(post(text_activity("x")).status, 201);
    EXPECT_EQ(post(Value::object().set("type", "typing")).status, 202);
    EXPECT_EQ(post(Value::object().set("text", "x")).status, 400) << "no type";
    EXPECT_EQ(post(text_activity("  ")).status, 400) << "nothing to see";
    EXPECT_EQ(post(text_activity("x").set("type", "event")).status, 400);
    EXPECT_EQ(post(text_activity("x").set("textFormat", "html")).status, 400);
    EXPECT_EQ(post(text_activity("x").set("texts", "y")).status, 400) << "misspelt";
    EXPECT_EQ(post(text_activity("x").set("summary", Value())).status, 400) << "null";
    Value file = Value::object().set("contentType", "image/png").set("contentUrl", "https://x");
    EXPECT_EQ(
        post(text_activity("x").set("attachments", Value::array().push(std::move(file)))).status,
        400
    );
}

TEST_F(TeamsActivities, HaveLimits) {
    EXPECT_EQ(post(text_activity(std::string(51'000, 'x'))).status, 201);
    const Answer large = post(text_activity(std::string(51'200, 'x')));
    EXPECT_EQ(large.status, 413) << "100 KB as UTF-16 with all around the text";
    EXPECT_EQ(code(large), "MessageSizeTooBig");
    const auto block = [](std::size_t size) {
        return R"([{"type":"TextBlock","text":")" + std::string(size, 'x') + "\"}]";
    };
    EXPECT_EQ(post_body(block(25'000)).status, 201);
    EXPECT_EQ(post_body(block(25'600)).status, 413);
    EXPECT_EQ(teams::utf16_bytes("aé€😀"), 10U);
}

TEST_F(TeamsActivities, MentionWordForWord) {
    const auto with = [&](const std::string& text, Value entity) {
        return post(text_activity(text).set("entities", Value::array().push(std::move(entity))))
            .status;
    };
    const std::string tag = "<at>Olga Brandt</at>";
    EXPECT_EQ(with("Hello " + tag, mention(tag, teams::ids::olga)), 201);
    EXPECT_EQ(with("Hello Olga", mention(tag, teams::ids::olga)), 400);
    EXPECT_EQ(with("Hello " + tag, mention("Olga Brandt", teams::ids::olga)), 400);
    EXPECT_EQ(with("Hello " + tag, mention(tag, "29:1nobody")), 400);
    EXPECT_EQ(post(text_activity("Hello " + tag)).status, 400) << "without its entity";
    EXPECT_EQ(post(text_activity("Hello &lt;at&gt;x")).status, 201) << "typed by somebody";
}

TEST_F(TeamsActivities, MentionInCardsWhereTeamsLooks) {
    const auto in = [&](const std::string& body) {
        Value content = card(body);
        Value entities = Value::array().push(mention("<at>Olga</at>", teams::ids::olga));
        content.set("msteams", Value::object().set("entities", std::move(entities)));
        return post(card_activity(std::move(content))).status;
    };
    EXPECT_EQ(in(R"([{"type":"TextBlock","text":"Owner: <at>Olga</at>"}])"), 201);
    EXPECT_EQ(
        in(R"([{"type":"FactSet","facts":[{"title":"Owner","value":"<at>Olga</at>"}]}])"), 201
    );
    EXPECT_EQ(in(R"([{"type":"RichTextBlock","inlines":["<at>Olga</at>"]}])"), 400)
        << "runs are no place for a mention";
}

TEST_F(TeamsActivities, CardsAreCheckedToTheLastMember) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"([{"type":"TextBlock"}])", "card.body[0].text: is missing"},
        {R"([{"type":"TextBlock","text":"x","wrapped":true}])",
         "card.body[0].wrapped: is not known"},
        {R"([{"type":"TextBlock","text":"x","size":"Huge"}])", "card.body[0].size: does not fit"},
        {R"([{"type":"Carousel","pages":[]}])", "card.body[0]: “Carousel” is no element"},
        {R"([{"type":"Action.Submit","title":"x"}])", "cannot stand here"},
        {R"([{"type":"Column","items":[]}])", "cannot stand here"},
        {R"([{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"TextBlock"}]}]}])",
         "card.body[0].columns[0].items[0].text: is missing"},
        {R"([{"type":"FactSet","facts":[{"title":"x"}]}])", "needs a title and a value"},
        {R"([{"type":"Input.Text","label":"x"}])", "card.body[0].id: is missing"},
        {R"([{"type":"Input.Text","id":"x"}])", "card.body[0].label: is missing"},
        {R"([{"type":"Input.Text","id":"x","label":"x","isRequired":true}])", "errorMessage"},
        {R"([{"type":"Input.Date","id":"x","label":"x","value":"24.11.2026"}])", "does not fit"},
        {R"([{"type":"Input.ChoiceSet","id":"x","label":"x","value":"b","choices":[{"title":"A","value":"a"}]}])",
         "is none of the choices"},
        {R"([{"type":"Input.Text","id":"x","label":"x"},{"type":"Input.Text","id":"x","label":"x"}])",
         "is there twice"},
        {R"([{"type":"Chart.Donut","data":[]}])", "needs a fallback"},
        {R"([{"type":"Image","url":"http://example.com/x.png"}])", "does not fit"}};
    for (const auto& [body, problem] : wrong) {
        const Answer answer = post_body(body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_NE(words(answer).find(problem), std::string::npos) << body << "\n" << words(answer);
    }
    EXPECT_EQ(post_body(R"([{"type":"Chart.Donut","data":[],"fallback":"drop"}])").status, 201);
}

TEST_F(TeamsActivities, CardsOfEveryKindAreTaken) {
    EXPECT_EQ(
        post_body(
            R"([{"type":"Container","style":"Emphasis","items":[{"type":"RichTextBlock","inlines":["a",{"type":"TextRun","text":"b","weight":"Bolder"}]}]},
             {"type":"ColumnSet","columns":[{"type":"Column","width":"auto","items":[{"type":"TextBlock","text":"x"}]},{"width":2,"items":[]}]},
             {"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[]}]}]},
             {"type":"Input.ChoiceSet","id":"k","label":"Kind","value":"a","choices":[{"title":"A","value":"a"}]},
             {"type":"Input.Toggle","id":"t","title":"Anonymous"},
             {"type":"ActionSet","actions":[{"type":"Action.OpenUrl","title":"Open","url":"https://example.com"}]}])",
            R"([{"type":"Action.Execute","title":"Works","verb":"works","data":{"v":1},"fallback":{"type":"Action.Submit","title":"Works","data":{"v":1}}},
             {"type":"Action.ShowCard","title":"More","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"y"}]}},
             {"type":"Action.ToggleVisibility","title":"T","targetElements":["k"]}])"
        )
            .status,
        201
    );
}

TEST_F(TeamsActivities, CardsAreAtMost15AndHaveAFallback) {
    const auto version = [&](const char* text) {
        return post(card_activity(card("[]").set("version", text))).status;
    };
    EXPECT_EQ(version("1.5"), 201);
    EXPECT_EQ(version("1.6"), 400);
    EXPECT_EQ(version("2"), 400);
    Value silent = card("[]");
    silent.erase("fallbackText");
    EXPECT_EQ(post(card_activity(std::move(silent))).status, 400);
    Value refreshing = card("[]");
    Value users = Value::array();
    for (int i = 0; i < 61; ++i) users.push("29:1");
    Value action = Value::object().set("type", "Action.Execute");
    refreshing.set("refresh", Value::object().set("action", action).set("userIds", users));
    EXPECT_EQ(post(card_activity(std::move(refreshing))).status, 400) << "more than 60";
}

TEST_F(TeamsActivities, WhereACardIsDecidesWhatItMayDo) {
    const Value execute = card("[]", R"([{"type":"Action.Execute","title":"x","verb":"x"}])");
    EXPECT_TRUE(teams::problems_of_card(execute, CardUse::message).empty());
    EXPECT_FALSE(teams::problems_of_card(execute, CardUse::dialog).empty());
    EXPECT_FALSE(teams::problems_of_card(execute, CardUse::posted).empty());
    const Value submit = card("[]", R"([{"type":"Action.Submit","title":"x"}])");
    EXPECT_TRUE(teams::problems_of_card(submit, CardUse::dialog).empty());
    EXPECT_FALSE(teams::problems_of_card(submit, CardUse::posted).empty());
}

TEST_F(TeamsActivities, AWorkflowPostsACardAndNothingElse) {
    const auto call = [&](const std::string& url, Value body) {
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/json");
        request.body = json::dump(body);
        return ask(std::move(request), url).status;
    };
    const std::string url = tenant().workflow_url();
    const auto posts = [&] {
        return tenant().tenant().conversation(teams::ids::office)->messages.size();
    };
    Value good = card_activity(card(R"([{"type":"TextBlock","text":"Weekly summary"}])"));
    EXPECT_EQ(call(url, good), 202);
    EXPECT_EQ(posts(), 1U);
    EXPECT_EQ(call(url, text_activity("only text")), 202) << "nobody hears that the run fails";
    EXPECT_EQ(call(url, card_activity(card("[]").set("version", "1.6"))), 202);
    EXPECT_EQ(
        call(url, card_activity(card("[]", R"([{"type":"Action.Submit","title":"x"}])"))), 202
    );
    EXPECT_EQ(posts(), 1U);
    EXPECT_EQ(tenant().flows().failed_runs().size(), 3U);
    EXPECT_EQ(call(url + "x", good), 401) << "another signature";
    EXPECT_EQ(call(url.substr(0, url.find("&sig=")), good), 401);
    std::string decoded = url;
    decoded.replace(decoded.find("%2Ftriggers%2Fmanual"), 20, "%2Ftriggers%2Fother%");
    EXPECT_EQ(call(decoded, good), 401) << "the query is signed";
    Value large =
        card_activity(card(R"([{"type":"TextBlock","text":")" + std::string(28'700, 'x') + "\"}]"));
    EXPECT_EQ(call(url, large), 413);
    tenant().flows().disable(true);
    EXPECT_EQ(call(url, good), 400);
}

}  // namespace
}  // namespace debrief::sandbox
