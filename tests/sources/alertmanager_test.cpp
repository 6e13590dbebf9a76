#include "tests/sources/support.hpp"

namespace debrief::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using AlertmanagerTest = SourcesTest;

TEST_F(AlertmanagerTest, AResolvedGroupIsAnIncidentThatEnded) {
    const auto response = alert(fixture("alertmanager_resolved.json"));
    EXPECT_EQ(response.status, 200);
    ASSERT_THAT(taken_, SizeIs(1));
    const auto& command = taken_[0].command;
    EXPECT_EQ(command.origin.via, "source alerts");
    EXPECT_TRUE(command.actor.empty());
    EXPECT_TRUE(taken_[0].reported().ended);
    core::Subject expected;
    expected.kind = core::SubjectKind::incident;
    expected.title = "Checkout answers with errors";
    expected.service = "checkout";
    expected.severity = 1;
    expected.started = at(9, 0, 10, 250);
    expected.ended = at(9, 41, 30, 999);
    expected.link = "http://prometheus.example:9090/graph?g0.expr=rate";
    expected.source = "alerts";
    expected.external_id =
        R"({}/{team="shop"}:{alertname="CheckoutErrorsHigh", service="checkout"})";
    EXPECT_EQ(taken_[0].subject(), expected);
}

TEST_F(AlertmanagerTest, AFiringGroupHasNotEnded) {
    EXPECT_EQ(alert(fixture("alertmanager_firing.json")).status, 200);
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_FALSE(taken_[0].reported().ended);
    EXPECT_EQ(taken_[0].subject().started, at(9, 0, 10, 250));
    EXPECT_FALSE(taken_[0].subject().ended);
}

TEST_F(AlertmanagerTest, RepeatsAreOneHappeningAndANewFireIsAnother) {
    alert(fixture("alertmanager_firing.json"));
    alert(fixture("alertmanager_firing.json"));
    alert(fixture("alertmanager_resolved.json"));
    alert(fixture("alertmanager_resolved.json"));
    alert(fixture("alertmanager_fired_again.json"));
    ASSERT_THAT(taken_, SizeIs(5));
    EXPECT_EQ(taken_[0].key, taken_[1].key);
    EXPECT_EQ(taken_[2].key, taken_[3].key);
    EXPECT_NE(taken_[0].key, taken_[2].key);
    EXPECT_NE(taken_[4].key, taken_[0].key);
    for (const Taken& taken : taken_)
        EXPECT_EQ(taken.subject().external_id, taken_[0].subject().external_id);
}

TEST_F(AlertmanagerTest, ALaterEndOfTheSameGroupIsAnotherHappening) {
    alert(fixture("alertmanager_resolved.json"));
    alert(with(fixture("alertmanager_resolved.json"), "09:41:30", "11:10:00"));
    ASSERT_THAT(taken_, SizeIs(2));
    EXPECT_NE(taken_[0].key, taken_[1].key);
    EXPECT_EQ(taken_[1].subject().ended, at(11, 10, 0, 999));
}

TEST_F(AlertmanagerTest, AGroupAcrossServicesIsOneMatterForEach) {
    EXPECT_EQ(alert(fixture("alertmanager_three_services.json")).status, 200);
    ASSERT_THAT(taken_, SizeIs(3));
    const auto& billing = taken_[0];
    EXPECT_EQ(billing.subject().service, "billing") << "no label: named after the job";
    EXPECT_FALSE(billing.reported().ended);
    EXPECT_EQ(billing.subject().title, "ErrorsHigh");
    EXPECT_EQ(billing.subject().severity, 3);
    EXPECT_EQ(billing.subject().started, at(14, 6));
    EXPECT_EQ(billing.subject().link, "http://alerts.example:9093");
    const auto& checkout = taken_[1];
    EXPECT_EQ(checkout.subject().service, "checkout");
    EXPECT_FALSE(checkout.reported().ended);
    const auto& search = taken_[2];
    EXPECT_EQ(search.subject().service, "search");
    EXPECT_TRUE(search.reported().ended) << "all of its alerts are resolved";
    EXPECT_EQ(search.subject().ended, at(9, 20));
    EXPECT_EQ(search.subject().severity, 4);
    EXPECT_EQ(search.subject().external_id, "{}:{alertname=\"ErrorsHigh\"} service=search");
    EXPECT_NE(search.key, checkout.key);
}

TEST_F(AlertmanagerTest, OfACutListNobodyKnowsTheRest) {
    alert(with(
        fixture("alertmanager_three_services.json"),
        "\"truncatedAlerts\": 0",
        "\"truncatedAlerts\": 4"
    ));
    ASSERT_THAT(taken_, SizeIs(3));
    EXPECT_FALSE(taken_[2].reported().ended);
}

TEST_F(AlertmanagerTest, ServicesByMapByOtherLabelAndFixed) {
    source("alerts").service.names = {{"CHECKOUT", "search"}};
    alert(fixture("alertmanager_resolved.json"));
    source("alerts").service.field = "alertname";
    source("alerts").service.names = {{"CheckoutErrorsHigh", "billing"}};
    alert(fixture("alertmanager_resolved.json"));
    source("alerts").service.fixed = "Checkout";
    alert(fixture("alertmanager_three_services.json"));
    ASSERT_THAT(taken_, SizeIs(3));
    EXPECT_EQ(taken_[0].subject().service, "search");
    EXPECT_EQ(taken_[1].subject().service, "billing");
    EXPECT_EQ(taken_[2].subject().service, "Checkout");
    EXPECT_FALSE(taken_[2].reported().ended);
    EXPECT_EQ(taken_[2].subject().severity, 3) << "the worst one that is known";
}

TEST_F(AlertmanagerTest, AnUnknownServiceIsTakenWithWords) {
    const auto response =
        alert(all_with(fixture("alertmanager_resolved.json"), "\"checkout\"", "\"chekout\""));
    EXPECT_EQ(response.status, 202);
    EXPECT_THAT(response.body, HasSubstr("no service called \\\"chekout\\\""));
    EXPECT_THAT(response.body, HasSubstr("the nearest is \\\"Checkout\\\""));
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_EQ(taken_[0].subject().service, "chekout");
}

TEST_F(AlertmanagerTest, BasicAuthenticationCarriesTheTokenToo) {
    net::HttpRequest good = request("alerts", fixture("alertmanager_firing.json"));
    good.headers.add("Authorization", "Basic YW1AaG9tZTphbGVydC10b2tlbg==");  // am@home:alert-token
    EXPECT_EQ(send(std::move(good)).status, 200);
    for (const char* header :
         {"Basic YW06d3Jvbmc=", "Basic YWxlcnQtdG9rZW4=", "Basic !", "Basic"}) {
        net::HttpRequest bad = request("alerts", fixture("alertmanager_firing.json"));
        bad.headers.add("Authorization", header);
        EXPECT_EQ(send(std::move(bad)).status, 401) << header;
    }
    EXPECT_THAT(taken_, SizeIs(1));
}

TEST_F(AlertmanagerTest, WhatIsNotAGroupIsRefusedByField) {
    const std::string good = fixture("alertmanager_resolved.json");
    struct Case {
        std::string body, field;
    };
    for (const Case& bad :
         {Case{"{}", "status"},
          Case{"[]", "status"},
          Case{with(good, "\"resolved\"", "\"pending\""), "status"},
          Case{with(good, "\"groupKey\"", "\"groupName\""), "groupKey"},
          Case{R"({"status":"firing","groupKey":"g","alerts":[]})", "alerts"},
          Case{R"({"status":"firing","groupKey":"g","alerts":{"a":1}})", "alerts"}}) {
        const auto response = alert(bad.body);
        EXPECT_EQ(response.status, 422);
        EXPECT_THAT(response.body, HasSubstr("\"field\":\"" + bad.field + "\""));
    }
    EXPECT_THAT(taken_, IsEmpty());
}

TEST_F(AlertmanagerTest, StrangeAlertsStillCount) {
    const auto response = alert(
        R"({"status":"resolved","groupKey":"g","alerts":[{"labels":{"service":["x"],"severity":7},)"
        R"("startsAt":"yesterday","endsAt":5,"generatorURL":"javascript:alert"},"text",null]
})"
    );
    EXPECT_EQ(response.status, 202);
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_EQ(taken_[0].subject().title, "Alert from alerts");
    EXPECT_EQ(taken_[0].subject().ended, clock_.now());
    EXPECT_EQ(taken_[0].subject().link, "");
}

TEST_F(AlertmanagerTest, ALongGroupKeyBecomesADigest) {
    const std::string key(5000, 'k');
    alert(R"({"status":"firing","groupKey":")" + key + R"(","alerts":[{"labels":{}}]})");
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_THAT(taken_[0].subject().external_id, testing::StartsWith("sha256:"));
    EXPECT_LT(taken_[0].key.size(), 150U);
}

}  // namespace
}  // namespace debrief::test
