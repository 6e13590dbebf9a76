// One follow-up in Slack and in Teams: the same truth in both, each line once, nothing injected.
#include "adapters/sandbox/teams/card_inputs.hpp"
#include "tests/journeys/teams_at_work.hpp"

namespace debrief::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* source =
    "[[source]]\nname = \"alerts\"\nkind = \"alertmanager\"\n"
    "token = \"alerts-bearer-token-1234\"\n";

class TeamsMirror : public TeamsAtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start_with_teams(source);
    }
    void TearDown() override {
        if (debrief_ && settled()) expect_no_complaints();
        AtWork::TearDown();
    }
    void open_in_both() { opens_at_teams("Nobody can pay"); }
    /// Everything visible in both threads, heads included, of Debrief's.
    std::size_t all_posts() {
        return posts_at_teams().size() + posts(sandbox::ids::checkout).size();
    }
    void in_slack_thread(std::string_view name, const std::string& text) {
        types(name, text, "Nobody can pay");
    }
    /// Debrief's line in the Teams thread that holds these words; empty when there is none.
    std::string mirrored_at_teams(const std::string& words) {
        for (const auto* post : posts_at_teams()) {
            const std::string all = sandbox::teams::words_of(*post, "");
            if (!post->root.empty() && all.find(words) != std::string::npos) return all;
        }
        return "";
    }
    std::string mirrored_in_slack(const std::string& words) {
        for (const auto* post : posts(sandbox::ids::checkout)) {
            if (!post->thread_ts.empty() && post->text.find(words) != std::string::npos)
                return post->text;
        }
        return "";
    }
    void expect_line_at_teams(const std::string& words) {
        EXPECT_TRUE(eventually([&] { return !mirrored_at_teams(words).empty(); }))
            << words << "\n"
            << debrief_->output();
    }
    void expect_line_in_slack(const std::string& words) {
        EXPECT_TRUE(eventually([&] { return !mirrored_in_slack(words).empty(); }))
            << words << "\n"
            << debrief_->output();
    }
};

TEST_F(TeamsMirror, AResolvedAlertHasOneHeadInEachTool) {
    box_->set_sources({sandbox::SourceLink(
        "alertmanager", url_ + "/sources/alerts", Secret("alerts-bearer-token-1234")
    )});
    sandbox::Alert alert("checkout", "Card payments time out");
    EXPECT_EQ(run(box_->alert(alert)), "");
    ASSERT_TRUE(eventually([this] { return known_heads() == 2; })) << debrief_->output();
    // The same alert again changes nothing.
    EXPECT_EQ(run(box_->alert(alert)), "");
    ASSERT_TRUE(settled());
    EXPECT_EQ(heads_at_teams().size(), 1U);
    EXPECT_EQ(heads().size(), 1U);
    EXPECT_THAT(head_at_teams(), HasSubstr("Card payments time out"));
}

TEST_F(TeamsMirror, BothHeadsTellTheSameSoon) {
    open_in_both();
    ASSERT_TRUE(settled());
    clicks("Olga", "Partly", "How is it now?");
    types("Ivan", "/debrief answer works F-1");
    const auto both = [this] {
        return head_at_teams().find("1 Works · 1 Partly · 0 Still broken") != std::string::npos &&
               heads()[0]->text.find("works 1, partly 1, still broken 0") != std::string::npos;
    };
    EXPECT_TRUE(eventually(both, 2s)) << head_at_teams() << "\n" << heads()[0]->text;
    // Olga is the same person in Slack: her answer there replaces the one in Teams.
    types("Olga", "/debrief answer broken F-1");
    EXPECT_TRUE(eventually(
        [this] {
            return head_at_teams().find("1 Works · 0 Partly · 1 Still broken") !=
                       std::string::npos &&
                   heads()[0]->text.find("works 1, partly 0, still broken 1") != std::string::npos;
        },
        2s
    )) << head_at_teams()
       << "\n"
       << heads()[0]->text;
    EXPECT_THAT(
        stored("SELECT COUNT(*) FROM people WHERE email = 'olga@example.com'"), ElementsAre("1")
    );
}

TEST_F(TeamsMirror, LinesGoBothWaysOnceWithEditsAndDeletions) {
    open_in_both();
    ASSERT_TRUE(settled());
    const std::size_t before = all_posts();
    says_in_thread("Piotr", "Refunds hang too", "Nobody can pay");
    in_slack_thread("Ivan", "The gateway is back");
    expect_line_in_slack("Piotr Zielinski in Teams: Refunds hang too");
    expect_line_at_teams("The gateway is back");
    EXPECT_THAT(mirrored_at_teams("The gateway is back"), HasSubstr("in Slack"));
    EXPECT_THAT(mirrored_at_teams("The gateway is back"), HasSubstr("Ivan"));
    ASSERT_TRUE(settled());
    EXPECT_EQ(all_posts(), before + 2) << "one line in each other thread, no echo";

    sandbox::TeamsActor piotr = at_teams("Piotr");
    run(piotr.edits("Refunds hang too", "Refunds over 100 EUR hang too"));
    expect_fine(piotr);
    sandbox::Actor ivan = person("Ivan");
    run(ivan.edits("The gateway is back", "The gateway is back since 11:30"));
    EXPECT_FALSE(ivan.failed()) << ivan.failure();
    expect_line_in_slack("Refunds over 100 EUR hang too");
    expect_line_at_teams("The gateway is back since 11:30");
    EXPECT_THAT(mirrored_in_slack("Refunds over 100 EUR"), HasSubstr("(edited)"));

    run(piotr.erases("Refunds over 100 EUR hang too"));
    expect_fine(piotr);
    run(ivan.erases("The gateway is back since 11:30"));
    EXPECT_FALSE(ivan.failed()) << ivan.failure();
    EXPECT_TRUE(eventually([this] {
        return mirrored_in_slack("Refunds over 100").empty() &&
               mirrored_at_teams("The gateway is back").empty();
    })) << debrief_->output();
    ASSERT_TRUE(settled());
    EXPECT_EQ(all_posts(), before);
    EXPECT_THAT(
        stored("SELECT DISTINCT state FROM feedback WHERE state <> 'received'"),
        ElementsAre("withdrawn")
    );
}

TEST_F(TeamsMirror, ADeletionThatIsUndoneBringsTheLineBack) {
    open_in_both();
    says_in_thread("Piotr", "Refunds hang too", "Nobody can pay");
    expect_line_in_slack("Refunds hang too");
    const sandbox::TeamsActor piotr = at_teams("Piotr");
    const std::string id = piotr.find("Refunds hang too")->id;
    const char* channel = sandbox::teams::ids::checkout;
    office().client().erase(sandbox::teams::ids::piotr, channel, id);
    EXPECT_TRUE(eventually([this] { return mirrored_in_slack("Refunds hang too").empty(); }));
    EXPECT_EQ(office().client().restore(sandbox::teams::ids::piotr, channel, id), "");
    expect_line_in_slack("Refunds hang too");
}

TEST_F(TeamsMirror, HostileWordsArriveAsPlainWords) {
    open_in_both();
    // From Teams to Slack.
    says_in_thread(
        "Piotr",
        "<!channel> <@U0IVAN00001> see <https://evil.example|here> *now* & `rm`",
        "Nobody can pay"
    );
    expect_line_in_slack("evil.example");
    const std::string in_slack = mirrored_in_slack("evil.example");
    EXPECT_THAT(in_slack, Not(HasSubstr("<!channel>")));
    EXPECT_THAT(in_slack, Not(HasSubstr("<@U0IVAN00001>")));
    EXPECT_THAT(in_slack, Not(HasSubstr("<https://evil.example|here>")));
    EXPECT_THAT(in_slack, HasSubstr("&lt;!channel&gt;"));
    // From Slack to Teams: what the client shows is what was typed.
    const std::string hostile =
        "<at>Olga Brandt</at> **bold** [here](https://evil.example) {{DATE(2026-11-25T17:00:00Z)}} "
        "# head ${title} {\"type\":\"AdaptiveCard\"} - list `code` \\ _x_";
    in_slack_thread("Ivan", hostile);
    expect_line_at_teams("evil.example");
    EXPECT_THAT(mirrored_at_teams("evil.example"), HasSubstr(hostile));
    for (const auto* post : posts_at_teams()) {
        const std::string all = sandbox::teams::words_of(*post, "");
        if (all.find("evil.example") == std::string::npos) continue;
        EXPECT_THAT(post->mentions, testing::IsEmpty());
        EXPECT_FALSE(post->card["msteams"]["entities"].exists()) << json::dump(post->card);
        EXPECT_THAT(sandbox::teams::actions_in(post->card), testing::IsEmpty());
    }
}

TEST_F(TeamsMirror, AMentionIsAMentionOnlyWhereItWasMeant) {
    open_in_both();
    says_in_thread("Piotr", "@Ivan can you look?", "Nobody can pay");
    expect_line_in_slack("can you look?");
    EXPECT_THAT(mirrored_in_slack("can you look?"), HasSubstr("Ivan Horvat"));
    EXPECT_THAT(mirrored_in_slack("can you look?"), Not(HasSubstr("29:1ivan")));
    EXPECT_THAT(mirrored_in_slack("can you look?"), Not(HasSubstr("<at>")));
}

}  // namespace
}  // namespace debrief::test
