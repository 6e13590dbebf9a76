// The head card in Teams: its buttons with new and old clients, its dialogs, and that it stays one
// message.
#include "tests/journeys/teams_at_work.hpp"

#include <boost/asio/co_spawn.hpp>

namespace debrief::test {
namespace {

namespace ids = sandbox::teams::ids;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class TeamsCard : public TeamsAtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start_with_teams();
        opens_at_teams("Search is slow", "service:search", 1);
    }
    void TearDown() override {
        if (debrief_ && settled()) {
            EXPECT_EQ(heads_at_teams(ids::search).size(), 1U);
            expect_no_complaints();
        }
        AtWork::TearDown();
    }
    std::string head() { return head_at_teams(0, ids::search); }
    void expect_head(const std::string& words) {
        EXPECT_TRUE(eventually([&] { return head().find(words) != std::string::npos; })) << head();
    }
    sandbox::TeamsActor somebody(std::string_view name) { return at_teams(name, "search"); }
    /// Presses Works, Partly or Still broken and is told what was recorded.
    void answers(std::string_view name, const std::string& title, const std::string& told) {
        sandbox::TeamsActor actor = somebody(name);
        run(actor.presses(title, "How is it now?"));
        run(actor.is_told(told));
        expect_fine(actor);
    }
    /// Submits what stands in the person's dialog twice at the same moment, as a client does that
    /// did not see the answer.
    void submits_twice(const char* person, const json::Value& inputs) {
        const std::string id = office().desks().dialog(person)->id;
        int ended = 0;
        for (int i = 0; i < 2; ++i) {
            asio::co_spawn(
                context_,
                office().client().submit(person, id, 0, inputs),
                [&ended](std::exception_ptr, const std::string& problem) {
                    EXPECT_EQ(problem, "");
                    ++ended;
                }
            );
        }
        ASSERT_TRUE(eventually([&] { return ended == 2; }));
    }
};

TEST_F(TeamsCard, EverybodysAnswerCountsInOneMessage) {
    const std::string id = heads_at_teams(ids::search)[0]->id;
    answers("Olga", "Works", "Recorded: works, F-1");
    answers("Ivan", "Partly", "Recorded: works partly, F-1");
    answers("Mei", "Still broken", "Recorded: still broken, F-1");
    expect_head("1 Works · 1 Partly · 1 Still broken");
    answers("Mei", "Works", "Recorded: works, F-1");
    expect_head("2 Works · 1 Partly · 0 Still broken");
    EXPECT_EQ(heads_at_teams(ids::search)[0]->id, id);
    EXPECT_GE(calls_to_teams("update"), 2U);
}

TEST_F(TeamsCard, AnOldClientsButtonsWorkToo) {
    office().client().settings().old_clients = {ids::olga, ids::priya};
    for (const auto& [title, words] :
         {std::pair("Works", "Recorded: works, F-1"),
          std::pair("Partly", "Recorded: works partly, F-1"),
          std::pair("Still broken", "Recorded: still broken, F-1")}) {
        clicks("Olga", title, "How is it now?", "search");
        reads("Olga", words, "");
    }
    expect_head("0 Works · 0 Partly · 1 Still broken");
    // Priya does not have the app: her receipt stands in the thread, with her name.
    clicks("Priya", "Works", "How is it now?", "search");
    reads("Priya", "Recorded: works, F-1", "search");
    reads("Priya", "Priya Nair", "search");
    expect_head("1 Works · 0 Partly · 1 Still broken");
}

TEST_F(TeamsCard, FeedbackByDialogOnceHoweverOftenItIsSubmitted) {
    sandbox::TeamsActor olga = somebody("Olga");
    run(olga.presses("Give feedback", "How is it now?"));
    run(olga.sees_form("Give feedback"));
    ASSERT_FALSE(olga.failed()) << olga.failure();
    json::Value inputs = json::Value::object();
    inputs.set("text", "Tell us earlier").set("anonymous", "no");
    submits_twice(ids::olga, inputs);
    run(olga.is_told("Recorded as B-1 for F-1"));
    expect_fine(olga);
    EXPECT_THAT(stored("SELECT text FROM feedback"), ElementsAre("Tell us earlier"));
    expect_head("1 piece of feedback");
    ASSERT_TRUE(settled());
    EXPECT_EQ(count_at_teams("Tell us earlier", ids::search), 1U);
}

TEST_F(TeamsCard, WhoAsksForItIsNotNamed) {
    sandbox::TeamsActor olga = somebody("Olga");
    run(olga.presses("Give feedback", "How is it now?"));
    run(olga.sees_form("Give feedback"));
    json::Value inputs = json::Value::object();
    inputs.set("text", "The runbook is old").set("anonymous", "yes");
    submits_twice(ids::olga, inputs);
    run(olga.is_told("Nobody sees who said it"));
    run(olga.sees("Feedback B-1 without a name"));
    expect_fine(olga);
    ASSERT_TRUE(settled());
    for (const auto* post : posts_at_teams(ids::search)) {
        if (post->root.empty()) continue;
        const std::string all = sandbox::teams::words_of(*post, "");
        if (all.find("The runbook is old") != std::string::npos) {
            EXPECT_THAT(all, Not(HasSubstr("Olga")));
            EXPECT_THAT(json::dump(post->card), Not(HasSubstr(ids::olga)));
        }
    }
}

TEST_F(TeamsCard, AMistakeIsOwnedByDialogWithItsErrorBesideTheField) {
    sandbox::TeamsActor ivan = somebody("Ivan");
    run(ivan.presses("Acknowledge", "How is it now?"));
    run(ivan.sees_form("Acknowledge a mistake"));
    run(ivan.fills("What happened", "I restarted the wrong node"));
    run(ivan.fills("How it is being put right", " "));
    run(ivan.fills("What comes next", "New names"));
    run(ivan.submits_and_is_told("how it is being put right"));
    ASSERT_FALSE(ivan.failed()) << ivan.failure();
    // What was right is still there.
    EXPECT_THAT(
        json::dump(office().desks().dialog(ids::ivan)->card),
        HasSubstr("I restarted the wrong node")
    );
    run(ivan.fills("How it is being put right", "It is back since 14:00"));
    run(ivan.submits());
    run(ivan.is_told("Recorded as M-1 for F-1"));
    expect_fine(ivan);
    EXPECT_THAT(
        stored("SELECT what_happened || '/' || put_right || '/' || what_next FROM mistakes"),
        ElementsAre("I restarted the wrong node/It is back since 14:00/New names")
    );
    expect_head("M-1: I restarted the wrong node");
}

TEST_F(TeamsCard, AControlByDialogWithAnOwnerWhoIsNobody) {
    sandbox::TeamsActor ivan = somebody("Ivan");
    run(ivan.presses("Add a control", "How is it now?"));
    run(ivan.sees_form("Add a control"));
    run(ivan.fills("What will be done?", "Restarts ask for the name"));
    run(ivan.fills("Owner", "Nobody Known"));
    run(ivan.fills("Strength", "Stronger: removes the hazard, or makes the mistake impossible"));
    run(ivan.submits_and_is_told("Nobody Known"));
    ASSERT_FALSE(ivan.failed()) << ivan.failure();
    EXPECT_THAT(
        json::dump(office().desks().dialog(ids::ivan)->card), HasSubstr("Restarts ask for the name")
    );
    run(ivan.fills("Owner", "olga@example.com"));
    run(ivan.submits());
    run(ivan.is_told("Control C-1 is recorded for F-1"));
    expect_fine(ivan);
    EXPECT_THAT(
        stored("SELECT title || '/' || strength FROM controls"),
        ElementsAre("Restarts ask for the name/stronger")
    );
    expect_head("C-1: Restarts ask for the name");
}

TEST_F(TeamsCard, ClosedWithAReasonAndOpenedAgainByDialog) {
    sandbox::TeamsActor ivan = somebody("Ivan");
    run(ivan.presses("Close", "How is it now?"));
    run(ivan.sees_form("Close the follow-up"));
    run(ivan.fills("Why is it closed anyway?", " "));
    run(ivan.submits_and_is_told("Why is it closed anyway?"));
    EXPECT_THAT(stored("SELECT state FROM follow_ups"), ElementsAre("open"));
    run(ivan.fills("Why is it closed anyway?", "The vendor fixes it"));
    run(ivan.submits());
    run(ivan.is_told("F-1 is closed"));
    expect_fine(ivan);
    expect_head("The vendor fixes it");
    EXPECT_THAT(head(), Not(HasSubstr("How is it now?")));
    run(ivan.closes_form());
    run(ivan.presses("Reopen", "The vendor fixes it"));
    run(ivan.sees_form("Reopen the follow-up"));
    run(ivan.fills("Why is it opened again?", "It is back"));
    run(ivan.submits());
    run(ivan.is_told("F-1 is open again"));
    expect_fine(ivan);
    expect_head("How is it now?");
}

}  // namespace
}  // namespace debrief::test
