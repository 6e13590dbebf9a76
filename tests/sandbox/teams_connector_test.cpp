// The Connector: where messages go, who may be reached, and what is refused.
#include "tests/sandbox/teams_playground.hpp"

namespace debrief::sandbox {
namespace {

using namespace teams::ids;
using json::Value;

class TeamsConnector : public TeamsPlayground {
  protected:
    TeamsConnector() { start_teams(); }
    /// POST /v3/conversations
    Answer create(const std::string& body) {
        return connector("POST", "v3/conversations", parsed(body));
    }
    static std::string thread_body(const std::string& channel, const std::string& rest) {
        return std::string(R"({"isGroup":true,"tenantId":")") + teams::ids::tenant +
               R"(","channelData":{"channel":{"id":")" + channel + R"("}})" + rest + "}";
    }
    static std::string personal_body(const std::string& member) {
        return std::string(R"({"isGroup":false,"tenantId":")") + teams::ids::tenant +
               R"(","members":[{"id":")" + member + R"("}]})";
    }
    Answer members(const std::string& conversation, const std::string& rest) {
        return connector("GET", "v3/conversations/" + segment(conversation) + "/" + rest);
    }
};

constexpr auto hello = R"(,"activity":{"type":"message","text":"hello"})";

TEST_F(TeamsConnector, TheConversationDecidesTheThread) {
    const Answer thread = create(thread_body(teams::ids::checkout, hello));
    EXPECT_EQ(thread.status, 201);
    const std::string root = thread.text("activityId");
    EXPECT_EQ(thread.text("id"), std::string(teams::ids::checkout) + ";messageid=" + root);
    EXPECT_EQ(send_to(thread.text("id"), text_activity("reply")).status, 201);
    EXPECT_EQ(newest_in(teams::ids::checkout)->root, root);
    const auto bare = "v3/conversations/" + segment(teams::ids::checkout) + "/activities/" + root;
    EXPECT_EQ(connector("POST", bare, text_activity("a new post")).status, 201);
    EXPECT_EQ(newest_in(teams::ids::checkout)->root, "") << "as in reality";
    Value named = text_activity("a new post too").set("replyToId", root);
    EXPECT_EQ(send_to(teams::ids::checkout, std::move(named)).status, 201);
    EXPECT_EQ(newest_in(teams::ids::checkout)->root, "");
}

TEST_F(TeamsConnector, WhatNamesNoThreadIsUnknown) {
    const std::string root = send_to(teams::ids::checkout, text_activity("x")).text("id");
    const std::string reply =
        send_to(std::string(teams::ids::checkout) + ";messageid=" + root, text_activity("y"))
            .text("id");
    for (const std::string& id : {std::string("0"), std::string("abc"), std::string("17"), reply}) {
        const Answer answer =
            send_to(std::string(teams::ids::checkout) + ";messageid=" + id, text_activity("z"));
        EXPECT_EQ(answer.status, 404) << id;
        EXPECT_EQ(code(answer), "ConversationNotFound") << id;
    }
    EXPECT_EQ(send_to(segment(teams::ids::checkout), text_activity("z")).status, 404)
        << "encoded twice";
    EXPECT_EQ(
        send_to(std::string(teams::ids::on_call) + ";messageid=1", text_activity("z")).status, 404
    ) << "chats have no threads";
}

TEST_F(TeamsConnector, ThreadsAreCreatedWithTheirFirstMessage) {
    EXPECT_EQ(code(create(thread_body(teams::ids::checkout, ""))), "BadSyntax");
    EXPECT_EQ(create(thread_body(teams::ids::checkout, "")).status, 400);
    EXPECT_EQ(
        create(thread_body(
                   teams::ids::checkout,
                   R"(,"members":[{"id":"29:1"}],"activity":{"type":"message","text":"x"})"
               ))
            .status,
        201
    ) << "members are ignored";
    EXPECT_EQ(
        create(R"({"isGroup":true,"channelData":{"channel":{"id":"x"}},"activity":{}})").status, 400
    ) << "without a tenant";
}

TEST_F(TeamsConnector, GroupChatsCannotBeCreated) {
    const Answer answer = create(
        std::string(R"({"isGroup":true,"tenantId":")") + teams::ids::tenant +
        R"(","members":[{"id":")" + olga + R"("},{"id":")" + ivan + R"("}]})"
    );
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(words(answer), "Incorrect conversation creation parameters");
}

TEST_F(TeamsConnector, PersonalChatsAreTheSameEachTime) {
    const Answer once = create(personal_body(olga));
    EXPECT_EQ(once.status, 201);
    EXPECT_TRUE(once.text("id").starts_with("a:1"));
    EXPECT_FALSE(once.body["activityId"].exists());
    EXPECT_EQ(create(personal_body(olga)).text("id"), once.text("id"));
    EXPECT_EQ(create(personal_body("olga@example.com")).status, 400) << "only by 29: id";
    EXPECT_EQ(create(personal_body("29:1nobody")).status, 400);
}

TEST_F(TeamsConnector, WhereTheAppIsNotNobodyIsReached) {
    EXPECT_EQ(code(create(personal_body(priya))), "BotNotInConversationRoster");
    EXPECT_EQ(create(personal_body(priya)).status, 403);
    EXPECT_EQ(code(send_to(teams::ids::office, text_activity("x"))), "BotNotInConversationRoster");
    EXPECT_EQ(code(send_to(teams::ids::lunch, text_activity("x"))), "BotNotInConversationRoster");
    EXPECT_EQ(send_to(teams::ids::on_call, text_activity("x")).status, 201);
    tenant().client().uninstall(olga, teams::ids::checkout);
    EXPECT_EQ(code(send_to(teams::ids::search, text_activity("x"))), "BotNotInConversationRoster")
        << "the whole team";
    const std::string chat = tenant().tenant().personal(olga).id;
    tenant().client().block(olga, true);
    EXPECT_EQ(code(send_to(chat, text_activity("x"))), "ConversationBlockedByUser");
    tenant().client().block(olga, false);
    tenant().client().uninstall(olga, chat);
    const Answer blocked = send_to(chat, text_activity("x"));
    EXPECT_EQ(blocked.status, 403);
    EXPECT_EQ(blocked.body["errorCode"].integer(), 209);
    tenant().connector().disable_app(true);
    EXPECT_EQ(code(send_to(teams::ids::on_call, text_activity("x"))), "BotDisabledByAdmin");
}

TEST_F(TeamsConnector, UpdatesReplaceTheBotsOwnMessages) {
    const std::string id =
        post_card(teams::ids::checkout, card(R"([{"type":"TextBlock","text":"old"}])"));
    const std::string thread = std::string(teams::ids::checkout) + ";messageid=" + id;
    EXPECT_EQ(
        put(thread, id, card_activity(card(R"([{"type":"TextBlock","text":"new"}])"))).status, 200
    );
    EXPECT_EQ(teams::words_of(*newest_in(teams::ids::checkout), olga), "new");
    EXPECT_EQ(put(teams::ids::checkout, id, text_activity("text")).status, 200);
    EXPECT_EQ(put(thread, id, text_activity("x").set("id", "17")).status, 400);
    EXPECT_EQ(code(put(thread, "17", text_activity("x"))), "ActivityNotFoundInConversation");
    says(olga, teams::ids::checkout, "mine");
    EXPECT_EQ(
        put(teams::ids::checkout, newest_in(teams::ids::checkout)->id, text_activity("x")).status,
        403
    );
    const std::string other = send_to(teams::ids::checkout, text_activity("another")).text("id");
    EXPECT_EQ(put(thread, other, text_activity("x")).status, 404) << "not in that thread";
}

TEST_F(TeamsConnector, WhatWasDeletedIsGone) {
    const std::string id = send_to(teams::ids::checkout, text_activity("x")).text("id");
    const auto path = "v3/conversations/" + segment(teams::ids::checkout) + "/activities/" + id;
    EXPECT_EQ(connector("DELETE", path).status, 200);
    EXPECT_EQ(connector("DELETE", path).status, 404);
    EXPECT_EQ(put(teams::ids::checkout, id, text_activity("x")).status, 404);
}

TEST_F(TeamsConnector, TextAndCardBecomeTwoMessages) {
    Value both = card_activity(card(R"([{"type":"TextBlock","text":"in the card"}])"));
    both.set("text", "beside it");
    const std::string id = send_to(teams::ids::checkout, both).text("id");
    const auto& messages = tenant().tenant().conversation(teams::ids::checkout)->messages;
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages.begin()->first, id) << "the card's own id stays unknown";
    EXPECT_TRUE(messages.begin()->second.card.ref().is_null());
    EXPECT_EQ(put(teams::ids::checkout, id, both).status, 400);
}

TEST_F(TeamsConnector, TellsWhoIsThere) {
    const Answer one = members(teams::ids::checkout, "members/" + segment(olga));
    EXPECT_EQ(one.status, 200);
    EXPECT_EQ(one.text("email"), "olga@example.com");
    EXPECT_EQ(one.text("userRole"), "user");
    EXPECT_EQ(members(teams::ids::checkout, "members/olga%40example.com").text("id"), olga);
    EXPECT_EQ(members(teams::ids::on_call, "members/" + segment(mei)).status, 404);
    const Answer guest = members(teams::ids::checkout, "members/" + segment(sam));
    EXPECT_FALSE(guest.body["email"].exists());
    EXPECT_EQ(members(teams::ids::office, "members/" + segment(olga)).status, 403);
    EXPECT_EQ(members(teams::ids::checkout, "members").body.ref().size(), 6U);
    EXPECT_TRUE(members(teams::ids::checkout, "members").body.ref().at(0)["objectId"].is_string());
}

TEST_F(TeamsConnector, RostersComeInPages) {
    const Answer first = members(teams::ids::checkout, "pagedmembers?pageSize=4");
    EXPECT_EQ(first.body["members"].size(), 4U);
    const std::string token = first.text("continuationToken");
    ASSERT_FALSE(token.empty());
    const Answer second =
        members(teams::ids::checkout, "pagedMembers?pageSize=4&continuationToken=" + token);
    EXPECT_EQ(second.body["members"].size(), 2U);
    EXPECT_FALSE(second.body["continuationToken"].exists());
    EXPECT_EQ(second.body["members"].at(0)["id"].str(), priya);
    EXPECT_EQ(members(teams::ids::checkout, "pagedmembers?pageSize=501").status, 400);
    EXPECT_EQ(members(teams::ids::checkout, "pagedmembers?continuationToken=x").status, 400);
}

TEST_F(TeamsConnector, TellsTeamsAndChannels) {
    const Answer team = connector("GET", "v3/teams/" + segment(teams::ids::services));
    EXPECT_EQ(team.text("name"), "Services");
    EXPECT_EQ(team.body["channelCount"].integer(), 4);
    const Answer channels =
        connector("GET", "v3/teams/" + segment(teams::ids::services) + "/conversations");
    int nameless = 0;
    channels.body["conversations"].each([&](json::Ref each) { nameless += each["name"] ? 0 : 1; });
    EXPECT_EQ(nameless, 1) << "General";
    EXPECT_EQ(connector("GET", "v3/teams/" + segment(teams::ids::office)).status, 403);
    EXPECT_EQ(connector("GET", "v3/teams/x").status, 404);
}

TEST_F(TeamsConnector, KnowsNothingElse) {
    EXPECT_EQ(connector("GET", "v3/conversations").status, 405) << "Direct Line only";
    EXPECT_EQ(members(teams::ids::checkout, "").status, 404);
    EXPECT_EQ(members(teams::ids::checkout, "activities/17").status, 405) << "no history for bots";
    EXPECT_EQ(connector("GET", "v3/other").status, 404);
    net::HttpRequest elsewhere("GET", "/");
    EXPECT_EQ(ask(std::move(elsewhere), box->page_url() + "teams/amer/other/v3/x").status, 404);
    net::HttpRequest text("POST", "/");
    text.headers.add("Authorization", "Bearer " + token());
    text.headers.add("Content-Type", "text/plain");
    text.body = "{}";
    const auto url = tenant().service_url() + "v3/conversations";
    EXPECT_EQ(ask(std::move(text), url).status, 415);
}

TEST_F(TeamsConnector, LimitsEachConversation) {
    tenant().windows().turn(true);
    for (int i = 0; i < 7; ++i)
        EXPECT_EQ(send_to(teams::ids::checkout, text_activity("x")).status, 201) << i;
    const Answer limited = send_to(teams::ids::checkout, text_activity("x"));
    EXPECT_EQ(limited.status, 429);
    EXPECT_EQ(code(limited), "Throttled");
    EXPECT_EQ(limited.retry_after, "1");
    EXPECT_EQ(send_to(teams::ids::search, text_activity("x")).status, 201)
        << "another one has room";
    EXPECT_EQ(tenant().windows().impatient(), 0);
    EXPECT_EQ(send_to(teams::ids::checkout, text_activity("x")).status, 429);
    EXPECT_EQ(tenant().windows().impatient(), 1);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(send_to(teams::ids::checkout, text_activity("x")).status, 201);
    EXPECT_EQ(send_to(teams::ids::checkout, text_activity("x")).status, 429)
        << "8 in two seconds are the most";
    clock.advance(std::chrono::seconds(2));
    EXPECT_EQ(send_to(teams::ids::checkout, text_activity("x")).status, 201);
}

TEST_F(TeamsConnector, FailsOnDemand) {
    using teams::Fault;
    auto& faults = tenant().connector().faults();
    const auto post = [&] { return send_to(teams::ids::checkout, text_activity("x")); };
    const auto count = [&] {
        return tenant().tenant().conversation(teams::ids::checkout)->messages.size();
    };
    faults.next("send", Fault(Fault::Kind::status, 412));
    EXPECT_EQ(code(post()), "PreconditionFailed");
    faults.next("send", Fault(Fault::Kind::status, 429));
    EXPECT_EQ(post().retry_after, "1");
    faults.next("send", Fault(Fault::Kind::html, 502));
    EXPECT_EQ(post().status, 502);
    EXPECT_EQ(count(), 0U) << "without effect";
    faults.next("send", Fault(Fault::Kind::no_id));
    EXPECT_EQ(post().text("id"), "");
    faults.next("send", Fault(Fault::Kind::half));
    EXPECT_TRUE(post().body.ref().is_null());
    EXPECT_EQ(count(), 2U) << "with effect";
    EXPECT_EQ(tenant().connector().calls().back().operation, "send");
}

}  // namespace
}  // namespace debrief::sandbox
