// What becomes of feedback, as both sides meet it: accepted, declined, done, confirmed or not; and
// what an anonymous giver's name never appears in.
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::FeedbackState;
using std::chrono::days;
using std::chrono::hours;

struct Said : World {
    /// U3 (Piotr) said B-1 about F-1, which belongs to U2 (Ivan, IT) and U1 (Olga, ops).
    explicit Said(std::string_view line = "feedback warn us before") {
        live_in_both();
        say("U2", "open incident Database down service:checkout severity:1");
        say("U3", line);
        deliver();
    }
    core::Feedback feedback(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.feedback(core::FeedbackId(number)); }).value();
    }
    std::int64_t taken_back() const {
        return std::count_if(sender.sent.begin(), sender.sent.end(), [](const auto& one) {
            return one.message.action == flow::Outgoing::Action::remove;
        });
    }
    /// Everything that anybody else on either platform was sent.
    std::string everything_seen_but_by(const std::string& user) {
        std::string all;
        for (const auto* platform : {&sender, &teams_sender}) {
            for (const auto& one : platform->sent) {
                if (one.message.user != user) all += one.message.view + "\n";
            }
        }
        return all;
    }
};

TEST(FeedbackLine, WordsCountOnlyBeforeANumber) {
    using core::AnswerFeedback;
    using core::read;
    const auto accept = read<AnswerFeedback>("feedback accept B-9 we do it");
    EXPECT_EQ(accept.id, core::FeedbackId(9));
    EXPECT_EQ(accept.step, AnswerFeedback::Step::accept);
    EXPECT_EQ(accept.text, "we do it");
    EXPECT_EQ(read<AnswerFeedback>("Feedback Confirm b-9").step, AnswerFeedback::Step::confirm);
    EXPECT_EQ(read<AnswerFeedback>("feedback deny B-9 not yet").text, "not yet");
    EXPECT_EQ(read<core::GiveFeedback>("feedback accept cards again").text, "accept cards again");
    EXPECT_EQ(read<core::GiveFeedback>("feedback decline B9 calls").text, "decline B9 calls");
    EXPECT_EQ(read<core::GiveFeedback>("feedback F-1 confirm B-9").text, "confirm B-9");
    EXPECT_EQ(read<core::ShowForm>("feedback decline B-9").form, "decline");
    EXPECT_EQ(read<core::ShowForm>("feedback decline B-9 F-1").context, "B-9");
    EXPECT_EQ(read<core::ShowForm>("feedback deny B-9").form, "deny");
}

TEST(Feedback, IsAcceptedAndTheGiverHearsOfIt) {
    Said world;
    auto reply = world.say("U2", "feedback accept B-1 from Monday on");
    EXPECT_EQ(reply.name, "feedback_receipt");
    EXPECT_EQ(world.feedback().state, FeedbackState::accepted);
    EXPECT_EQ(world.feedback().answer, "from Monday on");
    world.deliver();
    auto heard = world.sender.of("feedback_answered");
    ASSERT_EQ(heard.size(), 1u);
    EXPECT_EQ(heard[0].message.user, "U3");
    EXPECT_EQ(view_of(heard[0])["answer"].str(), "from Monday on");
    EXPECT_EQ(view_of(world.sender.of("feedback_moved").at(0))["by"]["name"].str(), "Ivan");
    EXPECT_EQ(world.teams_sender.of("feedback_moved").size(), 1u);
    EXPECT_EQ(world.say("U2", "feedback accept B-1").name, "refusal");
}

TEST(Feedback, IsDeclinedOnlyWithAReason) {
    Said world;
    auto asked = world.typed("U2", "feedback decline B-1");
    asked.origin.can_open_form = true;
    EXPECT_EQ(world.handle(asked).name, "form_decline");
    EXPECT_EQ(
        world.say("U2", "feedback decline B-1").view.text("line"), "feedback decline B-1 F-1"
    );
    EXPECT_EQ(world.feedback().state, FeedbackState::received);
    auto filled = world.intended(
        "U2", core::read_form("decline", "B-1 F-1", {{"reason", "the vendor forbids it"}})
    );
    EXPECT_EQ(world.handle(filled).name, "feedback_receipt");
    EXPECT_EQ(world.feedback().state, FeedbackState::declined);
    world.deliver();
    EXPECT_EQ(
        view_of(world.sender.of("feedback_answered").at(0))["answer"].str(), "the vendor forbids it"
    );
    EXPECT_EQ(world.say("U2", "feedback accept B-1").name, "feedback_receipt")
        << "a second thought";
}

TEST(Feedback, ThatBecameAControlIsConfirmedByTheGiverAlone) {
    Said world;
    world.say("U2", "control add B-1 Announce a day ahead owner:ivan@example.com");
    world.deliver();
    EXPECT_EQ(view_of(world.sender.of("feedback_answered").at(0))["control"].str(), "C-1");
    EXPECT_EQ(world.say("U2", "feedback decline B-1 no").name, "refusal");
    EXPECT_EQ(world.say("U3", "feedback confirm B-1").name, "refusal") << "nothing is done yet";
    world.say("U2", "control done C-1 it is in the calendar");
    EXPECT_EQ(world.say("U1", "feedback confirm B-1").name, "refusal") << "she did not give it";
    EXPECT_EQ(world.say("U3", "feedback confirm B-1").name, "feedback_receipt");
    EXPECT_EQ(world.feedback().state, FeedbackState::confirmed);
    EXPECT_EQ(world.say("U3", "feedback confirm B-1").name, "refusal");
}

TEST(Feedback, ThatIsNotRightYetGoesBackToWhoIsInCharge) {
    Said world;
    world.say("U2", "control add B-1 Announce a day ahead owner:olga@example.com");
    world.say("U1", "control done C-1 it is in the calendar");
    auto direct = world.typed("U3", "feedback deny B-1 the note came too late");
    direct.origin.channel = World::channel("D3");
    EXPECT_EQ(world.handle(direct).name, "feedback_receipt");
    EXPECT_EQ(world.feedback().state, FeedbackState::accepted);
    EXPECT_EQ(world.feedback().missing, "the note came too late");
    world.deliver();
    auto told = world.sender.of("feedback_denied");
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].message.user, "U1") << "the owner of the control";
    EXPECT_EQ(view_of(told[0])["by"]["name"].str(), "Piotr");
    world.say("U2", "control add B-1 Announce two days ahead");
    EXPECT_EQ(world.feedback().state, FeedbackState::became_control);
    EXPECT_EQ(world.feedback().control, core::ControlId(2));
}

TEST(Feedback, OfAnAnonymousGiverIsAnsweredAndTheNameIsNowhere) {
    Said world("feedback warn us before anonymous");
    world.say("U2", "feedback accept B-1 we do it");
    world.say("U2", "control add B-1 Announce a day ahead");
    world.say("U2", "control done C-1 see the calendar");
    world.say("U3", "feedback deny B-1 too late");
    world.say("U2", "control add B-1 Announce two days ahead");
    world.say("U2", "control done C-2 see the calendar");
    world.say("U3", "feedback confirm B-1");
    world.deliver();
    EXPECT_EQ(world.sender.of("feedback_answered").size(), 3u);
    EXPECT_EQ(world.sender.of("you_said_we_did").size(), 2u);
    ASSERT_EQ(world.sender.of("feedback_denied").size(), 1u);
    const auto seen = world.everything_seen_but_by("U3");
    EXPECT_EQ(seen.find("Piotr"), std::string::npos) << seen;
    EXPECT_EQ(seen.find("U3"), std::string::npos);
    for (const auto* line : {"status F-1", "list said", "summary"}) {
        auto shown = json::dump(flow::to_json(world.say("U1", line).view));
        EXPECT_EQ(shown.find("Piotr"), std::string::npos) << line;
        EXPECT_EQ(shown.find("U3"), std::string::npos) << line;
    }
    auto journal = world.look([&](flow::Tx& tx) {
        core::World now{tx, world.directory, world.clock.now()};
        return core::decide(now, world.typed("U3", "feedback deny B-1 broken again")).journal;
    });
    ASSERT_EQ(journal.size(), 1u);
    EXPECT_EQ(journal[0].actor, "anonymous");
}

TEST(Feedback, OfAPrivateFollowUpIsAnsweredByItsGiverOutsideToo) {
    World world;
    world.say("U2", "open incident Breach service:checkout severity:1 private");
    world.say("U3", "feedback warn us before");
    world.say("U2", "control add B-1 Announce a day ahead");
    world.say("U2", "control done C-1 see the calendar");
    auto outside = world.typed("U3", "feedback deny B-1");
    outside.origin.channel = World::channel("D3");
    outside.origin.can_open_form = true;
    EXPECT_EQ(world.handle(outside).name, "form_deny");
    outside.intent = core::read_command("feedback confirm B-1");
    EXPECT_EQ(world.handle(outside).name, "feedback_receipt");
    outside.actor.user = "U4";
    outside.intent = core::read_command("feedback accept B-1");
    EXPECT_EQ(world.handle(outside).name, "refusal");
    outside.intent = core::read_command("list said");
    EXPECT_EQ(flow::to_json(world.handle(outside).view)["lines"].size(), 0u);
}

TEST(Feedback, WithoutAnAnswerIsShownToTheItOwnerOnce) {
    Said world;
    world.say("U2", "feedback the IT owner's own words");
    world.pass(days(4), hours(1));
    EXPECT_TRUE(world.sender.of("nudge_feedback").empty()) << "the window is three business days";
    world.pass(days(4), hours(1));
    auto nudges = world.sender.of("nudge_feedback");
    ASSERT_EQ(nudges.size(), 1u);
    EXPECT_EQ(nudges[0].message.user, "U2");
    auto view = view_of(nudges[0]);
    EXPECT_EQ(view["count"].integer(), 1);
    EXPECT_EQ(view["lines"].at(0)["id"].str(), "B-1");
    world.pass(days(10), hours(1));
    EXPECT_EQ(world.sender.of("nudge_feedback").size(), 1u);
    world.say("U3", "feedback and call us");
    world.pass(days(6), hours(1));
    EXPECT_EQ(world.sender.of("nudge_feedback").size(), 2u) << "something new came";
    const auto before = world.taken_back();
    world.say("U2", "feedback accept B-1");
    world.deliver();
    EXPECT_EQ(world.taken_back(), before);
    world.say("U2", "feedback decline B-3 we do call");
    world.deliver();
    EXPECT_EQ(world.taken_back(), before + 1) << "the last answer takes the question back";
}

TEST(Feedback, SnoozedComesBackOnce) {
    Said world;
    EXPECT_EQ(world.say("U2", "snooze 1d feedback:F-1").name, "refusal") << "nothing was asked yet";
    world.pass(days(6), hours(1));
    ASSERT_EQ(world.sender.of("nudge_feedback").size(), 1u);
    EXPECT_EQ(world.say("U2", "snooze 2d feedback:F-1").name, "snoozed");
    world.pass(days(10), hours(1));
    EXPECT_EQ(world.sender.of("nudge_feedback").size(), 2u);
}

TEST(Feedback, ThatComesAfterTheCloseIsShownToo) {
    Said world;
    world.say("U2", "feedback accept B-1");
    world.say("U2", "close F-1 enough");
    world.pass(days(20), hours(4));
    world.say("U3", "feedback F-1 it is back");
    world.pass(days(7), hours(1));
    EXPECT_EQ(world.sender.of("nudge_feedback").size(), 1u);
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.timer("feedback:F-1"); }));
}

TEST(ListSaid, ShowsWhatCameOfItNewestFirst) {
    Said world;
    world.say("U3", "feedback call us");
    world.say("U2", "feedback decline B-1 no time");
    world.say("U2", "control add B-2 Call the desk");
    auto lines = flow::to_json(world.say("U1", "list said").view);
    ASSERT_EQ(lines["lines"].size(), 2u);
    EXPECT_EQ(lines["lines"].at(0)["did"].str(), "Call the desk");
    EXPECT_EQ(lines["lines"].at(1)["state"].str(), "declined");
    EXPECT_EQ(lines["lines"].at(1)["answer"].str(), "no time");
    EXPECT_EQ(
        flow::to_json(world.say("U1", "list feedback service:checkout").view)["lines"].size(), 2u
    );
    EXPECT_EQ(world.say("U1", "list said service:chekout").name, "refusal");
}

}  // namespace
}  // namespace debrief::test
