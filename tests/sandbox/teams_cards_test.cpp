// What people's own Teams does with cards: buttons, answers, dialogs.
#include "tests/sandbox/teams_playground.hpp"

namespace debrief::sandbox {
namespace {

using namespace teams::ids;
using json::Value;

class TeamsCards : public TeamsPlayground {
  protected:
    TeamsCards() { start_teams(); }
    teams::Client& people() { return tenant().client(); }
    /// Presses the n-th button of that message.
    std::string press(
        const std::string& user, const std::string& place, const std::string& id, std::size_t n = 0
    ) {
        teams::Press press;
        press.conversation = place;
        press.message = id;
        press.action = n;
        return run(people().press(user, press));
    }
    /// A card with an Execute, a dialog and a Submit button.
    std::string buttons() {
        return post_card(
            teams::ids::checkout,
            card(
                R"([{"type":"Input.Text","id":"why","label":"Why","value":"slow"}])",
                R"([{"type":"Action.Execute","title":"Works","verb":"works","data":{"value":"answer works F-1","m":"k"},
                     "fallback":{"type":"Action.Submit","title":"Works","data":{"value":"answer works F-1"}}},
                    {"type":"Action.Submit","title":"Acknowledge","associatedInputs":"none","data":{"msteams":{"type":"task/fetch"},"value":"acknowledge F-1"}},
                    {"type":"Action.Submit","title":"Plain","data":{"a":1}}])"
            )
        );
    }
    static std::string dialog_answer(const std::string& content) {
        return R"({"task":{"type":"continue","value":{"title":"Acknowledge","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":)" +
               content + "}}}}";
    }
    static std::string form() {
        return R"({"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"what","label":"What happened","isRequired":true,"errorMessage":"Say what happened","maxLength":10}],
                "actions":[{"type":"Action.Submit","title":"Send","data":{"form":"acknowledge","nonce":"n1"}}]})";
    }
    const teams::Dialog* dialog() { return tenant().desks().dialog(olga); }
    std::string told() {
        const auto& notices = tenant().desks().notices(olga);
        return notices.empty() ? "" : notices.back().text;
    }
};

TEST_F(TeamsCards, ExecuteAsksAndShowsTheAnswer) {
    const std::string id = buttons();
    answer_with(
        R"({"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Recorded, thanks"})"
    );
    EXPECT_EQ(press(olga, teams::ids::checkout, id), "");
    EXPECT_EQ(activity()["type"].str(), "invoke");
    EXPECT_EQ(activity()["name"].str(), "adaptiveCard/action");
    EXPECT_EQ(activity()["replyToId"].str(), id);
    const Value got = activity();
    EXPECT_EQ(got["value"]["action"]["verb"].str(), "works");
    EXPECT_EQ(got["value"]["action"]["data"]["value"].str(), "answer works F-1");
    EXPECT_EQ(got["value"]["action"]["data"]["why"].str(), "slow") << "inputs are merged";
    EXPECT_EQ(got["value"]["trigger"].str(), "manual");
    EXPECT_EQ(told(), "Recorded, thanks");
}

TEST_F(TeamsCards, ACardAsAnswerIsSeenByOnePerson) {
    const std::string id = buttons();
    answer_with(
        R"({"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"For you"}]}})"
    );
    EXPECT_EQ(press(olga, teams::ids::checkout, id), "");
    const teams::Message& message = *newest_in(teams::ids::checkout);
    EXPECT_EQ(teams::words_of(message, olga), "For you");
    EXPECT_NE(teams::words_of(message, ivan).find("[Works]"), std::string::npos);
    put(teams::ids::checkout, id, text_activity("for all"));
    EXPECT_EQ(teams::words_of(*newest_in(teams::ids::checkout), olga), "for all");
}

TEST_F(TeamsCards, AnErrorAsAnswerIsShown) {
    const std::string id = buttons();
    answer_with(
        R"({"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"Not yours"}})"
    );
    EXPECT_EQ(press(olga, teams::ids::checkout, id), "");
    EXPECT_EQ(told(), "Not yours");
    EXPECT_TRUE(tenant().desks().notices(olga).back().error);
}

TEST_F(TeamsCards, WhatIsNoAnswerLooksBroken) {
    const std::string id = buttons();
    for (const std::string& body :
         {std::string(),
          std::string("{}"),
          std::string(R"({"statusCode":200,"type":"text","value":"x"})"),
          std::string(
              R"({"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}})"
          )}) {
        answer_with(body);
        EXPECT_EQ(press(olga, teams::ids::checkout, id), teams::trouble_words) << body;
    }
    EXPECT_EQ(tenant().desks().complaints.size(), 4U);
    answer_with("", 501);
    EXPECT_EQ(press(olga, teams::ids::checkout, id), teams::trouble_words);
    tenant().channel().connect("http://127.0.0.1:1/");
    EXPECT_EQ(press(olga, teams::ids::checkout, id), teams::unreachable_words);
}

TEST_F(TeamsCards, OldClientsSubmitInstead) {
    const std::string id = buttons();
    people().settings().old_clients.insert(olga);
    EXPECT_EQ(press(olga, teams::ids::checkout, id), "");
    arrive(1);
    EXPECT_EQ(activity()["type"].str(), "message");
    EXPECT_EQ(activity()["value"]["value"].str(), "answer works F-1");
    EXPECT_FALSE(activity()["text"].exists());
    EXPECT_EQ(activity()["replyToId"].str(), id);
}

TEST_F(TeamsCards, ButtonsMaySpeakForPeople) {
    const std::string id = post_card(
        teams::ids::on_call,
        card(
            "[]",
            R"([{"type":"Action.Submit","title":"Say","data":{"msteams":{"type":"imBack","value":"@Debrief status"}}},
                {"type":"Action.Submit","title":"Send","data":{"msteams":{"type":"messageBack","text":"list"},"a":1}},
                {"type":"Action.Submit","title":"In","data":{"msteams":{"type":"signin","value":"https://x"}}}])"
        )
    );
    EXPECT_EQ(press(olga, teams::ids::on_call, id), "");
    EXPECT_EQ(newest_in(teams::ids::on_call)->from, olga) << "everybody sees it";
    EXPECT_EQ(press(olga, teams::ids::on_call, id, 1), "");
    arrive(2);
    const std::size_t back = activity(0)["value"].exists() ? 0 : 1;
    EXPECT_EQ(activity(back)["text"].str(), "list");
    EXPECT_EQ(activity(1 - back)["text"].str(), "<at>Debrief</at>\u00a0status\n");
    EXPECT_EQ(press(olga, teams::ids::on_call, id, 2), teams::trouble_words);
    EXPECT_EQ(press(mei, teams::ids::on_call, id), "This card is gone.") << "not part of it";
}

TEST_F(TeamsCards, CardsRefreshThemselves) {
    Value content = card(R"([{"type":"TextBlock","text":"old"}])");
    Value action = Value::object().set("type", "Action.Execute").set("verb", "look");
    content.set("refresh", Value::object().set("action", std::move(action)));
    const std::string id = post_card(teams::ids::checkout, std::move(content));
    answer_with(
        R"({"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"new"}]}})"
    );
    EXPECT_EQ(run(people().refresh(olga, teams::ids::checkout, id)), "");
    EXPECT_EQ(activity()["value"]["trigger"].str(), "automatic");
    EXPECT_EQ(teams::words_of(*newest_in(teams::ids::checkout), olga), "new");
    EXPECT_NE(run(people().refresh(olga, teams::ids::checkout, id)), "") << "the new one does not";
}

TEST_F(TeamsCards, DialogsOpenAndSubmit) {
    const std::string id = buttons();
    answer_with(dialog_answer(form()));
    EXPECT_EQ(press(olga, teams::ids::checkout, id, 1), "");
    EXPECT_EQ(activity()["name"].str(), "task/fetch");
    EXPECT_EQ(activity()["value"]["data"]["value"].str(), "acknowledge F-1");
    EXPECT_FALSE(activity()["value"]["data"]["why"].exists()) << "associatedInputs: none";
    ASSERT_NE(dialog(), nullptr);
    EXPECT_EQ(dialog()->title, "Acknowledge");
    forget();
    const auto submit = [&](const char* text) {
        return run(people().submit(olga, dialog()->id, 0, Value::object().set("what", text)));
    };
    EXPECT_EQ(submit(""), "");
    EXPECT_EQ(dialog()->errors.at(0).second, "Say what happened") << "nothing is sent";
    EXPECT_EQ(submit("much too long"), "");
    EXPECT_EQ(dialog()->errors.size(), 1U);
    arrive(0);
    answer_with(R"({"task":{"type":"message","value":"Recorded as M-1"}})");
    EXPECT_EQ(submit("it broke"), "");
    EXPECT_EQ(activity()["name"].str(), "task/submit");
    EXPECT_EQ(activity()["value"]["data"]["form"].str(), "acknowledge");
    EXPECT_EQ(activity()["value"]["data"]["what"].str(), "it broke");
    EXPECT_EQ(dialog()->words, "Recorded as M-1");
    people().close(olga);
    EXPECT_EQ(dialog(), nullptr);
}

TEST_F(TeamsCards, AnEmptyAnswerClosesTheDialog) {
    const std::string id = buttons();
    answer_with(dialog_answer(form()));
    press(olga, teams::ids::checkout, id, 1);
    const auto submit = [&] {
        return run(people().submit(olga, dialog()->id, 0, Value::object().set("what", "x")));
    };
    answer_with("{}", 500);
    EXPECT_EQ(submit(), "");
    EXPECT_EQ(dialog()->trouble, teams::trouble_words) << "what was entered stays";
    bot->push(net::HttpResponse(200));
    EXPECT_EQ(submit(), "");
    EXPECT_EQ(dialog(), nullptr);
}

TEST_F(TeamsCards, ADialogHasToBeOne) {
    const std::string id = buttons();
    const auto fetch = [&](const std::string& answer) {
        answer_with(answer);
        return press(olga, teams::ids::checkout, id, 1);
    };
    EXPECT_EQ(fetch("{}"), teams::trouble_words);
    EXPECT_EQ(
        fetch(R"({"task":{"type":"continue","value":{"title":"x","url":"https://x"}}})"),
        teams::trouble_words
    );
    EXPECT_EQ(
        fetch(dialog_answer(
            R"({"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.Execute","title":"x","verb":"x"}]})"
        )),
        teams::trouble_words
    );
    EXPECT_EQ(dialog(), nullptr);
    EXPECT_EQ(tenant().desks().complaints.size(), 3U);
}

}  // namespace
}  // namespace debrief::sandbox
