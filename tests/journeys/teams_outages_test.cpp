// Microsoft fails in every way it can: nothing is lost, and no head stands there twice.
#include "tests/journeys/teams_at_work.hpp"

namespace debrief::test {
namespace {

namespace ids = sandbox::teams::ids;
using namespace std::chrono_literals;
using sandbox::teams::Fault;
using testing::HasSubstr;

class TeamsOutages : public TeamsAtWork {
  protected:
    void plan(const std::string& operation, const Fault& fault, int times = 1) {
        office().connector().faults().next(operation, fault, times);
    }
    void expect_head(const std::string& words, std::chrono::milliseconds limit = 20s) {
        EXPECT_TRUE(eventually(
            [&] { return head_at_teams(0, ids::search).find(words) != std::string::npos; }, limit
        )) << head_at_teams(0, ids::search)
           << debrief_->output();
    }
    void expect_one_head() {
        ASSERT_TRUE(settled(40s)) << debrief_->output();
        EXPECT_EQ(heads_at_teams(ids::search).size(), 1U);
        EXPECT_EQ(office().windows().impatient(), 0) << "Retry-After was not honoured";
    }
    void opens_in_search() { says("Olga", "open incident Search is slow service:search", ""); }
};

TEST_F(TeamsOutages, WhoeverComesWhileTheLoginIsDownIsHeardLater) {
    office().login().faults().next("metadata", Fault(Fault::Kind::status, 503), 10'000);
    office().login().faults().next("keys", Fault(Fault::Kind::status, 503), 10'000);
    start_debrief(teams_settings());
    opens_in_search();
    EXPECT_TRUE(eventually([this] { return office().channel().waiting() == 1; }));
    ASSERT_TRUE(eventually([this] { return get("/readyz").status == 503; }));
    EXPECT_THAT(get("/readyz").body, HasSubstr("what Teams sends cannot be checked"));
    EXPECT_THAT(heads_at_teams(ids::search), testing::IsEmpty());
    office().login().faults().forget();
    // Microsoft sends it again after half a minute.
    EXPECT_TRUE(eventually([this] { return head_at_teams(0, ids::search) != ""; }, 45s))
        << debrief_->output();
    expect_one_head();
    EXPECT_TRUE(eventually([this] { return get("/readyz").status == 200; })) << get("/readyz").body;
}

TEST_F(TeamsOutages, ALoginThatGivesNoTokenHoldsMessagesBackOnly) {
    office().login().faults().next("token", Fault(Fault::Kind::status, 503), 3);
    office().login().faults().next("token", Fault(Fault::Kind::html, 502), 1);
    start_debrief(teams_settings());
    opens_in_search();
    EXPECT_TRUE(eventually([this] { return stored("SELECT 1 FROM follow_ups").size() == 1; }));
    expect_head("Search is slow", 60s);
    expect_one_head();
}

TEST_F(TeamsOutages, EveryHeadIsThereOnceWhateverTheConnectorAnswers) {
    start_with_teams();
    plan("create", Fault(Fault::Kind::status, 429));
    plan("create", Fault(Fault::Kind::status, 412));
    plan("create", Fault(Fault::Kind::html, 502));
    plan("create", Fault(Fault::Kind::status, 503));
    opens_in_search();
    expect_head("Search is slow", 40s);
    expect_one_head();
    plan("update", Fault(Fault::Kind::status, 429));
    plan("update", Fault(Fault::Kind::status, 412));
    plan("update", Fault(Fault::Kind::html, 502));
    plan("update", Fault(Fault::Kind::half));
    clicks("Ivan", "Works", "How is it now?", "search");
    expect_head("1 Works · 0 Partly · 0 Still broken", 40s);
    expect_one_head();
}

TEST_F(TeamsOutages, TooLargeForAGatewayItIsSaidInPlainWords) {
    start_with_teams();
    opens_in_search();
    expect_head("Search is slow");
    ASSERT_TRUE(settled());
    plan("send", Fault(Fault::Kind::html, 413));
    says("Olga", "status F-1", "");
    reads("Olga", "Incident F-1: Search is slow", "");
    expect_one_head();
}

TEST_F(TeamsOutages, AHeadWithoutAnAnswerIsKnownByTheFirstPress) {
    start_with_teams();
    plan("create", Fault(Fault::Kind::half));
    opens_in_search();
    expect_head("Search is slow");
    // Nobody knows whether it was posted: it is not posted again.
    EXPECT_TRUE(eventually([this] {
        return debrief_->output().find("a message has to be sent again") != std::string::npos;
    })) << debrief_->output();
    EXPECT_EQ(known_heads(), 0U);
    clicks("Ivan", "Works", "How is it now?", "search");
    expect_head("1 Works · 0 Partly · 0 Still broken", 60s);
    expect_one_head();
    EXPECT_EQ(known_heads(), 1U);
}

TEST_F(TeamsOutages, AHeadThatTimedOutIsNotDoubledByARestart) {
    start_with_teams();
    plan("create", Fault(Fault::Kind::lost));
    opens_in_search();
    expect_head("Search is slow");
    kill_debrief();
    start_with_teams();
    clicks("Ivan", "Works", "How is it now?", "search");
    expect_head("1 Works · 0 Partly · 0 Still broken", 60s);
    expect_one_head();
}

TEST_F(TeamsOutages, ATokenThatDiedIsReplacedOnce) {
    start_with_teams();
    opens_in_search();
    expect_head("Search is slow");
    const int before = office().login().token_requests();
    office().login().forget_tokens();
    clicks("Ivan", "Partly", "How is it now?", "search");
    expect_head("0 Works · 1 Partly · 0 Still broken");
    expect_one_head();
    EXPECT_EQ(office().login().token_requests(), before + 1);
}

}  // namespace
}  // namespace debrief::test
