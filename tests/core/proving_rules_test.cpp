// Proving controls: a second person verifies, ops say whether it held, one may be dropped.
#include "bot/core/resembling.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::Check;
using core::Control;
using core::ControlState;
using core::FeedbackState;
using core::Reply;
using std::chrono::days;
using std::chrono::hours;

std::string refusal(const Reply& reply) {
    EXPECT_EQ(reply.name, "refusal");
    return std::string(reply.view.text("problem")) + " " + std::string(reply.view.text("advice"));
}
bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Ivan (U2, the IT owner) opened F-1 and owns C-1; Olga (U1) is the ops contact.
struct Safeguarded : World {
    Safeguarded() {
        say("U2", "open incident Database down service:checkout severity:1");
        say("U1", "answer works");
        say("U2", "control add F-1 Alert on replica lag");
        deliver();
    }
    Control control(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.control(core::ControlId(number)); }).value();
    }
    std::optional<core::UtcTime> timer(std::string_view key) {
        return look([&](flow::Tx& tx) { return tx.timer(key); });
    }
    json::Value viewed(std::string user, std::string_view line) {
        return flow::to_json(say(std::move(user), line).view);
    }
    /// Whether `list mine` shows this button.
    bool needs(std::string user, std::string_view line) {
        bool found = false;
        const auto view = viewed(std::move(user), "list mine");
        view["needs"].each([&](json::Ref need) { found = found || need["line"].str() == line; });
        return found;
    }
};

TEST(Verify, NeedsASecondPerson) {
    Safeguarded world;
    EXPECT_TRUE(says(refusal(world.say("U1", "control verify C-1")), "not done yet"));
    const auto done = world.say("U2", "control done C-1 see dashboard 7");
    EXPECT_EQ(flow::to_json(done.view)["second"]["name"].str(), "Olga");
    const auto own = refusal(world.say("U2", "control verify C-1"));
    EXPECT_TRUE(says(own, "nobody verifies their own control")) << own;
    EXPECT_TRUE(says(own, "Ask Olga")) << own;
    EXPECT_EQ(world.say("U1", "control verify C-1 Saw it fire").name, "control_proof_receipt");
    EXPECT_EQ(world.control().state, ControlState::verified);
    EXPECT_EQ(world.control().verified_at, world.clock.now());
    const auto by =
        world.look([&](flow::Tx& tx) { return tx.person(*world.control().verified_by); });
    EXPECT_EQ(by->name, "Olga");
    EXPECT_TRUE(says(refusal(world.say("U3", "control verify C-1")), "already verified"));
    world.deliver();
    ASSERT_EQ(world.sender.of("control_proof").size(), 1U);
    EXPECT_EQ(view_of(world.sender.of("control_proof")[0])["text"].str(), "Saw it fire");
    EXPECT_EQ(latest_head(world.sender)["verified_count"].integer(), 1);
}

TEST(Verify, TheOpsContactIsAskedAtMostThreeTimes) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.settle();
    ASSERT_EQ(world.sender.of("nudge_verify").size(), 1U) << "in working hours: at once";
    EXPECT_EQ(world.sender.of("nudge_verify")[0].message.user, "U1");
    world.pass(days(29), hours(1));
    EXPECT_EQ(world.sender.of("nudge_verify").size(), 3U);
    EXPECT_FALSE(world.timer("verify:C-1"));
}

TEST(Verify, NobodyIsAskedOutsideOfWorkingHours) {
    Safeguarded world;
    world.clock.advance(hours(6));
    world.say("U2", "control done C-1");
    world.settle();
    EXPECT_TRUE(world.sender.of("nudge_verify").empty()) << "Friday evening";
    world.pass(days(3), hours(1));
    EXPECT_EQ(world.sender.of("nudge_verify").size(), 1U);
}

TEST(Verify, EndsItsReminders) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.settle();
    world.say("U1", "control verify C-1");
    world.pass(days(20), hours(2));
    EXPECT_EQ(world.sender.of("nudge_verify").size(), 1U);
    bool removed = false;
    for (const auto& sent : world.sender.sent)
        removed = removed || sent.message.action == flow::Outgoing::Action::remove;
    EXPECT_TRUE(removed);
}

TEST(Verify, AnOwnerWhoIsTheOpsContactIsNotAsked) {
    Safeguarded world;
    world.say("U2", "control add F-1 Call before owner:olga@example.com");
    world.say("U1", "control done C-2");
    world.settle();
    ASSERT_EQ(world.sender.of("nudge_verify").size(), 1U);
    EXPECT_EQ(world.sender.of("nudge_verify")[0].message.user, "U2");
}

TEST(CheckControl, IsAskedAfterThirtyDaysAndAgainAfterSixty) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    const auto done = world.clock.now();
    world.say("U1", "control verify C-1");
    EXPECT_EQ(world.control().check_due, done + days(30));
    world.pass(days(29), hours(6));
    EXPECT_TRUE(world.sender.of("nudge_check").empty());
    world.pass(days(4), hours(1));
    ASSERT_EQ(world.sender.of("nudge_check").size(), 1U);
    EXPECT_EQ(world.sender.of("nudge_check")[0].message.user, "U1");
    EXPECT_EQ(world.viewed("U1", "summary")["checks"]["count"].integer(), 1);
    EXPECT_TRUE(world.needs("U1", "control check C-1"));
    EXPECT_EQ(world.say("U1", "control check C-1 too early").name, "control_proof_receipt");
    EXPECT_EQ(world.control().check_due, done + days(60));
    EXPECT_EQ(world.viewed("U1", "summary")["checks"]["count"].integer(), 0);
    world.pass(days(25), hours(6));
    EXPECT_EQ(world.sender.of("nudge_check").size(), 1U);
    world.pass(days(5), hours(1));
    EXPECT_EQ(world.sender.of("nudge_check").size(), 2U);
    world.say("U1", "control check C-1 held");
    world.pass(days(90), hours(6));
    EXPECT_EQ(world.sender.of("nudge_check").size(), 2U);
    EXPECT_FALSE(world.timer("check:C-1"));
}

TEST(CheckControl, IsRemindedWeeklyAtMostThreeTimes) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.say("U1", "control verify C-1");
    world.pass(days(80), hours(2));
    EXPECT_EQ(world.sender.of("nudge_check").size(), 3U);
    EXPECT_EQ(world.viewed("U1", "summary")["checks"]["count"].integer(), 1) << "still due";
}

TEST(CheckControl, IsNotForItsOwner) {
    Safeguarded world;
    EXPECT_TRUE(says(refusal(world.say("U1", "control check C-1 held")), "not done yet"));
    world.say("U2", "control done C-1");
    EXPECT_TRUE(says(refusal(world.say("U2", "control check C-1 held")), "Ask Olga"));
    EXPECT_EQ(world.control().check, Check::none);
    EXPECT_EQ(world.say("U2", "control check C-1 failed").name, "control_proof_receipt")
        << "that it did not hold, the owner may say";
}

TEST(CheckControl, ThatDidNotHoldIsToldAndCounted) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.deliver();
    world.say("U1", "control check C-1 did not hold: the lag came back");
    world.deliver();
    const auto told = view_of(world.sender.of("control_proof").at(0));
    EXPECT_EQ(told["what"].str(), "did not hold");
    EXPECT_EQ(told["text"].str(), "the lag came back");
    ASSERT_EQ(world.sender.of("control_failed").size(), 1U);
    EXPECT_EQ(world.sender.of("control_failed")[0].message.user, "U2");
    EXPECT_EQ(world.viewed("U1", "summary")["checks"]["failed"]["count"].integer(), 1);
    EXPECT_FALSE(world.timer("verify:C-1")) << "nothing is left to verify";
    world.pass(days(40), hours(6));
    EXPECT_TRUE(world.sender.of("nudge_check").empty());
}

TEST(CheckControl, ThatHeldIsGoodNews) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.say("U1", "control check C-1 held");
    world.deliver();
    const auto view = world.viewed("U1", "summary");
    EXPECT_EQ(view["good_news"]["held"]["lines"].at(0)["title"].str(), "Alert on replica lag");
    EXPECT_EQ(latest_head(world.sender)["held_count"].integer(), 1);
}

TEST(CheckControl, WithoutAWordOpensTheForm) {
    Safeguarded world;
    auto asked = world.typed("U1", "control check C-1");
    asked.origin.can_open_form = true;
    EXPECT_TRUE(says(refusal(world.handle(asked)), "not done yet"));
    world.say("U2", "control done C-1");
    EXPECT_EQ(world.handle(asked).name, "form_check");
    EXPECT_EQ(world.say("U1", "control check C-1").view.text("line"), "control check C-1 F-1");
}

TEST(Proof, IsNeverNamedOutsideOfAPrivateFollowUp) {
    World world;
    world.say("U2", "open incident Breach private");
    world.say("U2", "control add F-1 Breach lock");
    world.say("U2", "control done C-1");
    world.say("U1", "control check C-1 held");
    world.clock.advance(days(1));
    EXPECT_EQ(
        json::dump(flow::to_json(world.say("U3", "summary").view)).find("Breach"), std::string::npos
    );
    auto elsewhere = world.typed("U3", "control verify C-1");
    elsewhere.origin.channel = World::channel("C5");
    EXPECT_TRUE(says(refusal(world.handle(elsewhere)), "There is no C-1"));
}

TEST(Proof, RemindersCanBeSnoozed) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.settle();
    EXPECT_EQ(world.say("U3", "snooze 3d verify:C-1").name, "refusal");
    EXPECT_EQ(world.say("U1", "snooze 3d verify:C-1").name, "snoozed");
    EXPECT_GT(*world.timer("verify:C-1"), world.clock.now() + days(2));
    EXPECT_EQ(world.say("U1", "snooze 4w").name, "snoozed");
    EXPECT_GT(*world.timer("verify:C-1"), world.clock.now() + days(20));
    EXPECT_EQ(world.say("U1", "snooze 2w check:C-1").name, "snoozed");
    world.say("U1", "control check C-1 held");
    EXPECT_EQ(world.say("U1", "snooze 2w check:C-1").name, "refusal");
}

TEST(Proof, IsListedForTheSecondPersonOnly) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    EXPECT_TRUE(world.needs("U1", "control verify C-1"));
    EXPECT_FALSE(world.needs("U2", "control verify C-1"));
    world.say("U1", "control verify C-1");
    EXPECT_FALSE(world.needs("U1", "control verify C-1"));
    EXPECT_FALSE(world.needs("U1", "control check C-1")) << "the check is not due yet";
    EXPECT_EQ(world.viewed("U1", "list mine")["later"].integer(), 1);
}

TEST(Drop, NeedsAReasonAndTellsTheGiver) {
    Safeguarded world;
    world.say("U3", "feedback warn us before");
    world.say("U2", "control add B-1 Announce a day ahead");
    auto pressed = world.typed("U2", "control drop C-2");
    pressed.origin.can_open_form = true;
    EXPECT_EQ(world.handle(pressed).name, "form_drop");
    EXPECT_EQ(world.say("U2", "control drop C-2").view.text("line"), "control drop C-2 F-1");
    EXPECT_EQ(
        world.say("U2", "control drop C-2 The status page does it").name, "control_proof_receipt"
    );
    EXPECT_EQ(world.control(2).state, ControlState::dropped);
    EXPECT_EQ(world.control(2).drop_reason, "The status page does it");
    EXPECT_FALSE(world.timer("control:C-2"));
    world.deliver();
    const auto heard = world.sender.of("feedback_dropped");
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0].message.user, "U3");
    EXPECT_EQ(view_of(heard[0])["reason"].str(), "The status page does it");
    const auto feedback = world.look([](flow::Tx& tx) { return tx.feedback(core::FeedbackId(1)); });
    EXPECT_EQ(feedback->state, FeedbackState::declined);
    EXPECT_TRUE(says(refusal(world.say("U2", "control drop C-2 again")), "already dropped"));
    EXPECT_TRUE(says(refusal(world.say("U2", "control done C-2")), "already dropped"));
    EXPECT_EQ(world.follow_up().control_count, 1);
}

TEST(Drop, EndsWhatWaitsForADoneControl) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.settle();
    world.say("U2", "control drop C-1 The database is gone");
    EXPECT_FALSE(world.timer("verify:C-1"));
    EXPECT_FALSE(world.timer("check:C-1"));
    world.pass(days(40), hours(6));
    EXPECT_EQ(world.sender.of("nudge_verify").size(), 1U);
    EXPECT_TRUE(world.sender.of("nudge_check").empty());
}

TEST(Drop, AVerifiedControlStays) {
    Safeguarded world;
    world.say("U2", "control done C-1");
    world.say("U1", "control verify C-1");
    EXPECT_TRUE(says(refusal(world.say("U2", "control drop C-1 no")), "`control check C-1 failed`")
    );
}

TEST(Weaker, ControlsAloneAreFlagged) {
    Safeguarded world;
    world.handle(world.intended("U2", core::Acknowledge{core::FollowUpId(1), "a", "b", "c"}));
    const auto weak =
        flow::to_json(world.say("U2", "control add M-1 Train all strength:weaker").view);
    EXPECT_EQ(weak["only_weaker"].boolean(), true);
    EXPECT_EQ(
        world.viewed("U1", "status F-1")["acknowledged"].at(0)["only_weaker"].boolean(), true
    );
    world.say("U2", "control add M-1 Ask for the name strength:stronger");
    EXPECT_EQ(
        world.viewed("U1", "status F-1")["acknowledged"].at(0)["only_weaker"].boolean(), false
    );
    const auto beside =
        flow::to_json(world.say("U2", "control add M-1 A sign strength:weaker").view);
    EXPECT_EQ(beside["only_weaker"].boolean(), false);
}

TEST(Resembling, CountsTellingWords) {
    using core::shared_words;
    EXPECT_EQ(
        shared_words("restarted the wrong node", "Restarts ask for the name of the node"), 2U
    );
    EXPECT_EQ(shared_words("the service restarts", "the server restarted"), 1U);
    EXPECT_EQ(shared_words("node node nodes", "node"), 1U) << "each word once";
    EXPECT_EQ(shared_words("This was wrong, there was an error", "wrong error there this"), 0U);
    EXPECT_EQ(shared_words("", "node"), 0U);
    EXPECT_EQ(shared_words("Größe überschritten", "Die Größe wurde überschritten"), 2U);
}

struct Repeated : World {
    /// C-1 came out of a restarted node and is done; a week later F-2 opens.
    Repeated() {
        say("U2", "open incident Checkout node down");
        handle(intended(
            "U2", core::Acknowledge{core::FollowUpId(1), "I restarted the wrong node", "b", "c"}
        ));
        say("U1", "control add M-1 Restarts ask for the name of the node");
        say("U1", "control done C-1");
        clock.advance(days(7));
        say("U2", "open incident Payments are slow");
    }
    std::vector<FakeSender::Sent> suggested(const char* what_happened) {
        handle(intended("U3", core::Acknowledge{core::FollowUpId(2), what_happened, "b", "c"}));
        deliver();
        return sender.of("resembles");
    }
};

TEST(Resembling, IsSuggestedToTheAcknowledgerWhoDecides) {
    Repeated world;
    const auto found = world.suggested("The other node was restarted by me");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].message.user, "U3");
    EXPECT_EQ(view_of(found[0])["id"].str(), "C-1");
    const auto control = world.look([](flow::Tx& tx) { return tx.control(core::ControlId(1)); });
    EXPECT_EQ(control->check, Check::none) << "nothing changes by itself";
    EXPECT_EQ(world.say("U3", "control check C-1 failed").name, "control_proof_receipt");
}

TEST(Resembling, NothingIsSuggestedForSomethingElse) {
    Repeated world;
    EXPECT_TRUE(world.suggested("The certificate ran out").empty());
}

TEST(Resembling, NothingIsSuggestedOfWhatOneMayNotSee) {
    Repeated world;
    auto hidden = world.follow_up(1);
    hidden.is_private = true;
    hidden.channels = {World::channel("C9")};
    world.store.write([&](flow::Tx& tx) { tx.save(hidden); });
    EXPECT_TRUE(world.suggested("The other node was restarted by me").empty());
}

}  // namespace
}  // namespace debrief::test
