// What people's own Teams sends: words, edits, reactions, buttons, dialogs, installations.
#include "tests/sandbox/teams_playground.hpp"

namespace debrief::sandbox {
namespace {

using namespace teams::ids;
using json::Value;

class TeamsClients : public TeamsPlayground {
  protected:
    TeamsClients() { start_teams(); }
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

TEST_F(TeamsClients, AMentionInAChannelIsHeardInItsThread) {
    people().settings().untidy = false;
    EXPECT_EQ(says(olga, teams::ids::checkout, "@Debrief status"), "");
    arrive(1);
    const Value got = activity();
    const std::string id = newest_in(teams::ids::checkout)->id;
    EXPECT_EQ(got["type"].str(), "message");
    EXPECT_EQ(got["id"].str(), id);
    EXPECT_EQ(got["text"].str(), "<at>Debrief</at> status");
    EXPECT_EQ(
        got["conversation"]["id"].str(), std::string(teams::ids::checkout) + ";messageid=" + id
    );
    EXPECT_EQ(got["conversation"]["conversationType"].str(), "channel");
    EXPECT_EQ(got["entities"].at(0)["mentioned"]["id"].str(), teams::ids::bot);
    EXPECT_EQ(got["entities"].at(1)["timezone"].str(), "Europe/Berlin");
    EXPECT_EQ(got["attachments"].at(0)["contentType"].str(), "text/html");
    EXPECT_EQ(got["channelData"]["team"]["id"].str(), services);
    EXPECT_EQ(got["from"]["aadObjectId"].str(), "00000000-5a4d-4b0c-8000-000000000001");
    EXPECT_EQ(got["recipient"]["id"].str(), teams::ids::bot);
    EXPECT_EQ(got["timestamp"].str(), "2026-11-20T12:00:00.0000000Z");
    EXPECT_EQ(got["localTimestamp"].str(), "2026-11-20T13:00:00+01:00");
    EXPECT_FALSE(got["replyToId"].exists());
    EXPECT_TRUE(got["serviceUrl"].str().ends_with("/"));
    EXPECT_EQ(bot->requests().at(0).target, "/api/messages");
    EXPECT_EQ(bot->requests().at(0).headers.get("x-ms-tenant-id"), teams::ids::tenant);
}

TEST_F(TeamsClients, ClientsLeaveSpacesBehind) {
    says(olga, teams::ids::checkout, "@Debrief thanks @ivan for it");
    arrive(1);
    EXPECT_EQ(
        activity()["text"].str(), "<at>Debrief</at>\u00a0thanks <at>Ivan Horvat</at>\u00a0for it\n"
    );
}

TEST_F(TeamsClients, RepliesWithoutAMentionNeedConsent) {
    const std::string root = send_to(teams::ids::checkout, text_activity("head")).text("id");
    says(olga, teams::ids::checkout, "refunds hang", root);
    arrive(1);
    EXPECT_EQ(
        activity()["conversation"]["id"].str(),
        std::string(teams::ids::checkout) + ";messageid=" + root
    );
    forget();
    EXPECT_EQ(people().consent(teams::ids::checkout, false), "");
    says(olga, teams::ids::checkout, "still", root);
    arrive(0);
    says(olga, teams::ids::checkout, "@debrief still", root);
    arrive(1);
}

TEST_F(TeamsClients, WhereTheAppIsNotNothingIsHeard) {
    says(olga, teams::ids::lunch, "@Debrief hello");
    says(olga, teams::ids::office, "@Debrief hello");
    arrive(0);
    EXPECT_EQ(newest_in(teams::ids::lunch)->text, "@Debrief hello") << "there is nobody to mention";
    says(olga, teams::ids::on_call, "hello");
    arrive(0);
    says(olga, teams::ids::on_call, "@Debrief hello");
    arrive(1);
    EXPECT_EQ(activity()["conversation"]["conversationType"].str(), "groupChat");
    EXPECT_EQ(activity()["conversation"]["id"].str(), teams::ids::on_call);
    EXPECT_NE(says(mei, teams::ids::on_call, "x"), "") << "not part of it";
}

TEST_F(TeamsClients, ThePersonalChatHearsEverything) {
    const std::string chat = tenant().tenant().personal(olga).id;
    says(olga, chat, "status");
    arrive(1);
    EXPECT_EQ(activity()["conversation"]["conversationType"].str(), "personal");
    EXPECT_FALSE(activity()["conversation"]["isGroup"].exists());
    EXPECT_FALSE(activity()["channelData"]["team"].exists());
    EXPECT_NE(says(priya, tenant().tenant().personal(priya).id, "x"), "") << "not added there";
}

TEST_F(TeamsClients, EditsAndDeletionsReuseTheId) {
    const std::string root = send_to(teams::ids::checkout, text_activity("head")).text("id");
    says(olga, teams::ids::checkout, "refunds hang", root);
    const std::string id = newest_in(teams::ids::checkout)->id;
    EXPECT_EQ(people().edit(olga, teams::ids::checkout, id, "refunds over 100 hang"), "");
    EXPECT_EQ(people().erase(olga, teams::ids::checkout, id), "");
    EXPECT_EQ(people().restore(olga, teams::ids::checkout, id), "");
    arrive(4);
    std::vector<std::string> seen;
    for (std::size_t i = 1; i < 4; ++i) {
        seen.push_back(
            std::string(activity(i)["type"].str()) + " " +
            std::string(activity(i)["channelData"]["eventType"].str())
        );
        EXPECT_EQ(activity(i)["id"].str(), id);
    }
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(
        seen,
        (std::vector<std::string>{
            "messageDelete softDeleteMessage",
            "messageUpdate editMessage",
            "messageUpdate undeleteMessage"})
    );
    EXPECT_NE(people().edit(ivan, teams::ids::checkout, id, "x"), "");
    EXPECT_NE(people().erase(ivan, teams::ids::checkout, id), "");
}

TEST_F(TeamsClients, ReactionsToTheBotsOwnMessagesOnly) {
    const std::string own = send_to(teams::ids::checkout, text_activity("head")).text("id");
    says(olga, teams::ids::lunch, "x");
    EXPECT_EQ(
        people().react(olga, teams::ids::lunch, newest_in(teams::ids::lunch)->id, "like"), ""
    );
    arrive(0);
    EXPECT_EQ(people().react(olga, teams::ids::checkout, own, "like"), "");
    EXPECT_EQ(people().react(olga, teams::ids::checkout, own, "like"), "");
    arrive(2);
    EXPECT_EQ(activity()["type"].str(), "messageReaction");
    EXPECT_EQ(activity()["replyToId"].str(), own);
    EXPECT_FALSE(activity()["from"]["name"].exists());
    const bool added_first = activity()["reactionsAdded"].exists();
    EXPECT_TRUE(activity(added_first ? 1 : 0)["reactionsRemoved"].exists());
}

TEST_F(TeamsClients, ExecuteAsksAndShowsTheAnswer) {
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

TEST_F(TeamsClients, ACardAsAnswerIsSeenByOnePerson) {
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

TEST_F(TeamsClients, AnErrorAsAnswerIsShown) {
    const std::string id = buttons();
    answer_with(
        R"({"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"Not yours"}})"
    );
    EXPECT_EQ(press(olga, teams::ids::checkout, id), "");
    EXPECT_EQ(told(), "Not yours");
    EXPECT_TRUE(tenant().desks().notices(olga).back().error);
}

TEST_F(TeamsClients, WhatIsNoAnswerLooksBroken) {
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

TEST_F(TeamsClients, OldClientsSubmitInstead) {
    const std::string id = buttons();
    people().settings().old_clients.insert(olga);
    EXPECT_EQ(press(olga, teams::ids::checkout, id), "");
    arrive(1);
    EXPECT_EQ(activity()["type"].str(), "message");
    EXPECT_EQ(activity()["value"]["value"].str(), "answer works F-1");
    EXPECT_FALSE(activity()["text"].exists());
    EXPECT_EQ(activity()["replyToId"].str(), id);
}

TEST_F(TeamsClients, DialogsOpenAndSubmit) {
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

TEST_F(TeamsClients, AnEmptyAnswerClosesTheDialog) {
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

TEST_F(TeamsClients, ADialogHasToBeOne) {
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

TEST_F(TeamsClients, InstallingTellsTwice) {
    EXPECT_EQ(people().install(olga, teams::ids::lunch), "");
    arrive(2);
    std::vector<std::string> types{
        std::string(activity(0)["type"].str()), std::string(activity(1)["type"].str())};
    std::sort(types.begin(), types.end());
    EXPECT_EQ(types, (std::vector<std::string>{"conversationUpdate", "installationUpdate"}));
    const Value added = activity(activity(0)["type"].str() == "installationUpdate" ? 0 : 1);
    EXPECT_EQ(added["action"].str(), "add");
    EXPECT_EQ(added["conversation"]["id"].str(), teams::ids::lunch);
    EXPECT_EQ(send_to(teams::ids::lunch, text_activity("hello")).status, 201);
    EXPECT_NE(people().install(olga, teams::ids::lunch), "");
    forget();
    EXPECT_EQ(people().uninstall(olga, teams::ids::checkout), "");
    arrive(2);
    EXPECT_EQ(send_to(teams::ids::general, text_activity("x")).status, 403);
}

TEST_F(TeamsClients, TeamEventsComeFromTheTeam) {
    EXPECT_EQ(people().rename_channel(olga, teams::ids::search, "finding"), "");
    EXPECT_EQ(people().delete_channel(olga, teams::ids::search), "");
    EXPECT_EQ(people().leave(sam, teams::ids::checkout), "");
    arrive(3);
    std::vector<std::string> events;
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(activity(i)["conversation"]["id"].str(), services);
        events.emplace_back(activity(i)["channelData"]["eventType"].str());
    }
    std::sort(events.begin(), events.end());
    EXPECT_EQ(
        events, (std::vector<std::string>{"channelDeleted", "channelRenamed", "teamMemberRemoved"})
    );
    EXPECT_EQ(send_to(teams::ids::search, text_activity("x")).status, 404);
}

TEST_F(TeamsClients, WhatIsNotAcknowledgedComesAgain) {
    bot->push(net::HttpResponse(500));
    says(olga, teams::ids::checkout, "@Debrief one");
    arrive(1);
    EXPECT_EQ(tenant().channel().waiting(), 1U);
    clock.advance(std::chrono::seconds(2));
    arrive(2);
    EXPECT_EQ(activity(0)["id"].str(), activity(1)["id"].str());
    EXPECT_EQ(tenant().channel().waiting(), 0U);
    bot->push(net::HttpResponse(401));
    says(olga, teams::ids::checkout, "@Debrief two");
    arrive(3);
    EXPECT_EQ(tenant().channel().waiting(), 0U) << "a refusal is an answer";
    EXPECT_EQ(tenant().channel().given_up().size(), 1U);
    tenant().channel().settings().duplicates = true;
    says(olga, teams::ids::checkout, "@Debrief three");
    arrive(5);
    EXPECT_EQ(activity(3)["id"].str(), activity(4)["id"].str());
}

TEST_F(TeamsClients, AnOutgoingWebhookIsSignedAndAnswers) {
    tenant().set_outgoing_webhook(bot->url("/teams/hook"));
    people().consent(teams::ids::checkout, false);
    answer_with(R"({"type":"message","text":"Open follow-ups: 3"})");
    EXPECT_EQ(says(olga, teams::ids::checkout, "@Followup status"), "");
    const net::HttpRequest& request = bot->requests().at(0);
    EXPECT_EQ(request.target, "/teams/hook");
    EXPECT_EQ(
        request.headers.get("authorization"),
        teams::webhook_signature(tenant().settings().webhook_secret, request.body)
    );
    EXPECT_EQ(activity()["text"].str(), "<at>Followup</at>\u00a0status\n");
    EXPECT_NE(activity()["from"]["id"].str(), olga) << "ids belong to the webhook";
    EXPECT_EQ(activity()["from"]["aadObjectId"].str(), "00000000-5a4d-4b0c-8000-000000000001");
    EXPECT_EQ(newest_in(teams::ids::checkout)->text, "Open follow-ups: 3");
    EXPECT_FALSE(newest_in(teams::ids::checkout)->root.empty()) << "in the same thread";
    answer_with("");
    says(olga, teams::ids::checkout, "@Followup status");
    EXPECT_EQ(tenant().desks().complaints.size(), 1U);
}

TEST_F(TeamsClients, TheHookIsSignedAsDocumented) {
    EXPECT_EQ(
        teams::webhook_signature(
            Secret("vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA="),
            R"({"type":"message","text":"<at>Debrief</at> status"})"
        ),
        "HMAC eSvbFmuGgq571vmNZPyBeK4D6w9JQeX+BP7opunTf0M="
    );
}

}  // namespace
}  // namespace debrief::sandbox
