// Every verb in Teams: by mention in a channel and in a group chat, and in the chat with Debrief.
#include "tests/journeys/teams_at_work.hpp"

namespace debrief::test {
namespace {

struct Said {
    const char* words;
    const char* answer;  ///< what everybody there, or the person, then reads
};

/// In this order one follow-up goes through all of it.
constexpr Said verbs[] = {
    {"answer partly F-1 Cards work, vouchers do not", "Recorded: works partly, F-1"},
    {"feedback F-1 Tell us earlier", "Recorded as B-1 for F-1"},
    {"feedback F-1 The runbook is old anonymous", "Nobody sees who said it"},
    {"acknowledge F-1 happened: I restarted the wrong node put right: It is back next: New names",
     "Recorded as M-1 for F-1"},
    {"factor M-1 Both nodes had one name", "it has 1 factor now"},
    {"control add M-1 Restarts ask for the name owner:@Ivan due:2w strength:stronger",
     "Control C-1 is recorded for F-1: Restarts ask for the name"},
    {"control start C-1", "Control C-1 is in progress"},
    {"control done C-1 It asks since 2.4", "Control C-1 is done"},
    {"status F-1", "Both nodes had one name"},
    {"list", "F-1"},
    {"close F-1 The vendor fixes the rest", "F-1 is closed"},
    {"reopen F-1 It is back", "F-1 is open again"},
    {"snooze 2d", "reminders wait until"},
    {"summary", "Restarts ask for the name"},
    {"help", "@Debrief help"},
    {"help control", "control done C-n"},
    {"stauts", "status"},
};

class TeamsVerbs : public TeamsAtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start_with_teams();
    }
    void expect_all(std::string_view place, const std::string& mention) {
        sandbox::TeamsActor olga = at_teams("Olga", place);
        for (const Said& each : verbs) {
            run(olga.types(mention + each.words));
            run(olga.sees(each.answer));
            ASSERT_FALSE(olga.failed()) << each.words << "\n" << olga.failure();
        }
        ASSERT_TRUE(settled());
        EXPECT_THAT(office().desks().complaints, testing::IsEmpty());
    }
};

TEST_F(TeamsVerbs, InAChannelByMention) {
    opens_at_teams("Search is slow", "service:search", 1);
    expect_all("search", "@Debrief ");
    EXPECT_EQ(heads_at_teams(sandbox::teams::ids::search).size(), 1U);
    // Each answer stands where it was asked, not on its own.
    EXPECT_EQ(heads_at_teams().size(), 0U);
}

TEST_F(TeamsVerbs, InAGroupChatByMention) {
    says("Olga", "@Debrief open incident Nobody is called", "On call");
    reads("Olga", "F-1 is open", "On call");
    expect_all("On call", "@Debrief ");
}

TEST_F(TeamsVerbs, InTheChatWithDebrief) {
    says("Olga", "open incident Search is slow service:search", "");
    reads("Olga", "F-1 is open", "");
    expect_all("", "");
}

}  // namespace
}  // namespace debrief::test
