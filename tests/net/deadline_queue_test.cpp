#include "bot/net/deadline_queue.hpp"

#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include <string>

namespace debrief::net {
namespace {

using namespace std::chrono_literals;

class Guest final : public Waiter {
  public:
    Guest(std::string& diary, char name) : diary_(diary), name_(name) {}
    void expired() override { diary_ += name_; }

  private:
    std::string& diary_;
    char name_;
};

class DeadlineQueueTest : public testing::Test {
  protected:
    asio::io_context context_;
    std::string diary_;
    Guest a_{diary_, 'a'};
    Guest b_{diary_, 'b'};
};

TEST_F(DeadlineQueueTest, ExpiresInOrderOfArrivalAndThenRests) {
    DeadlineQueue queue(context_.get_executor(), 5ms);
    queue.add(b_);
    queue.add(a_);
    const auto start = std::chrono::steady_clock::now();
    context_.run();  // returns: nothing keeps it alive once everybody expired
    EXPECT_EQ(diary_, "ba");
    EXPECT_GE(std::chrono::steady_clock::now() - start, 4ms);
}

TEST_F(DeadlineQueueTest, WhoLeavesDoesNotExpire) {
    DeadlineQueue queue(context_.get_executor(), 5ms);
    queue.add(a_);
    queue.add(b_);
    DeadlineQueue::remove(a_);
    DeadlineQueue::remove(a_);
    {
        Guest gone(diary_, 'x');
        queue.add(gone);
    }
    context_.run();
    EXPECT_EQ(diary_, "b");
}

TEST_F(DeadlineQueueTest, ComingAgainStartsTheWaitAgain) {
    DeadlineQueue queue(context_.get_executor(), 5ms);
    queue.add(a_);
    queue.add(b_);
    queue.add(a_);
    context_.run();
    EXPECT_EQ(diary_, "ba");
}

TEST_F(DeadlineQueueTest, MovingToAnotherQueueEndsTheFirstWait) {
    DeadlineQueue soon(context_.get_executor(), 5ms);
    DeadlineQueue later(context_.get_executor(), 15ms);
    soon.add(a_);
    soon.add(b_);
    later.add(a_);
    context_.run();
    EXPECT_EQ(diary_, "ba");
}

TEST_F(DeadlineQueueTest, ADestroyedOrClosedQueueIsSilent) {
    {
        DeadlineQueue queue(context_.get_executor(), 0ms);
        queue.add(a_);
    }
    DeadlineQueue closed(context_.get_executor(), 0ms);
    closed.add(b_);
    closed.close();
    context_.run();
    EXPECT_EQ(diary_, "");
}

}  // namespace
}  // namespace debrief::net
