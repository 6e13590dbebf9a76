// Hand-over: what somebody owns goes to somebody else when they agree, and the reminders with it.
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::HandOverState;
using std::chrono::days;
using std::chrono::hours;

/// F-1 belongs to Ivan (U2, IT owner) and Olga (U1, ops contact); Ivan owns C-1.
struct Owned : World {
    Owned() {
        live_in_both();
        say("U2", "open incident Database down service:checkout severity:3");
        say("U2", "control add F-1 Alert on the queue due:2026-12-04");
        say("U3", "help");
        say("U3", "feedback Thanks for the note");
        deliver();
    }
    core::PersonId person(const char* email) {
        return look([&](flow::Tx& tx) { return tx.person_by_email(email); }).value().id;
    }
    core::PersonId olga() { return person("olga@example.com"); }
    core::PersonId ivan() { return person("ivan@example.com"); }
    core::PersonId piotr() { return person("piotr@example.com"); }
    core::Control control(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.control(core::ControlId(number)); }).value();
    }
    core::HandOver hand_over(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.hand_over(core::HandOverId(number)); }).value();
    }
    std::string problem(std::string user, std::string_view line) {
        auto reply = say(std::move(user), line);
        EXPECT_EQ(reply.name, "refusal") << line;
        EXPECT_FALSE(reply.view.text("advice").empty()) << line;
        return std::string(reply.view.text("problem"));
    }
};

TEST(HandOverLine, IsReadWithPersonAndNumber) {
    using namespace core;
    const auto to = read<HandOverTo>("hand-over @U3");
    EXPECT_EQ(to.to.typed, "@U3");
    EXPECT_EQ(to.subject, "");
    EXPECT_EQ(read<HandOverTo>("hand-over c7 to @U3").subject, "C-7");
    EXPECT_EQ(read<HandOverTo>("handover olga@example.com F-2").subject, "F-2");
    EXPECT_EQ(read<HandOverTo>("hand-over P-1 @U3").to.typed, "@U3");
    EXPECT_EQ(read<ShowForm>("hand-over C-7").context, "C-7");
    EXPECT_EQ(read<ShowForm>("hand-over").form, "hand_over");
    EXPECT_EQ(read<AnswerHandOver>("hand-over accept H-3").id, HandOverId(3));
    const auto decline = read<AnswerHandOver>("hand-over decline h3 on leave");
    EXPECT_EQ(decline.step, AnswerHandOver::Step::decline);
    EXPECT_EQ(decline.text, "on leave");
    EXPECT_EQ(read<AnswerHandOver>("hand-over back H-3").step, AnswerHandOver::Step::take_back);
    EXPECT_TRUE(says(misread("hand-over accept").advice, "`hand-over accept H-3`"));
}

TEST(HandOver, AsksFirstAndMovesWithAllReminders) {
    Owned world;
    EXPECT_EQ(world.say("U2", "hand-over @U3").name, "hand_over_receipt");
    EXPECT_EQ(world.follow_up().it_owner, world.ivan()) << "nothing changes before the agreement";
    world.deliver();
    auto asked = world.sender.of("hand_over_asked");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].message.user, "U3");
    EXPECT_EQ(view_of(asked[0])["lines"].at(0)["as"].str(), "IT owner");
    EXPECT_EQ(view_of(asked[0])["lines"].at(1)["id"].str(), "C-1");

    EXPECT_EQ(world.say("U3", "hand-over accept H-1").name, "hand_over_receipt");
    EXPECT_EQ(world.follow_up().it_owner, world.piotr());
    EXPECT_EQ(world.control().owner, world.piotr());
    EXPECT_EQ(world.hand_over().state, HandOverState::accepted);
    world.deliver();
    EXPECT_EQ(world.sender.of("handed_over").size(), 1u);
    EXPECT_EQ(world.teams_sender.of("handed_over").size(), 1u);
    ASSERT_EQ(world.sender.of("hand_over_told").size(), 1u);
    EXPECT_EQ(world.sender.of("hand_over_told")[0].message.user, "U2") << "he asked";
    EXPECT_EQ(latest_head(world.sender)["it_owner"]["name"].str(), "Piotr");

    world.pass(days(21), hours(1));
    for (const auto* name : {"nudge_acknowledge", "nudge_control", "nudge_feedback"}) {
        for (const auto& nudge : world.sender.of(name)) EXPECT_EQ(nudge.message.user, "U3") << name;
    }
    EXPECT_FALSE(world.sender.of("nudge_acknowledge").empty());
    EXPECT_FALSE(world.sender.of("nudge_control").empty());
    EXPECT_EQ(world.sender.of("hand_over_asked").size(), 1u) << "it was answered";
}

TEST(HandOver, AReminderThatCameAlreadyComesToTheNewOwner) {
    Owned world;
    world.pass(days(4), hours(1));  // Olga was asked for an answer once
    ASSERT_EQ(world.sender.of("nudge_answer").size(), 1u);
    world.say("U1", "hand-over F-1 @U3");
    world.say("U3", "hand-over accept H-1");
    EXPECT_EQ(world.follow_up().ops_contact, world.piotr());
    world.pass(days(4), hours(1));
    auto nudges = world.sender.of("nudge_answer");
    ASSERT_EQ(nudges.size(), 2u);
    EXPECT_EQ(nudges[1].message.user, "U3");
}

TEST(HandOver, OneControlMovesAlone) {
    Owned world;
    world.say("U2", "hand-over C-1 piotr@example.com");
    world.say("U3", "hand-over accept H-1");
    EXPECT_EQ(world.control().owner, world.piotr());
    EXPECT_EQ(world.follow_up().it_owner, world.ivan());
}

TEST(HandOver, DeclinedItStaysAndTheAskerHears) {
    Owned world;
    world.say("U2", "hand-over C-1 @U3");
    EXPECT_EQ(
        world.say("U3", "hand-over decline H-1 On leave until Monday").name, "hand_over_receipt"
    );
    EXPECT_EQ(world.control().owner, world.ivan());
    EXPECT_EQ(world.hand_over().reason, "On leave until Monday");
    world.deliver();
    auto told = world.sender.of("hand_over_told");
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].message.user, "U2");
    EXPECT_EQ(view_of(told[0])["reason"].str(), "On leave until Monday");
    world.pass(days(30), hours(6));
    EXPECT_EQ(world.sender.of("hand_over_asked").size(), 1u) << "asked once, answered";
    EXPECT_TRUE(world.sender.of("handed_over").empty());
}

TEST(HandOver, CanBeTakenBackAndAskedAnew) {
    Owned world;
    world.say("U2", "hand-over C-1 @U3");
    EXPECT_EQ(
        world.problem("U2", "hand-over C-1 @U1"), "Piotr was asked to take over C-1 already."
    );
    EXPECT_EQ(world.problem("U3", "hand-over back H-1"), "Only who asked can take H-1 back.");
    EXPECT_EQ(world.problem("U2", "hand-over accept H-1"), "Piotr was asked, and answers.");
    EXPECT_EQ(world.problem("U1", "hand-over accept H-1"), "There is no H-1 for you.");
    EXPECT_EQ(world.say("U2", "hand-over back H-1").name, "hand_over_receipt");
    EXPECT_EQ(world.problem("U3", "hand-over accept H-1"), "H-1 is already taken back.");
    EXPECT_EQ(world.say("U2", "hand-over C-1 @U1").name, "hand_over_receipt");
    world.say("U1", "hand-over accept H-2");
    EXPECT_EQ(world.control().owner, world.olga());
}

TEST(HandOver, IsRemindedOfInWorkingHoursAtMostThreeTimes) {
    Owned world;
    world.say("U2", "hand-over C-1 @U3");
    world.deliver();
    world.pass(days(60), hours(1));
    auto asked = world.sender.of("hand_over_asked");
    ASSERT_EQ(asked.size(), 4u) << "the question, and three reminders";
    EXPECT_EQ(world.control().owner, world.ivan());
    EXPECT_EQ(world.say("U3", "snooze 2d hand-over:H-1").name, "snoozed");
}

TEST(HandOver, WhatWasDoneMeanwhileIsNotHandedOver) {
    Owned world;
    world.say("U2", "hand-over C-1 @U3");
    world.say("U2", "control done C-1 It is in place");
    EXPECT_EQ(world.problem("U3", "hand-over accept H-1"), "Nothing is left to take over of C-1.");
    EXPECT_EQ(world.control().owner, world.ivan());
    EXPECT_EQ(world.problem("U2", "hand-over C-1 @U3"), "C-1 is already done.");
}

TEST(HandOver, ProtocolsAndResolutionsMoveToo) {
    Owned world;
    world.say("U2", "protocol add Tell ops a day before");
    world.say("U2", "hand-over P-1 @U3");
    world.say("U3", "hand-over accept H-1");
    EXPECT_EQ(
        world.look([](flow::Tx& tx) { return tx.protocol(core::ProtocolId(1)); })->owner,
        world.piotr()
    );
    world.say("U1", "concern F-1 We need a week");
    world.say("U2", "concern need X-1 The vendor ends support");
    world.say("U2", "concern resolve X-1 Thursday");
    world.say("U2", "hand-over X-1 @U3");
    world.say("U3", "hand-over accept H-2");
    EXPECT_EQ(
        world.look([](flow::Tx& tx) { return tx.concern(core::ConcernId(1)); })->owner,
        world.piotr()
    );
}

TEST(HandOver, RefusesNobodyOneselfStrangersAndWhatIsNotOnesOwn) {
    Owned world;
    EXPECT_EQ(world.problem("U2", "hand-over C-1 me"), "It is yours already.");
    EXPECT_EQ(world.problem("U2", "hand-over C-1 nobody"), "I do not know who “nobody” is.");
    EXPECT_EQ(world.problem("U2", "hand-over C-9 @U3"), "There is no C-9 that you can see here.");
    EXPECT_EQ(world.problem("U1", "hand-over C-1 @U3"), "C-1 belongs to Ivan.");
    EXPECT_EQ(world.problem("U3", "hand-over F-1 @U1"), "You owe nothing in F-1.");
    world.say("U2", "open incident Breach service:checkout private");
    auto outside = world.typed("U3", "hand-over F-2 @U1");
    outside.origin.channel = World::channel("D3");
    EXPECT_TRUE(
        core::says(std::string(world.handle(outside).view.text("problem")), "There is no F-2")
    );
}

TEST(HandOver, TheFormAsksWho) {
    Owned world;
    auto command = world.typed("U2", "hand-over C-1");
    command.origin.can_open_form = true;
    auto form = world.handle(command);
    EXPECT_EQ(form.name, "form_hand_over");
    EXPECT_EQ(form.view.text("about"), "Alert on the queue");
    auto submitted = world.intended(
        "U2", core::read_form("hand_over", std::string(form.view.text("context")), {{"to", "@U3"}})
    );
    submitted.origin.via = "form";
    EXPECT_EQ(world.handle(submitted).name, "hand_over_receipt");
    EXPECT_EQ(world.hand_over().subject, "C-1") << "the control, not its follow-up";
    submitted = world.intended("U2", core::read_form("hand_over", "F-1", {{"to", "nobody"}}));
    submitted.origin.via = "form";
    EXPECT_EQ(world.handle(submitted).errors.at(0).first, "to");
}

}  // namespace
}  // namespace debrief::test
