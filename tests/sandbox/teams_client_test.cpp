// What people's own Teams sends: words, edits, reactions, installations.
#include "tests/sandbox/teams_playground.hpp"

namespace debrief::sandbox {
namespace {

using namespace teams::ids;
using json::Value;

class TeamsClients : public TeamsPlayground {
  protected:
    TeamsClients() { start_teams(); }
    teams::Client& people() { return tenant().client(); }
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
