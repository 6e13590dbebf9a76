// The sender for Teams over real HTTP: what is called for which message, and how it ends.
#include "bot/base/log.hpp"
#include "tests/teams/outside.hpp"

namespace debrief::teams {
namespace {

using Action = flow::Outgoing::Action;
using Kind = flow::SendOutcome::Kind;
using test::refusal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class TeamsSending : public test::OutsideTest {
  protected:
    ~TeamsSending() override { log::set_sink(nullptr); }

    flow::Outgoing message(Action action, std::string thread = test::head_id) const {
        flow::Outgoing out;
        out.action = action;
        out.channel = core::Channel(core::Platform::teams, "", test::out_channel);
        out.address = teams_.service();
        out.thread = std::move(thread);
        out.template_name = "notice";
        out.view = R"({"text":"F-1 is closed"})";
        out.marker = "0123456789abcdef";
        if (action == Action::update || action == Action::remove) out.message = "1795282275000";
        if (action == Action::ephemeral) out.user = test::olga;
        return out;
    }
    flow::Outgoing direct() const {
        flow::Outgoing to_olga = message(Action::post, "");
        to_olga.channel.id.clear();
        to_olga.user = test::olga;
        return to_olga;
    }
    flow::Outgoing through_flow(Action action = Action::post) const {
        flow::Outgoing out = message(action, "");
        out.channel = core::Channel(core::Platform::teams, "workflow", "board");
        return out;
    }
    flow::SendOutcome send(flow::Outgoing out) { return run(sender_->send(std::move(out))); }
    /// "METHOD path" of every call, without the address in front.
    std::vector<std::string> lines() const {
        std::vector<std::string> out;
        for (const auto& call : teams_.calls())
            out.push_back(call.method + " " + call.path.substr(call.path.find("/v3/") + 3));
        return out;
    }
    const json::Value& last() const { return teams_.calls().back().body; }

    TrustedServices trusted_ = trusted();
    templates::Catalog catalog_ = std::move(templates::Catalog::load()).value();
    Evidence evidence_;
    Outbound outbound_{settings(), trusted_, *http_, catalog_, evidence_, clock_, random_, [this] {
                           return directory_;
                       }};
    std::unique_ptr<flow::Sender> sender_ = outbound_.create_sender();
};

constexpr auto in_thread =
    "/conversations/19%3Aops%40thread.tacv2%3Bmessageid%3D1795282270000/activities";

TEST_F(TeamsSending, AHeadOpensAThreadInTheChannel) {
    const auto outcome = send(message(Action::post, ""));
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_EQ(outcome.message.channel, core::Channel(core::Platform::teams, "", test::out_channel));
    EXPECT_EQ(outcome.message.id, "1795282280000");
    EXPECT_THAT(lines(), ElementsAre("POST /conversations"));
    EXPECT_EQ(last()["isGroup"].boolean(), true);
    EXPECT_EQ(last()["tenantId"].str(), test::out_tenant);
    EXPECT_EQ(last()["channelData"]["channel"]["id"].str(), test::out_channel);
    const json::Ref activity = last()["activity"];
    EXPECT_EQ(activity["type"].str(), "message");
    EXPECT_EQ(activity["attachments"].size(), 1U);
    EXPECT_FALSE(activity["text"].exists());
    EXPECT_THAT(json::dump(last()), Not(HasSubstr("null")));
}

TEST_F(TeamsSending, AReplyGoesIntoTheThreadsConversation) {
    const auto outcome = send(message(Action::post));
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_EQ(outcome.message.channel.id, test::out_channel) << "without the thread";
    EXPECT_EQ(outcome.message.id, "1795282290000");
    EXPECT_THAT(lines(), ElementsAre(std::string("POST ") + in_thread));
    EXPECT_FALSE(last()["replyToId"].exists()) << "it decides nothing";
}

TEST_F(TeamsSending, ChangesAndRemovalsNameThreadAndMessage) {
    EXPECT_EQ(send(message(Action::update)).message.id, "1795282275000");
    EXPECT_EQ(last()["id"].str(), "1795282275000");
    EXPECT_EQ(last()["type"].str(), "message");
    EXPECT_EQ(send(message(Action::remove)).kind, Kind::sent);
    EXPECT_THAT(
        lines(),
        ElementsAre(
            std::string("PUT ") + in_thread + "/1795282275000",
            std::string("DELETE ") + in_thread + "/1795282275000"
        )
    );
    teams_.next(refusal(404, "ActivityNotFoundInConversation"));
    EXPECT_EQ(send(message(Action::update)).kind, Kind::gone) << "posted anew";
    teams_.next(refusal(404, "ActivityNotFoundInConversation"));
    EXPECT_EQ(send(message(Action::remove)).kind, Kind::sent) << "gone is gone";
    teams_.next(refusal(403, "BotDisabledByAdmin"));
    EXPECT_EQ(send(message(Action::remove)).kind, Kind::park);
}

TEST_F(TeamsSending, ADirectMessageOpensItsChatOnce) {
    const auto outcome = send(direct());
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_EQ(outcome.message.channel.id, "a:chat-1olga");
    EXPECT_EQ(teams_.calls()[0].body["isGroup"].boolean(), false);
    EXPECT_EQ(teams_.calls()[0].body["members"].at(0)["id"].str(), test::olga);
    EXPECT_EQ(send(direct()).kind, Kind::sent);
    EXPECT_THAT(
        lines(),
        ElementsAre(
            "POST /conversations",
            "POST /conversations/a%3Achat-1olga/activities",
            "POST /conversations/a%3Achat-1olga/activities"
        )
    );
    flow::Outgoing nobody = direct();
    nobody.user = "29:1nobody";
    teams_.next(refusal(403, "BotNotInConversationRoster"));
    const auto parked = send(nobody);
    EXPECT_EQ(parked.kind, Kind::park);
    EXPECT_THAT(parked.reason, HasSubstr("not installed for this person"));
    teams_.next(refusal(403, "ConversationBlockedByUser"));
    EXPECT_THAT(send(nobody).reason, HasSubstr("has blocked Debrief"));
    teams_.next(net::HttpResponse(504));
    EXPECT_EQ(send(nobody).kind, Kind::retry) << "opening a chat twice does no harm";
}

TEST_F(TeamsSending, WhatIsForOnePersonGoesToTheirChat) {
    const auto outcome = send(message(Action::ephemeral));
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_THAT(
        lines(), ElementsAre("POST /conversations", "POST /conversations/a%3Achat-1olga/activities")
    );
}

TEST_F(TeamsSending, WithoutTheAppItIsSaidInTheThreadByName) {
    for (const char* code :
         {"BotNotInConversationRoster", "MessageWritesBlocked", "ForbiddenOperationException"}) {
        teams_.forget();
        teams_.next(refusal(403, code));
        teams_.next(test::json_answer(200, R"({"id":"29:1olga","name":"Olga Ops"})"));
        const auto outcome = send(message(Action::ephemeral));
        ASSERT_EQ(outcome.kind, Kind::sent) << code;
        ASSERT_THAT(lines(), SizeIs(3));
        EXPECT_EQ(lines()[2], std::string("POST ") + in_thread);
        EXPECT_EQ(last()["text"].str(), "<at>Olga Ops</at> F-1 is closed");
        EXPECT_EQ(last()["entities"].at(0)["mentioned"]["id"].str(), test::olga);
        EXPECT_FALSE(last()["attachments"].exists()) << "nobody else shall press their buttons";
    }
    teams_.forget();
    teams_.next(refusal(403, "BotDisabledByAdmin"));
    EXPECT_EQ(send(message(Action::ephemeral)).kind, Kind::park);
    EXPECT_THAT(teams_.calls(), SizeIs(1));
    teams_.next(refusal(403, "BotNotInConversationRoster"));
    EXPECT_EQ(send(message(Action::ephemeral, "")).kind, Kind::park) << "no thread to say it in";
}

TEST_F(TeamsSending, WhatTeamsCannotTakeIsSentAsTextOnce) {
    for (const int status : {413, 400}) {
        teams_.forget();
        teams_.next(net::HttpResponse(status, "text/html", "<html>too large</html>"));
        EXPECT_EQ(send(message(Action::post)).kind, Kind::sent) << status;
        EXPECT_EQ(last()["text"].str(), "F-1 is closed");
        EXPECT_FALSE(last()["attachments"].exists());
    }
    teams_.next(net::HttpResponse(413));
    EXPECT_EQ(send(message(Action::post, "")).kind, Kind::sent);
    EXPECT_EQ(last()["activity"]["text"].str(), "F-1 is closed");
    teams_.next(net::HttpResponse(413));
    EXPECT_EQ(send(message(Action::update)).kind, Kind::sent);
    EXPECT_EQ(last()["id"].str(), "1795282275000");
    teams_.next(net::HttpResponse(413));
    teams_.next(net::HttpResponse(413));
    const auto outcome = send(message(Action::post));
    EXPECT_EQ(outcome.kind, Kind::park) << "once, not for ever";
    EXPECT_THAT(outcome.reason, HasSubstr("too large"));
}

TEST_F(TeamsSending, InAChatNobodyElseIsMentioned) {
    flow::Outgoing out = direct();
    out.template_name = "control_moved";
    const auto view_with = [](const char* id) {
        return R"({"id":"C-1","title":"Names","due":1792764000000,"owner":{"name":"Ivo","teams":")" +
               std::string(id) + R"("}})";
    };
    out.view = view_with("29:1ivo");
    ASSERT_EQ(send(out).kind, Kind::sent);
    EXPECT_THAT(json::dump(last()), HasSubstr("Ivo"));
    EXPECT_THAT(json::dump(last()), Not(HasSubstr("<at>")));
    EXPECT_THAT(json::dump(last()), Not(HasSubstr("29:1ivo")));
    out.view = view_with(test::olga);
    ASSERT_EQ(send(out).kind, Kind::sent);
    EXPECT_THAT(json::dump(last()), HasSubstr("<at>Ivo</at>")) << "whose chat it is";
}

TEST_F(TeamsSending, AMentionThatTeamsRefusesCostsTheMentionsNotTheCard) {
    flow::Outgoing out = message(Action::update);
    out.template_name = "control_moved";
    out.view =
        R"({"id":"C-1","title":"Names","due":1792764000000,"owner":{"name":"Ivo","teams":"29:1ivo"}})";
    teams_.next(refusal(400, "BadArgument"));
    ASSERT_EQ(send(out).kind, Kind::sent);
    ASSERT_THAT(teams_.calls(), SizeIs(2));
    EXPECT_THAT(json::dump(teams_.calls()[0].body), HasSubstr("<at>Ivo</at>"));
    EXPECT_EQ(last()["attachments"].size(), 1U);
    EXPECT_EQ(last()["id"].str(), "1795282275000");
    EXPECT_THAT(json::dump(last()), Not(HasSubstr("<at>")));
    EXPECT_THAT(json::dump(last()), Not(HasSubstr("entities")));
}

TEST_F(TeamsSending, WaitsAsLongAsTeamsSays) {
    net::HttpResponse limited = refusal(429, "Throttled");
    limited.headers.add("Retry-After", "17");
    teams_.next(std::move(limited));
    const auto outcome = send(message(Action::post));
    EXPECT_EQ(outcome.kind, Kind::wait);
    EXPECT_EQ(outcome.after, std::chrono::seconds(17));
    const auto paces = sender_->paces(message(Action::post));
    EXPECT_TRUE(std::any_of(paces.begin(), paces.end(), [&](const flow::Pace& pace) {
        return pace.key == outcome.pace_key;
    }));
    EXPECT_EQ(send(message(Action::post)).kind, Kind::wait);
    EXPECT_THAT(teams_.calls(), SizeIs(1)) << "nothing is sent meanwhile";
    EXPECT_EQ(send(message(Action::update)).kind, Kind::sent) << "changes have their own limit";
}

TEST_F(TeamsSending, EverythingWaitsWhileTheSecretIsWrong) {
    teams_.next_login(
        test::json_answer(401, R"({"error":"invalid_client","error_codes":[7000222]})")
    );
    for (const auto& out :
         {message(Action::post), message(Action::update), message(Action::ephemeral), direct()}) {
        const auto outcome = send(out);
        EXPECT_EQ(outcome.kind, Kind::wait);
        EXPECT_GE(outcome.after, std::chrono::seconds(60));
        EXPECT_EQ(sender_->paces(out)[0].key, outcome.pace_key) << "nothing is lost";
    }
    EXPECT_THAT(teams_.calls(), IsEmpty());
    EXPECT_THAT(outbound_.trouble(), HasSubstr("has expired"));
    EXPECT_FALSE(run(outbound_.try_connect()));
    clock_.advance(std::chrono::minutes(2));
    EXPECT_TRUE(run(outbound_.try_connect()));
    EXPECT_EQ(outbound_.trouble(), "");
}

TEST_F(TeamsSending, UnclearEnds) {
    teams_.next(net::HttpResponse(504, "text/html", "<html>"));
    EXPECT_EQ(send(message(Action::post)).kind, Kind::unknown);
    teams_.next(net::HttpResponse(502));
    EXPECT_EQ(send(message(Action::post)).kind, Kind::retry);
    teams_.next(test::json_answer(201, "{}"));
    EXPECT_EQ(send(message(Action::post, "")).kind, Kind::unknown) << "a thread without a name";
    teams_.next(net::HttpResponse(202));
    const auto unnamed = send(message(Action::post));
    EXPECT_EQ(unnamed.kind, Kind::sent);
    EXPECT_TRUE(unnamed.message.empty());
}

TEST_F(TeamsSending, FindsByEvidence) {
    flow::Outgoing head = message(Action::post, "");
    head.template_name = "head";
    EXPECT_EQ(run(sender_->find(head, clock_.now())).error().code(), Errc::busy);
    clock_.advance(std::chrono::minutes(15));
    const auto lost = run(sender_->find(head, clock_.now() - std::chrono::minutes(15)));
    EXPECT_EQ(lost.error().code(), Errc::timed_out);
    evidence_.note(head.marker, core::MessageRef(head.channel, "17"));
    EXPECT_EQ(run(sender_->find(head, clock_.now())).value().id, "17");
}

TEST_F(TeamsSending, AMessageThatCannotBeRenderedIsGivenUpWithWords) {
    flow::Outgoing broken = message(Action::post);
    broken.view = "{";
    EXPECT_THAT(send(broken).reason, HasSubstr("not readable"));
    broken.view = "{}";
    broken.template_name = "no_such";
    EXPECT_EQ(send(broken).kind, Kind::park);
    EXPECT_THAT(teams_.calls(), IsEmpty());
}

TEST_F(TeamsSending, AWorkflowTakesNewPostsByteExact) {
    const auto outcome = send(through_flow());
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_EQ(outcome.message.channel, through_flow().channel);
    EXPECT_FALSE(outcome.message.empty()) << "else the next change would post it again";
    ASSERT_THAT(teams_.calls(), SizeIs(1));
    EXPECT_EQ(teams_.calls()[0].path, "/flow");
    EXPECT_EQ(teams_.calls()[0].query, "sp=%2Ftriggers&sig=s%2Bg");
    EXPECT_EQ(teams_.calls()[0].authorization, "") << "our token is not for flows";
    EXPECT_THAT(teams_.logins(), IsEmpty());
    for (const Action action : {Action::update, Action::remove, Action::ephemeral})
        EXPECT_EQ(send(through_flow(action)).kind, Kind::sent);
    EXPECT_THAT(teams_.calls(), SizeIs(1)) << "nothing can be changed there";
}

TEST_F(TeamsSending, AWorkflowThatAnswersAnythingElseHasFailed) {
    std::string logged;
    log::set_sink([&](std::string_view line) { logged += line; });
    const std::vector<std::tuple<int, Kind, std::string>> cases{
        {200, Kind::park, "instead of 202"},
        {302, Kind::park, "instead of 202"},
        {400, Kind::park, "URL is wrong"},
        {401, Kind::park, "URL is wrong"},
        {403, Kind::park, "lost its owner"},
        {404, Kind::park, "was deleted"},
        {500, Kind::retry, "500"},
        {502, Kind::retry, "502"},
        {429, Kind::wait, "asks to wait"},
    };
    for (const auto& [status, kind, words] : cases) {
        teams_.next(net::HttpResponse(status, "text/plain", "x"));
        const auto outcome = send(through_flow());
        EXPECT_EQ(outcome.kind, kind) << status;
        EXPECT_THAT(outcome.reason, HasSubstr(words)) << status;
        EXPECT_THAT(outcome.reason, Not(HasSubstr("sig="))) << status;
        if (kind != Kind::wait) continue;
        EXPECT_EQ(sender_->paces(through_flow())[0].key, outcome.pace_key);
    }
    EXPECT_THAT(logged, Not(HasSubstr("s%2Bg")));
    flow::Outgoing unknown = through_flow();
    unknown.channel.id = "gone";
    EXPECT_THAT(send(unknown).reason, HasSubstr("no [[teams.workflow]]"));
}

}  // namespace
}  // namespace debrief::teams
