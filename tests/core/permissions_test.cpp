// Who may do what: the roles of the configuration, the people a service names, and Slack's user
// groups. Refusals name who can.
#include "bot/core/permissions.hpp"

#include "tests/support/seen_people.hpp"

#include <gtest/gtest.h>

namespace debrief {
namespace {

using core::Role;
using std::chrono::hours;
using std::chrono::minutes;

core::RoleHolders holders(Role role, std::vector<std::string> people) {
    core::RoleHolders given;
    given.role = role;
    given.people = std::move(people);
    return given;
}

/// Olga (U1) is the ops contact and Ivan (U2) the IT owner of checkout; Piotr (U3), Lena (U4) and
/// Tom (U5) work elsewhere. F-1 is open with mistake M-1 and Ivan's control C-1.
class Roles : public test::World {
  public:
    Roles() {
        meet("U4", "Lena", "lena@example.com");
        meet("U5", "Tom", "tom@example.com");
        test::see(*this, {"U1", "U2", "U3", "U4", "U5"});
        say("U2", "open incident Payments were down severity:1 ended:1h ago");
        say("U2", "ack happened: A node was stopped put right: It is back next: An alert");
        say("U2", "control add M-1 Ask before stopping");
        settle();
    }
    void give(Role role, std::vector<std::string> people) {
        directory.roles.push_back(holders(role, std::move(people)));
    }
    void give_group(Role role, std::string group) {
        core::RoleHolders given;
        given.role = role;
        given.slack_groups = {std::move(group)};
        directory.roles.push_back(std::move(given));
    }
    /// The template of the answer.
    std::string heard(std::string user, std::string_view line) {
        return say(std::move(user), line).name;
    }
    /// "Only a lead can …|Lena, Tom|note" of a refusal.
    std::string refused(std::string user, std::string_view line) {
        const auto reply = say(std::move(user), line);
        EXPECT_EQ(reply.name, "not_allowed") << line;
        const auto view = flow::to_json(reply.view);
        std::string names;
        view["who"].each([&](json::Ref person) {
            if (!names.empty()) names += ", ";
            names += person["name"].str();
        });
        return std::string(view["problem"].str()) + "|" + names + "|" +
               std::string(view["note"].str());
    }
};

TEST(Permissions, WithoutRolesEverybodyMayDoEverything) {
    Roles world;
    EXPECT_EQ(world.heard("U3", "control start C-1"), "control_moved");
    EXPECT_EQ(world.heard("U3", "control drop C-1 not needed"), "control_proof_receipt");
}

TEST(Permissions, OnlyALeadDropsAControlAndTheRefusalNamesThem) {
    Roles world;
    world.give(Role::lead, {"lena@example.com", "tom@example.com", "new@example.com"});
    EXPECT_EQ(
        world.refused("U2", "control drop C-1 not needed"),
        "Only a lead can drop a control.|Lena, Tom, new@example.com|"
    );
    EXPECT_EQ(world.heard("U4", "control drop C-1 not needed"), "control_proof_receipt");
}

TEST(Permissions, WhoIsSeenForTheFirstTimeIsAskedToTryAgain) {
    Roles world;
    world.meet("U7", "Nora", "nora@example.com");
    world.give(Role::lead, {"nora@example.com"});
    EXPECT_EQ(
        world.refused("U7", "control drop C-1 no"),
        "Only a lead can drop a control.|nora@example.com|I do not know your e-mail address yet "
        "and am asking Slack for it; please try again in a minute."
    );
    world.deliver();
    EXPECT_EQ(world.heard("U7", "control drop C-1 no"), "control_proof_receipt");
}

TEST(Permissions, AFormAsksForWhatItsSubmissionWillAskFor) {
    Roles world;
    world.give(Role::lead, {"lena@example.com"});
    auto pressed = world.typed("U3", "control drop C-1");
    pressed.origin.can_open_form = true;
    EXPECT_EQ(world.handle(pressed).name, "not_allowed");
    pressed = world.typed("U4", "control drop C-1");
    pressed.origin.can_open_form = true;
    EXPECT_EQ(world.handle(pressed).name, "form_drop");
}

TEST(Permissions, TheServiceTeamWorksAndItsOwnerBelongsToIt) {
    Roles world;
    world.give(Role::service_team, {"lena@example.com"});
    EXPECT_EQ(
        world.refused("U3", "open incident Search was down service:checkout ended:1h ago"),
        "Only the service team of checkout can open a follow-up.|Ivan, Lena|"
    );
    EXPECT_EQ(world.heard("U2", "open incident Search was down ended:1h ago"), "opened");
    EXPECT_EQ(world.heard("U4", "open incident Mail was down ended:1h ago"), "opened");
    EXPECT_EQ(
        world.refused("U3", "ack F-1 happened: a put right: b next: c").substr(0, 63),
        "Only the service team of checkout can acknowledge a mistake.|Iv"
    );
    EXPECT_EQ(world.heard("U3", "factor M-1 nobody looked"), "not_allowed");
    EXPECT_EQ(world.heard("U3", "control add M-1 Another one"), "not_allowed");
    EXPECT_EQ(world.heard("U3", "control done C-1"), "not_allowed");
    EXPECT_EQ(world.heard("U3", "close F-1"), "not_allowed");
    EXPECT_EQ(world.heard("U2", "factor M-1 nobody looked"), "factor_added");
}

TEST(Permissions, WhoOwnsAControlMayWorkOnItWhateverTheirRole) {
    Roles world;
    world.say("U2", "control add M-1 A checklist owner:piotr@example.com");
    world.give(Role::service_team, {"lena@example.com"});
    EXPECT_EQ(world.heard("U3", "control start C-1"), "not_allowed");
    EXPECT_EQ(world.heard("U3", "control start C-2"), "control_moved");
    EXPECT_EQ(world.heard("U3", "control done C-2 see the wiki"), "control_finished");
}

TEST(Permissions, MembersAnswerGiveFeedbackRaiseConcernsAndThank) {
    Roles world;
    for (const auto role : {Role::service_team, Role::ops_contact, Role::lead, Role::admin})
        world.give(role, {"lena@example.com"});
    EXPECT_EQ(world.heard("U3", "answer works"), "answered");
    EXPECT_EQ(world.heard("U3", "feedback warn us before"), "feedback_received");
    EXPECT_EQ(world.heard("U3", "concern we need more time"), "concern_receipt");
    EXPECT_EQ(world.heard("U3", "thanks @U1 for the night shift"), "thanks_receipt");
    EXPECT_EQ(world.heard("U3", "status F-1"), "status");
    EXPECT_EQ(world.heard("U3", "list"), "list");
    EXPECT_EQ(world.heard("U3", "summary"), "summary");
}

TEST(Permissions, TheOpsContactVerifiesAndWhoIsAskedMayAnswer) {
    Roles world;
    world.give(Role::ops_contact, {"lena@example.com"});
    world.say("U2", "control done C-1");
    EXPECT_EQ(
        world.refused("U3", "control verify C-1"),
        "Only the ops contact of checkout can verify a control.|Olga, Lena|"
    );
    EXPECT_EQ(world.heard("U2", "control verify C-1"), "not_allowed") << "their own one";
    EXPECT_EQ(world.heard("U1", "control verify C-1"), "control_proof_receipt");
    EXPECT_EQ(world.heard("U3", "control check C-1 held"), "not_allowed");
    EXPECT_EQ(
        world.heard("U2", "control check C-1 failed it happened again"), "control_proof_receipt"
    ) << "that it did not hold, its owner may say";
    // A control of the ops contact's own goes to the IT owner, who is asked and so may answer.
    world.say("U2", "control add M-1 A checklist owner:olga@example.com");
    world.say("U1", "control done C-2");
    EXPECT_EQ(world.heard("U2", "control verify C-2"), "control_proof_receipt");
}

TEST(Permissions, ALeadMayWhatTheOthersMayAndAnAdminEverything) {
    Roles world;
    world.give(Role::service_team, {"ivan@example.com"});
    world.give(Role::ops_contact, {"olga@example.com"});
    world.give(Role::lead, {"lena@example.com"});
    world.give(Role::admin, {"tom@example.com"});
    EXPECT_EQ(world.heard("U4", "control done C-1"), "control_finished");
    EXPECT_EQ(world.heard("U5", "control verify C-1"), "control_proof_receipt");
    EXPECT_EQ(world.heard("U1", "control add M-1 One more"), "not_allowed");
}

TEST(Permissions, ClosingWithAReasonIsTheLeadsAndSaysWhatToDoInstead) {
    Roles world;
    world.give(Role::lead, {"lena@example.com"});
    EXPECT_EQ(
        world.refused("U2", "close F-1 we have other things to do"),
        "Only a lead can close a follow-up with a reason.|Lena|Something is still owed; `status "
        "F-1` shows what."
    );
    EXPECT_EQ(world.heard("U4", "close F-1 agreed with ops"), "closed_receipt");
    // What owes nothing needs no lead.
    world.say("U2", "open incident Search was down ended:1h ago");
    world.say("U1", "answer works F-2");
    EXPECT_EQ(world.heard("U2", "close F-2"), "closed_receipt");
}

TEST(Permissions, DecliningFeedbackIsTheLeadsAcceptingTheTeams) {
    Roles world;
    world.say("U3", "feedback warn us before");
    world.say("U3", "feedback call us, too");
    world.give(Role::lead, {"lena@example.com"});
    world.give(Role::service_team, {"ivan@example.com"});
    EXPECT_EQ(world.heard("U2", "feedback decline B-1 too much work"), "not_allowed");
    EXPECT_EQ(world.heard("U2", "feedback accept B-1"), "feedback_receipt");
    EXPECT_EQ(world.heard("U4", "feedback decline B-2 we write to you"), "feedback_receipt");
}

TEST(Permissions, ARoleOfOneServiceLeavesTheOthersOpen) {
    Roles world;
    core::Service mail;
    mail.name = "mail";
    world.directory.services.push_back(mail);
    auto given = holders(Role::service_team, {"lena@example.com"});
    given.services = {"mail"};
    world.directory.roles = {given};
    EXPECT_EQ(world.heard("U3", "open incident Down service:mail ended:1h ago"), "not_allowed");
    EXPECT_EQ(world.heard("U3", "open incident Down service:checkout ended:1h ago"), "opened");
}

TEST(Permissions, WhatCannotBeSeenIsRefusedInTheSameWordsWhateverTheRole) {
    Roles world;
    world.say("U2", "open incident Secret matter severity:1 ended:1h ago private");
    world.say("U2", "ack F-2 happened: a put right: b next: c");
    world.say("U2", "control add M-2 A safeguard");
    world.settle();
    world.give(Role::lead, {"lena@example.com"});
    world.give(Role::service_team, {"lena@example.com"});
    for (const char* line :
         {"control drop C-2 no",
          "control drop C-99 no",
          "close F-2 no",
          "close F-99 no",
          "ack F-2 happened: a put right: b next: c",
          "factor M-2 because",
          "factor M-99 because",
          "control start C-2",
          "control verify C-2"}) {
        auto elsewhere = world.typed("U3", line);
        elsewhere.origin.channel = test::World::channel("C9");
        EXPECT_EQ(world.handle(elsewhere).name, "refusal") << line;
    }
}

TEST(Permissions, TheClockAndTheSourcesActForNobodyAndMayEverything) {
    Roles world;
    for (const auto role : {Role::service_team, Role::ops_contact, Role::lead, Role::admin})
        world.give(role, {"lena@example.com"});
    world.report("INC-9", -60, -5);
    EXPECT_EQ(world.follow_up(2).subject.title, "Database down");
    world.pass(hours(24 * 5), hours(1));
    EXPECT_FALSE(world.sender.of("nudge_answer").empty());
}

TEST(Permissions, AUserGroupIsAskedForAtTheStartAndEveryHour) {
    Roles world;
    world.sender.groups["SLEADS"] = {"U4", "U5"};
    world.give_group(Role::lead, "SLEADS");
    world.start();
    world.settle();
    EXPECT_EQ(world.sender.group_questions, 1);
    EXPECT_EQ(world.heard("U3", "control drop C-1 no"), "not_allowed");
    world.pass(hours(3), minutes(30));
    EXPECT_EQ(world.sender.group_questions, 4);
    EXPECT_EQ(
        world.refused("U3", "control drop C-1 no").substr(0, 42),
        "Only a lead can drop a control.|Lena, Tom|"
    );
    EXPECT_EQ(world.heard("U5", "control drop C-1 no"), "control_proof_receipt");
}

TEST(Permissions, UntilAUserGroupIsKnownTheRefusalSaysSo) {
    Roles world;
    world.sender.groups["SLEADS"] = {"U4"};
    world.give_group(Role::lead, "SLEADS");
    EXPECT_EQ(
        world.refused("U4", "control drop C-1 no"),
        "Only a lead can drop a control.||I am still asking Slack who belongs to it; please try "
        "again in a minute."
    );
    world.settle();
    EXPECT_EQ(world.heard("U4", "control drop C-1 no"), "control_proof_receipt");
}

TEST(Permissions, WhoWasAddedToAUserGroupIsFoundByTryingAgain) {
    Roles world;
    world.sender.groups["SLEADS"] = {"U4"};
    world.give_group(Role::lead, "SLEADS");
    world.start();
    world.settle();
    world.sender.groups["SLEADS"].push_back("U3");
    EXPECT_EQ(world.refused("U3", "control drop C-1 no"), "Only a lead can drop a control.|Lena|")
        << "asked a moment ago";
    world.settle();
    EXPECT_EQ(world.sender.group_questions, 1);
    world.clock.advance(minutes(6));
    EXPECT_NE(
        world.refused("U3", "control drop C-1 no").find("asking Slack anew"), std::string::npos
    );
    world.settle();
    EXPECT_EQ(world.heard("U3", "control drop C-1 no"), "control_proof_receipt");
}

TEST(Permissions, WhatSlackCannotTellStandsInTheRefusalAndTheLastWordCounts) {
    Roles world;
    world.give_group(Role::lead, "SGONE");
    world.start();
    world.settle();
    EXPECT_EQ(
        world.refused("U4", "control drop C-1 no"),
        "Only a lead can drop a control.||Slack knows no user group SGONE."
    );
    world.sender.groups["SGONE"] = {"U4"};
    world.pass(hours(1), minutes(30));
    world.sender.groups.clear();
    world.pass(hours(2), minutes(30));
    EXPECT_EQ(world.heard("U4", "control drop C-1 no"), "control_proof_receipt");
}

TEST(Permissions, WithoutGroupsNoClockRuns) {
    Roles world;
    world.give_group(Role::lead, "SLEADS");
    world.start();
    world.settle();
    auto timer = [&] { return world.look([](flow::Tx& tx) { return tx.timer("groups:slack"); }); };
    EXPECT_TRUE(timer());
    world.directory.roles.clear();
    world.start();
    EXPECT_FALSE(timer());
}

}  // namespace
}  // namespace debrief
