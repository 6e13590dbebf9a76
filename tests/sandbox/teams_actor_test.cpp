// The Teams actor and the Teams half of the page: acting by what can be read.
#include "adapters/sandbox/teams/actor.hpp"
#include "tests/sandbox/teams_playground.hpp"

namespace debrief::sandbox {
namespace {

using json::Value;

class TeamsActing : public TeamsPlayground {
  protected:
    TeamsActing() {
        start_teams();
        actor = std::make_unique<TeamsActor>(*box, nullptr, std::chrono::milliseconds(200));
        actor->as("Olga").in("checkout");
    }
    void go(asio::awaitable<void> step) { run(std::move(step)); }
    Value state(const std::string& who) {
        return send(net::HttpRequest("GET", "/sandbox/state?as=" + who + "&since=0")).body;
    }
    Answer act(Value what) {
        net::HttpRequest request("POST", "/sandbox/act");
        request.headers.add("Content-Type", "application/json");
        what.set("as", ids::olga);
        request.body = json::dump(what);
        return send(std::move(request));
    }
    std::string post_buttons() {
        return post_card(
            teams::ids::checkout,
            card(
                R"([{"type":"TextBlock","text":"**Incident** · Slow\\-down"}])",
                R"([{"type":"Action.Execute","title":"Works","verb":"w","data":{"v":"1"}},
                    {"type":"Action.Submit","title":"Form","data":{"msteams":{"type":"task/fetch"}}}])"
            )
        );
    }
    std::unique_ptr<TeamsActor> actor;
};

constexpr auto form_answer =
    R"({"task":{"type":"continue","value":{"title":"Words","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":
    {"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.ChoiceSet","id":"kind","label":"Kind","choices":[{"title":"Stronger","value":"s"}]},
     {"type":"Input.Text","id":"text","label":"Words","isRequired":true,"errorMessage":"Please say it"}],
     "actions":[{"type":"Action.Submit","title":"Send","data":{"form":"words"}}]}}}}})";

TEST_F(TeamsActing, SeesWordsAndPressesButtons) {
    post_buttons();
    go(actor->sees("Incident · Slow-down"));
    answer_with(
        R"({"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Recorded"})"
    );
    go(actor->presses("Works", "Slow"));
    go(actor->is_told("Recorded"));
    EXPECT_EQ(actor->failure(), "");
    EXPECT_EQ(actor->steps(), 3);
    go(actor->sees("Fast"));
    EXPECT_NE(
        actor->failure().find("Olga Brandt expected “Fast” to appear in checkout"),
        std::string::npos
    );
}

TEST_F(TeamsActing, FillsDialogsByLabel) {
    post_buttons();
    answer_with(form_answer);
    go(actor->presses("Form"));
    go(actor->sees_form("Words"));
    go(actor->submits_and_is_told("Please say it"));
    go(actor->fills("Kind", "Stronger"));
    go(actor->fills("Words", "hello"));
    answer_with(R"({"task":{"type":"message","value":"Thanks"}})");
    go(actor->submits());
    go(actor->is_told("Thanks"));
    go(actor->closes_form());
    EXPECT_EQ(actor->failure(), "");
    const Value sent = activity(1);
    EXPECT_EQ(sent["value"]["data"]["kind"].str(), "s");
    EXPECT_EQ(sent["value"]["data"]["text"].str(), "hello");
    go(actor->fills("Nothing", "x"));
    EXPECT_NE(actor->failure().find("a field “Nothing”"), std::string::npos);
}

TEST_F(TeamsActing, WritesInThreads) {
    const std::string root = post_buttons();
    actor->in_thread_of("Slow");
    go(actor->types("Better now"));
    EXPECT_EQ(newest_in(teams::ids::checkout)->root, root);
    go(actor->edits("Better", "Much better now"));
    go(actor->erases("Much better"));
    go(actor->does_not_see("better now"));
    EXPECT_EQ(actor->failure(), "");
}

TEST_F(TeamsActing, ThePageShowsAndDoesTheSame) {
    const std::string id = post_buttons();
    const Value seen = state(ids::olga);
    EXPECT_EQ(seen["teams"]["me"].str(), teams::ids::olga);
    json::Ref checkout;
    seen["teams"]["places"].each([&](json::Ref each) {
        if (each["id"].str() == teams::ids::checkout) checkout = each;
    });
    EXPECT_EQ(checkout["messages"].at(0)["card"]["type"].str(), "AdaptiveCard");
    EXPECT_EQ(state(ids::mei)["teams"]["places"].size(), 5U) << "General and three, and her chat";
    const auto at = [&](const char* what) {
        return Value::object().set("do", what).set("place", teams::ids::checkout);
    };
    EXPECT_TRUE(act(at("teams.type").set("text", "hi").set("root", id)).ok());
    EXPECT_EQ(newest_in(teams::ids::checkout)->root, id);
    arrive(1);
    answer_with(form_answer);
    EXPECT_TRUE(act(at("teams.press").set("message", id).set("action", 1)).ok());
    const Value opened = state(ids::olga);
    const std::string dialog(opened["teams"]["dialog"]["id"].str());
    Value inputs = Value::object().set("text", "");
    EXPECT_TRUE(
        act(Value::object().set("do", "teams.submit").set("dialog", dialog).set("inputs", inputs))
            .ok()
    );
    EXPECT_EQ(state(ids::olga)["teams"]["dialog"]["errors"]["text"].str(), "Please say it");
    EXPECT_TRUE(act(Value::object().set("do", "teams.close")).ok());
    EXPECT_TRUE(state(ids::olga)["teams"]["dialog"].is_null());
    EXPECT_FALSE(act(Value::object().set("do", "teams.dance")).ok());
    EXPECT_TRUE(act(at("teams.uninstall")).ok());
    EXPECT_FALSE(act(at("teams.uninstall")).ok());
}

TEST_F(TeamsActing, ThePageSaysWhetherItCanDrawCards) {
    const bool there = send(net::HttpRequest("GET", "/page/adaptivecards.min.js")).status == 200;
    EXPECT_EQ(state(ids::olga)["renderer"].boolean(), there);
    const int licences = send(net::HttpRequest("GET", "/page/renderer-licences.txt")).status;
    EXPECT_EQ(licences, there ? 200 : 404) << "the renderer comes with its licences";
}

TEST_F(TeamsActing, AnnouncesWhereItIsInstalled) {
    tenant().announce();
    // The team once, one group chat and four personal chats, each with both events.
    arrive(12);
}

}  // namespace
}  // namespace debrief::sandbox
