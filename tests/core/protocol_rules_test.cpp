// Protocols: grown from accepted feedback, offered at the next upgrade of the service, reviewed
// when due.
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::ProtocolState;
using std::chrono::days;
using std::chrono::hours;

/// F-1 belongs to Ivan (U2, IT) and Olga (U1, ops), who gave B-1.
struct Opened : World {
    Opened() {
        live_in_both();
        say("U2", "open upgrade Database 15 service:checkout");
        say("U1", "feedback Tell us a day before");
        deliver();
    }
    core::Protocol protocol(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.protocol(core::ProtocolId(number)); }).value();
    }
    core::Feedback feedback(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.feedback(core::FeedbackId(number)); }).value();
    }
    std::optional<core::UtcTime> timer(const char* key) {
        return look([&](flow::Tx& tx) { return tx.timer(key); });
    }
};

const char* const agreed =
    "protocol add B-1 Tell ops a day before steps:\"Write the note; 2. Call the desk\"";

TEST(ProtocolLine, IsReadWithItsGroundAndOptions) {
    using namespace core;
    const auto add =
        read<AddProtocol>("protocol add B-9 Tell ops steps:\"A; B\" owner:@U1 review:2027-01-15");
    EXPECT_EQ(add.feedback, FeedbackId(9));
    EXPECT_EQ(add.title, "Tell ops");
    EXPECT_EQ(add.steps, "A; B");
    EXPECT_EQ(add.owner.typed, "@U1");
    EXPECT_EQ(add.review, "2027-01-15");
    EXPECT_EQ(read<AddProtocol>("protocol add Tell ops\n- A\n- B").steps, "- A\n- B");
    EXPECT_EQ(read<AddProtocol>("protocol add “Tell ops” service:mail").title, "Tell ops");
    EXPECT_EQ(read<AddProtocol>("protocol add F-2 Tell ops").follow_up, FollowUpId(2));
    EXPECT_TRUE(says(misread("protocol add Tell ops review:someday").advice, "review:2027-01-15"));
    EXPECT_TRUE(says(misread("protocol ad Tell ops").problem, "`protocol add`"));
}

TEST(ProtocolLine, WithoutArgumentsOpensItsForm) {
    using namespace core;
    const auto form = read<ShowForm>("protocol add B-9 steps:\"A; B\"");
    EXPECT_EQ(form.form, "protocol");
    EXPECT_EQ(form.context, "B-9");
    EXPECT_EQ(form.prefill, (Prefill{{"steps", "A; B"}}));
    EXPECT_EQ(read<ShowForm>("protocol").form, "protocol");
    EXPECT_EQ(read<ShowForm>("protocol review P-1 change").form, "protocol_change");
    EXPECT_EQ(read<ShowForm>("protocol review p1 retire").context, "P-1");
}

TEST(ProtocolLine, ListsAndReviewsAreRead) {
    using namespace core;
    EXPECT_EQ(read<ShowProtocols>("protocol list service:mail").service, "mail");
    EXPECT_TRUE(read<ShowProtocols>("protocol list all").all);
    EXPECT_EQ(read<ShowProtocols>("protocol P-3").id, ProtocolId(3));
    EXPECT_EQ(read<ShowProtocols>("protocol review P-3").id, ProtocolId(3));
    EXPECT_EQ(read<ReviewProtocol>("protocol review P-3 keep review:2w").review, "2w");
    const auto retire = read<ReviewProtocol>("protocol review P-3 retire Nobody calls any more");
    EXPECT_EQ(retire.step, ReviewProtocol::Step::retire);
    EXPECT_EQ(retire.reason, "Nobody calls any more");
    EXPECT_TRUE(says(misread("protocol review").advice, "`protocol list`"));
    EXPECT_TRUE(says(misread("protocol review P-3 burn").advice, "`keep`, `change` or `retire`"));
    EXPECT_TRUE(says(misread("protocol list everything").problem, "`everything`"));
}

TEST(Protocol, GrowsOutOfFeedbackAndItsGiverHears) {
    Opened world;
    world.say("U2", "feedback accept B-1");
    EXPECT_EQ(world.say("U2", agreed).name, "protocol_receipt");
    const auto protocol = world.protocol();
    EXPECT_EQ(protocol.title, "Tell ops a day before");
    EXPECT_EQ(protocol.steps, "Write the note\nCall the desk") << "without the marks of a list";
    EXPECT_EQ(protocol.service, "checkout");
    EXPECT_EQ(protocol.feedback, core::FeedbackId(1));
    EXPECT_EQ(protocol.owner, world.follow_up().it_owner) << "who wrote it down";
    EXPECT_GT(protocol.review_at, world.clock.now() + days(180)) << "never blank";
    EXPECT_EQ(world.feedback().state, core::FeedbackState::done);
    world.deliver();
    EXPECT_EQ(world.sender.of("protocol_told").size(), 1u);
    EXPECT_EQ(world.teams_sender.of("protocol_told").size(), 1u);
    auto told = world.sender.of("you_said_we_did");
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].message.user, "U1");
    EXPECT_EQ(view_of(told[0])["control"].str(), "P-1");
    auto said = flow::to_json(world.say("U1", "list said").view);
    EXPECT_EQ(said["lines"].at(0)["control"].str(), "P-1");
    auto summary = flow::to_json(world.say("U1", "summary").view);
    EXPECT_EQ(summary["said_did"]["count"].integer(), 1);
    EXPECT_EQ(summary["said_did"]["lines"].at(0)["did"].str(), "Tell ops a day before");
    EXPECT_EQ(world.say("U1", "feedback confirm B-1").name, "feedback_receipt");
}

TEST(Protocol, DeniedFeedbackIsDoneAgainOnceItIsChanged) {
    Opened world;
    world.say("U2", agreed);
    world.say("U1", "feedback deny B-1 The desk was called too late");
    EXPECT_EQ(world.feedback().state, core::FeedbackState::accepted);
    EXPECT_EQ(world.say("U2", agreed).name, "refusal") << "P-1 is there already";
    world.say("U2", "protocol review P-1 change Tell ops two days before");
    EXPECT_EQ(world.protocol().title, "Tell ops two days before");
    EXPECT_EQ(world.protocol().steps, "Write the note\nCall the desk")
        << "not mentioned: as it was";
    EXPECT_EQ(world.feedback().state, core::FeedbackState::done);
    world.deliver();
    EXPECT_EQ(world.sender.of("you_said_we_did").size(), 2u);
}

TEST(Protocol, IsOfferedAtTheNextUpgradeOfItsService) {
    Opened world;
    EXPECT_TRUE(world.sender.of("protocols_offered").empty()) << "nothing was agreed yet";
    world.say("U2", agreed);
    world.say("U2", "open incident Checkout down service:checkout");
    world.deliver();
    EXPECT_TRUE(world.sender.of("protocols_offered").empty()) << "not at incidents";
    world.say("U2", "open upgrade Database 16 service:checkout");
    world.deliver();
    auto offered = world.sender.of("protocols_offered");
    ASSERT_EQ(offered.size(), 1u);
    EXPECT_EQ(world.teams_sender.of("protocols_offered").size(), 1u);
    auto view = view_of(offered[0]);
    EXPECT_EQ(view["lines"].at(0)["id"].str(), "P-1");
    EXPECT_EQ(view["lines"].at(0)["steps"].at(1).str(), "Call the desk");
    world.say("U2", "protocol review P-1 retire The tool does it");
    world.say("U2", "open upgrade Database 17 service:checkout");
    world.deliver();
    EXPECT_EQ(world.sender.of("protocols_offered").size(), 1u) << "retired ones are not offered";
}

TEST(Protocol, ItsOwnerIsAskedWhenTheReviewIsDueAtMostThreeTimes) {
    Opened world;
    world.say("U2", "protocol add Tell ops a day before owner:olga@example.com review:2026-12-07");
    EXPECT_EQ(world.protocol().service, "checkout") << "of the channel";
    world.deliver();
    ASSERT_EQ(world.sender.of("protocol_told").size(), 1u) << "Olga hears that she owns it";
    EXPECT_EQ(world.sender.of("protocol_told")[0].message.user, "U1");
    world.pass(days(60), hours(1));
    auto nudges = world.sender.of("nudge_protocol");
    ASSERT_EQ(nudges.size(), 3u);
    for (const auto& nudge : nudges) EXPECT_EQ(nudge.message.user, "U1");
    EXPECT_EQ(world.say("U2", "protocol list").view.text("service"), "checkout");
    auto list = flow::to_json(world.say("U2", "protocol list").view);
    EXPECT_TRUE(list["lines"].at(0)["due"].boolean().value_or(false));
    world.say("U1", "protocol review P-1 keep review:2027-03-01");
    EXPECT_EQ(world.protocol().reviewed_by, world.protocol().owner);
    EXPECT_EQ(world.protocol().nudges, 0);
    world.pass(days(30), hours(4));
    EXPECT_EQ(world.sender.of("nudge_protocol").size(), 3u);
    world.pass(days(14), hours(4));
    EXPECT_EQ(world.sender.of("nudge_protocol").size(), 4u) << "at its next review";
}

TEST(Protocol, TheReminderCanBeSnoozedByItsOwner) {
    Opened world;
    world.say("U2", "protocol add Tell ops a day before review:2026-11-23");
    world.pass(days(4), hours(1));
    ASSERT_EQ(world.sender.of("nudge_protocol").size(), 1u);
    EXPECT_EQ(world.say("U1", "snooze 2d protocol:P-1").name, "refusal");
    EXPECT_EQ(world.say("U2", "snooze 2d protocol:P-1").name, "snoozed");
    world.pass(days(3), hours(1));
    EXPECT_EQ(world.sender.of("nudge_protocol").size(), 2u);
}

TEST(Protocol, RefusesWhatDoesNotFit) {
    Opened world;
    EXPECT_EQ(world.say("U2", "protocol add B-7 Tell ops").name, "refusal");
    EXPECT_EQ(world.say("U2", "protocol add Tell ops service:chekout").name, "refusal");
    EXPECT_EQ(world.say("U2", "protocol add Tell ops owner:nobody").name, "refusal");
    EXPECT_EQ(world.say("U2", "protocol add Tell ops review:2020-01-01").name, "refusal");
    EXPECT_EQ(world.say("U2", "protocol review P-1 keep").name, "refusal") << "there is none";
    std::string many = "protocol add Tell ops";
    for (int step = 0; step < 21; ++step) many += "\n- step";
    EXPECT_TRUE(core::says(std::string(world.say("U2", many).view.text("problem")), "21 steps"));
    world.say("U2", "feedback decline B-1 No");
    EXPECT_TRUE(core::says(
        std::string(world.say("U2", "protocol add B-1 Tell ops").view.text("advice")),
        "`feedback accept B-1`"
    ));
    EXPECT_FALSE(world.timer("protocol:P-1"));
    world.say("U2", "protocol add Tell ops");
    world.say("U2", "protocol review P-1 retire The tool does it");
    EXPECT_EQ(world.protocol().state, ProtocolState::retired);
    EXPECT_FALSE(world.timer("protocol:P-1"));
    EXPECT_EQ(world.say("U2", "protocol review P-1 keep").name, "refusal") << "retired";
    EXPECT_EQ(world.say("U2", "protocol P-1").name, "protocol_shown") << "it can still be read";
    EXPECT_EQ(flow::to_json(world.say("U2", "protocol list").view)["lines"].size(), 0u);
    EXPECT_EQ(flow::to_json(world.say("U2", "protocol list all").view)["lines"].size(), 1u);
}

TEST(Protocol, NeverGrowsOutOfAPrivateFollowUp) {
    Opened world;
    world.say("U2", "open incident Breach service:checkout severity:1 private");
    world.say("U1", "feedback F-2 Lock the breached door");
    for (const auto* line : {"protocol add B-2 Lock doors", "protocol add F-2 Lock doors"}) {
        auto refusal = world.say("U2", line);
        EXPECT_EQ(refusal.name, "refusal") << line;
        EXPECT_TRUE(core::says(std::string(refusal.view.text("problem")), "is private")) << line;
    }
    auto outside = world.typed("U4", "protocol add B-2 Lock doors");
    outside.origin.channel = World::channel("D4");
    EXPECT_TRUE(
        core::says(std::string(world.handle(outside).view.text("problem")), "There is no B-2")
    );
}

TEST(Protocol, AnonymousFeedbackStaysAnonymous) {
    Opened world;
    world.say("U1", "feedback anonymous Nobody answers the phone");
    world.say("U2", "protocol add B-2 Answer the phone");
    world.deliver();
    for (const auto* name : {"protocol_told", "protocol_receipt"}) {
        for (const auto& sent : world.sender.of(name))
            EXPECT_EQ(sent.message.view.find("Olga"), std::string::npos) << sent.message.view;
    }
    ASSERT_EQ(world.sender.of("you_said_we_did").size(), 1u);
    EXPECT_EQ(world.sender.of("you_said_we_did")[0].message.user, "U1");
}

TEST(ProtocolForm, HoldsWhatStandsInTheProtocol) {
    Opened world;
    world.say("U2", agreed);
    auto command = world.typed("U2", "protocol review P-1 change");
    command.origin.can_open_form = true;
    auto form = world.handle(command);
    EXPECT_EQ(form.name, "form_protocol_change");
    auto view = flow::to_json(form.view);
    EXPECT_EQ(view["prefill"]["steps"].str(), "Write the note\nCall the desk");
    const auto offer = world.say("U2", "protocol review P-1 change");
    EXPECT_EQ(offer.view.text("line"), "protocol review P-1 change") << "where no form can open";
    auto submitted = world.intended(
        "U2", core::read_form("protocol_change", "P-1", {{"title", "Tell all"}, {"steps", "Write"}})
    );
    submitted.origin.via = "form";
    EXPECT_EQ(world.handle(submitted).name, "protocol_receipt");
    EXPECT_EQ(world.protocol().steps, "Write");
}

TEST(ProtocolForm, OpensWithoutAFollowUp) {
    World world;
    auto command = world.typed("U2", "protocol add");
    command.origin.can_open_form = true;
    EXPECT_EQ(world.handle(command).name, "form_protocol");
    auto submitted = world.intended(
        "U2",
        core::read_form(
            "protocol", "", {{"title", "Tell all"}, {"review", "soon"}, {"service", "checkout"}}
        )
    );
    submitted.origin.via = "form";
    EXPECT_EQ(world.handle(submitted).errors.at(0).first, "review");
}

}  // namespace
}  // namespace debrief::test
