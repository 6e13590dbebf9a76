// What needs somebody: one list behind `list mine`, the Home tab and the personal chat.
#include "bot/core/needs.hpp"
#include "tests/support/seen_people.hpp"

#include <gtest/gtest.h>

#include <set>

namespace debrief {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Lines = std::set<std::string>;

class Needs : public test::World {
  public:
    Needs() { test::see(*this, {"U1", "U2", "U3"}); }
    Lines of(const core::View& view) {
        Lines lines;
        flow::to_json(view)["needs"].each([&](json::Ref need) {
            lines.insert(std::string(need["line"].str()));
        });
        return lines;
    }
    Lines mine(std::string user) { return of(say(std::move(user), "list mine").view); }
    core::Reply greeted(std::string user) {
        auto command = intended(std::move(user), core::Greet());
        command.origin.channel = test::World::channel("D1");
        return handle(command);
    }
    core::Command opened(std::string user) {
        auto command = intended(std::move(user), core::OpenHome());
        command.origin = core::Origin();
        command.origin.via = "home";
        return command;
    }
};

TEST(Needs, EverybodySeesWhatWaitsForThemAndWhatEndsIt) {
    Needs world;
    world.say("U3", "open incident Payments were down severity:1 ended:1h ago");
    EXPECT_EQ(world.mine("U1"), Lines{"answer F-1"});
    EXPECT_EQ(world.mine("U2"), Lines{"acknowledge F-1"});
    EXPECT_EQ(world.mine("U3"), Lines{});
    world.say("U1", "answer partly");
    world.say("U3", "feedback warn us before");
    world.say("U2", "ack happened: a put right: b next: c");
    EXPECT_EQ(world.mine("U2"), (Lines{"factor M-1", "control add M-1", "feedback accept B-1"}));
    world.say("U2", "factor M-1 nobody looked");
    world.say("U2", "control add M-1 An alert owner:piotr@example.com");
    world.say("U2", "feedback accept B-1");
    EXPECT_EQ(world.mine("U2"), Lines{});
    EXPECT_EQ(world.mine("U3"), Lines{"control done C-1"});
    world.say("U3", "control done C-1");
    EXPECT_EQ(world.mine("U3"), Lines{});
    EXPECT_EQ(world.mine("U1"), Lines{"control verify C-1"});
    world.say("U1", "control verify C-1");
    EXPECT_EQ(world.mine("U1"), Lines{});
    world.clock.advance(hours(24 * 31));
    EXPECT_EQ(world.mine("U1"), Lines{"control check C-1"});
}

TEST(Needs, AConcernWaitsForWhoeverHasToSpeakNext) {
    Needs world;
    world.say("U3", "open incident Payments were down ended:1h ago");
    world.say("U1", "answer works");
    world.say("U2", "ack happened: a put right: b next: c");
    world.say("U1", "concern we need a day to test");
    EXPECT_TRUE(world.mine("U2").count("concern need X-1"));
    world.say("U2", "concern need X-1 the window is tonight");
    EXPECT_TRUE(
        world.mine("U1").count("concern resolve X-1") +
        world.mine("U2").count("concern resolve X-1")
    );
    world.say("U2", "concern resolve X-1 half a day");
    EXPECT_EQ(world.mine("U1"), Lines{"concern agree X-1"});
}

TEST(Needs, AClosedFollowUpStillWaitsForItsControls) {
    Needs world;
    world.say("U3", "open incident Payments were down severity:1 ended:1h ago");
    world.say("U2", "ack happened: a put right: b next: c");
    world.say("U2", "factor M-1 nobody looked");
    world.say("U2", "control add M-1 An alert");
    world.say("U1", "answer works");
    ASSERT_EQ(world.say("U2", "close F-1").name, "closed_receipt");
    EXPECT_EQ(world.mine("U2"), Lines{"control done C-1"});
}

TEST(Needs, AnEmptyListSaysSoAndAServiceNarrowsIt) {
    Needs world;
    const auto empty = flow::to_json(world.say("U3", "list mine").view);
    EXPECT_EQ(empty["needs"].size(), 0U);
    EXPECT_EQ(empty["follow_ups"].size(), 0U);
    core::Service mail;
    mail.name = "mail";
    mail.it_owner = "ivan@example.com";
    world.directory.services.push_back(mail);
    world.say("U3", "open incident Payments were down service:checkout ended:1h ago");
    world.say("U3", "open incident Mail was down service:mail ended:1h ago");
    EXPECT_EQ(world.mine("U2").size(), 2U);
    EXPECT_EQ(world.of(world.say("U2", "list mine service:mail").view), Lines{"acknowledge F-2"});
}

TEST(Needs, NoMoreIsListedThanFitsAndTheRestIsCounted) {
    Needs world;
    for (int i = 0; i < 15; ++i)
        world.say("U3", "open incident Number " + std::to_string(i) + " ended:1h ago");
    const auto view = flow::to_json(world.say("U2", "list mine").view);
    EXPECT_EQ(view["needs"].size(), 12U);
    EXPECT_EQ(view["more"].integer(), 3);
    EXPECT_EQ(view["follow_ups"].size(), 10U);
    EXPECT_TRUE(view["more_follow_ups"].boolean().value_or(false));
}

TEST(Needs, WhatIsPrivateIsShownToThoseItConcernsOnly) {
    Needs world;
    world.say("U3", "open incident Secret matter severity:1 ended:1h ago private");
    EXPECT_EQ(world.mine("U2"), Lines{"acknowledge F-1"});
    world.meet("U4", "Lena", "lena@example.com");
    auto stranger = world.typed("U4", "list mine");
    stranger.origin.channel = test::World::channel("C9");
    const auto view = flow::to_json(world.handle(stranger).view);
    EXPECT_EQ(json::dump(view).find("Secret"), std::string::npos);
}

TEST(Needs, AGreetingInAPersonalChatIsAnsweredWithThem) {
    Needs world;
    world.say("U3", "open incident Payments were down severity:1 ended:1h ago");
    const auto reply = world.greeted("U2");
    EXPECT_EQ(reply.name, "needs");
    EXPECT_TRUE(flow::to_json(reply.view)["welcome"].boolean().value_or(false));
    EXPECT_EQ(world.of(reply.view), Lines{"acknowledge F-1"});
    for (const char* line : {"", "  ", "hi", "Hello!", "hey Debrief", "start"})
        EXPECT_TRUE(std::holds_alternative<core::Greet>(core::read_personal(line))) << line;
    const auto list = core::read_personal("list");
    EXPECT_EQ(std::get<core::ShowList>(list).what, core::ListWhat::mine);
    EXPECT_EQ(
        std::get<core::ShowList>(core::read_personal("list open")).what, core::ListWhat::open
    );
    EXPECT_TRUE(
        std::holds_alternative<core::GiveFeedback>(core::read_personal("feedback F-12 hi there"))
    );
}

TEST(Home, IsShownAsItIsAtThatMomentAndOncePerOpening) {
    Needs world;
    world.say("U3", "open incident Payments were down severity:1 ended:1h ago");
    world.settle();
    world.handle(world.opened("U2"));
    world.handle(world.opened("U2"));
    world.say("U2", "ack happened: a put right: b next: c");
    world.settle();
    const auto homes = world.sender.of("home");
    ASSERT_EQ(homes.size(), 1U) << "the second one waited for the same page";
    EXPECT_EQ(homes[0].message.user, "U2");
    EXPECT_EQ(homes[0].message.action, flow::Outgoing::Action::home);
    const auto view = test::view_of(homes[0]);
    EXPECT_EQ(view["needs"].at(0)["line"].str(), "factor M-1");
    EXPECT_TRUE(world.parked().empty());
}

TEST(Home, IsShownAnewAfterWhatIsDoneThere) {
    Needs world;
    world.say("U3", "open incident Payments were down severity:1 ended:1h ago");
    world.settle();
    auto pressed = world.typed("U1", "answer works F-1");
    pressed.origin = core::Origin();
    pressed.origin.reply_by = core::ReplyBy::post;
    pressed.origin.via = "button";
    pressed.origin.at_home = true;
    world.handle(pressed);
    world.settle();
    ASSERT_EQ(world.sender.of("home").size(), 1U);
    EXPECT_EQ(test::view_of(world.sender.of("home")[0])["needs"].size(), 0U);
    EXPECT_EQ(world.sender.of("answered").size(), 1U) << "the receipt comes as a direct message";
}

TEST(Home, OfSomebodyNewIsEmptyAndGoesToSlackEvenWhenTheyAreInTeams) {
    Needs world;
    world.meet_in_teams("29:1new", "Nora", "nora@example.com");
    world.meet("U9", "Nora", "nora@example.com");
    world.handle(world.opened("U9"));
    world.settle();
    ASSERT_EQ(world.sender.of("home").size(), 1U);
    EXPECT_EQ(world.sender.of("home")[0].message.user, "U9");
    EXPECT_TRUE(world.teams_sender.of("home").empty());
}

}  // namespace
}  // namespace debrief
