#include "storage/sqlite/migrate.hpp"

#include "bot/base/crypto.hpp"
#include "storage/sqlite/statement.hpp"

namespace debrief::storage::sqlite {
namespace {

// "DBRF": tells Debrief's databases from those of other programs.
constexpr const char* our_id = "1145197126";
constexpr const char* set_our_id = "PRAGMA application_id = 1145197126";

const Query applied_files{
    "applied_migrations", "SELECT number, name, sha256 FROM schema_migrations ORDER BY number"};
const Query note_applied{
    "note_migration",
    "INSERT INTO schema_migrations (number, name, sha256, applied_at) "
    "VALUES (?1, ?2, ?3, unixepoch() * 1000)"};

/// Rolls back unless it was kept.
class WriteTransaction {
  public:
    explicit WriteTransaction(Connection& connection) : connection_(connection) {
        connection_.execute("BEGIN IMMEDIATE");
    }
    ~WriteTransaction() {
        if (kept_) return;
        try {
            connection_.execute("ROLLBACK");
        } catch (const std::exception&) {
            // SQLite rolled back already.
        }
    }
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;
    void keep() {
        connection_.execute("COMMIT");
        kept_ = true;
    }

  private:
    Connection& connection_;
    bool kept_ = false;
};

Error refusal(const std::filesystem::path& path, const std::string& why) {
    return {Errc::storage_failed, "Cannot open " + path.string() + ": " + why};
}

/// An empty file becomes ours.
void claim_file(Connection& connection) {
    connection.execute(set_our_id);
    connection.execute(
        "CREATE TABLE schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT"
    );
}

/// How many of the files are applied; an error when they are not these.
Result<int> count_applied(
    Connection& connection, const std::filesystem::path& path, std::span<const Migration> files
) {
    Statement row(connection, applied_files);
    int count = 0;
    while (row.step()) {
        int number = 0;
        std::string name;
        std::string sum;
        row.read(number, name, sum);
        const auto index = static_cast<std::size_t>(count);
        if (index >= files.size()) {
            return refusal(
                path,
                "its schema (" + name + ") is newer than this program knows (up to " +
                    std::string(files.empty() ? "none" : files.back().name) +
                    "). Run the Debrief that wrote it, or a newer one."
            );
        }
        if (number != files[index].number || sum != crypto::hex(crypto::sha256(files[index].sql))) {
            return refusal(
                path,
                "its schema file " + name +
                    " is not the one this program has. Run the Debrief that wrote it, or restore a "
                    "backup."
            );
        }
        ++count;
    }
    return count;
}

}  // namespace

bool is_ours(Connection& connection) {
    return connection.ask("PRAGMA application_id") == our_id;
}

bool is_empty(Connection& connection) {
    return connection.ask("SELECT count(*) FROM sqlite_schema") == "0";
}

Result<MigrationReport> migrate(
    Connection& connection, const std::filesystem::path& path, std::span<const Migration> files
) {
    WriteTransaction transaction(connection);
    if (is_empty(connection)) claim_file(connection);
    const Result<int> count = count_applied(connection, path, files);
    if (!count) return count.error();
    MigrationReport report;
    report.before = *count > 0 ? files[static_cast<std::size_t>(*count) - 1].number : 0;
    report.after = report.before;
    for (const Migration& file : files.subspan(static_cast<std::size_t>(*count))) {
        connection.execute(std::string(file.sql).c_str());
        const std::string sum = crypto::hex(crypto::sha256(file.sql));
        Statement(connection, note_applied, file.number, file.name, sum).run();
        report.after = file.number;
        report.applied.emplace_back(file.name);
    }
    transaction.keep();
    return report;
}

}  // namespace debrief::storage::sqlite
