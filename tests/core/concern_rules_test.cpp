// Concerns between ops and IT: raised, answered, settled when both agree; and where the two see it
// differently.
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::ConcernState;
using core::Side;
using std::chrono::days;
using std::chrono::hours;

/// F-1 belongs to Ivan (U2, IT) and Olga (U1, ops); Piotr (U3) is from ops, too.
struct Opened : World {
    Opened() {
        live_in_both();
        say("U2", "open incident Database down service:checkout severity:1");
        deliver();
    }
    core::Concern concern(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.concern(core::ConcernId(number)); }).value();
    }
};

TEST(ConcernLine, IsReadWithTopicAndNumber) {
    using namespace core;
    const auto raised = read<RaiseConcern>("concern topic:Risk We need a week F-12");
    EXPECT_EQ(raised.id, FollowUpId(12));
    EXPECT_EQ(raised.topic, Topic::risk);
    EXPECT_EQ(raised.text, "We need a week");
    EXPECT_EQ(read<RaiseConcern>("concern F-12 needs a week").text, "needs a week");
    EXPECT_EQ(read<RaiseConcern>("concern need more time").text, "need more time");
    EXPECT_FALSE(read<RaiseConcern>("concern We need a week").topic);
    EXPECT_TRUE(says(misread("concern x topic:weather").advice, "`topic:timeline`"));
    const auto form = read<ShowForm>("concern F-12 topic:roles");
    EXPECT_EQ(form.form, "concern");
    EXPECT_EQ(form.context, "F-12");
    EXPECT_EQ(form.prefill, (Prefill{{"topic", "roles"}}));
}

TEST(ConcernLine, StepsAreReadWithTheirNumber) {
    using namespace core;
    EXPECT_EQ(read<MoveConcern>("concern need X-2 more hands").text, "more hands");
    const auto resolve = read<MoveConcern>("concern resolve x-2 test first owner:@U1");
    EXPECT_EQ(resolve.id, ConcernId(2));
    EXPECT_EQ(resolve.text, "test first");
    EXPECT_EQ(resolve.owner.typed, "@U1");
    EXPECT_EQ(read<MoveConcern>("concern agree X-2").step, MoveConcern::Step::agree);
    EXPECT_EQ(read<MoveConcern>("concern withdraw X-2 moved").step, MoveConcern::Step::withdraw);
    EXPECT_EQ(read<ShowForm>("concern need X-2").form, "concern_need");
    EXPECT_EQ(read<ShowForm>("concern resolve X-2 F-1").form, "concern_resolve");
    EXPECT_EQ(read<ShowForm>("concern withdraw X-2").form, "concern_withdraw");
}

TEST(Concern, GoesFromBothNeedsToAResolutionThatBothAgreeTo) {
    Opened world;
    auto raised = world.say("U3", "concern We need a week to test topic:timeline");
    EXPECT_EQ(raised.name, "concern_receipt");
    EXPECT_EQ(world.concern().side, Side::ops);
    EXPECT_EQ(world.follow_up().concern_count, 1);
    EXPECT_EQ(world.say("U1", "concern need X-1 hurry").name, "refusal") << "she is from ops, too";
    EXPECT_EQ(world.say("U2", "concern resolve X-1 test first").name, "refusal");
    EXPECT_EQ(world.say("U2", "concern agree X-1").name, "refusal") << "nothing is proposed";
    world.say("U2", "concern need X-1 The vendor ends support on Friday");
    EXPECT_EQ(world.concern().state, ConcernState::answered);
    world.say("U3", "concern resolve X-1 Test on Tuesday, go live on Thursday");
    EXPECT_EQ(world.concern().proposed_side, Side::ops);
    EXPECT_EQ(world.say("U3", "concern agree X-1").name, "refusal") << "he proposed it";
    world.say("U2", "concern resolve X-1 Go live on Wednesday owner:olga@example.com");
    EXPECT_EQ(world.say("U2", "concern agree X-1").name, "refusal");
    world.say("U1", "concern agree X-1");
    EXPECT_EQ(world.concern().state, ConcernState::settled);
    EXPECT_EQ(world.concern().resolution, "Go live on Wednesday");
    EXPECT_EQ(world.follow_up().concern_count, 0);
    EXPECT_EQ(world.say("U1", "concern agree X-1").name, "refusal");
    world.deliver();
    EXPECT_EQ(world.sender.of("concern").size(), 5u);
    EXPECT_EQ(world.teams_sender.of("concern").size(), 5u);
    auto status = flow::to_json(world.say("U1", "status").view);
    EXPECT_EQ(status["concerns"].at(0)["state"].str(), "settled");
}

TEST(Concern, RaisedByItIsAnsweredByOps) {
    Opened world;
    world.say("U2", "concern Nobody tests with us topic:resources");
    EXPECT_EQ(world.concern().side, Side::it);
    world.say("U1", "concern need X-1 One person at a time");
    EXPECT_EQ(world.concern().answered_by, world.follow_up().ops_contact);
    EXPECT_EQ(world.say("U1", "concern withdraw X-1 enough").name, "refusal");
    EXPECT_EQ(world.say("U2", "concern withdraw X-1 it is settled").name, "concern_receipt");
    EXPECT_EQ(world.concern().state, ConcernState::withdrawn);
    EXPECT_EQ(world.concern().reason, "it is settled");
}

TEST(Concern, BlocksACloseWithoutAReasonAndStandsInTheHead) {
    Opened world;
    world.say("U1", "answer works");
    world.say("U1", "concern We need a week topic:timeline");
    world.deliver();
    bool owed = false;
    latest_head(world.sender)["owed"].each([&](json::Ref line) {
        owed = owed || line["subject"].str() == "X-1";
    });
    EXPECT_TRUE(owed);
    EXPECT_EQ(world.say("U2", "close").name, "still_owed");
    world.pass(days(8), hours(1));
    EXPECT_TRUE(world.follow_up().open()) << "it does not close by itself either";
    EXPECT_EQ(world.say("U2", "close F-1 the vendor decided").name, "closed_receipt");
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.timer("concern:X-1"); }));
    EXPECT_EQ(world.say("U1", "concern F-1 We need two weeks").name, "refusal") << "closed";
}

TEST(Concern, RemindsWhoHasToSpeakNext) {
    Opened world;
    world.say("U1", "concern We need a week");
    world.pass(days(5), hours(1));
    auto nudges = world.sender.of("nudge_concern");
    ASSERT_EQ(nudges.size(), 1u);
    EXPECT_EQ(nudges[0].message.user, "U2");
    EXPECT_EQ(world.say("U2", "snooze 1d concern:X-1").name, "snoozed");
    EXPECT_EQ(world.say("U1", "snooze 1d concern:X-1").name, "refusal") << "it waits for Ivan";
    world.say("U2", "concern need X-1 The vendor ends support");
    world.pass(days(4), hours(1));
    nudges = world.sender.of("nudge_concern");
    ASSERT_EQ(nudges.size(), 2u);
    EXPECT_EQ(nudges[1].message.user, "U1") << "now a resolution is looked for";
    world.say("U1", "concern resolve X-1 Thursday");
    world.say("U2", "concern agree X-1");
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.timer("concern:X-1"); }));
}

TEST(Concern, StandsInTheSummaryUnlessItIsPrivate) {
    Opened world;
    world.say("U1", "concern We need a week topic:timeline");
    world.say("U2", "open incident Breach service:checkout severity:1 private");
    world.say("U1", "concern F-2 The breach needs a team");
    auto view = flow::to_json(world.say("U3", "summary").view);
    ASSERT_EQ(view["concerns"]["count"].integer(), 1);
    EXPECT_EQ(view["concerns"]["lines"].at(0)["next"].str(), "IT");
    EXPECT_EQ(view["concerns"]["lines"].at(0)["who"]["name"].str(), "Ivan");
    EXPECT_EQ(json::dump(view).find("breach"), std::string::npos);
    auto outside = world.typed("U4", "concern need X-2 what is it about");
    outside.origin.channel = World::channel("D4");
    EXPECT_EQ(world.handle(outside).name, "refusal");
    outside.intent = core::read_command("concern need X-2");
    outside.origin.can_open_form = true;
    auto form = world.handle(outside);
    EXPECT_EQ(form.name, "refusal");
    EXPECT_EQ(json::dump(flow::to_json(form.view)).find("breach"), std::string::npos);
}

TEST(PerceptionGap, IsShownWhileItSaysWorksAndOpsDoNot) {
    Opened world;
    world.say("U2", "answer works");
    world.deliver();
    EXPECT_EQ(latest_head(world.sender)["gap"].str(), "");
    world.say("U1", "answer partly");
    world.deliver();
    EXPECT_EQ(latest_head(world.sender)["gap"].str(), "IT: works · ops: partly");
    EXPECT_EQ(world.say("U3", "status").view.text("gap"), "IT: works · ops: partly");
    world.say("U3", "answer broken");
    EXPECT_EQ(world.say("U3", "status").view.text("gap"), "IT: works · ops: still broken");
    world.say("U2", "answer partly");
    EXPECT_EQ(world.say("U3", "status").view.text("gap"), "");
}

}  // namespace
}  // namespace debrief::test
