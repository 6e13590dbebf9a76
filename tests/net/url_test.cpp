#include "bot/net/http_client.hpp"

#include <gtest/gtest.h>

namespace debrief::net {
namespace {

struct Good {
    const char* url;
    const char* host;
    const char* port;
    const char* target;
    bool loopback;
};
class GoodUrl : public testing::TestWithParam<Good> {};

TEST_P(GoodUrl, IsTakenApart) {
    const auto url = parse_url(GetParam().url);
    ASSERT_TRUE(url) << url.error().what();
    EXPECT_EQ(url->host, GetParam().host);
    EXPECT_EQ(url->port, GetParam().port);
    EXPECT_EQ(url->target, GetParam().target);
    EXPECT_EQ(url->is_loopback(), GetParam().loopback);
}

INSTANTIATE_TEST_SUITE_P(
    Url,
    GoodUrl,
    testing::Values(
        Good{
            "https://slack.com/api/chat.postMessage",
            "slack.com",
            "443",
            "/api/chat.postMessage",
            false},
        Good{"HTTPS://Slack.COM", "slack.com", "443", "/", false},
        Good{"http://localhost:8080?x=1", "localhost", "8080", "/?x=1", true},
        Good{"http://127.8.9.1/", "127.8.9.1", "80", "/", true},
        Good{"http://[::1]:81/a", "::1", "81", "/a", true},
        Good{"https://[2001:db8::1]/a", "2001:db8::1", "443", "/a", false},
        Good{"http://127.0.0.1.example.com/", "127.0.0.1.example.com", "80", "/", false},
        Good{"http://localhost.example.com/", "localhost.example.com", "80", "/", false}
    )
);

class BadUrl : public testing::TestWithParam<const char*> {};

TEST_P(BadUrl, IsRefusedWithoutRepeatingIt) {
    const auto url = parse_url(GetParam());
    ASSERT_FALSE(url);
    EXPECT_EQ(url.error().code(), Errc::invalid_input);
    EXPECT_EQ(url.error().what().find("hush"), std::string::npos) << "an address can be a secret";
}

INSTANTIATE_TEST_SUITE_P(
    Url,
    BadUrl,
    testing::Values(
        "",
        "slack.com/hush",
        "ftp://slack.com/hush",
        "https://",
        "https:///hush",
        "https://user:hush@slack.com/",
        "https://slack.com@evil.example/hush",
        "https://slack.com/hush#part",
        "https://slack.com/a hush",
        "https://slack.com/hush\r\nX: y",
        "https://slack.com:0/hush",
        "https://slack.com:65536/hush",
        "https://slack.com:hush/",
        "https://[::1/hush",
        "https://[hush]/",
        "https://[::1]hush/"
    )
);

}  // namespace
}  // namespace debrief::net
