#include "adapters/slack/verify.hpp"

#include "tests/slack/payloads.hpp"
#include "tests/support/fake_clock.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using debrief::test::FakeClock;

constexpr std::string_view published_secret = "8f742231b10e8888abcd99yyyzzz85a5";
constexpr std::int64_t published_time = 1531420618;

Verifier verifier_of(std::initializer_list<std::string_view> secrets, const Clock& clock) {
    std::vector<Secret> list;
    for (const std::string_view secret : secrets) list.emplace_back(std::string(secret));
    return Verifier(list, clock);
}

net::HttpRequest signed_by_slack(std::string body, std::string stamp, std::string signature) {
    net::HttpRequest request = test::request("application/json", std::move(body));
    if (!stamp.empty()) request.headers.add("x-slack-request-timestamp", std::move(stamp));
    if (!signature.empty()) request.headers.add("X-SLACK-SIGNATURE", std::move(signature));
    return request;
}

class Verifying : public testing::Test {
  protected:
    FakeClock clock_{UtcTime(std::chrono::seconds(published_time))};
    Verifier verifier_ = verifier_of({published_secret}, clock_);

    bool accepts(std::string body, std::string stamp, std::string signature) {
        const auto request =
            signed_by_slack(std::move(body), std::move(stamp), std::move(signature));
        return verifier_.verify(request).has_value();
    }
};

// The worked example of Slack's documentation, and three more with the same secret and time.
TEST_F(Verifying, TakesThePublishedVectors) {
    const std::string stamp = "1531420618";
    EXPECT_TRUE(accepts(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id="
        "G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-"
        "collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%"
        "2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121."
        "803a0bc887a14d10d2c447fce8b6703c",
        stamp,
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    ));
    EXPECT_TRUE(
        accepts("", stamp, "v0=55f41ec73231010289b54e669149ea021fccab11b5524355523533ce930cb739")
    );
    EXPECT_TRUE(accepts(
        "{\"text\":\"é✓ 😀\"}",
        stamp,
        "v0=11ac1df740ed3fdcb1341b2cda0efacb15648bfd0442e214b3287ae655fb5612"
    ));
}

TEST_F(Verifying, RefusesWhatIsMalformed) {
    const std::string good = "v0=55f41ec73231010289b54e669149ea021fccab11b5524355523533ce930cb739";
    const std::string stamp = "1531420618";
    ASSERT_TRUE(accepts("", stamp, good));
    EXPECT_FALSE(accepts("", "", good));
    EXPECT_FALSE(accepts("", stamp, ""));
    EXPECT_FALSE(accepts("", "+1531420618", good));
    EXPECT_FALSE(accepts("", "1531420618.0", good));
    EXPECT_FALSE(accepts("", "01531420618", good)) << "the stamp counts as it was received";
    EXPECT_FALSE(accepts("", "99999999999999999999", good));
    EXPECT_FALSE(accepts("", stamp, good.substr(3)));
    EXPECT_FALSE(accepts("", stamp, "v1=" + good.substr(3)));
    EXPECT_FALSE(accepts("", stamp, good + "0"));
    EXPECT_FALSE(accepts("", stamp, good.substr(0, 66)));
    EXPECT_FALSE(accepts("x", stamp, good));
    std::string upper = good;
    for (char& c : upper) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
    EXPECT_FALSE(accepts("", stamp, upper));
}

TEST_F(Verifying, RefusesTwoSignatures) {
    auto request = test::sign(test::request("application/json", "{}"), clock_.now());
    request.headers.add("X-Slack-Signature", std::string(request.headers.get("X-Slack-Signature")));
    EXPECT_FALSE(verifier_of({test::signing_secret}, clock_).verify(request));
}

TEST_F(Verifying, ToleratesFiveMinutesEitherWay) {
    const Verifier verifier = verifier_of({test::signing_secret}, clock_);
    const auto request = test::sign(test::request("application/json", "{}"), clock_.now());
    clock_.advance(std::chrono::seconds(300));
    EXPECT_TRUE(verifier.verify(request));
    clock_.advance(std::chrono::seconds(1));
    const auto stale = verifier.verify(request);
    ASSERT_FALSE(stale);
    EXPECT_NE(stale.error().what().find("clock"), std::string::npos);
    clock_.advance(std::chrono::seconds(-601));
    EXPECT_TRUE(verifier.verify(request));
    clock_.advance(std::chrono::seconds(-1));
    EXPECT_FALSE(verifier.verify(request));
}

TEST_F(Verifying, TakesEachOfSeveralSecretsAndNoneOfNone) {
    const auto request =
        test::sign(test::request("application/json", "{}"), clock_.now(), "second");
    EXPECT_TRUE(verifier_of({"first", "second"}, clock_).verify(request));
    EXPECT_FALSE(verifier_of({"first"}, clock_).verify(request));
    EXPECT_FALSE(verifier_of({}, clock_).verify(request));
    const auto empty = test::sign(test::request("application/json", "{}"), clock_.now(), "");
    EXPECT_FALSE(verifier_of({""}, clock_).verify(empty)) << "an empty secret is no secret";
}

TEST(SslCheck, IsExactlyOneFieldOfAForm) {
    EXPECT_TRUE(is_ssl_check(test::form_request({{"token", "t"}, {"ssl_check", "1"}})));
    EXPECT_FALSE(is_ssl_check(test::form_request({{"ssl_check", "true"}})));
    EXPECT_FALSE(is_ssl_check(test::form_request({{"ssl_check", "1"}, {"ssl_check", "1"}})));
    EXPECT_FALSE(is_ssl_check(test::request("application/json", "ssl_check=1")));
}

TEST(MediaType, LeavesParametersOut) {
    EXPECT_EQ(
        media_type(test::request("Application/JSON ; charset=utf-8", "")), "application/json"
    );
}

}  // namespace
}  // namespace debrief::slack
