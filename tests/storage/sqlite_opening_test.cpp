// Every way in which a database cannot be opened says what to do.
#include "storage/sqlite/journal_check.hpp"
#include "storage/sqlite/store.hpp"
#include "tests/storage/samples.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/temp_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <unistd.h>

namespace debrief::storage::test {
namespace {

namespace asio = boost::asio;

using debrief::test::TempFolder;
using debrief::test::TempStore;
using std::filesystem::perms;
using ::testing::HasSubstr;

class SqliteOpening : public ::testing::Test {
  protected:
    [[nodiscard]] std::filesystem::path file(const std::string& name = "debrief.db") const {
        return folder_.path() / name;
    }
    [[nodiscard]] Result<std::unique_ptr<flow::Store>> open(const std::filesystem::path& path) {
        return open_sqlite(context_.get_executor(), path, options_);
    }
    /// Nothing opens it: not the store, nor a migration.
    void expect_refused(
        const std::filesystem::path& path, Errc code, const std::string& why, const std::string& do_
    ) {
        const auto opened = open(path);
        ASSERT_FALSE(opened);
        const auto migrated = migrate_sqlite(path, options_);
        ASSERT_FALSE(migrated);
        for (const Error& error : {opened.error(), migrated.error()}) {
            EXPECT_EQ(error.code(), code);
            EXPECT_THAT(error.what(), HasSubstr(path.string()));
            EXPECT_THAT(error.what(), HasSubstr(why));
            EXPECT_THAT(error.what(), HasSubstr(do_));
        }
    }
    void run_sql(const std::filesystem::path& path, const char* sql) {
        sqlite3* handle = nullptr;
        ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(handle);
        sqlite3_close(handle);
    }

    TempFolder folder_;
    asio::io_context context_{1};
    Options options_ = TempStore::quick();
};

/// Without root's right to do everything, until the end of the scope.
class Unprivileged {
  public:
    Unprivileged() {
        if (root_ && ::seteuid(65534) != 0) throw std::runtime_error("seteuid failed");
    }
    ~Unprivileged() {
        if (root_ && ::seteuid(0) != 0) std::abort();
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

  private:
    bool root_ = ::geteuid() == 0;
};

TEST_F(SqliteOpening, AMissingFolder) {
    expect_refused(file("none/debrief.db"), Errc::storage_failed, "there is no folder", "Create");
}

TEST_F(SqliteOpening, AFolderInPlaceOfAFile) {
    expect_refused(folder_.path(), Errc::storage_failed, "is a folder", "Name a file");
}

TEST_F(SqliteOpening, AFileThatIsNoDatabase) {
    std::ofstream(file()) << std::string(10'000, 'x');
    expect_refused(file(), Errc::storage_failed, "not a database of Debrief", "Name another file");
}

TEST_F(SqliteOpening, ADatabaseOfAnotherProgram) {
    run_sql(file(), "CREATE TABLE songs (title TEXT)");
    expect_refused(file(), Errc::storage_failed, "of another program", "Name another file");
}

TEST_F(SqliteOpening, ADamagedSchema) {
    ASSERT_TRUE(open(file()));
    {
        std::fstream broken(file(), std::ios::in | std::ios::out | std::ios::binary);
        broken.seekp(100);
        broken << std::string(3'000, '\x7F');
    }
    expect_refused(file(), Errc::storage_failed, "damaged", "backup");
}

TEST_F(SqliteOpening, AReadOnlyFile) {
    ASSERT_TRUE(open(file()));
    std::filesystem::remove(file("debrief.db-lock"));
    std::filesystem::permissions(folder_.path(), perms::all);
    std::filesystem::permissions(
        file(), perms::owner_read | perms::group_read | perms::others_read
    );
    const Unprivileged scope;
    expect_refused(file(), Errc::storage_failed, "read-only", "write to both");
}

TEST_F(SqliteOpening, AReadOnlyFolder) {
    ASSERT_TRUE(open(file()));
    std::filesystem::remove(file("debrief.db-lock"));
    std::filesystem::permissions(file(), perms::all);
    const auto read_only =
        perms::all & ~(perms::owner_write | perms::group_write | perms::others_write);
    std::filesystem::permissions(folder_.path(), read_only);
    {
        const Unprivileged scope;
        expect_refused(file(), Errc::storage_failed, "Permission denied", "write to this folder");
        expect_refused(file("new.db"), Errc::storage_failed, "Permission denied", "write to");
        options_.single = false;
        expect_refused(file(), Errc::storage_failed, "read-only", "write to both");
    }
    std::filesystem::permissions(folder_.path(), perms::owner_all);
}

TEST_F(SqliteOpening, AFileThatMayNotBeRead) {
    ASSERT_TRUE(open(file()));
    std::filesystem::remove(file("debrief.db-lock"));
    std::filesystem::permissions(folder_.path(), perms::all);
    std::filesystem::permissions(file(), perms::none);
    const Unprivileged scope;
    expect_refused(file(), Errc::storage_failed, "cannot be opened", "read and write it");
}

TEST_F(SqliteOpening, ASecondDebrief) {
    const auto first = open(file());
    ASSERT_TRUE(first);
    expect_refused(file(), Errc::busy, "another Debrief", "Stop that one");
    // Looking on is allowed to whoever says so.
    options_.single = false;
    EXPECT_TRUE(open(file()));
    // A store that stopped lets the next one in.
    (*first)->stop();
    options_.single = true;
    EXPECT_TRUE(open(file()));
}

TEST_F(SqliteOpening, AnotherProgramThatHoldsALock) {
    ASSERT_TRUE(open(file()));
    sqlite3* stranger = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &stranger), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(stranger, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    options_.lock_wait = std::chrono::milliseconds(1);
    expect_refused(file(), Errc::busy, "another program is using", "try again");
    sqlite3_close(stranger);
}

TEST_F(SqliteOpening, AFileThatMustExistButDoesNot) {
    options_.create = false;
    expect_refused(file(), Errc::storage_failed, "cannot be opened", "exists");
    EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(SqliteOpening, ANewerSchema) {
    ASSERT_TRUE(open(file()));
    run_sql(file(), "INSERT INTO schema_migrations VALUES (999, '999.sql', 'x', 0)");
    expect_refused(file(), Errc::storage_failed, "999.sql", "or a newer one");
}

TEST_F(SqliteOpening, ASchemaThatWasChangedAfterItWasApplied) {
    ASSERT_TRUE(open(file()));
    run_sql(file(), "UPDATE schema_migrations SET sha256 = 'x' WHERE number = 1");
    expect_refused(file(), Errc::storage_failed, "001.sql", "restore a backup");
}

TEST_F(SqliteOpening, ARefusedDatabaseIsLeftAsItWas) {
    const auto content = [&] {
        std::ifstream stream(file(), std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    run_sql(file(), "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('Mine')");
    const std::string before = content();
    ASSERT_FALSE(before.empty());
    EXPECT_FALSE(open(file()));
    EXPECT_EQ(content(), before);
}

TEST_F(SqliteOpening, TheJournalOfAnythingElseCannotBeChecked) {
    EXPECT_FALSE(verify_journal(file()));
    EXPECT_FALSE(std::filesystem::exists(file()));
    std::ofstream(file()) << std::string(10'000, 'x');
    const auto checked = verify_journal(file());
    ASSERT_FALSE(checked);
    EXPECT_THAT(checked.error().what(), HasSubstr("not a database of Debrief"));
    run_sql(file("songs.db"), "CREATE TABLE songs (title TEXT)");
    EXPECT_FALSE(verify_journal(file("songs.db")));
}

TEST_F(SqliteOpening, TheJournalCanBeCheckedWhileTheStoreRuns) {
    TempStore temp;
    temp.write([](flow::Tx& tx) {
        tx.append({});
        tx.append({});
    });
    const auto checked = verify_journal(temp.path());
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->lines, 2);
    EXPECT_EQ(checked->last_hash.size(), 64U);
    EXPECT_FALSE(checked->broken);
}

}  // namespace
}  // namespace debrief::storage::test
