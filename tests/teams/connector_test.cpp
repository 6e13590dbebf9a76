// Calls of Teams' Connector: the right path, the token to the right host only, and answers read
// whatever they are.
#include "adapters/teams/connector.hpp"

#include "bot/base/log.hpp"
#include "tests/teams/outside.hpp"

#include <boost/asio/co_spawn.hpp>

namespace debrief::teams {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Kind = Answer::Kind;

constexpr auto thread = "19:ops@thread.tacv2;messageid=1795282270000";

class ConnectorTest : public test::OutsideTest {
  protected:
    ~ConnectorTest() override { log::set_sink(nullptr); }
    Answer send(std::string service = "", std::string pace = "teams:post:x") {
        const json::Value activity = json::Value::object().set("type", "message");
        return run(connector_.send(std::move(service), thread, activity, std::move(pace)));
    }
    void keep_log() {
        log::set_sink([this](std::string_view line) { logged_ += line; });
    }

    Settings settings_ = settings();
    TrustedServices trusted_ = trusted();
    AccessToken token_{*http_, clock_, random_, settings_};
    Connector connector_{*http_, clock_, token_, trusted_, settings_};
    std::string logged_;
};

TEST_F(ConnectorTest, EverySegmentIsEncodedAsAWhole) {
    EXPECT_EQ(
        path_segment("19:abc_-.~@thread.tacv2;messageid=17/ä%"),
        "19%3Aabc_-.~%40thread.tacv2%3Bmessageid%3D17%2F%C3%A4%25"
    );
    EXPECT_EQ(path_segment(".."), "%2E%2E");
    EXPECT_EQ(path_segment("."), "%2E");
}

TEST_F(ConnectorTest, EachThingHasItsCall) {
    const json::Value body = json::Value::object().set("type", "message");
    const std::string base = "/amer/v3/conversations";
    const std::string in_thread = base + "/19%3Aops%40thread.tacv2%3Bmessageid%3D1795282270000";
    EXPECT_TRUE(run(connector_.send("", thread, body, "p")).ok());
    EXPECT_TRUE(run(connector_.create("", body, "p")).ok());
    EXPECT_TRUE(run(connector_.update("", thread, "17", body, "p")).ok());
    EXPECT_TRUE(run(connector_.remove("", thread, "17", "p")).ok());
    (void)run(connector_.member("", thread, "29:1a/b"));
    (void)run(connector_.members("", thread, "a+b="));
    ASSERT_THAT(teams_.calls(), SizeIs(6));
    std::vector<std::string> lines;
    for (const auto& call : teams_.calls()) {
        lines.push_back(
            call.method + " " + call.path + (call.query.empty() ? "" : "?") + call.query
        );
        EXPECT_EQ(call.authorization, "Bearer token-1");
        const bool has_body = call.method == "POST" || call.method == "PUT";
        EXPECT_EQ(call.content_type, has_body ? "application/json; charset=utf-8" : "");
    }
    EXPECT_THAT(
        lines,
        ElementsAre(
            "POST " + in_thread + "/activities",
            "POST " + base,
            "PUT " + in_thread + "/activities/17",
            "DELETE " + in_thread + "/activities/17",
            "GET " + in_thread + "/members/29%3A1a%2Fb",
            "GET " + in_thread + "/pagedmembers?pageSize=200&continuationToken=a%2Bb%3D"
        )
    );
}

TEST_F(ConnectorTest, TheTokenGoesToNobodyElse) {
    for (const char* service :
         {"http://127.0.0.1:1/amer/",
          "https://smba.trafficmanager.net.example.com/teams/",
          "https://evil.trafficmanager.net/teams/",
          "http://smba.trafficmanager.net/teams/",
          "nonsense"}) {
        const Answer answer = send(service);
        EXPECT_EQ(answer.kind, Kind::refused) << service;
        EXPECT_EQ(answer.code, "UntrustedService") << service;
    }
    EXPECT_THAT(teams_.calls(), IsEmpty());
    EXPECT_THAT(teams_.logins(), IsEmpty()) << "not even asked for";
    EXPECT_TRUE(send().ok()) << "and such an address is not remembered";
}

TEST_F(ConnectorTest, RemembersWhereTeamsWasLast) {
    const std::string moved = teams_.service() + test::out_tenant + "/";
    EXPECT_TRUE(send(moved).ok());
    EXPECT_TRUE(send().ok());
    EXPECT_THAT(teams_.calls()[1].path, HasSubstr(test::out_tenant));
    EXPECT_EQ(connector_.tenant_for(""), test::out_tenant);
    EXPECT_EQ(
        connector_.tenant_for(
            "https://smba.trafficmanager.net/emea/99999999-8888-7777-6666-555555555555/"
        ),
        "99999999-8888-7777-6666-555555555555"
    );
    EXPECT_EQ(connector_.tenant_for("https://smba.trafficmanager.net/emea/"), test::out_tenant);
}

TEST_F(ConnectorTest, ARejectedTokenIsReplacedOnce) {
    teams_.next(test::refusal(401, "Unauthorized"));
    EXPECT_TRUE(send().ok());
    ASSERT_THAT(teams_.calls(), SizeIs(2));
    EXPECT_EQ(teams_.calls()[0].authorization, "Bearer token-1");
    EXPECT_EQ(teams_.calls()[1].authorization, "Bearer token-2");
    EXPECT_EQ(connector_.trouble(), "");
    teams_.forget();
    teams_.next(test::refusal(401, "BotNotRegistered"));
    teams_.next(net::HttpResponse(401));
    const Answer answer = send();
    EXPECT_EQ(answer.kind, Kind::no_token);
    EXPECT_GE(answer.after, seconds(60));
    EXPECT_THAT(teams_.calls(), SizeIs(2)) << "once, not for ever";
    EXPECT_THAT(connector_.trouble(), HasSubstr("check that app_id"));
    EXPECT_TRUE(send().ok());
    EXPECT_EQ(connector_.trouble(), "");
}

TEST_F(ConnectorTest, WithoutATokenNothingIsSent) {
    teams_.next_login(
        test::json_answer(401, R"({"error":"invalid_client","error_codes":[7000215]})")
    );
    const Answer wrong = send();
    EXPECT_EQ(wrong.kind, Kind::no_token);
    EXPECT_THAT(connector_.trouble(), HasSubstr("app_password is wrong"));
    clock_.advance(std::chrono::minutes(2));
    teams_.next_login(net::HttpResponse(502));
    EXPECT_EQ(send().kind, Kind::not_sent);
    EXPECT_THAT(teams_.calls(), IsEmpty());
}

TEST_F(ConnectorTest, FollowsNoRedirect) {
    net::HttpResponse moved(307);
    moved.headers.add("Location", teams_.other());
    teams_.next(std::move(moved));
    EXPECT_TRUE(send().is(307));
    EXPECT_THAT(teams_.calls(), SizeIs(1));
}

TEST_F(ConnectorTest, TheWrongHostIsTriedOnceInTheGovernmentsCloud) {
    teams_.next(test::refusal(403, "InvalidBotApiHost"));
    EXPECT_TRUE(send().ok());
    ASSERT_THAT(teams_.calls(), SizeIs(2));
    EXPECT_THAT(teams_.calls()[1].path, testing::StartsWith("/gcc/teams/v3/"));
    EXPECT_TRUE(send().ok());
    EXPECT_THAT(teams_.calls()[2].path, testing::StartsWith("/gcc/teams/v3/")) << "remembered";
    teams_.forget();
    teams_.next(test::refusal(403, "InvalidBotApiHost"));
    EXPECT_EQ(send().code, "InvalidBotApiHost");
    EXPECT_THAT(teams_.calls(), SizeIs(1)) << "it was there already";
}

TEST_F(ConnectorTest, OnlyOneIsOnItsWaySoThatTheNextKnowsOfARetryAfter) {
    net::HttpResponse limited = test::refusal(429, "Throttled");
    limited.headers.add("Retry-After", "17");
    teams_.next(limited);
    const json::Value activity = json::Value::object().set("type", "message");
    Answer first;
    boost::asio::co_spawn(
        context_,
        connector_.send("", thread, activity, "teams:post:x"),
        [&first](std::exception_ptr, Answer answer) { first = std::move(answer); }
    );
    const Answer second = send();
    EXPECT_EQ(first.kind, Kind::limited);
    EXPECT_EQ(second.kind, Kind::limited);
    EXPECT_THAT(teams_.calls(), SizeIs(1));
    EXPECT_TRUE(send("", "teams:post:elsewhere").ok());
}

TEST_F(ConnectorTest, WhileARetryAfterRunsNothingIsSentUnderThatName) {
    net::HttpResponse limited = test::refusal(429, "Throttled");
    limited.headers.add("Retry-After", "17");
    teams_.next(std::move(limited));
    EXPECT_EQ(send("", "teams:post:a").after, seconds(17));
    EXPECT_EQ(send("", "teams:post:a").kind, Kind::limited);
    EXPECT_THAT(teams_.calls(), SizeIs(1));
    EXPECT_TRUE(send("", "teams:post:b").ok()) << "another conversation goes on";
    clock_.advance(seconds(16));
    EXPECT_EQ(send("", "teams:post:a").after, seconds(1));
    clock_.advance(seconds(1));
    EXPECT_TRUE(send("", "teams:post:a").ok());
    teams_.next(net::HttpResponse(429));
    EXPECT_GT(send("", "teams:post:a").after, seconds(1)) << "without the header";
    clock_.advance(-std::chrono::hours(3));
    EXPECT_TRUE(send("", "teams:post:a").ok()) << "a clock set back does not prolong it";
}

TEST_F(ConnectorTest, ReadsWhateverComesBack) {
    const auto answer_to = [&](int status, std::string body) {
        teams_.next(net::HttpResponse(status, "text/html", std::move(body)));
        return send();
    };
    EXPECT_EQ(message_id(answer_to(201, "<html>created</html>")), "");
    EXPECT_EQ(message_id(answer_to(202, "")), "");
    EXPECT_EQ(message_id(answer_to(200, R"({"id":7})")), "");
    EXPECT_EQ(message_id(answer_to(200, R"({"id":"17"})")), "17");
    EXPECT_EQ(message_id(answer_to(201, R"({"id":"19:x@thread.tacv2;messageid=18"})")), "18");
    EXPECT_EQ(message_id(answer_to(201, R"({"id":"a:1chat"})")), "") << "a chat is no message";
    EXPECT_EQ(
        message_id(answer_to(201, R"({"id":"19:x@thread.tacv2;messageid=18","activityId":"19"})")),
        "19"
    );
    const Answer html = answer_to(413, "<html>too large</html>");
    EXPECT_TRUE(html.is(413));
    EXPECT_EQ(html.code, "");
    EXPECT_EQ(answer_to(403, R"({"errorCode":209,"message":"x"})").code, "MessageWritesBlocked");
    EXPECT_EQ(answer_to(403, R"({"error":{"code":"<b>bad</b>"}})").code, "");
    EXPECT_EQ(answer_to(403, R"({"error":"text"})").code, "");
    EXPECT_EQ(answer_to(403, "[1]").code, "");
}

TEST_F(ConnectorTest, LogsWhatMicrosoftAsksForAndNoSecret) {
    keep_log();
    net::HttpResponse refused = test::refusal(403, "BotDisabledByAdmin");
    refused.headers.add("MS-CV", "cv/abc.1.2");
    teams_.next(std::move(refused));
    EXPECT_TRUE(send().is(403));
    EXPECT_THAT(logged_, HasSubstr("cv/abc.1.2"));
    EXPECT_THAT(logged_, HasSubstr("BotDisabledByAdmin"));
    EXPECT_THAT(logged_, Not(HasSubstr("token-1")));
}

TEST_F(ConnectorTest, WithoutARegistrationThereIsNoToken) {
    settings_.credentials.app_id.clear();
    Connector anonymous(*http_, clock_, token_, trusted_, settings_);
    const json::Value body = json::Value::object().set("type", "message");
    EXPECT_TRUE(run(anonymous.send("", thread, body, "p")).ok());
    EXPECT_EQ(teams_.calls()[0].authorization, "");
    EXPECT_THAT(teams_.logins(), IsEmpty());
}

TEST_F(ConnectorTest, ACloudWithoutAnAddressSaysSo) {
    settings_.service_urls.clear();
    settings_.cloud.connector.clear();
    Connector china(*http_, clock_, token_, trusted_, settings_);
    const json::Value body = json::Value::object().set("type", "message");
    const Answer answer = run(china.send("", thread, body, "p"));
    EXPECT_EQ(answer.kind, Kind::not_sent);
    EXPECT_THAT(answer.words, HasSubstr("teams.service_urls"));
}

TEST(Clouds, HaveTheirOwnAddresses) {
    EXPECT_THAT(cloud_names(), ElementsAre("public", "gcc", "gcc-high", "dod", "china"));
    EXPECT_FALSE(find_cloud("gcch"));
    const TrustedServices trusted;
    for (const std::string& name : cloud_names()) {
        const Cloud cloud = find_cloud(name).value();
        EXPECT_EQ(cloud.name, name);
        EXPECT_EQ(trusted.trusts(cloud.connector), name != "china") << cloud.connector;
        EXPECT_EQ(trusted.trusts(cloud.other_connector), name == "public");
        EXPECT_TRUE(cloud.scope.starts_with(cloud.issuer)) << name;
    }
    EXPECT_EQ(find_cloud("gcc")->login, find_cloud("public")->login);
    EXPECT_NE(find_cloud("gcc")->connector, find_cloud("public")->connector);
    EXPECT_EQ(
        find_cloud("dod")->openid_metadata,
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration"
    );
}

}  // namespace
}  // namespace debrief::teams
