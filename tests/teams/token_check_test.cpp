// Who may talk to us: every check of the Bot Connector's authentication, and both sides of each
// bound.
#include "adapters/teams/token_check.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/teams/activities.hpp"

#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using debrief::test::run_coroutine;
using test::SigningPen;
using test::token_of;
using test::with;

constexpr int accepted = 200;

class Tokens : public testing::Test {
  protected:
    Tokens() {
        settings_.app_id = test::app_id;
        settings_.metadata_url = login_.metadata_url();
        settings_.tenants = {test::tenant};
        login_.publish("key-other", SigningPen::second(), {"webchat", "slack"});
    }
    ~Tokens() override {
        EXPECT_TRUE(run_coroutine(context_, tasks_.join(std::chrono::seconds(20))));
        http_->stop();
    }

    /// The status of the token alone.
    int checked(const net::HttpRequest& request) {
        const auto result = run_coroutine(context_, check_.check(request));
        if (const auto* refusal = std::get_if<Refusal>(&result)) {
            EXPECT_FALSE(refusal->words.empty());
            return refusal->status;
        }
        proven_ = std::get<Proven>(result);
        return accepted;
    }
    int with_header(const std::string& value) {
        net::HttpRequest request("POST", "/api/messages");
        request.headers.add("Authorization", value);
        return checked(request);
    }
    int with_token(const std::string& token) { return with_header("Bearer " + token); }
    int with_claim(std::string_view name, json::Value value) {
        return with_token(token_of(with(claims(), name, std::move(value))));
    }
    int with_jose_header(std::string_view header) { return with_token(token_of(claims(), header)); }
    json::Value claims() const { return test::claims_at(clock_.now()); }
    std::int64_t seconds() const {
        return std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
    }
    /// The status of the activity after a good token.
    int of_activity(json::Ref activity) {
        const auto refusal = check_.check_activity(proven_, activity);
        return refusal ? refusal->status : accepted;
    }

    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    test::LoginDouble login_{context_.get_executor()};
    std::unique_ptr<net::HttpClient> http_ = net::create_http_client(context_.get_executor());
    net::TaskGroup tasks_{context_.get_executor()};
    Inbound settings_;
    TrustedServices services_;
    Keys keys_{login_.metadata_url(), *http_, clock_, tasks_};
    TokenCheck check_{settings_, services_, keys_, clock_};
    Proven proven_;
    json::Value activity_ = test::told("status");
};

TEST_F(Tokens, AGoodOneIsAccepted) {
    EXPECT_EQ(with_token(token_of(claims())), accepted);
    EXPECT_EQ(proven_.service_url, test::service);
    EXPECT_EQ(of_activity(activity_), accepted);
}

// Row 3
TEST_F(Tokens, ThereIsExactlyOneHeaderAndItIsBearer) {
    const std::string token = token_of(claims());
    net::HttpRequest none("POST", "/api/messages");
    EXPECT_EQ(checked(none), 401);
    none.headers.add("x-ms-agents-playground", "true");
    EXPECT_EQ(checked(none), 401) << "a header that anybody can send opens no door";
    net::HttpRequest two("POST", "/api/messages");
    two.headers.add("Authorization", "Bearer " + token);
    two.headers.add("authorization", "Bearer " + token);
    EXPECT_EQ(checked(two), 401);
    EXPECT_EQ(with_header("Basic " + token), 401);
    EXPECT_EQ(with_header(token), 401);
    EXPECT_EQ(with_header("Bearer "), 401);
    EXPECT_EQ(with_header("Bearer"), 401);
    EXPECT_EQ(login_.asked(), 0) << "such requests cost nobody anything";
}

// Row 4
TEST_F(Tokens, TheFormIsThreePartsOfBase64) {
    const std::string token = token_of(claims());
    EXPECT_EQ(with_token("nonsense"), 401);
    EXPECT_EQ(with_token(token + ".more"), 401);
    EXPECT_EQ(with_token(token.substr(0, token.rfind('.'))), 401);
    EXPECT_EQ(with_token(token.substr(0, token.rfind('.') + 1)), 401) << "no signature at all";
    EXPECT_EQ(with_token(token + "="), 401);
    EXPECT_EQ(with_token("." + token), 401);
    EXPECT_EQ(with_token(SigningPen::first().sign("[]", json::dump(claims()))), 401);
    EXPECT_EQ(with_token(SigningPen::first().sign(test::good_header, "no json")), 401);
    EXPECT_EQ(with_token(SigningPen::first().sign(test::good_header, "[]")), 401);
}

TEST_F(Tokens, TheAlgorithmIsRs256) {
    EXPECT_EQ(with_jose_header(R"({"alg":"none","kid":"key-1"})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"HS256","kid":"key-1"})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS384","kid":"key-1"})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"rs256","kid":"key-1"})"), 401);
    EXPECT_EQ(with_jose_header(R"({"kid":"key-1"})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","alg":"none","kid":"key-1"})"), 401);
    const std::string unsigned_token = to_base64url(R"({"alg":"none","kid":"key-1"})") + "." +
                                       to_base64url(json::dump(claims())) + ".";
    EXPECT_EQ(with_token(unsigned_token), 401);
}

TEST_F(Tokens, TheHeaderNamesItsKeyAndNothingCritical) {
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256"})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":""})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":7})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":"key-1","crit":["exp"]})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":"key-1","crit":null})"), 401);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":"key-1","x5t":"?","new":[1]})"), accepted);
}

TEST_F(Tokens, AtMost16KiB) {
    // Base64 makes four signs of three bytes; the padding brings the token to the bound.
    const std::size_t limit = 16 * 1024;
    std::string token;
    for (std::size_t fill = 11'000; token.size() <= limit; ++fill) {
        const std::string before = std::move(token);
        token = token_of(with(claims(), "fill", std::string(fill, 'x')));
        if (token.size() <= limit) continue;
        ASSERT_FALSE(before.empty());
        EXPECT_GE(before.size() + 2, limit);
        EXPECT_EQ(with_token(before), accepted);
    }
    EXPECT_EQ(with_token(token), 401);
}

// Rows 5 and 8
TEST_F(Tokens, TheIssuerIsTheBotFramework) {
    EXPECT_EQ(with_claim("iss", "https://api.botframework.com/"), 401);
    EXPECT_EQ(with_claim("iss", "https://API.botframework.com"), 401);
    EXPECT_EQ(
        with_claim("iss", "https://sts.windows.net/11111111-2222-3333-4444-555555555555/"), 401
    );
    EXPECT_EQ(with_claim("iss", nullptr), 401);
    EXPECT_EQ(login_.asked(), 0) << "another issuer's token does not make us ask for keys";
}

// Row 6
TEST_F(Tokens, TheKeyIsKnownOrFetched) {
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":"key-9"})"), 401);
    login_.publish("key-9", SigningPen::first(), {"msteams"});
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":"key-9"})"), accepted);
}

// Row 6b
TEST_F(Tokens, WithoutAnyKeyTheServiceIsUnavailable) {
    login_.is_down = true;
    EXPECT_EQ(with_token(token_of(claims())), 503);
    login_.is_down = false;
    clock_.advance(std::chrono::seconds(5));
    EXPECT_EQ(with_token(token_of(claims())), accepted);
    login_.is_down = true;
    clock_.advance(std::chrono::hours(72));
    EXPECT_EQ(with_token(token_of(claims())), accepted) << "old keys serve on";
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":"key-9"})"), 401);
}

// Row 7
TEST_F(Tokens, TheSignatureFits) {
    std::string token = token_of(claims());
    char& last = token[token.size() - 10];
    last = last == 'A' ? 'B' : 'A';
    EXPECT_EQ(with_token(token), 401);
    EXPECT_EQ(with_token(SigningPen::second().sign(test::good_header, json::dump(claims()))), 401);
    const std::string good = token_of(claims());
    const auto first = good.find('.');
    const std::string forged =
        good.substr(0, first + 1) +
        to_base64url(json::dump(with(claims(), "serviceurl", "https://evil.example/"))) +
        good.substr(good.rfind('.'));
    EXPECT_EQ(with_token(forged), 401);
    EXPECT_EQ(with_token(good), accepted);
}

// Row 9
TEST_F(Tokens, TheAudienceIsOurApp) {
    const std::string id = test::app_id;
    EXPECT_EQ(with_claim("aud", "api://botid-" + id), accepted);
    EXPECT_EQ(with_claim("aud", "api://" + id), accepted);
    EXPECT_EQ(with_claim("aud", test::parsed("[\"other\", \"" + id + "\"]")), accepted);
    EXPECT_EQ(with_claim("aud", test::parsed("[\"other\"]")), 401);
    EXPECT_EQ(with_claim("aud", "https://api.botframework.com"), 401);
    EXPECT_EQ(with_claim("aud", id + "0"), 401);
    EXPECT_EQ(with_claim("aud", "api://other-" + id), 401);
    EXPECT_EQ(with_claim("aud", ""), 401);
    EXPECT_EQ(with_claim("aud", nullptr), 401);
    settings_.app_id.clear();
    EXPECT_EQ(with_claim("aud", ""), 401) << "without an id of our own nothing is meant for us";
}

// Row 10
TEST_F(Tokens, ItIsValidNowWithinFiveMinutes) {
    EXPECT_EQ(with_claim("exp", seconds() - 300), accepted);
    EXPECT_EQ(with_claim("exp", seconds() - 301), 401);
    EXPECT_EQ(with_claim("exp", nullptr), 401);
    EXPECT_EQ(with_claim("exp", "tomorrow"), 401);
    EXPECT_EQ(with_claim("exp", -1), 401);
    EXPECT_EQ(with_claim("exp", 1e300), 401);
    EXPECT_EQ(with_claim("exp", static_cast<double>(seconds()) + 60.5), accepted);
    EXPECT_EQ(with_claim("nbf", seconds() + 300), accepted);
    EXPECT_EQ(with_claim("nbf", seconds() + 301), 401);
    EXPECT_EQ(with_claim("nbf", "now"), 401);
    EXPECT_EQ(with_claim("nbf", nullptr), accepted);
}

TEST_F(Tokens, ASeenTokenEndsToo) {
    const std::string token = token_of(claims());
    EXPECT_EQ(with_token(token), accepted);
    clock_.advance(std::chrono::seconds(3600 + 300));
    EXPECT_EQ(with_token(token), accepted);
    clock_.advance(std::chrono::seconds(1));
    EXPECT_EQ(with_token(token), 401);
}

TEST_F(Tokens, ASeenTokenEndsWithItsKey) {
    const std::string token = token_of(with(claims(), "exp", seconds() + 90'000));
    EXPECT_EQ(with_token(token), accepted);
    login_.keys = json::Value::array();
    login_.publish("key-1", SigningPen::second(), {"msteams"});
    EXPECT_EQ(with_token(token), accepted);
    EXPECT_EQ(with_jose_header(R"({"alg":"RS256","kid":"unknown"})"), 401);  // fetches
    EXPECT_EQ(with_token(token), 401);
}

// Row 11
TEST_F(Tokens, TheActivityIsComplete) {
    ASSERT_EQ(with_token(token_of(claims())), accepted);
    for (const auto* member : {"type", "channelId", "conversation.id", "serviceUrl"}) {
        EXPECT_EQ(of_activity(with(activity_, member, nullptr)), 400) << member;
        EXPECT_EQ(of_activity(with(activity_, member, 7)), 400) << member;
        EXPECT_EQ(of_activity(with(activity_, member, "")), 400) << member;
    }
}

// Row 12
TEST_F(Tokens, TheServiceUrlIsTheTokens) {
    ASSERT_EQ(with_token(token_of(claims())), accepted);
    const std::string url = test::service;
    EXPECT_EQ(of_activity(with(activity_, "serviceUrl", url.substr(0, url.size() - 1))), accepted);
    EXPECT_EQ(of_activity(with(activity_, "serviceUrl", url + "/")), 401);
    EXPECT_EQ(
        of_activity(with(activity_, "serviceUrl", "https://smba.trafficmanager.net/emea/")), 401
    );
    ASSERT_EQ(
        with_claim(
            "serviceurl",
            "HTTPS://SMBA.TrafficManager.net/AMER/11111111-2222-3333-4444-555555555555"
        ),
        accepted
    );
    EXPECT_EQ(of_activity(activity_), accepted);
    ASSERT_EQ(with_claim("serviceurl", nullptr), accepted);
    EXPECT_EQ(of_activity(activity_), 401) << "a token without an address proves none";
}

// Row 13
TEST_F(Tokens, TheKeySpeaksForTeams) {
    const auto token =
        SigningPen::second().sign(R"({"alg":"RS256","kid":"key-other"})", json::dump(claims()));
    ASSERT_EQ(with_token(token), accepted);
    EXPECT_EQ(of_activity(activity_), 403);
}

TEST_F(Tokens, AKeyWithoutEndorsementsSpeaksForNobody) {
    login_.keys = json::Value::array();
    login_.publish("key-1", SigningPen::first(), {});
    ASSERT_EQ(with_token(token_of(claims())), accepted);
    EXPECT_EQ(of_activity(activity_), 403);
}

// Row 14
TEST_F(Tokens, OtherChannelsAreNotServed) {
    ASSERT_EQ(with_token(token_of(claims())), accepted);
    EXPECT_EQ(of_activity(with(activity_, "channelId", "webchat")), 403)
        << "endorsed, but not Teams";
    EXPECT_EQ(of_activity(with(activity_, "channelId", "directline")), 403);
}

// Row 15
TEST_F(Tokens, AnswersGoToMicrosoftOnly) {
    const std::string evil = "https://evil.trafficmanager.net/amer/";
    ASSERT_EQ(with_claim("serviceurl", evil), accepted);
    EXPECT_EQ(of_activity(with(activity_, "serviceUrl", evil)), 400);
}

// Row 16
TEST_F(Tokens, OtherTenantsAreNotServed) {
    ASSERT_EQ(with_token(token_of(claims())), accepted);
    const auto* other = "99999999-2222-3333-4444-555555555555";
    EXPECT_EQ(of_activity(with(activity_, "conversation.tenantId", other)), 403);
    EXPECT_EQ(of_activity(with(activity_, "channelData.tenant.id", other)), 403);
    EXPECT_EQ(of_activity(with(activity_, "channelData", nullptr)), accepted);
    EXPECT_EQ(of_activity(with(activity_, "conversation.tenantId", nullptr)), accepted);
    const auto nowhere =
        with(with(activity_, "channelData", nullptr), "conversation.tenantId", nullptr);
    EXPECT_EQ(of_activity(nowhere), 403);
    settings_.tenants = {other, test::tenant};
    EXPECT_EQ(of_activity(activity_), accepted);
    settings_.tenants.clear();
    EXPECT_EQ(of_activity(activity_), 403) << "nobody's activities are taken without a tenant";
}

TEST_F(Tokens, WithoutARegistrationNoTokenIsAsked) {
    settings_.anonymous = true;
    settings_.app_id.clear();
    EXPECT_EQ(checked(net::HttpRequest("POST", "/api/messages")), accepted);
    EXPECT_EQ(of_activity(activity_), accepted);
    EXPECT_EQ(of_activity(with(activity_, "serviceUrl", "https://evil.example/")), 400);
    EXPECT_EQ(of_activity(with(activity_, "channelId", "slack")), 403);
    EXPECT_EQ(of_activity(with(activity_, "type", nullptr)), 400);
    settings_.tenants.clear();
    EXPECT_EQ(of_activity(activity_), accepted);
    EXPECT_EQ(login_.asked(), 0);
}

}  // namespace
}  // namespace debrief::teams
