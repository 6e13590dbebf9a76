// What works in Teams without the bot's app: an outgoing webhook to ask, a workflow to hear; and
// the weekly summary.
#include "tests/journeys/teams_at_work.hpp"

namespace debrief::test {
namespace {

namespace ids = sandbox::teams::ids;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class TeamsWebhooks : public TeamsAtWork {
  protected:
    std::string with_workflow() {
        return std::string("[[teams.workflow]]\nname = \"board\"\nurl = \"") +
               office().workflow_url() +
               "\"\n[summary]\nweekly = \"Mon 09:00\"\nteams_channels = [\"" + ids::operations +
               "\"]\n";
    }
    /// What the outgoing webhook or the workflow posted anywhere.
    std::vector<std::string> from_outside() {
        std::vector<std::string> found;
        for (const auto& [id, place] : office().tenant().conversations()) {
            for (const auto& [number, message] : place.messages) {
                if (message.by_flow) found.push_back(sandbox::teams::words_of(message, ""));
            }
        }
        return found;
    }
    bool comes_from_outside(std::size_t count) {
        return eventually([&] { return from_outside().size() == count; });
    }
    /// Asks the webhook in the channel, and says what it answered.
    std::string asked(const std::string& words) {
        const std::size_t before = from_outside().size();
        says("Olga", "@Followup " + words);
        EXPECT_TRUE(comes_from_outside(before + 1));
        return from_outside().empty() ? "" : from_outside().back();
    }
    int posts_raw(const std::string& signature, const std::string& body) {
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/json");
        if (!signature.empty()) request.headers.add("Authorization", signature);
        request.body = body;
        auto answer = run(client_->send(url_ + "/teams/outgoing/ops", std::move(request)));
        return answer ? answer->status : 0;
    }
    /// The hour of the summary that was to come is one that has passed.
    void make_summary_due() {
        EXPECT_EQ(
            stored("UPDATE timers SET due = due - 604800000 WHERE key = 'summary:weekly' "
                   "RETURNING key")
                .size(),
            1U
        );
    }
};

TEST_F(TeamsWebhooks, AnOutgoingWebhookIsAnsweredAtOnce) {
    start_with_teams();
    opens_at_teams("Nobody can pay");
    EXPECT_THAT(asked("status F-1"), HasSubstr("Incident F-1: Nobody can pay"));
    EXPECT_THAT(asked("help"), HasSubstr("feedback"));
    EXPECT_THAT(asked("answer partly F-1 Cards work"), HasSubstr("Recorded: works partly"));
    EXPECT_TRUE(eventually([this] {
        return head_at_teams().find("0 Works · 1 Partly · 0 Still broken") != std::string::npos;
    })) << head_at_teams();
    EXPECT_THAT(asked("acknowledge F-1"), HasSubstr("happened:")) << "no form can be opened";
    EXPECT_THAT(asked("stauts"), HasSubstr("status"));
    // It is the same Olga as in the bot's own chat.
    says("Olga", "answer works F-1", "");
    EXPECT_TRUE(eventually([this] {
        return head_at_teams().find("1 Works · 0 Partly · 0 Still broken") != std::string::npos;
    })) << head_at_teams();
    EXPECT_EQ(stored("SELECT 1 FROM answers").size(), 1U);
    expect_no_complaints();
}

TEST_F(TeamsWebhooks, OnlyTheTeamsOwnSignatureIsHeard) {
    start_with_teams();
    const std::string body = R"({"type":"message","text":"status"})";
    const std::string right =
        sandbox::teams::webhook_signature(office().settings().webhook_secret, body);
    const std::string other =
        sandbox::teams::webhook_signature(Secret("b3RoZXItc2VjcmV0LW90aGVy"), body);
    EXPECT_EQ(posts_raw("", body), 401);
    EXPECT_EQ(posts_raw(other, body), 401);
    EXPECT_EQ(posts_raw(right, body + " "), 401);
    EXPECT_EQ(posts_raw("Bearer " + right.substr(5), body), 401);
    EXPECT_EQ(posts_raw(right, body), 400) << "signed, and no message";
    EXPECT_EQ(posts_raw(right, ""), 401);
}

TEST_F(TeamsWebhooks, TheSummaryComesOnceToTheChannelAndThroughTheWorkflow) {
    start_with_teams(with_workflow());
    opens_at_teams("Nobody can pay");
    EXPECT_TRUE(comes_from_outside(1)) << "the workflow hears that a follow-up opened";
    ASSERT_TRUE(settled());
    kill_debrief();
    // Debrief was down at the hour.
    make_summary_due();
    start_with_teams(with_workflow());
    EXPECT_TRUE(comes_from_outside(2)) << debrief_->output();
    EXPECT_TRUE(eventually([this] { return posts_at_teams(ids::operations).size() == 1; }));
    EXPECT_THAT(from_outside().back(), HasSubstr("Weekly summary"));
    EXPECT_THAT(head_at_teams(0, ids::operations), HasSubstr("Weekly summary"));
    ASSERT_TRUE(settled());
    kill_debrief();
    start_with_teams(with_workflow());
    says("Olga", "help", "");
    reads("Olga", "@Debrief help", "");
    ASSERT_TRUE(settled());
    EXPECT_EQ(from_outside().size(), 2U);
    EXPECT_EQ(posts_at_teams(ids::operations).size(), 1U);
    EXPECT_THAT(office().flows().failed_runs(), testing::IsEmpty());
    expect_no_complaints();
}

}  // namespace
}  // namespace debrief::test
