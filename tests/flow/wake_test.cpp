#include "bot/flow/wake.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

namespace debrief::flow {
namespace {

constexpr std::chrono::hours long_enough{1};

class WakeTest : public testing::Test {
  protected:
    asio::awaitable<void> wait() {
        co_await wake_.wait(long_enough);
        ++woken_;
    }
    void start(int waiters) {
        for (int i = 0; i < waiters; ++i)
            asio::co_spawn(context_, wait(), [](const std::exception_ptr&) {});
        run();
    }
    void notify() {
        wake_.notify();
        run();
    }
    void run() {
        context_.restart();
        context_.poll();
    }

    asio::io_context context_{1};
    Wake wake_{context_.get_executor()};
    int woken_ = 0;
};

TEST_F(WakeTest, WakesOneForEachHint) {
    start(3);
    EXPECT_EQ(woken_, 0);
    notify();
    EXPECT_EQ(woken_, 1);
    notify();
    EXPECT_EQ(woken_, 2);
}

TEST_F(WakeTest, TwoHintsAtOnceWakeTwo) {
    start(3);
    wake_.notify();
    notify();
    EXPECT_EQ(woken_, 2);
}

TEST_F(WakeTest, KeepsAHintForWhoComesNext) {
    notify();
    notify();
    start(2);
    EXPECT_EQ(woken_, 1);
}

TEST_F(WakeTest, AHintThatWokeSomebodyIsUsedUp) {
    start(1);
    notify();
    start(1);
    EXPECT_EQ(woken_, 1);
}

}  // namespace
}  // namespace debrief::flow
