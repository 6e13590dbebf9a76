#include "tests/support/world.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using core::FollowUpState;
using core::Reply;

TEST(Inbox, GivesTheSameAnswerToARepeatedCommandAndActsOnce) {
    World world;
    auto command = world.typed("U1", "open incident Mail was down");
    auto first = world.handle("slack:command:1", command);
    auto second = world.handle("slack:command:1", command);
    EXPECT_EQ(first.name, "opened");
    EXPECT_EQ(first, second);
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(2)); }));
}

TEST(Inbox, RemembersAnswersOverARestart) {
    World world;
    auto command = world.typed("U1", "open incident Mail was down");
    auto first = world.handle("slack:command:1", command);
    world.restart();
    EXPECT_EQ(world.handle("slack:command:1", command), first);
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(2)); }));
}

TEST(Inbox, AnswersAreTheSameAfterAnythingElseHappened) {
    World world;
    world.say("U1", "open incident Mail was down");
    auto answer = world.typed("U1", "answer broken");
    auto first = world.handle("answer-1", answer);
    world.say("U1", "answer works");
    EXPECT_EQ(world.handle("answer-1", answer), first);
    EXPECT_EQ(world.follow_up().works, 1);
    EXPECT_EQ(world.follow_up().broken, 0);
}

TEST(Inbox, ReadingCommandsLeaveNoTrace) {
    World world;
    world.say("U1", "open incident Mail was down");
    world.deliver();
    auto before = world.look([](flow::Tx& tx) { return tx.outbox_figures(); });
    EXPECT_EQ(world.handle("look", world.typed("U1", "status")).name, "status");
    EXPECT_FALSE(world.look([](flow::Tx& tx) { return tx.reply_to("look"); }));
    auto after = world.look([](flow::Tx& tx) { return tx.outbox_figures(); });
    EXPECT_EQ(before.waiting, after.waiting);
}

TEST(Inbox, PostsTheReplyWhereNobodyWaitsOnTheLine) {
    World world;
    world.say("U1", "open incident Mail was down");
    world.deliver();
    auto pressed = world.typed("U1", "answer works F-1");
    pressed.origin.reply_by = core::ReplyBy::post;
    pressed.origin.thread = world.head_thread();
    EXPECT_EQ(world.handle(pressed).kind, Reply::Kind::silent);
    world.deliver();
    auto receipts = world.sender.of("answered");
    ASSERT_EQ(receipts.size(), 1u);
    EXPECT_EQ(receipts[0].message.action, flow::Outgoing::Action::ephemeral);
    EXPECT_EQ(receipts[0].message.user, "U1");
    EXPECT_EQ(receipts[0].message.thread, world.head_thread());
}

TEST(Inbox, ThreePeoplePressAtOnceAndEachCounts) {
    World world;
    world.say("U1", "open incident Mail was down");
    std::vector<std::string> users{"U1", "U2", "U3"};
    std::size_t answered = 0;
    auto press = [&](std::string user) -> asio::awaitable<void> {
        auto command = world.typed(user, "answer partly F-1");
        auto reply = co_await world.inbox->handle("press-" + user, std::move(command));
        if (reply) ++answered;
    };
    for (const auto& user : users)
        asio::co_spawn(world.store.context(), press(user), [](std::exception_ptr) {});
    world.store.context().restart();
    while (answered < users.size()) world.store.context().run_one();
    EXPECT_EQ(world.follow_up().partly, 3);
}

TEST(Inbox, AReplyThatComesBeforeItsThreadIsKnownIsAskedForAgain) {
    World world;
    world.say(
        "U1", "open incident Mail was down"
    );  // its head is on the way, its id not recorded yet
    auto reply = world.intended("U3", core::ThreadReply{"it was slow"});
    reply.origin.thread = "1.0";
    reply.origin.message = "2.0";
    auto first =
        run_coroutine(world.store.context(), world.inbox->handle("slack:message:2.0", reply));
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code(), Errc::busy);
    world.deliver();
    ASSERT_EQ(world.head_thread(), "1.0");
    world.handle("slack:message:2.0", reply);
    EXPECT_EQ(world.follow_up().feedback_count, 1);
}

}  // namespace
}  // namespace debrief::test
