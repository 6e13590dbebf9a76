// What every source has in common: who may speak, and what is answered.
#include "bot/base/json.hpp"
#include "bot/base/log.hpp"
#include "tests/sources/support.hpp"

namespace debrief::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using RoutesTest = SourcesTest;

TEST_F(RoutesTest, AnUnknownNameIsSaidInWords) {
    for (const char* name : {"nobody", "", "alerts/more"}) {
        const auto response = send(request(name, "{}"));
        EXPECT_EQ(response.status, 404);
        EXPECT_THAT(response.body, HasSubstr("no source of this name"));
    }
}

TEST_F(RoutesTest, TheNameIgnoresCaseAndTheQuery) {
    net::HttpRequest out = request("Alerts?x=1", fixture("alertmanager_firing.json"));
    out.headers.add("Authorization", "bearer  alert-token");
    EXPECT_EQ(send(std::move(out)).status, 200);
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_EQ(taken_[0].subject().source, "alerts") << "as configured, not as written";
}

TEST_F(RoutesTest, MissingAndWrongCredentials) {
    const auto missing = send(request("alerts", "{}"));
    EXPECT_EQ(missing.status, 401);
    EXPECT_THAT(missing.body, HasSubstr("missing"));
    EXPECT_THAT(missing.headers.get("WWW-Authenticate"), HasSubstr("Bearer"));
    for (const char* header :
         {"Bearer alert-toke", "Bearer alert-tokenn", "Bearer ", "alert-token"}) {
        net::HttpRequest out = request("alerts", "{}");
        out.headers.add("Authorization", header);
        const auto response = send(std::move(out));
        EXPECT_EQ(response.status, 401) << header;
        EXPECT_THAT(response.body, HasSubstr("not this source's"));
        EXPECT_THAT(response.body, Not(HasSubstr("alert-token")));
    }
    EXPECT_THAT(taken_, IsEmpty());
}

TEST_F(RoutesTest, ASourceWithoutCredentialsTrustsNobody) {
    add("bare", "generic");
    net::HttpRequest out = request("bare", "{}");
    out.headers.add("Authorization", "Bearer ");
    EXPECT_EQ(send(std::move(out)).status, 401);
}

TEST_F(RoutesTest, CredentialsComeBeforeTheBody) {
    EXPECT_EQ(send(request("alerts", "not json")).status, 401);
    const auto broken = alert("{\"status\":");
    EXPECT_EQ(broken.status, 400);
    EXPECT_THAT(broken.body, HasSubstr("not JSON"));
    EXPECT_EQ(alert("").status, 400);
    EXPECT_EQ(alert("{\"a\":\"\xFF\"}").status, 400);
    EXPECT_EQ(alert(std::string(100, '[') + std::string(100, ']')).status, 400);
    EXPECT_THAT(taken_, IsEmpty());
}

TEST_F(RoutesTest, WhenNothingCanBeRecordedTheSenderTriesAgain) {
    for (const Errc code : {Errc::busy, Errc::storage_failed, Errc::stopped}) {
        failure_ = Error(code, "inner words");
        const auto response = alert(fixture("alertmanager_resolved.json"));
        EXPECT_EQ(response.status, 503);
        EXPECT_EQ(response.headers.get("Retry-After"), "5");
        EXPECT_THAT(response.body, Not(HasSubstr("inner words")));
    }
    failure_ = Error(Errc::invalid_input, "inner words");
    EXPECT_EQ(alert(fixture("alertmanager_resolved.json")).status, 500);
    failure_.reset();
    EXPECT_EQ(alert(fixture("alertmanager_resolved.json")).status, 200);
    EXPECT_THAT(taken_, SizeIs(1));
}

TEST_F(RoutesTest, EveryAnswerIsAJsonObjectWithWords) {
    for (const auto& response :
         {send(request("nobody", "")),
          send(request("alerts", "")),
          alert("{"),
          alert("{}"),
          alert(fixture("alertmanager_resolved.json")),
          github("ping", "{}")}) {
        const auto body = json::parse(response.body);
        ASSERT_TRUE(body) << response.body;
        EXPECT_FALSE((*body)["message"].str().empty());
        EXPECT_FALSE((*body)["status"].str().empty());
        EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
    }
}

TEST_F(RoutesTest, AReloadChangesTheSources) {
    EXPECT_EQ(alert(fixture("alertmanager_firing.json")).status, 200);
    source("alerts").token = Secret("new-token");
    EXPECT_EQ(alert(fixture("alertmanager_firing.json")).status, 401);
}

TEST_F(RoutesTest, RefusalsAreLoggedWithoutTheCredentials) {
    std::vector<std::string> lines;
    log::set_sink([&](std::string_view line) { lines.emplace_back(line); });
    net::HttpRequest out = request("alerts", R"({"secret-body":1})");
    out.headers.add("Authorization", "Bearer wrong-token");
    send(std::move(out));
    log::set_sink({});
    ASSERT_THAT(lines, SizeIs(1));
    EXPECT_THAT(lines[0], HasSubstr("alerts"));
    EXPECT_THAT(lines[0], HasSubstr("401"));
    EXPECT_THAT(lines[0], Not(HasSubstr("wrong-token")));
    EXPECT_THAT(lines[0], Not(HasSubstr("secret-body")));
}

TEST_F(RoutesTest, WhatBecameOfWebhooksIsCounted) {
    alert(fixture("alertmanager_resolved.json"));
    send(request("alerts", "{}"));
    EXPECT_THAT(
        metrics_.expose(),
        testing::AllOf(
            HasSubstr("debrief_source_webhooks_total{result=\"taken\",source=\"alerts\"} 1"),
            HasSubstr("debrief_source_webhooks_total{result=\"401\",source=\"alerts\"} 1")
        )
    );
}

TEST_F(RoutesTest, KnownKinds) {
    for (const char* kind : {"alertmanager", "github", "generic"})
        EXPECT_TRUE(sources::known_kind(kind));
    EXPECT_FALSE(sources::known_kind("pagerduty"));
}

}  // namespace
}  // namespace debrief::test
