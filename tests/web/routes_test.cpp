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

class ExportLinks : public testing::Test {
  protected:
    net::HttpResponse get(const std::string& path) {
        const auto handler = net::route({web::make_export_route([this](std::string token) {
            return find(std::move(token));
        })});
        return run_coroutine(handler(net::HttpRequest("GET", path)));
    }
    net::asio::awaitable<Result<std::optional<flow::ExportFile>>> find(std::string token) {
        asked_.push_back(std::move(token));
        co_return answer_;
    }

    Result<std::optional<flow::ExportFile>> answer_ = std::optional<flow::ExportFile>();
    std::vector<std::string> asked_;
};

const std::string token = "0123456789abcdef0123456789abcdef";

TEST_F(ExportLinks, GiveTheFileToBeSaved) {
    flow::ExportFile file;
    file.name = "debrief-2026-11-20.csv";
    file.type = "text/csv; charset=utf-8";
    file.body = "id,what\r\n";
    answer_ = std::optional<flow::ExportFile>(file);
    const auto response = get("/api/v1/exports/" + token);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(asked_, std::vector<std::string>{token});
    EXPECT_EQ(response.body, file.body);
    EXPECT_EQ(response.headers.get("Content-Type"), file.type);
    EXPECT_EQ(
        response.headers.get("Content-Disposition"),
        "attachment; filename=\"debrief-2026-11-20.csv\""
    );
    EXPECT_EQ(response.headers.get("Cache-Control"), "no-store");
    EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff");
}

TEST_F(ExportLinks, ThatAreUnknownOrEndedSaySo) {
    const auto response = get("/api/v1/exports/" + token);
    EXPECT_EQ(response.status, 404);
    EXPECT_THAT(response.body, HasSubstr("24 hours"));
}

TEST_F(ExportLinks, ThatAreNoneAreNotLookedUp) {
    for (const char* path :
         {"",
          "x",
          "..%2F..",
          "0123456789ABCDEF0123456789ABCDEF",
          "0123456789abcdef0123456789abcdef0"})
        EXPECT_EQ(get(std::string("/api/v1/exports/") + path).status, 404) << path;
    EXPECT_TRUE(asked_.empty());
}

TEST_F(ExportLinks, SayWhenTheFileCannotBeMadeNow) {
    answer_ = Error(Errc::busy, "The queue is full.");
    EXPECT_EQ(get("/api/v1/exports/" + token).status, 503);
}

}  // namespace
}  // namespace debrief::test
