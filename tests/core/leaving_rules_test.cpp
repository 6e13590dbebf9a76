// People who leave: what they own is handed over, reminders to them stop, once per person.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// Olga (U1) is ops contact of F-1 and owns C-1 and P-1; Ivan (U2) is the IT owner.
struct Owned : World {
    Owned() {
        say("U2", "open incident Database down service:checkout severity:3");
        say("U2", "control add F-1 Alert on the queue owner:olga@example.com due:2026-12-04");
        say("U2", "protocol add Tell ops a day before owner:olga@example.com");
        say("U3", "help");
        say("U3", "feedback Thanks for the note");
        deliver();
    }
    void leaves(std::string user) {
        core::PersonFound found;
        found.account = core::Account(core::Platform::slack, "", std::move(user));
        found.active = false;
        core::Command command;
        command.origin.via = "slack";
        command.intent = std::move(found);
        handle(std::move(command));
        deliver();
    }
    core::Person person(const char* email) {
        return look([&](flow::Tx& tx) { return tx.person_by_email(email); }).value();
    }
    core::Control control() {
        return look([](flow::Tx& tx) { return tx.control(core::ControlId(1)); }).value();
    }
};

TEST(Leaving, WhoIsInChargeIsAskedOnceToHandOverAllOfIt) {
    Owned world;
    world.leaves("U1");
    EXPECT_FALSE(world.person("olga@example.com").active);
    auto asked = world.sender.of("person_left");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].message.user, "U2");
    auto view = view_of(asked[0]);
    EXPECT_EQ(view["count"].integer(), 3);
    EXPECT_EQ(view["lines"].at(0)["id"].str(), "F-1");
    EXPECT_EQ(view["lines"].at(0)["as"].str(), "ops contact");
    EXPECT_EQ(view["lines"].at(1)["id"].str(), "C-1");
    EXPECT_EQ(view["lines"].at(2)["id"].str(), "P-1");
    world.leaves("U1");
    world.deliver();
    EXPECT_EQ(world.sender.of("person_left").size(), 1u) << "once per person";
}

TEST(Leaving, RemindersToTheGoneStopAndGoOnWithTheNewOwner) {
    Owned world;
    world.leaves("U1");
    const auto sent = world.sender.sent.size();
    world.pass(days(16), hours(2));
    for (std::size_t i = sent; i < world.sender.sent.size(); ++i)
        EXPECT_NE(world.sender.sent[i].message.user, "U1")
            << world.sender.sent[i].message.template_name;
    EXPECT_TRUE(world.parked().empty()) << "nothing is sent to nobody";
    EXPECT_EQ(world.say("U2", "hand-over C-1 me").name, "hand_over_receipt");
    EXPECT_EQ(world.control().owner, world.person("ivan@example.com").id) << "nobody has to agree";
    EXPECT_EQ(world.say("U2", "hand-over P-1 @U3").name, "hand_over_receipt");
    EXPECT_EQ(world.say("U3", "hand-over accept H-2").name, "hand_over_receipt");
    EXPECT_EQ(world.say("U2", "hand-over F-1 @U3").name, "hand_over_receipt")
        << "what Olga owed there, although Ivan has a role there himself";
    world.pass(days(10), hours(2));
    auto nudges = world.sender.of("nudge_control");
    ASSERT_FALSE(nudges.empty());
    EXPECT_EQ(nudges.back().message.user, "U2");
}

TEST(Leaving, OnlyWhoIsInChargeGivesItAway) {
    Owned world;
    world.leaves("U1");
    auto refusal = world.say("U3", "hand-over C-1 me");
    EXPECT_EQ(refusal.name, "refusal");
    EXPECT_EQ(refusal.view.text("problem"), "C-1 belongs to Olga, whose account is gone.");
    EXPECT_EQ(refusal.view.text("advice"), "Ivan can hand it over: `hand-over C-1 @name`.");
}

TEST(Leaving, TheGoneAreNotAskedToTakeOverNorNamedAnew) {
    Owned world;
    world.say("U2", "hand-over F-1 olga@example.com");
    world.leaves("U1");
    auto told = world.sender.of("hand_over_told");
    ASSERT_EQ(told.size(), 1u) << "the question is declined for her";
    EXPECT_EQ(told[0].message.user, "U2");
    EXPECT_EQ(world.say("U2", "hand-over F-1 olga@example.com").name, "refusal");
    EXPECT_EQ(world.say("U2", "control add F-1 More owner:olga@example.com").name, "refusal");
    world.say("U2", "open incident Checkout slow service:checkout");
    world.deliver();
    auto asked = world.sender.of("person_left");
    ASSERT_EQ(asked.size(), 2u) << "the configuration still names her";
    EXPECT_EQ(view_of(asked[1])["lines"].at(0)["id"].str(), "F-2");
}

TEST(Leaving, WhoComesBackIsThereAgain) {
    Owned world;
    world.leaves("U1");
    world.say("U1", "feedback I am back");
    EXPECT_TRUE(world.person("olga@example.com").active);
}

TEST(Leaving, WithoutAnItOwnerTheOpsContactIsAsked) {
    Owned world;
    world.leaves("U2");
    auto asked = world.sender.of("person_left");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].message.user, "U1");
    EXPECT_EQ(view_of(asked[0])["lines"].at(0)["as"].str(), "IT owner");
}

TEST(Leaving, WhoHasAnotherAccountIsReachedThere) {
    World world;
    world.live_in_both();
    world.meet_in_teams("29:olga", "Olga", "olga@example.com");
    world.say("U2", "open incident Database down service:checkout");
    world.say("U1", "help");
    world.say("U1", "feedback Thanks");
    world.settle();
    core::PersonFound found;
    found.account = core::Account(core::Platform::slack, "", "U1");
    found.active = false;
    core::Command command;
    command.intent = std::move(found);
    world.handle(std::move(command));
    world.pass(days(4), hours(1));
    EXPECT_TRUE(world.sender.of("person_left").empty());
    ASSERT_EQ(world.teams_sender.of("nudge_answer").size(), 1u);
    EXPECT_EQ(world.teams_sender.of("nudge_answer")[0].message.user, "29:olga");
}

TEST(Leaving, AnAddressThatNobodyHasIsToldToWhoIsInCharge) {
    World world;
    world.directory.services.front().ops_contact = "gone@example.com";
    world.say("U2", "open incident Database down service:checkout");
    world.deliver();
    auto asked = world.sender.of("person_left");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].message.user, "U2");
    EXPECT_TRUE(*view_of(asked[0])["unknown"].boolean());
    EXPECT_EQ(view_of(asked[0])["email"].str(), "gone@example.com");
    world.say("U3", "feedback The note came late");
    EXPECT_EQ(world.say("U2", "hand-over F-1 @U3").name, "hand_over_receipt");
    EXPECT_EQ(world.say("U3", "hand-over accept H-1").name, "hand_over_receipt");
}

TEST(Leaving, ARefusedDirectMessageAsksWhetherThePersonIsThere) {
    Owned world;
    world.pass(days(2), hours(1));
    // Nobody told: the platform refuses the reminder, and says so when it is asked.
    world.sender.deactivate("U1");
    world.pass(days(16), hours(1));
    EXPECT_FALSE(world.person("olga@example.com").active);
    ASSERT_EQ(world.sender.of("person_left").size(), 1u);
    EXPECT_EQ(world.sender.of("person_left")[0].message.user, "U2");
    EXPECT_EQ(world.parked().size(), 1u) << "one message was lost, and is counted";
}

}  // namespace
}  // namespace debrief::test
