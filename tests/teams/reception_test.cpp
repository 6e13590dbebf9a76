// The whole way in: proven activity → rules → database → answer.
#include "bot/base/log.hpp"
#include "tests/teams/teams_double.hpp"

namespace debrief::teams {
namespace {

using debrief::test::run_coroutine;
using test::activity;
using test::in_private;
using test::invoke;
using test::pressed;
using test::said;
using test::told;
using test::with;

class TeamsReception : public test::InboundFixture {};

// Row 1
TEST_F(TeamsReception, TakesOnlyPosts) {
    for (const auto* method : {"GET", "HEAD", "PUT", "DELETE"}) {
        auto request = signed_request(told("help"));
        request.method = method;
        EXPECT_EQ(post(std::move(request)).status, 405) << method;
    }
}

// Row 2
TEST_F(TeamsReception, TakesHalfAMegabyte) {
    const auto limit = std::size_t(512) * 1024;
    auto message = told("feedback x");
    message.set("fill", "");
    message.set("fill", std::string(limit - json::dump(message).size(), 'x'));
    ASSERT_EQ(json::dump(message).size(), limit);
    EXPECT_EQ(send(message).status, 200);
    message.set("fill", std::string(message["fill"].str().size() + 1, 'x'));
    EXPECT_EQ(send(message).status, 413);
}

// Rows 3 to 16 are tried one by one in token_check_test.cpp; here, that each refusal has no effect.
TEST_F(TeamsReception, WhatIsNotProvenHasNoEffect) {
    open_incident();
    const auto evil = told("feedback evil");
    EXPECT_EQ(post(request_of(json::dump(evil))).status, 401);
    auto changed = signed_request(evil);
    changed.body = json::dump(with(evil, "serviceUrl", "https://smba.trafficmanager.net/emea/"));
    EXPECT_EQ(post(std::move(changed)).status, 401);
    const auto hostile = with(evil, "serviceUrl", "https://evil.trafficmanager.net/");
    EXPECT_EQ(send(hostile).status, 400);
    EXPECT_EQ(send(with(evil, "conversation.tenantId", "somebody else's")).status, 403);
    EXPECT_EQ(send(with(evil, "channelId", "webchat")).status, 403);
    EXPECT_TRUE(feedbacks().empty());
    EXPECT_EQ(address(test::room)->url, test::service);
}

// Row 6b
TEST_F(TeamsReception, AsksForTheActivityAgainWhileTheLoginIsDown) {
    login_.is_down = true;
    EXPECT_EQ(send(told("help")).status, 503);
    EXPECT_THAT(reception_.trouble(), testing::HasSubstr("could not be asked for its keys"));
    login_.is_down = false;
    world_.clock.advance(std::chrono::seconds(5));
    EXPECT_EQ(send(told("help")).status, 200);
    EXPECT_TRUE(reception_.trouble().empty());
    login_.is_down = true;
    world_.clock.advance(std::chrono::hours(25));
    EXPECT_EQ(send(told("status")).status, 200);
    EXPECT_TRUE(run_coroutine(context(), tasks_.join(std::chrono::seconds(20))));
    EXPECT_TRUE(reception_.trouble().empty()) << "with old keys everything works on";
}

// Row 11
TEST_F(TeamsReception, TheBodyIsAnObject) {
    const auto status = [&](std::string body) {
        auto request = signed_request(told("help"));
        request.body = std::move(body);
        return post(std::move(request)).status;
    };
    EXPECT_EQ(status(""), 400);
    EXPECT_EQ(status("{"), 400);
    EXPECT_EQ(status("[]"), 400);
    EXPECT_EQ(status("\"text\""), 400);
    EXPECT_EQ(status("{\"type\": \"\xFF\"}"), 400);
    EXPECT_EQ(status(std::string(100'000, '[')), 400);
    EXPECT_EQ(status("{}"), 400);
}

// Row 17
TEST_F(TeamsReception, ASecondDeliveryHasNoEffect) {
    open_incident();
    const auto message = told("feedback The runbook was out of date");
    EXPECT_EQ(send(message).status, 200);
    const auto again = send(with(message, "localTimestamp", "later"));
    EXPECT_EQ(again.status, 200);
    EXPECT_TRUE(again.body.empty());
    EXPECT_EQ(feedbacks().size(), 1U);
    const auto first = ask(pressed("answer works F-1", "f:7"));
    const auto second = ask(pressed("answer works F-1", "f:7"));
    EXPECT_EQ(json::dump(first), json::dump(second)) << "the remembered answer";
    EXPECT_EQ(first["value"].str().find("before"), std::string_view::npos);
    EXPECT_EQ(world_.follow_up().works, 1);
}

TEST_F(TeamsReception, AMentionIsAnsweredInItsThread) {
    open_incident();
    const auto response = send(told("feedback Tell <at>nobody</at> & all"));
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.body.empty());
    world_.deliver();
    const auto receipts = world_.teams_sender.of("feedback_received");
    ASSERT_EQ(receipts.size(), 1U);
    EXPECT_EQ(receipts[0].message.channel, test::room_channel());
    EXPECT_EQ(receipts[0].message.thread, test::head);
    EXPECT_EQ(receipts[0].message.action, flow::Outgoing::Action::post);
}

TEST_F(TeamsReception, NobodyIsLeftWithoutAnAnswer) {
    open_incident();
    for (const auto* line :
         {"opne incident X",
          "answer perhaps",
          "close",
          "feedback",
          "status F-99",
          "open incident X severity:9"}) {
        world_.teams_sender.sent.clear();
        EXPECT_EQ(
            send(told(
                     line,
                     std::string("17952822") +
                         std::to_string(std::hash<std::string_view>()(line) % 100'000)
                 ))
                .status,
            200
        );
        world_.deliver();
        EXPECT_EQ(world_.teams_sender.sent.size(), 1U) << line;
    }
}

TEST_F(TeamsReception, RepliesAreHeardEditedAndWithdrawn) {
    open_incident();
    EXPECT_EQ(send(said("Mail is still slow", "1795282279001")).status, 200);
    EXPECT_EQ(send(said("Elsewhere", "1795282279002")).status, 200);
    ASSERT_EQ(feedbacks().size(), 2U);
    auto edit =
        with(activity("messageUpdate", "1795282279001"), "channelData.eventType", "editMessage");
    edit.set("text", "Mail is fine now");
    EXPECT_EQ(send(edit).status, 200);
    edit.set("text", "Mail is slow again").set("timestamp", "2026-11-20T12:00:09Z");
    EXPECT_EQ(send(edit).status, 200);
    const auto gone = with(
        activity("messageDelete", "1795282279002"), "channelData.eventType", "softDeleteMessage"
    );
    EXPECT_EQ(send(gone).status, 200);
    int edited = 0;
    int withdrawn = 0;
    for (const auto& feedback : feedbacks()) {
        edited += feedback.text == "Mail is slow again" && feedback.edited ? 1 : 0;
        withdrawn += feedback.state == core::FeedbackState::withdrawn ? 1 : 0;
    }
    EXPECT_EQ(edited, 1);
    EXPECT_EQ(withdrawn, 1);
    world_.deliver();
    EXPECT_TRUE(world_.teams_sender.of("feedback_received").empty()) << "nobody asked us anything";
}

TEST_F(TeamsReception, WhatDoesNotConcernUsIsTakenPolitely) {
    open_incident();
    for (const auto* type :
         {"typing", "event", "messageReaction", "endOfConversation", "trace", "newThing"}) {
        const auto response = send(activity(type, std::string("f:") + type));
        EXPECT_EQ(response.status, 200) << type;
        EXPECT_TRUE(response.body.empty());
    }
    EXPECT_EQ(send(with(told("feedback by a bot"), "from.id", "28:other")).status, 200);
    EXPECT_TRUE(feedbacks().empty());
    const auto unknown = send(invoke("composeExtension/query", json::Value::object()));
    EXPECT_EQ(unknown.status, 501);
    EXPECT_TRUE(unknown.body.empty());
}

TEST_F(TeamsReception, AnInstallationIsWelcomedOnceAndRemembered) {
    auto added = with(activity("installationUpdate", "f:9"), "action", "add");
    added = with(added, "conversation.id", test::room);
    EXPECT_EQ(send(added).status, 200);
    EXPECT_EQ(send(added).status, 200);
    const auto members = test::parsed(R"([{"id": "28:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"}])");
    auto joined =
        with(activity("conversationUpdate", "f:10"), "membersAdded", json::Value(members));
    EXPECT_EQ(send(joined).status, 200);
    world_.deliver();
    const auto welcomes = world_.teams_sender.of("help");
    ASSERT_EQ(welcomes.size(), 1U);
    EXPECT_EQ(welcomes[0].message.channel, test::room_channel());
    ASSERT_TRUE(address(test::room));
    EXPECT_FALSE(address(test::room)->removed);
    EXPECT_EQ(address("19:general@thread.tacv2")->url, test::service);
    const auto gone = with(with(added, "id", "f:11"), "action", "remove");
    EXPECT_EQ(send(gone).status, 200);
    EXPECT_TRUE(address(test::room)->removed);
    EXPECT_FALSE(address("")->removed) << "the tenant is still there";
    EXPECT_EQ(send(told("help")).status, 200);
    EXPECT_FALSE(address(test::room)->removed) << "whoever talks to us there has added us again";
}

TEST_F(TeamsReception, TheAddressOfAConversationMoves) {
    std::string heard;
    reception_.on_service([&](const std::string& url) { heard = url; });
    const std::string emea = "https://smba.trafficmanager.net/emea/";
    EXPECT_EQ(send(told("help", "1")).status, 200);
    EXPECT_EQ(address(test::room)->url, test::service);
    EXPECT_EQ(address("")->url, test::service);
    EXPECT_EQ(heard, test::service);
    EXPECT_EQ(send(with(told("help", "2"), "serviceUrl", emea)).status, 200);
    EXPECT_EQ(address(test::room)->url, emea);
    EXPECT_EQ(address("")->url, emea);
    EXPECT_EQ(send(with(in_private(said("help", "3")), "serviceUrl", test::service)).status, 200);
    EXPECT_EQ(address("a:1olga")->url, test::service);
    EXPECT_EQ(address(test::room)->url, emea);
    EXPECT_EQ(send(with(told("help", "4"), "serviceUrl", test::service)).status, 200);
    EXPECT_EQ(address(test::room)->url, test::service) << "and back again";
}

TEST_F(TeamsReception, TheLogNamesTheCorrelationAndNoSecret) {
    std::string written;
    log::set_sink([&](std::string_view line) { written += line; });
    auto request = signed_request(test::with(told("help"), "channelId", "webchat"));
    const std::string token(request.headers.get("authorization"));
    post(std::move(request));
    post(request_of("{}"));
    log::set_sink(nullptr);
    EXPECT_NE(written.find("ABC.1"), std::string::npos) << written;
    EXPECT_EQ(written.find(token.substr(token.size() - 20)), std::string::npos);
    EXPECT_EQ(written.find("turned away"), written.rfind("turned away"))
        << "anybody can be turned away; that does not fill the log";
}

TEST_F(TeamsReception, WithoutARegistrationItWorksOnThisComputer) {
    Inbound open = settings();
    open.app_id.clear();
    open.tenants.clear();
    open.anonymous = true;
    Reception reception{
        open, *http_, world_.clock, random_, tasks_, *world_.inbox, catalog_, evidence_};
    reception.prepare();
    const auto local =
        with(in_private(said("help")), "serviceUrl", "http://localhost:56180/_connector");
    const auto status = [&](json::Ref activity) {
        auto request = request_of(json::dump(activity));
        return run_coroutine(context(), reception.handle(std::move(request))).status;
    };
    EXPECT_EQ(status(local), 200);
    EXPECT_EQ(address("a:1olga")->url, "http://localhost:56180/_connector");
    EXPECT_EQ(status(with(local, "serviceUrl", "http://192.0.2.1/_connector")), 400);
    EXPECT_EQ(login_.asked(), 0);
}

TEST_F(TeamsReception, WhatCannotBeStoredIsAskedForAgain) {
    open_incident();
    world_.store.store().stop();
    const auto response = send(told("feedback x"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(send(said("a reply")).status, 503);
    EXPECT_EQ(send(activity("typing", "f:1")).status, 200);
}

}  // namespace
}  // namespace debrief::teams
