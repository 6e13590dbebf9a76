// What Debrief shows of itself.
#include "adapters/web/routes.hpp"

#include "tests/support/run_coroutine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using testing::HasSubstr;

class WebTest : public testing::Test {
  protected:
    net::HttpResponse get(const std::string& path) {
        const auto handler = net::route(web::make_routes([this] { return reasons_; }, metrics_));
        return run_coroutine(handler(net::HttpRequest("GET", path)));
    }

    std::vector<std::string> reasons_;
    Metrics metrics_;
};

TEST_F(WebTest, HealthyAsLongAsItAnswers) {
    reasons_ = {"Slack does not answer."};
    EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(WebTest, ReadyUntilThereIsAReasonNotToBe) {
    EXPECT_EQ(get("/readyz").status, 200);
    reasons_ = {"The disk is full.", "Slack revoked the token."};
    const auto response = get("/readyz");
    EXPECT_EQ(response.status, 503);
    EXPECT_THAT(response.body, HasSubstr("The disk is full.\nSlack revoked the token.\n"));
}

TEST_F(WebTest, MetricsAreThoseOfNow) {
    const auto counter = metrics_.counter("debrief_test_total", "For this test");
    EXPECT_THAT(get("/metrics").body, HasSubstr("debrief_test_total 0"));
    counter.add(2);
    const auto response = get("/metrics");
    EXPECT_THAT(response.body, HasSubstr("debrief_test_total 2"));
    EXPECT_THAT(response.headers.get("Content-Type"), HasSubstr("version=0.0.4"));
}

TEST_F(WebTest, NothingIsForABrowserToRunOrKeep) {
    for (const char* path : {"/", "/healthz", "/readyz", "/metrics"}) {
        const auto response = get(path);
        EXPECT_EQ(response.status, 200) << path;
        EXPECT_THAT(response.headers.get("Content-Type"), HasSubstr("text/plain")) << path;
        EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(response.headers.get("Cache-Control"), "no-store") << path;
        EXPECT_THAT(
            response.headers.get("Content-Security-Policy"), HasSubstr("default-src 'none'")
        ) << path;
    }
    EXPECT_THAT(get("/").body, HasSubstr("/debrief help"));
}

}  // namespace
}  // namespace debrief::test
