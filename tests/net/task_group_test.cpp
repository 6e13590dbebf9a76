#include "bot/net/task_group.hpp"

#include "bot/base/log.hpp"
#include "bot/net/deadline.hpp"
#include "tests/support/run_coroutine.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace debrief::net {
namespace {

using namespace std::chrono_literals;
using test::run_coroutine;

asio::awaitable<void> wait_for_ever(bool& ended) {
    co_await sleep_for(1h);
    ended = true;
}
asio::awaitable<void> throw_at_once() {
    throw std::runtime_error("the reason");
    co_return;
}
asio::awaitable<void> ignore_cancellation() {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await sleep_for(200ms);
}
asio::awaitable<void> cancel_and_end(TaskGroup& group, bool throws) {
    group.cancel();
    if (throws) throw std::runtime_error("the reason");
    co_return;
}

class TaskGroupTest : public testing::Test {
  protected:
    asio::io_context context_;
    TaskGroup group_{context_.get_executor()};
};

TEST_F(TaskGroupTest, CancelWakesTasksAndJoinWaitsForThem) {
    bool first = false;
    bool second = false;
    group_.spawn("first", wait_for_ever(first));
    group_.spawn("second", wait_for_ever(second));
    context_.poll();
    EXPECT_EQ(group_.running(), (std::vector<std::string>{"first", "second"}));
    group_.cancel();
    EXPECT_TRUE(run_coroutine(context_, group_.join(1s)));
    EXPECT_TRUE(first && second) << "sleep_for returns early instead of throwing";
    EXPECT_TRUE(group_.running().empty());
}

TEST_F(TaskGroupTest, JoinGivesUpAndNamesWhoIsLeft) {
    group_.spawn("stubborn", ignore_cancellation());
    context_.poll();
    group_.cancel();
    EXPECT_FALSE(run_coroutine(context_, group_.join(10ms)));
    EXPECT_EQ(group_.running(), std::vector<std::string>{"stubborn"});
    EXPECT_TRUE(run_coroutine(context_, group_.join(5s)));
}

TEST_F(TaskGroupTest, ATaskMayCancelTheGroupBeforeTheOthersStart) {
    bool ended = false;
    group_.spawn("first", cancel_and_end(group_, false));
    group_.spawn("second", cancel_and_end(group_, true));
    group_.spawn("third", wait_for_ever(ended));
    EXPECT_TRUE(run_coroutine(context_, group_.join(5s)));
}

TEST_F(TaskGroupTest, ATaskSpawnedAfterCancelEndsToo) {
    bool ended = false;
    group_.cancel();
    group_.spawn("late", wait_for_ever(ended));
    EXPECT_TRUE(run_coroutine(context_, group_.join(1s)));
}

TEST_F(TaskGroupTest, AnEscapedExceptionIsLoggedWithTheName) {
    std::string line;
    log::set_sink([&](std::string_view written) { line = written; });
    group_.spawn("fragile", throw_at_once());
    EXPECT_TRUE(run_coroutine(context_, group_.join(1s)));
    log::set_sink(nullptr);
    EXPECT_NE(line.find("fragile"), std::string::npos);
    EXPECT_NE(line.find("the reason"), std::string::npos);
}

TEST_F(TaskGroupTest, JoiningNobodyReturnsAtOnce) {
    EXPECT_TRUE(run_coroutine(context_, group_.join(0ms)));
}

}  // namespace
}  // namespace debrief::net
