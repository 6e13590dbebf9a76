#include "tests/sources/support.hpp"

namespace debrief::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using GenericTest = SourcesTest;

const std::string incident =
    R"({"kind":"incident","id":"INC-7","title":"Search is slow","service":"search",)"
    R"("severity":2,"state":"resolved","started_at":"2026-11-20T09:00:00+01:00",)"
    R"("ended_at":1795170600,"url":"https://status.example/INC-7",)"
    R"("people":["Olga@example.com","ivan"]})";

TEST_F(GenericTest, AnIncident) {
    EXPECT_EQ(generic(incident).status, 200);
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_TRUE(taken_[0].reported().ended);
    EXPECT_THAT(taken_[0].reported().people, ElementsAre("Olga@example.com", "ivan"));
    core::Subject expected;
    expected.kind = core::SubjectKind::incident;
    expected.title = "Search is slow";
    expected.service = "search";
    expected.severity = 2;
    expected.started = at(8, 0);
    expected.ended = at(10, 30);
    expected.link = "https://status.example/INC-7";
    expected.source = "ci";
    expected.external_id = "INC-7";
    EXPECT_EQ(taken_[0].subject(), expected);
}

TEST_F(GenericTest, AnUpgradeWithTheFewestFields) {
    EXPECT_EQ(
        generic(R"({"kind":"Upgrade","id":42,"title":"Checkout 3","service":"checkout",)"
                R"("state":"rolled_back","version":3})")
            .status,
        200
    );
    ASSERT_THAT(taken_, SizeIs(1));
    const auto& subject = taken_[0].subject();
    EXPECT_EQ(subject.kind, core::SubjectKind::upgrade);
    EXPECT_EQ(subject.external_id, "42");
    EXPECT_EQ(subject.version, "3");
    EXPECT_EQ(subject.outcome, core::Outcome::rolled_back);
    EXPECT_EQ(subject.ended, clock_.now()) << "no ended_at: now";
}

TEST_F(GenericTest, TimesInEveryDocumentedForm) {
    for (const char* time :
         {"\"2026-11-20T10:30:00Z\"",
          "\"2026-11-20 11:30:00.000+0100\"",
          "\"2026-11-20T05:30-05:00\"",
          "\"2026-11-20T16:00:00,000000000+05:30\"",
          "1795170600",
          "1795170600.0",
          "1795170600000"}) {
        taken_.clear();
        EXPECT_EQ(generic(with(incident, "1795170600", time)).status, 200) << time;
        ASSERT_THAT(taken_, SizeIs(1));
        EXPECT_EQ(taken_[0].subject().ended, at(10, 30)) << time;
    }
}

TEST_F(GenericTest, StatesThatEndAndStatesThatGoOn) {
    for (const char* state : {"resolved", "Closed", "success", "failed", "cancelled"}) {
        taken_.clear();
        generic(with(incident, "resolved", state));
        ASSERT_THAT(taken_, SizeIs(1));
        EXPECT_TRUE(taken_[0].reported().ended) << state;
    }
    for (const char* state : {"open", "in_progress", "reopened"}) {
        taken_.clear();
        generic(with(incident, "resolved", state));
        ASSERT_THAT(taken_, SizeIs(1));
        EXPECT_FALSE(taken_[0].reported().ended) << state;
        EXPECT_FALSE(taken_[0].subject().ended);
    }
    taken_.clear();
    generic(with(incident, "\"state\":\"resolved\",", ""));
    generic(R"({"kind":"incident","id":1,"title":"t","service":"search"})");
    ASSERT_THAT(taken_, SizeIs(2));
    EXPECT_TRUE(taken_[0].reported().ended) << "it has an end";
    EXPECT_FALSE(taken_[1].reported().ended);
}

TEST_F(GenericTest, OutcomesFromTheirOwnFieldOrTheState) {
    const auto outcome = [&](const std::string& fields) {
        taken_.clear();
        generic(R"({"kind":"upgrade","id":1,"title":"t","service":"search",)" + fields + "}");
        return taken_.empty() ? core::Outcome::unknown : taken_[0].subject().outcome;
    };
    EXPECT_EQ(outcome(R"("state":"success")"), core::Outcome::success);
    EXPECT_EQ(outcome(R"("state":"failure")"), core::Outcome::failed);
    EXPECT_EQ(outcome(R"("state":"closed","outcome":"with_issues")"), core::Outcome::with_issues);
    EXPECT_EQ(outcome(R"("state":"success","outcome":"Rolled back")"), core::Outcome::rolled_back);
    EXPECT_EQ(outcome(R"("state":"closed")"), core::Outcome::unknown);
}

TEST_F(GenericTest, SeveritiesByNumberAndWord) {
    for (const auto& [given, expected] : std::vector<std::pair<std::string, int>>{
             {"1", 1},
             {"\"4\"", 4},
             {"\"sev1\"", 1},
             {"\"P2\"", 2},
             {"\"SEV-3\"", 3},
             {"\"critical\"", 1},
             {"\"page\"", 2},
             {"\"warning\"", 3},
             {"\"info\"", 4}}) {
        taken_.clear();
        generic(with(incident, "\"severity\":2", "\"severity\":" + given));
        ASSERT_THAT(taken_, SizeIs(1)) << given;
        EXPECT_EQ(taken_[0].subject().severity, expected) << given;
    }
}

TEST_F(GenericTest, TheSameAgainIsTheSameHappening) {
    generic(incident);
    generic(with(incident, "Search is slow", "Search was slow"));
    generic(with(incident, "1795170600", "1795170700"));
    generic(with(incident, "\"resolved\"", "\"open\""));
    generic(with(incident, "INC-7", "INC-8"));
    ASSERT_THAT(taken_, SizeIs(5));
    EXPECT_EQ(taken_[0].key, taken_[1].key);
    for (std::size_t i = 2; i < 5; ++i) EXPECT_NE(taken_[0].key, taken_[i].key);
}

TEST_F(GenericTest, EachWrongFieldIsNamedWithWhatIsRight) {
    struct Case {
        std::string from, to, field, words;
    };
    for (const Case& bad : std::vector<Case>{
             {"\"kind\"", "\"kin\"", "kind", "kind is missing"},
             {"\"incident\"", "\"outage\"", "kind", "incident"},
             {"\"INC-7\"", "null", "id", "id is missing"},
             {"\"INC-7\"", "\" \"", "id", "id is missing"},
             {"\"INC-7\"", "[1]", "id", "not another type"},
             {"\"Search is slow\"", "\"\"", "title", "a short sentence"},
             {"\"service\"", "\"srv\"", "service", "service is missing"},
             {"\"resolved\"", "\"meh\"", "state", "rolled_back"},
             {"+01:00", "", "started_at", "offset"},
             {"2026-11-20T09", "2026-02-30T09", "started_at", "offset"},
             {"1795170600", "-5", "ended_at", "since 1970"},
             {"1795170600", "1e300", "ended_at", "since 1970"},
             {"\"severity\":2", "\"severity\":\"bad\"", "severity", "1 (worst) to 4"},
             {"\"severity\":2", "\"severity\":0", "severity", "1 (worst) to 4"},
             {"https://", "ftp://", "url", "https://"},
             {"\"severity\":2", "\"outcome\":\"fine\"", "outcome", "with_issues"},
             {"\"ivan\"", "3", "people", "a list"},
             {"[\"Olga@example.com\",\"ivan\"]", "\"Olga\"", "people", "a list"}}) {
        const auto response = generic(with(incident, bad.from, bad.to));
        EXPECT_EQ(response.status, 422) << bad.from << bad.to;
        EXPECT_THAT(response.body, HasSubstr("\"field\":\"" + bad.field + "\""));
        EXPECT_THAT(response.body, HasSubstr(bad.words));
    }
    EXPECT_EQ(generic("[1]").status, 422);
    EXPECT_THAT(taken_, IsEmpty());
}

TEST_F(GenericTest, ServiceFixedMappedAndFromAnotherField) {
    auto& mapping = source("ci").service;
    mapping.field = "app";
    EXPECT_THAT(generic(incident).body, HasSubstr("\"field\":\"app\""));
    mapping.names = {{"Finder", "search"}};
    generic(with(incident, "\"service\":\"search\"", "\"app\":\"finder\""));
    mapping.fixed = "Checkout";
    generic(with(incident, "\"service\":\"search\",", ""));
    ASSERT_THAT(taken_, SizeIs(2));
    EXPECT_EQ(taken_[0].subject().service, "search");
    EXPECT_EQ(taken_[1].subject().service, "Checkout");
}

TEST_F(GenericTest, TokenOrSignatureEitherIsEnough) {
    net::HttpRequest with_signature = request("ci", incident);
    with_signature.headers.add("X-Hub-Signature-256", hub_signature("ci-secret", incident));
    EXPECT_EQ(send(with_signature).status, 200);
    with_signature.body += " ";
    EXPECT_EQ(send(with_signature).status, 401);
    source("ci").secret = Secret();
    net::HttpRequest empty_key = request("ci", incident);
    empty_key.headers.add("X-Hub-Signature-256", hub_signature("", incident));
    EXPECT_EQ(send(empty_key).status, 401) << "a source without a secret trusts no signature";
}

TEST_F(GenericTest, ATitleIsOneLineOfBoundedLength) {
    generic(with(incident, "Search is slow", "two\\nlines " + std::string(400, 'x')));
    ASSERT_THAT(taken_, SizeIs(1));
    EXPECT_THAT(taken_[0].subject().title, testing::StartsWith("two lines xxx"));
    EXPECT_LT(taken_[0].subject().title.size(), 210U);
}

}  // namespace
}  // namespace debrief::test
