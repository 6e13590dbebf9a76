#include "tests/sources/support.hpp"

namespace debrief::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using GithubTest = SourcesTest;

TEST_F(GithubTest, ADeploymentThatSucceeded) {
    EXPECT_EQ(github("deployment_status", fixture("github_deployment.json")).status, 200);
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_EQ(taken_[0].key, "source:deploys:delivery:d-1");
    EXPECT_TRUE(taken_[0].reported().ended);
    EXPECT_THAT(taken_[0].reported().people, ElementsAre("ivan-acme"));
    core::Subject expected;
    expected.kind = core::SubjectKind::upgrade;
    expected.title = "Deploy checkout-api v2.14.0 to production";
    expected.service = "Checkout";
    expected.started = at(11, 1);
    expected.ended = at(11, 5, 12);
    expected.outcome = core::Outcome::success;
    expected.version = "v2.14.0";
    expected.link = "https://ci.example/runs/311";
    expected.source = "deploys";
    expected.external_id = "deployment:4711";
    EXPECT_EQ(taken_[0].subject(), expected);
}

TEST_F(GithubTest, FailureAndErrorAreFailedUpgrades) {
    for (const char* state : {"\"failure\"", "\"error\""}) {
        taken_.clear();
        github("deployment_status", with(fixture("github_deployment.json"), "\"success\"", state));
        ASSERT_THAT(taken_, SizeIs(1));
        EXPECT_EQ(taken_[0].subject().outcome, core::Outcome::failed);
    }
}

TEST_F(GithubTest, WhatHasNotEndedIsIgnoredInWords) {
    for (const char* state : {"queued", "pending", "in_progress", "inactive", "waiting"}) {
        const auto response = github(
            "deployment_status",
            with(fixture("github_deployment.json"), "\"success\"", "\"" + std::string(state) + "\"")
        );
        EXPECT_EQ(response.status, 200);
        EXPECT_THAT(response.body, HasSubstr("has not ended"));
    }
    EXPECT_THAT(taken_, IsEmpty());
}

TEST_F(GithubTest, ABranchIsNoVersion) {
    const std::string body = fixture("github_deployment.json");
    github("deployment_status", with(body, "\"ref\": \"v2.14.0\"", "\"ref\": \"main\""));
    github("deployment_status", with(body, "\"ref\": \"v2.14.0\"", "\"ref\": \"refs/tags/nine\""));
    ASSERT_THAT(taken_, SizeIs(2));
    EXPECT_EQ(taken_[0].subject().version, "8f3c2a1");
    EXPECT_EQ(taken_[1].subject().version, "nine");
}

TEST_F(GithubTest, OnlyTheEnvironmentsThatCount) {
    source("deploys").environments = {"production"};
    const std::string body = fixture("github_deployment.json");
    EXPECT_EQ(github("deployment_status", body).status, 200);
    const auto response = github("deployment_status", all_with(body, "production", "staging"));
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr("the environment staging does not count here"));
    EXPECT_THAT(taken_, SizeIs(1));
}

TEST_F(GithubTest, ServicesByRepositoryAndEnvironment) {
    auto& mapping = source("deploys").service;
    const std::string body = fixture("github_deployment.json");
    mapping.names = {{"acme/checkout-api", "search"}, {"Acme/checkout-api:production", "billing"}};
    github("deployment_status", body);
    mapping.names = {{"checkout-api", "search"}};
    github("deployment_status", body);
    mapping.names.clear();
    EXPECT_EQ(github("deployment_status", body).status, 202);
    mapping.field = "environment";
    mapping.names = {{"production", "Checkout"}};
    github("deployment_status", body);
    ASSERT_THAT(taken_, SizeIs(4));
    EXPECT_EQ(taken_[0].subject().service, "billing");
    EXPECT_EQ(taken_[1].subject().service, "search");
    EXPECT_EQ(taken_[2].subject().service, "checkout-api");
    EXPECT_EQ(taken_[3].subject().service, "Checkout");
}

TEST_F(GithubTest, APublishedRelease) {
    EXPECT_EQ(github("release", fixture("github_release.json")).status, 200);
    ASSERT_THAT(taken_, SizeIs(1));
    core::Subject expected;
    expected.kind = core::SubjectKind::upgrade;
    expected.title = "Release checkout-api Faster payment";
    expected.service = "Checkout";
    expected.ended = at(11, 0, 30);
    expected.version = "v2.14.0";
    expected.link = "https://github.example/acme/checkout-api/releases/tag/v2.14.0";
    expected.source = "deploys";
    expected.external_id = "release:3131";
    EXPECT_EQ(taken_[0].subject(), expected);
    EXPECT_THAT(taken_[0].reported().people, ElementsAre("ines-acme"));
}

TEST_F(GithubTest, PrereleasesCountDraftsAndOtherActionsDoNot) {
    const std::string body = fixture("github_release.json");
    github("release", with(body, "\"prerelease\": false", "\"prerelease\": true"));
    EXPECT_THAT(taken_, SizeIs(1));
    for (const char* action : {"released", "created", "edited", "deleted"}) {
        EXPECT_EQ(github("release", with(body, "published", action)).status, 200);
    }
    EXPECT_EQ(github("release", with(body, "\"draft\": false", "\"draft\": true")).status, 200);
    EXPECT_THAT(taken_, SizeIs(1));
}

TEST_F(GithubTest, PingAndUnknownEventsAreFine) {
    EXPECT_EQ(github("ping", fixture("github_ping.json")).status, 200);
    const auto response = github("workflow_run", "{}");
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr("workflow_run opens no follow-up"));
    EXPECT_THAT(taken_, IsEmpty());
}

TEST_F(GithubTest, TheFormContentTypeIsReadToo) {
    net::HttpRequest form("POST", "/sources/deploys");
    form.headers.add("Content-Type", "application/x-www-form-urlencoded");
    form.headers.add("X-GitHub-Event", "release");
    form.body = net::encode_form({{"payload", fixture("github_release.json")}});
    form.headers.add("X-Hub-Signature-256", hub_signature("hub-secret", form.body));
    EXPECT_EQ(send(std::move(form)).status, 200);
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_EQ(taken_[0].key, "source:deploys:release:3131") << "without a delivery number";
}

TEST_F(GithubTest, TheSignatureCoversEveryByte) {
    const std::string body = fixture("github_ping.json");
    const auto signed_with = [&](const std::string& header) {
        net::HttpRequest out = request("deploys", body);
        out.headers.add("X-GitHub-Event", "ping");
        if (!header.empty()) out.headers.add("X-Hub-Signature-256", header);
        return send(std::move(out)).status;
    };
    const std::string good = hub_signature("hub-secret", body);
    EXPECT_EQ(signed_with(good), 200);
    EXPECT_EQ(signed_with(""), 401);
    EXPECT_EQ(signed_with(hub_signature("hub-secret", body + " ")), 401);
    EXPECT_EQ(signed_with(hub_signature("other", body)), 401);
    EXPECT_EQ(signed_with(good.substr(7)), 401);
    EXPECT_EQ(signed_with(good.substr(0, 70)), 401);
    EXPECT_EQ(signed_with("sha256="), 401);
}

TEST_F(GithubTest, TheDocumentedSignatureVector) {
    // From GitHub's documentation, "Validating webhook deliveries".
    source("deploys").secret = Secret("It's a Secret to Everybody");
    net::HttpRequest out = request("deploys", "Hello, World!");
    out.headers.add(
        "X-Hub-Signature-256",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    );
    EXPECT_EQ(send(std::move(out)).status, 400) << "verified, but no JSON";
}

TEST_F(GithubTest, WhatIsMissingIsNamed) {
    EXPECT_THAT(github("deployment_status", "{}").body, HasSubstr("deployment_status.state"));
    EXPECT_THAT(
        github("deployment_status", R"({"deployment_status":{"state":"success"}})").body,
        HasSubstr("deployment.id is missing")
    );
    EXPECT_EQ(github("release", R"({"action":"published"})").status, 422);
    EXPECT_EQ(github("", "{}").status, 400);
    EXPECT_THAT(taken_, IsEmpty());
}

}  // namespace
}  // namespace debrief::test
