// Owning, controlling, closing, reminding and showing as people meet them: what is typed, what
// comes back, what the record says. Real grammar, inbox and database.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::Closing;
using core::FeedbackState;
using core::Reply;
using std::chrono::days;
using std::chrono::hours;

std::string problem(const Reply& reply) {
    return std::string(reply.view.text("problem"));
}
struct Opened : World {
    Opened() { say("U2", "open incident Database down service:checkout severity:1"); }
};

TEST(Acknowledge, RecordsThreePartsAndEndsTheClock) {
    Opened world;
    world.deliver();
    auto reply = world.handle(world.intended(
        "U2",
        core::Acknowledge{
            core::FollowUpId(1), "I dropped the index", "It is back", "A check before"}
    ));
    EXPECT_EQ(reply.view.text("id"), "M-1");
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.timer("acknowledge:F-1"); }));
    world.deliver();
    EXPECT_EQ(view_of(world.sender.of("acknowledgement").at(0))["put_right"].str(), "It is back");
    world.say("U2", "factor M-1 Nobody else looked at it");
    auto mistake = world.look([](flow::Tx& tx) { return tx.mistake(core::MistakeId(1)); });
    ASSERT_EQ(mistake->factors.size(), 1u);
    EXPECT_EQ(world.say("U2", "factor M-9 nothing").name, "refusal");
}

TEST(Control, GetsADueDateAndAnOwnerAndFollowsTheLoop) {
    Opened world;
    auto added = world.say("U2", "control add F-1 Alert on replica lag");
    EXPECT_EQ(added.view.text("id"), "C-1");
    auto control = world.look([](flow::Tx& tx) { return tx.control(core::ControlId(1)); }).value();
    EXPECT_EQ(std::chrono::floor<days>(control.due - world.clock.now()), days(15)) << "severity 1";
    EXPECT_EQ(world.say("U2", "control start C-1").name, "control_moved");
    EXPECT_EQ(world.say("U2", "control start C-1").name, "refusal");
    EXPECT_EQ(world.say("U2", "control done C-1 see dashboard 7").name, "control_finished");
    EXPECT_NE(problem(world.say("U2", "control done C-1")).find("already done"), std::string::npos);
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.timer("control:C-1"); }));
}

TEST(Control, IsProposedUntilItsOwnerAgrees) {
    Opened world;
    const auto state = [&] {
        return world.look([](flow::Tx& tx) { return tx.control(core::ControlId(1)); })->state;
    };
    world.say("U2", "control add F-1 Check the backups owner:olga@example.com");
    EXPECT_EQ(state(), core::ControlState::proposed);
    world.deliver();
    EXPECT_EQ(world.sender.of("control_yours").at(0).message.user, "U1");
    const auto other = world.say("U2", "control agree C-1");
    EXPECT_NE(problem(other).find("is for Olga to agree to"), std::string::npos);
    EXPECT_EQ(state(), core::ControlState::proposed);
    const auto agreed = world.say("U1", "control agree C-1");
    EXPECT_EQ(agreed.name, "control_moved");
    EXPECT_EQ(agreed.view.text("state"), "agreed");
    EXPECT_EQ(state(), core::ControlState::agreed);
    EXPECT_NE(
        problem(world.say("U1", "control agree C-1")).find("already agreed"), std::string::npos
    );
    EXPECT_TRUE(world.look([](flow::Tx& tx) { return tx.timer("control:C-1"); }));
    world.say("U2", "control add F-1 Watch the queue");
    EXPECT_EQ(world.say("U2", "control agree C-2").name, "refusal") << "who adds it has agreed";
}

TEST(Control, TheOwnerIsToldAndTheGiverHearsWhatBecameOfIt) {
    Opened world;
    world.deliver();
    world.say("U3", "feedback warn us before");
    world.say("U2", "control add B-1 Announce a day ahead owner:ivan@example.com due:2w");
    world.say("U1", "control add F-1 Check the backups owner:ivan@example.com");
    world.deliver();
    ASSERT_EQ(world.sender.of("control_yours").size(), 1u) << "only what somebody else gave him";
    world.say("U2", "control done C-1");
    world.deliver();
    auto heard = world.sender.of("you_said_we_did");
    ASSERT_EQ(heard.size(), 1u);
    EXPECT_EQ(heard[0].message.user, "U3");
    auto feedback = world.look([](flow::Tx& tx) { return tx.feedback(core::FeedbackId(1)); });
    EXPECT_EQ(feedback->state, FeedbackState::done);
}

TEST(Control, TheDoneButtonAsksHowItWasDone) {
    Opened world;
    world.say("U2", "control add F-1 Alert on replica lag");
    auto pressed = world.typed("U2", "control done C-1");
    pressed.origin.via = "button";
    pressed.origin.can_open_form = true;
    auto reply = world.handle(pressed);
    EXPECT_EQ(reply.kind, Reply::Kind::form);
    EXPECT_EQ(reply.name, "form_done");
    EXPECT_EQ(world.say("U2", "control done C-1").name, "control_finished");
}

TEST(Control, RefusesADateThatPassedOrIsNone) {
    Opened world;
    EXPECT_EQ(world.say("U2", "control add F-1 X due:2020-01-01").name, "refusal");
    EXPECT_EQ(world.say("U2", "control add F-1 X due:soon").name, "refusal");
    EXPECT_EQ(world.follow_up().control_count, 0);
}

TEST(Close, NamesWhatIsOwedAndTakesAReason) {
    Opened world;
    auto owed = world.say("U2", "close");
    EXPECT_EQ(owed.name, "still_owed");
    EXPECT_TRUE(world.follow_up().open());
    world.say("U2", "close F-1 the service is gone");
    EXPECT_EQ(world.follow_up().closing, Closing::with_reason);
    EXPECT_NE(problem(world.say("U2", "close")).find("already closed"), std::string::npos);
}

TEST(Close, AMistakeNeedsAFactorAndAControl) {
    Opened world;
    world.say("U1", "answer works");
    world.handle(world.intended("U2", core::Acknowledge{core::FollowUpId(1), "a", "b", "c"}));
    EXPECT_EQ(world.say("U2", "close").name, "still_owed");
    world.say("U2", "factor M-1 haste");
    EXPECT_EQ(world.say("U2", "close").name, "still_owed");
    world.say("U2", "control add M-1 A checklist");
    EXPECT_EQ(world.say("U2", "close").name, "closed_receipt");
    EXPECT_EQ(world.follow_up().closing, Closing::settled);
}

TEST(Close, OpensAFormWhereOneCanBeOpened) {
    Opened world;
    auto command = world.typed("U2", "close F-1");
    command.origin.can_open_form = true;
    auto reply = world.handle(command);
    EXPECT_EQ(reply.kind, Reply::Kind::form);
    EXPECT_EQ(reply.name, "form_close");
}

TEST(Close, AFormWithoutAReasonSaysSoBesideTheField) {
    Opened world;
    auto submitted = world.typed("U2", "close F-1");
    submitted.origin.via = "form";
    submitted.origin.can_open_form = true;
    auto reply = world.handle(submitted);
    EXPECT_EQ(reply.kind, Reply::Kind::form_errors);
    ASSERT_EQ(reply.errors.size(), 1u);
    EXPECT_EQ(reply.errors[0].first, "reason");
    EXPECT_TRUE(world.follow_up().open());
}

TEST(Close, HappensByItselfWhenNothingIsOwedOrNobodyAnswers) {
    World world;
    world.say("U1", "open upgrade Shop 2.4");
    world.say("U1", "open upgrade Shop 2.5");
    world.say("U1", "answer works F-1");
    world.pass(days(6), hours(1));
    EXPECT_EQ(world.follow_up(1).closing, Closing::settled);
    EXPECT_TRUE(world.follow_up(2).open());
    world.pass(days(16), hours(1));
    EXPECT_EQ(world.follow_up(2).closing, Closing::quiet);
}

TEST(Close, StillBrokenNeverClosesByItself) {
    Opened world;
    world.say("U1", "answer broken");
    world.pass(days(40), hours(2));
    EXPECT_TRUE(world.follow_up().open());
}

TEST(Reopen, NeedsAClosedOne) {
    Opened world;
    EXPECT_EQ(world.say("U2", "reopen F-1 not done").name, "refusal");
    world.say("U2", "close F-1 enough");
    EXPECT_EQ(world.say("U2", "reopen F-1 not done").name, "reopened_receipt");
    EXPECT_TRUE(world.follow_up().open());
}

TEST(Snooze, MovesMyRemindersAndNobodyElses) {
    Opened world;
    world.deliver();
    auto before = world.look([](flow::Tx& tx) { return tx.timer("answer:F-1"); });
    EXPECT_EQ(world.say("U2", "snooze 2w acknowledge:F-1").name, "snoozed");
    EXPECT_GT(
        *world.look([](flow::Tx& tx) { return tx.timer("acknowledge:F-1"); }),
        world.clock.now() + days(13)
    );
    EXPECT_EQ(world.look([](flow::Tx& tx) { return tx.timer("answer:F-1"); }), before);
    EXPECT_EQ(world.say("U3", "snooze 2d").name, "refusal");
    EXPECT_EQ(world.say("U2", "snooze 5w").name, "refusal");
    EXPECT_EQ(world.say("U2", "snooze whenever").name, "refusal");
}

TEST(Nudge, TheThirdOverdueOneAlsoGoesToTheServicesOwner) {
    Opened world;
    world.say("U1", "control add F-1 Check the backups owner:piotr@example.com due:5d");
    world.pass(days(40), hours(1));
    EXPECT_EQ(world.sender.of("control_overdue").size(), 1u);
    EXPECT_EQ(world.sender.of("control_overdue")[0].message.user, "U2");
    EXPECT_GE(world.sender.of("nudge_control").size(), 5u);
}

TEST(Nudge, ANewerOneReplacesTheOlder) {
    Opened world;
    world.say("U1", "control add F-1 Check the backups owner:piotr@example.com due:5d");
    world.pass(days(20), hours(1));
    int standing = 0;
    for (const auto& sent : world.sender.sent) {
        if (sent.message.channel.id != "DU3") continue;
        if (sent.message.action == flow::Outgoing::Action::remove) --standing;
        if (sent.message.template_name == "nudge_control") ++standing;
    }
    // The notice that it is his counts as the first reminder and was replaced, too.
    EXPECT_EQ(
        standing, 0
    ) << "of all reminders but the first notice, one stands for each that was removed";
}

TEST(Status, IsForThoseWhoMaySee) {
    World world;
    world.say("U2", "open incident Breach private");
    auto elsewhere = world.typed("U3", "status F-1");
    elsewhere.origin.channel = World::channel("C5");
    EXPECT_NE(problem(world.handle(elsewhere)).find("There is no F-1"), std::string::npos);
    EXPECT_EQ(world.say("U3", "status F-1").name, "status") << "in its own channel";
    auto list = world.typed("U3", "list");
    list.origin.channel = World::channel("C5");
    auto listed = world.handle(list);
    EXPECT_EQ(json::dump(flow::to_json(listed.view)).find("Breach"), std::string::npos);
    EXPECT_EQ(flow::to_json(listed.view)["hidden"].integer(), 1);
}

TEST(Forms, AreOfferedByAButtonWhereNoneCanBeOpened) {
    Opened world;
    auto offered = world.say("U2", "acknowledge");
    EXPECT_EQ(offered.name, "offer_form");
    EXPECT_EQ(offered.view.text("line"), "acknowledge F-1");
    auto mention = world.typed("U2", "acknowledge");
    mention.origin.can_open_form = true;
    auto form = world.handle(mention);
    EXPECT_EQ(form.kind, Reply::Kind::form);
    EXPECT_EQ(form.name, "form_acknowledge");
    EXPECT_EQ(form.view.text("context"), "F-1");
}

TEST(Forms, AWrongFieldIsToldBesideTheField) {
    Opened world;
    auto command = world.intended(
        "U2", core::read_form("control", "F-1", {{"title", "Alert"}, {"due", "2020-01-01"}})
    );
    command.origin.via = "form";
    auto reply = world.handle(command);
    EXPECT_EQ(reply.kind, Reply::Kind::form_errors);
    ASSERT_EQ(reply.errors.size(), 1u);
    EXPECT_EQ(reply.errors[0].first, "due");
}

}  // namespace
}  // namespace debrief::test
