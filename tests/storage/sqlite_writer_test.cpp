// The writer: who waits together is committed together, and the log does not grow for ever.
#include "storage/sqlite/store.hpp"
#include "tests/storage/samples.hpp"
#include "tests/support/temp_store.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include <future>
#include <mutex>

namespace debrief::storage::test {
namespace {

namespace asio = boost::asio;

using debrief::test::TempStore;

/// Remembers every COMMIT; told from the writer's thread.
class Commits {
  public:
    void add(const Commit& commit) {
        const std::lock_guard lock(mutex_);
        all_.push_back(commit);
    }
    std::vector<Commit> all() {
        const std::lock_guard lock(mutex_);
        return all_;
    }

  private:
    std::mutex mutex_;
    std::vector<Commit> all_;
};

TEST(SqliteWriter, WhoWaitsTogetherSharesOneCommit) {
    Commits commits;
    Options options = TempStore::quick();
    options.max_group = 8;
    options.on_commit = [&](const Commit& commit) { commits.add(commit); };
    TempStore temp(options);
    std::promise<void> entered;
    std::promise<void> opened;
    const flow::Job blocker = [&](flow::Tx&) {
        entered.set_value();
        opened.get_future().wait();
    };
    const flow::Job job = [](flow::Tx& tx) { tx.save(follow_up(tx.next_follow_up().value())); };
    const auto ignore = [](std::exception_ptr, const Status& status) { EXPECT_TRUE(status); };
    asio::co_spawn(temp.context(), temp.store().transact(blocker), ignore);
    temp.context().poll();
    entered.get_future().wait();
    for (int i = 0; i < 12; ++i) {
        asio::co_spawn(temp.context(), temp.store().transact(job), ignore);
    }
    temp.context().restart();
    temp.context().poll();
    opened.set_value();
    temp.context().restart();
    temp.context().run();
    temp.store().stop();
    const auto all = commits.all();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].jobs, 1U);
    EXPECT_EQ(all[0].queued, 12U);
    EXPECT_EQ(all[1].jobs, 8U);
    EXPECT_EQ(all[1].queued, 4U);
    EXPECT_EQ(all[2].jobs, 4U);
}

TEST(SqliteWriter, TheLogIsCopiedAndUsedAgain) {
    Options options = TempStore::quick();
    options.checkpoint_pages = 20;
    TempStore temp(options);
    const std::filesystem::path log = temp.path().string() + "-wal";
    for (std::int64_t number = 1; number <= 200; ++number) {
        temp.write([&](flow::Tx& tx) { tx.save(follow_up(number)); });
    }
    // About 2000 pages were written; the log is no longer than the making of the schema made it.
    EXPECT_LT(std::filesystem::file_size(log), 200U * 4'120U);
    temp.close();
    EXPECT_FALSE(std::filesystem::exists(log));
}

TEST(SqliteWriter, ALogThatAReaderMadeLongIsCutAfterwards) {
    Options options = TempStore::quick();
    options.checkpoint_pages = 20;
    options.truncate_pages = 300;
    TempStore temp(options);
    const std::filesystem::path log = temp.path().string() + "-wal";
    std::promise<void> entered;
    std::promise<void> opened;
    const flow::Job slow = [&](flow::Tx& tx) {
        static_cast<void>(tx.next_follow_up());
        entered.set_value();
        opened.get_future().wait();
    };
    bool read = false;
    const auto done = [&](std::exception_ptr, const Status& status) { read = status.has_value(); };
    asio::co_spawn(temp.context(), temp.store().read(slow), done);
    temp.context().poll();
    entered.get_future().wait();
    std::int64_t number = 1;
    temp.write([&](flow::Tx& tx) { tx.save(follow_up(number++)); });
    // While somebody reads the old state, the log has to keep the new one.
    while (std::filesystem::file_size(log) < 400U * 4'120U) {
        temp.write([&](flow::Tx& tx) { tx.save(follow_up(number++)); });
        ASSERT_LT(number, 1'000);
    }
    opened.set_value();
    for (int i = 0; i < 100; ++i) {
        temp.write([&](flow::Tx& tx) { tx.save(follow_up(number++)); });
    }
    EXPECT_LT(std::filesystem::file_size(log), 100U * 4'120U);
    temp.store().stop();
    temp.context().restart();
    temp.context().run();
    EXPECT_TRUE(read);
}

}  // namespace
}  // namespace debrief::storage::test
