// Where Debrief may read and write in Teams: consent, the app removed and added again, people
// without it or who blocked it.
#include "tests/journeys/teams_at_work.hpp"

namespace debrief::test {
namespace {

namespace ids = sandbox::teams::ids;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TeamsReach : public TeamsAtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start_with_teams();
        opens_at_teams("Search is slow", "service:search", 1);
    }
    void says_in_search(std::string_view name, const std::string& text) {
        sandbox::TeamsActor actor = at_teams(name, "search");
        actor.in_thread_of("Search is slow");
        run(actor.types(text));
        expect_fine(actor);
    }
    std::vector<std::string> feedback() { return stored("SELECT text FROM feedback ORDER BY id"); }
    bool has_feedback(std::size_t count) {
        return eventually([&] { return feedback().size() == count; });
    }
};

TEST_F(TeamsReach, WithConsentEveryReplyIsKeptWithoutItThoseThatCallDebrief) {
    says_in_search("Piotr", "Nobody finds anything");
    EXPECT_TRUE(has_feedback(1));
    office().client().consent(ids::search, false);
    says_in_search("Piotr", "Said among ourselves");
    says_in_search("Piotr", "@Debrief feedback Said to Debrief");
    EXPECT_TRUE(has_feedback(2));
    ASSERT_TRUE(settled());
    EXPECT_THAT(feedback(), ElementsAre("Nobody finds anything", "Said to Debrief"));
    // Outside of the thread nothing is kept either way.
    office().client().consent(ids::search, true);
    says("Piotr", "Lunch?", "search");
    ASSERT_TRUE(settled());
    EXPECT_EQ(feedback().size(), 2U);
    expect_no_complaints();
}

TEST_F(TeamsReach, RemovedItTellsTheOperatorAndAddedAgainTheHeadIsTrue) {
    EXPECT_EQ(office().client().uninstall(ids::olga, ids::search), "");
    says("Olga", "answer partly F-1 Half of it", "");
    reads("Olga", "Recorded: works partly, F-1", "");
    Ended status;
    EXPECT_TRUE(eventually([&] {
        status = verb("status");
        return status.words.find("given up: 0\n") == std::string::npos;
    })) << status.words;
    EXPECT_THAT(head_at_teams(0, ids::search), HasSubstr("0 Works · 0 Partly"));

    EXPECT_EQ(office().client().install(ids::olga, ids::search), "");
    says("Olga", "answer works F-1 All of it", "");
    EXPECT_TRUE(eventually([this] {
        return head_at_teams(0, ids::search).find("1 Works · 0 Partly") != std::string::npos;
    })) << head_at_teams(0, ids::search)
        << debrief_->output();
    ASSERT_TRUE(settled());
    EXPECT_EQ(count_at_teams("Incident · Search is slow", ids::search), 1U);
    // The other is the help that greets the team.
    EXPECT_EQ(heads_at_teams(ids::search).size(), 2U);
}

TEST_F(TeamsReach, WithoutTheAppAReceiptStandsInTheThread) {
    office().client().settings().old_clients = {ids::priya};
    clicks("Priya", "Works", "How is it now?", "search");
    reads("Priya", "Recorded: works, F-1", "search");
    ASSERT_TRUE(settled());
    const sandbox::TeamsActor priya = at_teams("Priya", "search");
    const sandbox::teams::Message* receipt = priya.find("Recorded: works, F-1");
    ASSERT_NE(receipt, nullptr);
    EXPECT_EQ(receipt->root, heads_at_teams(ids::search)[0]->id);
    ASSERT_EQ(receipt->mentions.size(), 1U);
    EXPECT_EQ(receipt->mentions[0].id, ids::priya);
}

TEST_F(TeamsReach, WhoBlockedDebriefIsAnsweredInTheThread) {
    office().client().block(ids::olga, true);
    office().client().settings().old_clients = {ids::olga};
    clicks("Olga", "Still broken", "How is it now?", "search");
    reads("Olga", "Recorded: still broken, F-1", "search");
    ASSERT_TRUE(settled());
    EXPECT_THAT(posts_at_teams(office().tenant().personal(ids::olga).id), IsEmpty());
    // Unblocked, the chat is used again.
    office().client().block(ids::olga, false);
    clicks("Olga", "Works", "How is it now?", "search");
    reads("Olga", "Recorded: works, F-1", "");
}

TEST_F(TeamsReach, AVisitorWithoutAnEmailAddressTakesPart) {
    clicks("Sam", "Partly", "How is it now?", "search");
    EXPECT_TRUE(eventually([this] {
        return head_at_teams(0, ids::search).find("0 Works · 1 Partly") != std::string::npos;
    })) << head_at_teams(0, ids::search);
    says_in_search("Sam", "Half of the words are missing");
    EXPECT_TRUE(has_feedback(1));
    EXPECT_THAT(stored("SELECT email FROM people WHERE name LIKE 'Sam%'"), ElementsAre(""));
}

TEST_F(TeamsReach, AChannelThatWasDeletedHoldsNothingElseUp) {
    office().client().delete_channel(ids::olga, ids::search);
    says("Olga", "answer works F-1", "");
    reads("Olga", "Recorded: works, F-1", "");
    opens_at_teams("Nobody can pay");
    EXPECT_EQ(heads_at_teams().size(), 1U);
    EXPECT_EQ(get("/readyz").status, 200);
}

}  // namespace
}  // namespace debrief::test
