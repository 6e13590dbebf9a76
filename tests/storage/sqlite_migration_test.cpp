// Migrations: numbered, all or nothing, never edited.
#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/migrate.hpp"
#include "storage/sqlite/store.hpp"
#include "tests/support/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debrief::storage::sqlite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SqliteMigration : public ::testing::Test {
  protected:
    using Files = std::vector<Migration>;

    Result<MigrationReport> apply(const Files& files) {
        return migrate(connection_, "test.db", files);
    }
    std::string count(const std::string& table) {
        return connection_.ask(
            ("SELECT count(*) FROM sqlite_schema WHERE name = '" + table + "'").c_str()
        );
    }

    debrief::test::TempFolder folder_;
    Connection connection_{folder_.path() / "test.db", Connection::Mode::create};
    const Migration one_{1, "001.sql", "CREATE TABLE one (x INTEGER) STRICT"};
    const Migration two_{2, "002.sql", "CREATE TABLE two (x INTEGER) STRICT; DROP TABLE one"};
};

TEST_F(SqliteMigration, AppliesWhatIsMissingInOrder) {
    const auto first = apply({one_});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->before, 0);
    EXPECT_EQ(first->after, 1);
    EXPECT_THAT(first->applied, ElementsAre("001.sql"));
    const auto second = apply({one_, two_});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->before, 1);
    EXPECT_EQ(second->after, 2);
    EXPECT_THAT(second->applied, ElementsAre("002.sql"));
    EXPECT_EQ(count("one"), "0");
    EXPECT_EQ(count("two"), "1");
    const auto third = apply({one_, two_});
    ASSERT_TRUE(third);
    EXPECT_EQ(third->after, 2);
    EXPECT_THAT(third->applied, IsEmpty());
}

TEST_F(SqliteMigration, AFileThatFailsLeavesNothingBehind) {
    const Migration broken{2, "002.sql", "CREATE TABLE two (x INTEGER) STRICT; NONSENSE"};
    EXPECT_THROW(static_cast<void>(apply({one_, broken})), DatabaseError);
    EXPECT_EQ(count("one"), "0");
    EXPECT_EQ(count("schema_migrations"), "0");
    EXPECT_TRUE(apply({one_, two_}));
}

TEST_F(SqliteMigration, AnEditedFileIsRefused) {
    ASSERT_TRUE(apply({one_}));
    const Migration edited{1, "001.sql", "CREATE TABLE one (x INTEGER, y INTEGER) STRICT"};
    const auto refused = apply({edited, two_});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what(), HasSubstr("001.sql"));
    EXPECT_EQ(count("two"), "0");
}

TEST_F(SqliteMigration, AProgramThatIsTooOldIsRefused) {
    ASSERT_TRUE(apply({one_, two_}));
    const auto refused = apply({one_});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what(), HasSubstr("newer"));
}

TEST_F(SqliteMigration, OurOwnFilesAreNumberedWithoutGaps) {
    ASSERT_FALSE(schema().empty());
    int expected = 1;
    for (const Migration& file : schema()) {
        EXPECT_EQ(file.number, expected++);
        EXPECT_THAT(file.sql, HasSubstr("STRICT"));
    }
}

TEST_F(SqliteMigration, TheVerbReportsWhatItDid) {
    const auto path = folder_.path() / "verb.db";
    const auto first = migrate_sqlite(path);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->before, 0);
    EXPECT_EQ(first->after, schema().back().number);
    EXPECT_EQ(first->applied.size(), schema().size());
    const auto again = migrate_sqlite(path);
    ASSERT_TRUE(again);
    EXPECT_THAT(again->applied, IsEmpty());
}

}  // namespace
}  // namespace debrief::storage::sqlite
