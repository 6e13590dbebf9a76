// thanks: how it is read, and who hears of it.
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

namespace debrief::test {
namespace {

using core::GiveThanks;
using core::misread;
using core::read;
using core::says;
using core::ShowForm;

std::vector<std::string> typed(const GiveThanks& thanks) {
    std::vector<std::string> names;
    for (const auto& ref : thanks.people) names.push_back(ref.typed);
    return names;
}

TEST(ThanksLine, NamesPeopleAndAReason) {
    using Names = std::vector<std::string>;
    const auto one = read<GiveThanks>("thanks @U1 for the night shift");
    EXPECT_EQ(typed(one), Names{"@U1"});
    EXPECT_EQ(one.text, "the night shift");
    EXPECT_FALSE(one.id);
    const auto three = read<GiveThanks>("Thanks F-12 to @U1, @U2 and kim@example.com: for it all");
    EXPECT_EQ(typed(three), (Names{"@U1", "@U2", "kim@example.com"}));
    EXPECT_EQ(three.id, core::FollowUpId(12));
    EXPECT_EQ(three.text, "it all");
    EXPECT_EQ(read<GiveThanks>("thanks @U1 you saved the day").text, "you saved the day");
    const auto later = read<GiveThanks>("thanks @U1 for helping @U2");
    EXPECT_EQ(typed(later), Names{"@U1"});
    EXPECT_EQ(later.text, "helping @U2");
}

TEST(ThanksLine, WithoutAReasonOpensTheForm) {
    EXPECT_EQ(read<ShowForm>("thanks").form, "thanks");
    const auto form = read<ShowForm>("thanks F-12 @U1 and @U2 for");
    EXPECT_EQ(form.context, "F-12");
    EXPECT_EQ(form.prefill, (core::Prefill{{"people", "@U1 and @U2"}}));
    EXPECT_TRUE(says(misread("thanks Olga for all").advice, "Mention them"));
}

json::Value summary(World& world, std::string_view line = "summary") {
    return flow::to_json(world.say("U1", line).view);
}

TEST(Thanks, ReachThoseThankedTheThreadAndTheSummary) {
    World world;
    world.say("U2", "open incident Database down");
    world.deliver();
    auto said = world.typed("U1", "thanks @U2 and piotr@example.com for the night shift");
    said.origin.thread = world.head_thread();
    EXPECT_EQ(world.handle(said).name, "thanks_receipt");
    world.deliver();
    const auto told = world.sender.of("thanks");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(view_of(told[0])["text"].str(), "the night shift");
    const auto received = world.sender.of("thanks_received");
    ASSERT_EQ(received.size(), 2U);
    EXPECT_EQ(view_of(received[0])["follow_up"].str(), "F-1");
    const auto view = summary(world);
    EXPECT_EQ(view["thanks"]["count"].integer(), 1);
    EXPECT_EQ(view["thanks"]["lines"].at(0)["people"].size(), 2U);
    EXPECT_EQ(summary(world, "summary service:checkout")["thanks"]["count"].integer(), 1);
    const auto kept = world.look([](flow::Tx& tx) { return tx.thanks(core::ThanksId(1)); });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->follow_up, core::FollowUpId(1));
}

TEST(Thanks, OutsideOfAThreadBelongToNoFollowUp) {
    World world;
    world.say("U2", "open incident Database down");
    world.deliver();
    EXPECT_EQ(world.say("U1", "thanks @U2 for the night shift").name, "thanks_receipt");
    world.deliver();
    EXPECT_TRUE(world.sender.of("thanks").empty());
    EXPECT_EQ(summary(world)["thanks"]["count"].integer(), 1);
    EXPECT_EQ(summary(world, "summary service:checkout")["thanks"]["count"].integer(), 0);
}

TEST(Thanks, AboutAPrivateFollowUpAreCountedAndNeverShown) {
    World world;
    world.say("U2", "open incident Breach private");
    world.say("U2", "thanks F-1 piotr@example.com for closing the Breach");
    world.deliver();
    const auto received = world.sender.of("thanks_received");
    ASSERT_EQ(received.size(), 1U);
    EXPECT_FALSE(view_of(received[0])["title"].is_string());
    const auto view = summary(world);
    EXPECT_EQ(view["thanks"]["private"].integer(), 1);
    EXPECT_EQ(json::dump(view).find("Breach"), std::string::npos);
    auto elsewhere = world.typed("U3", "thanks F-1 @U1 for it");
    elsewhere.origin.channel = World::channel("C5");
    EXPECT_EQ(world.handle(elsewhere).name, "refusal");
}

TEST(Thanks, NeedSomebodyElseWhoIsKnown) {
    World world;
    EXPECT_EQ(world.say("U1", "thanks @U1 for being me").name, "refusal");
    EXPECT_EQ(world.say("U1", "thanks @U77 for it").name, "refusal");
    EXPECT_EQ(world.say("U1", "thanks F-9 @U2 for it").name, "refusal");
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.thanks(core::ThanksId(1)); }));
}

TEST(Thanks, MoreThanFiveAreCounted) {
    World world;
    for (int i = 0; i < 7; ++i) world.say("U1", "thanks ivan@example.com for " + std::to_string(i));
    const auto view = summary(world);
    EXPECT_EQ(view["thanks"]["lines"].size(), 5U);
    EXPECT_EQ(view["thanks"]["more"].integer(), 2);
}

TEST(Thanks, TheFormOpensWithAndWithoutAFollowUp) {
    World world;
    auto asked = world.typed("U1", "thanks");
    asked.origin.can_open_form = true;
    EXPECT_EQ(world.handle(asked).name, "form_thanks");
    world.say("U2", "open incident Database down");
    world.deliver();
    asked.origin.thread = world.head_thread();
    const auto form = world.handle(asked);
    EXPECT_EQ(form.name, "form_thanks");
    EXPECT_EQ(form.view.text("context"), "F-1");
}

TEST(GoodNews, UpgradesThatWorkForAll) {
    World world;
    world.say("U2", "open upgrade Shop 2.4");
    world.say("U1", "answer works");
    world.say("U2", "open upgrade Shop 2.5");
    world.say("U1", "answer partly");
    world.say("U2", "open incident Outage");
    world.say("U1", "answer works");
    world.say("U2", "open upgrade Secret private");
    world.say("U1", "answer works");
    const auto view = summary(world);
    ASSERT_EQ(view["good_news"]["upgrades"]["count"].integer(), 1);
    EXPECT_EQ(view["good_news"]["upgrades"]["lines"].at(0)["title"].str(), "Shop 2.4");
}

}  // namespace
}  // namespace debrief::test
