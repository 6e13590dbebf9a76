// When the disk fails under SQLite: nothing is trusted any more, and everybody is told why.
#include "storage/sqlite/journal_check.hpp"
#include "storage/sqlite/store.hpp"
#include "tests/storage/faulty_disk.hpp"
#include "tests/storage/samples.hpp"
#include "tests/support/temp_store.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

namespace debrief::storage::test {
namespace {

namespace asio = boost::asio;

using debrief::test::run_coroutine;
using debrief::test::TempStore;
using ::testing::HasSubstr;

Options on_faulty_disk() {
    Options options;  // durable: the log is synced
    options.vfs = faulty_disk();
    return options;
}

void expect_failed(TempStore& temp, const std::string& words) {
    const flow::Job nothing = [](flow::Tx& tx) { static_cast<void>(tx.next_follow_up()); };
    for (const auto call : {&flow::Store::transact, &flow::Store::read}) {
        const Status later = run_coroutine(temp.context(), (temp.store().*call)(nothing));
        ASSERT_FALSE(later);
        EXPECT_EQ(later.error().code(), Errc::storage_failed);
        EXPECT_THAT(later.error().what(), HasSubstr(words));
        EXPECT_THAT(later.error().what(), HasSubstr(temp.path().string()));
    }
    ASSERT_TRUE(temp.store().failure());
    EXPECT_EQ(temp.store().failure()->code(), Errc::storage_failed);
    EXPECT_THAT(temp.store().failure()->what(), HasSubstr(words));
}

Status save_number(TempStore& temp, std::int64_t number) {
    const flow::Job job = [&](flow::Tx& tx) { tx.save(follow_up(number)); };
    return run_coroutine(temp.context(), temp.store().transact(job));
}

TEST(SqliteFailure, AFullDiskStopsTheStoreAndLosesNothingThatWasCommitted) {
    const Repair repair;
    TempStore temp(on_faulty_disk());
    ASSERT_TRUE(save_number(temp, 1));
    disk_faults().log_write = SQLITE_FULL;
    const Status failed = save_number(temp, 2);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), Errc::storage_failed);
    EXPECT_THAT(failed.error().what(), HasSubstr("disk is full"));
    disk_faults().log_write = 0;  // too late: the store stays closed
    expect_failed(temp, "disk is full");
    temp.reopen();
    EXPECT_EQ(temp.read([](flow::Tx& tx) { return numbers(tx.follow_ups({})); }), (Numbers{1}));
}

TEST(SqliteFailure, AFailedSyncOfTheCommitStopsTheStore) {
    const Repair repair;
    TempStore temp(on_faulty_disk());
    ASSERT_TRUE(save_number(temp, 1));
    disk_faults().log_sync = SQLITE_IOERR_FSYNC;
    const Status failed = save_number(temp, 2);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), Errc::storage_failed);
    expect_failed(temp, "disk reported an error");
}

TEST(SqliteFailure, WhoeverWaitsIsToldToo) {
    const Repair repair;
    TempStore temp(on_faulty_disk());
    disk_faults().log_write = SQLITE_IOERR_WRITE;
    int failed = 0;
    std::vector<flow::Job> jobs;
    for (std::int64_t number = 1; number <= 200; ++number) {
        jobs.emplace_back([number](flow::Tx& tx) { tx.save(follow_up(number)); });
    }
    for (const auto& job : jobs) {
        asio::co_spawn(
            temp.context(),
            temp.store().transact(job),
            [&](std::exception_ptr, const Status& status) {
                if (!status && status.error().code() == Errc::storage_failed) ++failed;
            }
        );
    }
    temp.context().restart();
    temp.context().run();
    EXPECT_EQ(failed, 200);
}

TEST(SqliteFailure, AnErrorThatAJobHidesStillStopsTheStore) {
    const Repair repair;
    TempStore temp(on_faulty_disk());
    temp.write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    temp.reopen();  // nothing is in memory
    const flow::Job hiding = [](flow::Tx& tx) {
        disk_faults().data_read = SQLITE_IOERR_READ;
        try {
            static_cast<void>(tx.follow_up(core::FollowUpId(1)));
        } catch (const std::exception&) {
            // Pretends that all is well.
        }
        disk_faults().data_read = 0;
    };
    const Status failed = run_coroutine(temp.context(), temp.store().transact(hiding));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), Errc::storage_failed);
    expect_failed(temp, "disk reported an error");
}

TEST(SqliteFailure, ADiskThatFailsUnderAReaderStopsTheStore) {
    const Repair repair;
    TempStore temp(on_faulty_disk());
    temp.write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    temp.reopen();
    disk_faults().data_read = SQLITE_IOERR_READ;
    const flow::Job look = [](flow::Tx& tx) {
        static_cast<void>(tx.follow_up(core::FollowUpId(1)));
    };
    const Status failed = run_coroutine(temp.context(), temp.store().read(look));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), Errc::storage_failed);
    disk_faults().data_read = 0;
    expect_failed(temp, "disk reported an error");
}

TEST(SqliteFailure, ACheckpointThatFailsStopsTheStore) {
    const Repair repair;
    Options options = on_faulty_disk();
    options.checkpoint_pages = 1;
    TempStore temp(options);
    disk_faults().data_write = SQLITE_FULL;
    // The COMMIT is in the log and good; copying the log afterwards is not.
    EXPECT_TRUE(save_number(temp, 1));
    const Status second = save_number(temp, 2);
    ASSERT_FALSE(second);
    expect_failed(temp, "disk is full");
    disk_faults().data_write = 0;
    temp.reopen();
    EXPECT_EQ(temp.read([](flow::Tx& tx) { return numbers(tx.follow_ups({})); }), (Numbers{1}));
}

TEST(SqliteFailure, ADamagedPageStopsTheStore) {
    TempStore temp;
    temp.write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    temp.close();
    // The first page of the table of follow-ups becomes rubbish.
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(temp.path().c_str(), &handle), SQLITE_OK);
    std::int64_t page = 0;
    const auto take = [](void* to, int, char** values, char**) {
        *static_cast<std::int64_t*>(to) = std::stoll(values[0]);
        return 0;
    };
    ASSERT_EQ(
        sqlite3_exec(
            handle,
            "SELECT rootpage FROM sqlite_schema WHERE name = 'follow_ups'",
            take,
            &page,
            nullptr
        ),
        SQLITE_OK
    );
    sqlite3_close(handle);
    {
        std::fstream file(temp.path(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp((page - 1) * 4096);
        file << std::string(4096, '\x7F');
    }
    temp.open();
    const flow::Job look = [](flow::Tx& tx) {
        static_cast<void>(tx.follow_up(core::FollowUpId(1)));
    };
    const Status failed = run_coroutine(temp.context(), temp.store().transact(look));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), Errc::storage_failed);
    EXPECT_THAT(failed.error().what(), HasSubstr("damaged"));
    EXPECT_THAT(failed.error().what(), HasSubstr("backup"));
    EXPECT_TRUE(temp.store().failure());
}

TEST(SqliteFailure, AStrangerWhoHoldsTheLockMakesItBusyForAWhile) {
    Options options = TempStore::quick();
    options.lock_wait = std::chrono::milliseconds(1);
    TempStore temp(options);
    sqlite3* stranger = nullptr;
    ASSERT_EQ(sqlite3_open(temp.path().c_str(), &stranger), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(stranger, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const Status refused = save_number(temp, 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::busy);
    EXPECT_THAT(refused.error().what(), HasSubstr("another program"));
    EXPECT_FALSE(temp.store().failure());
    ASSERT_EQ(sqlite3_exec(stranger, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(stranger);
    EXPECT_TRUE(save_number(temp, 1));
}

}  // namespace
}  // namespace debrief::storage::test
