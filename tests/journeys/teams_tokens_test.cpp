// Who may speak to the messaging endpoint of the real program, and what everybody else is told.
#include "tests/journeys/teams_signed.hpp"

namespace debrief::test {
namespace {

namespace ids = sandbox::teams::ids;
using json::Value;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class TeamsTokens : public TeamsSigned {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start_with_teams();
    }
    int send_raw(const std::vector<std::string>& authorizations, std::string body) {
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        for (const auto& each : authorizations) request.headers.add("Authorization", each);
        request.body = std::move(body);
        auto answer = run(client_->send(url_ + "/api/messages", std::move(request)));
        if (!answer) return 0;
        EXPECT_THAT(answer->body, Not(HasSubstr("kid"))) << "the refusal tells too much";
        return answer->status;
    }
    int send(const std::string& token, const Value& body) {
        return send_raw({"Bearer " + token}, json::dump(body));
    }
    int with_claim(const char* name, Value value) {
        return send(signed_with(header(), claims().set(name, std::move(value))), activity());
    }
    int with_header(const char* name, Value value) {
        return send(signed_with(header().set(name, std::move(value)), claims()), activity());
    }
    int with_member(const char* name, Value value) {
        return send(signed_with(header(), claims()), activity().set(name, std::move(value)));
    }
    /// Nobody got anything done.
    void expect_nothing_happened() {
        ASSERT_TRUE(settled());
        EXPECT_THAT(stored("SELECT 1 FROM feedback"), IsEmpty());
        EXPECT_THAT(posts_at_teams(), IsEmpty());
        EXPECT_EQ(calls_to_teams("send"), 0U);
    }
};

TEST_F(TeamsTokens, OnlyTeamsItselfIsHeard) {
    const std::string good = signed_with(header(), claims());
    const std::string body = json::dump(activity());
    EXPECT_EQ(send_raw({}, body), 401);
    EXPECT_EQ(send_raw({"Bearer " + good, "Bearer " + good}, body), 401);
    EXPECT_EQ(send_raw({"Basic " + good}, body), 401);
    EXPECT_EQ(send_raw({"Bearer "}, body), 401);
    EXPECT_EQ(send_raw({"Bearer " + good + "A"}, body), 401);
    EXPECT_EQ(send_raw({"Bearer " + good + ".x"}, body), 401);
    EXPECT_EQ(send_raw({"Bearer " + good.substr(0, good.rfind('.') + 1)}, body), 401);
    EXPECT_EQ(send_raw({"Bearer " + std::string(20'000, 'a')}, body), 431);
    EXPECT_EQ(with_header("alg", "none"), 401);
    EXPECT_EQ(with_header("alg", "HS256"), 401);
    EXPECT_EQ(with_header("kid", "nobody-knows"), 401);
    EXPECT_EQ(with_header("crit", Value::array().push("exp")), 401);
    EXPECT_EQ(with_claim("aud", "00000000-0000-0000-0000-000000000000"), 401);
    EXPECT_EQ(with_claim("iss", "https://sts.windows.net/"), 401);
    EXPECT_EQ(with_claim("serviceurl", "https://smba.trafficmanager.net/amer/"), 401);
    EXPECT_EQ(with_claim("serviceurl", Value()), 401);
    EXPECT_EQ(send(signed_with(header(), claims(-3600 - 310)), activity()), 401) << "expired";
    EXPECT_EQ(send(signed_with(header(), claims(310)), activity()), 401) << "not yet valid";
    expect_nothing_happened();

    EXPECT_EQ(send(signed_with(header(), claims(-3600 - 290)), activity("help")), 200);
    EXPECT_EQ(send(signed_with(header(), claims(290)), activity("help")), 200);
    EXPECT_EQ(send(good, activity("help")), 200);
}

TEST_F(TeamsTokens, AGoodTokenDoesNotExcuseTheRest) {
    const std::string good = signed_with(header(), claims());
    EXPECT_EQ(send_raw({"Bearer " + good}, "no JSON"), 400);
    EXPECT_EQ(send_raw({"Bearer " + good}, "[]"), 400);
    EXPECT_EQ(send_raw({"Bearer " + good}, std::string(600 * 1024, ' ')), 413);
    EXPECT_EQ(with_member("type", Value()), 400);
    EXPECT_EQ(with_member("conversation", Value::object()), 400);
    EXPECT_EQ(with_member("channelId", "directline"), 403);
    EXPECT_EQ(with_header("kid", "sandbox-directline-1"), 403) << "a key of another channel";
    Value elsewhere = Value::object().set("id", ids::checkout).set("conversationType", "channel");
    elsewhere.set("tenantId", "00000000-0000-0000-0000-000000000009");
    EXPECT_EQ(with_member("conversation", std::move(elsewhere)), 403);
    EXPECT_EQ(with_member("serviceUrl", "https://evil.example/"), 401);
    const std::string evil =
        signed_with(header(), claims().set("serviceurl", "https://evil.example/"));
    EXPECT_EQ(send(evil, activity().set("serviceUrl", "https://evil.example/")), 400);
    EXPECT_EQ(get("/api/messages").status, 405);
    Value unknown = activity().set("type", "invoke").set("name", "composeExtension/query");
    EXPECT_EQ(send(good, unknown), 501);
    EXPECT_EQ(send(good, activity().set("type", "somethingNew")), 200);
    expect_nothing_happened();
}

TEST_F(TeamsTokens, ACopyIsTakenOnce) {
    opens_at_teams("Nobody can pay");
    const std::string good = signed_with(header(), claims());
    const Value said = activity("feedback F-1 Once");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(send(good, said), 200);
    EXPECT_EQ(stored("SELECT 1 FROM feedback").size(), 1U);
}

TEST_F(TeamsTokens, NewKeysOfTheLoginAreAskedForOnce) {
    opens_at_teams("Nobody can pay");
    const int before = office().login().key_requests();
    office().login().rotate_keys();
    says("Olga", "@Debrief feedback F-1 With the new key");
    EXPECT_TRUE(eventually([this] { return stored("SELECT 1 FROM feedback").size() == 1; }))
        << debrief_->output();
    // Somebody who makes keys up does not make Debrief ask again and again.
    for (int i = 0; i < 20; ++i) EXPECT_EQ(with_header("kid", "made-up-" + std::to_string(i)), 401);
    EXPECT_EQ(office().login().key_requests(), before + 1);
}

}  // namespace
}  // namespace debrief::test
