#include "bot/net/router.hpp"

#include "tests/support/run_coroutine.hpp"

#include <gtest/gtest.h>

namespace debrief::net {
namespace {

asio::awaitable<HttpResponse> say(std::string text) {
    co_return HttpResponse(200, "text/plain", text);
}

Handler saying(std::string text) {
    return [text](const HttpRequest& request) { return say(text + " " + request.target); };
}

HttpResponse ask(const std::string& method, const std::string& target) {
    const Handler handler = route({
        {"GET", "/", saying("home")},
        {"POST", "/slack/events", saying("slack")},
        {"GET", "/register/*", saying("register")},
        {"GET", "/register/people/*", saying("people")},
        {"POST", "/register/*", saying("change")},
        {"GET", "/register/help", saying("help")},
    });
    return test::run_coroutine(handler(HttpRequest(method, target)));
}

TEST(Router, MatchesExactlyAndIgnoresTheQuery) {
    EXPECT_EQ(ask("GET", "/").body, "home /");
    EXPECT_EQ(ask("POST", "/slack/events?x=/").body, "slack /slack/events?x=/");
    EXPECT_EQ(ask("GET", "/slack").status, 404);
    EXPECT_EQ(ask("POST", "/slack/events/").status, 404);
}

TEST(Router, PrefersTheExactPathThenTheLongestPrefix) {
    EXPECT_EQ(ask("GET", "/register/x").body, "register /register/x");
    EXPECT_EQ(ask("GET", "/register/people/7").body, "people /register/people/7");
    EXPECT_EQ(ask("GET", "/register/help").body, "help /register/help");
    EXPECT_EQ(ask("POST", "/register/x").body, "change /register/x");
    EXPECT_EQ(ask("GET", "/register").status, 404);
}

TEST(Router, NamesTheMethodsThatWouldWork) {
    const HttpResponse refused = ask("DELETE", "/register/x");
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.headers.get("Allow"), "GET, POST");
    EXPECT_NE(refused.body.find("GET, POST"), std::string::npos);
    EXPECT_EQ(ask("GET", "/slack/events").headers.get("Allow"), "POST");
}

TEST(Router, HeadFallsBackToGet) {
    EXPECT_EQ(ask("HEAD", "/").body, "home /");
    EXPECT_EQ(ask("HEAD", "/slack/events").status, 405);
}

}  // namespace
}  // namespace debrief::net
