// No statement walks through a table that grows: everything is found by an index.
#include "storage/sqlite/migrate.hpp"
#include "storage/sqlite/opening.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"
#include "tests/support/temp_folder.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>
#include <set>
#include <string>

namespace debrief::storage::sqlite {
namespace {

/// Statements that may walk, and how far.
const std::map<std::string, std::string>& walkers() {
    static const std::map<std::string, std::string> table{
        {"newest_follow_ups", "from the newest on, up to the limit"},
        {"broken_follow_ups", "only the broken ones, from the newest on, up to the limit"},
        {"open_follow_ups", "only the open ones, from the newest on, up to the limit"},
        {"planned_follow_ups", "only the planned ones, from the newest on, up to the limit"},
        {"open_concerns", "only the open ones, from the oldest on, up to the limit"},
        {"newest_protocols", "from the newest on, up to the limit"},
        {"newest_said", "from the newest on, up to the limit"},
        {"controls_by_due", "from the earliest due on, up to the limit"},
        {"unfinished_controls", "only the unfinished ones, from the earliest due, up to the limit"},
        {"rows_being_sent", "those being sent: a handful"},
        {"parked_rows", "from the latest on, up to the limit"},
        {"count_waiting", "the outbox, which empties itself"},
        {"count_parked", "what was given up, which is rare"},
        {"oldest_waiting", "the first row only"},
        {"last_journal_line", "the last row only"},
        {"journal_lines", "the check of the journal, which reads all of it"},
        {"search", "what the index has for the words"},
        {"unindex", "one row of the index"},
        {"index_new", "what the view brings between two numbers"},
        {"index_changed", "the one row that the view brings"},
        {"search_changed", "texts changed since the last look, up to the limit"},
        {"applied_migrations", "one row per file of the schema"}};
    return table;
}

/// Statements that may sort, and how much.
const std::map<std::string, std::string>& sorters() {
    static const std::map<std::string, std::string> table{
        {"feedback_done", "what was done in the very same moment"},
        {"said_of_service", "what was said about one service"},
        {"goal_figures", "the goals of those opened in the span"},
        {"upgrade_of", "the upgrades of one version in the window"},
        {"closed_follow_ups", "those closed in the span"},
        {"opened_follow_ups", "those opened in the span"},
        {"overdue_follow_ups", "those due before"},
        {"unacknowledged_follow_ups", "those due before, without a mistake"},
        {"controls_done", "those done in the span"},
        {"controls_created", "those created in the span"},
        {"controls_of_service", "the controls of one service"},
        {"park_reasons", "what was given up in the span"}};
    return table;
}

std::vector<std::string> plan(sqlite3* handle, const Query& query) {
    const std::string sql = std::string("EXPLAIN QUERY PLAN ") + query.sql();
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << query.name() << ": " << sqlite3_errmsg(handle);
    std::vector<std::string> steps;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        steps.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 3)));
    }
    sqlite3_finalize(statement);
    return steps;
}

class SqlitePlan : public ::testing::Test {
  protected:
    SqlitePlan() { EXPECT_TRUE(migrate(connection_, "plan.db", schema())); }

    debrief::test::TempFolder folder_;
    Connection connection_ = open_writer(folder_.path() / "plan.db", Options());
};

TEST_F(SqlitePlan, EveryStatementUsesAnIndex) {
    std::size_t looked_at = 0;
    std::set<std::string> walked;
    std::set<std::string> sorted;
    for (const Query* query = Query::first(); query != nullptr; query = query->next()) {
        ++looked_at;
        for (const std::string& step : plan(connection_.handle(), *query)) {
            if (step.starts_with("SCAN") && step != "SCAN CONSTANT ROW") {
                walked.insert(query->name());
                EXPECT_TRUE(walkers().contains(query->name())) << query->name() << ": " << step;
            }
            if (step.find("TEMP B-TREE") != std::string::npos) {
                sorted.insert(query->name());
                EXPECT_TRUE(sorters().contains(query->name())) << query->name() << ": " << step;
            }
        }
    }
    EXPECT_EQ(looked_at, Query::count());
    EXPECT_GT(looked_at, 80U);
    for (const auto& [name, why] : walkers())
        EXPECT_TRUE(walked.contains(name)) << name << " does not walk: take it out of the list";
    for (const auto& [name, why] : sorters())
        EXPECT_TRUE(sorted.contains(name)) << name << " does not sort: take it out of the list";
}

TEST_F(SqlitePlan, NamesOfStatementsAreUnique) {
    std::set<std::string> names;
    for (const Query* query = Query::first(); query != nullptr; query = query->next()) {
        EXPECT_TRUE(names.insert(query->name()).second) << query->name();
    }
}

/// The rows a statement touched, as the database counts them.
TEST_F(SqlitePlan, TheLatestOfAChannelCostsTheSameAmongManyFollowUps) {
    const core::Channel place{core::Platform::slack, "", "C1"};
    const auto steps = [&](std::int64_t until) {
        Transaction tx(connection_);
        connection_.execute("BEGIN");
        for (std::int64_t number = tx.next_follow_up().value(); number <= until; ++number) {
            core::FollowUp record;
            record.id = core::FollowUpId(number);
            record.state = core::FollowUpState::closed;
            record.closed_at = core::UtcTime(core::Duration(number));
            record.channels = {place};
            tx.save(record);
        }
        connection_.execute("COMMIT");
        EXPECT_EQ(tx.latest_in(place)->id.value(), until);
        // SQLite counts the steps of its own machine.
        std::int64_t total = 0;
        for (sqlite3_stmt* each = sqlite3_next_stmt(connection_.handle(), nullptr); each != nullptr;
             each = sqlite3_next_stmt(connection_.handle(), each)) {
            const std::string_view sql = sqlite3_sql(each);
            const int count = sqlite3_stmt_status(each, SQLITE_STMTSTATUS_VM_STEP, 1);
            if (sql.find("follow_up_channels_latest") != std::string_view::npos) total += count;
        }
        return total;
    };
    const std::int64_t among_ten = steps(10);
    EXPECT_GT(among_ten, 0);
    EXPECT_EQ(steps(5'000), among_ten);
}

}  // namespace
}  // namespace debrief::storage::sqlite
