// Whether an acknowledgement answers those it is for, and the private hint at another wording.
#include "bot/core/wording.hpp"
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

struct Acknowledged : World {
    explicit Acknowledged(std::string happened = "I restarted the wrong node") {
        say("U2", "open incident Database down service:checkout severity:1");
        receipt = handle(intended("U2", intent(std::move(happened))));
        deliver();
    }
    static core::Acknowledge intent(std::string happened) {
        return {core::FollowUpId(1), std::move(happened), "It is back", "The names go up"};
    }
    core::Mistake mistake() {
        return look([](flow::Tx& tx) { return tx.mistake(core::MistakeId(1)); }).value();
    }
    core::Reply receipt;
};

TEST(HeardLine, ReadsYesAndNo) {
    using namespace core;
    EXPECT_TRUE(read<HearAcknowledgement>("acknowledge answers M-3 yes").answers);
    const auto no = read<HearAcknowledgement>("ack answers M-3 no, when is it safe");
    EXPECT_FALSE(no.answers);
    EXPECT_EQ(no.text, "when is it safe");
    EXPECT_EQ(read<ShowForm>("acknowledge answers M-3 no").form, "missing");
    EXPECT_EQ(read<ShowForm>("acknowledge answers M-3 no").context, "M-3");
    EXPECT_TRUE(says(misread("acknowledge answers M-3").advice, "`acknowledge answers M-3 yes`"));
    EXPECT_EQ(read<ShowForm>("acknowledge answers came late").form, "acknowledge");
}

TEST(Acknowledgement, IsAnsweredByThoseItIsFor) {
    Acknowledged world;
    EXPECT_EQ(world.say("U2", "acknowledge answers M-1 yes").name, "refusal") << "his own";
    world.say("U1", "acknowledge answers M-1 no when is it safe again");
    world.say("U3", "acknowledge answers M-1 yes");
    world.deliver();
    auto told = world.sender.of("acknowledgement_heard");
    ASSERT_EQ(told.size(), 1u) << "a plain yes is no news for the thread";
    EXPECT_EQ(view_of(told[0])["to"]["name"].str(), "Ivan");
    world.say("U1", "acknowledge answers M-1 yes");
    ASSERT_EQ(world.mistake().heard.size(), 2u) << "the latest of a person counts";
    EXPECT_TRUE(world.mistake().heard[0].answers);
    auto status = flow::to_json(world.say("U1", "status").view);
    EXPECT_EQ(status["acknowledged"].at(0)["heard"].size(), 2u);
    EXPECT_EQ(world.say("U1", "acknowledge answers M-9 yes").name, "refusal");
}

TEST(Acknowledgement, AsksInAFormWhatIsMissing) {
    Acknowledged world;
    auto pressed = world.typed("U1", "acknowledge answers M-1 no");
    EXPECT_EQ(world.handle(pressed).view.text("line"), "acknowledge answers M-1 no");
    pressed.origin.can_open_form = true;
    EXPECT_EQ(world.handle(pressed).name, "form_missing");
    world.handle(world.intended(
        "U1", core::read_form("missing", "M-1 F-1", {{"text", "when is it safe again"}})
    ));
    EXPECT_EQ(world.mistake().heard.at(0).text, "when is it safe again");
}

TEST(Wording, FindsBlameAndLeavesMattersOfFactAlone) {
    EXPECT_EQ(core::wording_hint("Ivan Should Have asked")->said, "Should Have");
    EXPECT_EQ(core::wording_hint("It was Olga's fault, and he is careless")->said, "s fault");
    EXPECT_EQ(core::wording_hint("pure carelessness")->said, "carelessness");
    EXPECT_EQ(core::wording_hint("the negligence of all")->said, "negligence");
    EXPECT_TRUE(core::wording_hint("It was the fault of nobody else"));
    for (const auto* text :
         {"",
          "I restarted the wrong node",
          "The default of the setting changed",
          "A fault in the disk",
          "The lazyload failed to start"})
        EXPECT_FALSE(core::wording_hint(text)) << text;
}

TEST(Wording, IsHintedAtInTheReceiptAndBlocksNothing) {
    Acknowledged plain;
    EXPECT_EQ(flow::to_json(plain.receipt.view)["hint"].is_null(), true);
    Acknowledged world("Piotr should have asked");
    EXPECT_EQ(flow::to_json(world.receipt.view)["hint"]["said"].str(), "should have");
    EXPECT_EQ(world.mistake().what_happened, "Piotr should have asked");
    EXPECT_EQ(
        flow::to_json(world.say("U2", "factor M-1 he was careless").view)["hint"]["said"].str(),
        "careless"
    );
    EXPECT_TRUE(world.sender.of("wording_hint").empty());
}

TEST(Wording, IsHintedAtInADirectMessageWhereAllReadTheReceipt) {
    Acknowledged world;
    auto aloud = world.typed("U2", "factor M-1 Piotr is careless");
    aloud.origin.reply_by = core::ReplyBy::here;
    world.handle(aloud);
    world.deliver();
    ASSERT_EQ(world.sender.of("wording_hint").size(), 1u);
    EXPECT_EQ(world.sender.of("wording_hint")[0].message.user, "U2");
    EXPECT_EQ(view_of(world.sender.of("factor_added").at(0))["hint"].is_null(), true);
}

}  // namespace
}  // namespace debrief::test
