#include "storage/sqlite/opening.hpp"

#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/migrate.hpp"
#include "storage/sqlite/ranking.hpp"

#include <sqlite3.h>

#include <string>

namespace debrief::storage::sqlite {
namespace {

const char* layer(const Options& options) {
    return options.vfs.empty() ? nullptr : options.vfs.c_str();
}

/// First of all, because every later pragma may meet a lock.
void set_lock_wait(Connection& connection, const Options& options) {
    sqlite3_busy_timeout(connection.handle(), static_cast<int>(options.lock_wait.count()));
}

[[noreturn]] void throw_foreign() {
    throw DatabaseError(SQLITE_NOTADB, "it is the database of another program");
}

}  // namespace

Status check_place(const std::filesystem::path& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        return Error(
            Errc::storage_failed,
            "Cannot open " + path.string() + ": it is a folder. Name a file in it."
        );
    }
    const auto folder = path.parent_path();
    if (!folder.empty() && !std::filesystem::is_directory(folder, ignored)) {
        return Error(
            Errc::storage_failed,
            "Cannot open " + path.string() + ": there is no folder " + folder.string() +
                ". Create it, or name a file elsewhere."
        );
    }
    return {};
}

Connection open_writer(const std::filesystem::path& path, const Options& options) {
    const auto how = options.create ? Connection::Mode::create : Connection::Mode::write;
    Connection connection(path, how, layer(options));
    set_lock_wait(connection, options);
    // SQLite opens read-only, without a word, what it may not write.
    if (sqlite3_db_readonly(connection.handle(), "main") == 1) {
        throw DatabaseError(SQLITE_READONLY, "opened read-only");
    }
    // Before anything is changed in it.
    if (!is_ours(connection) && !is_empty(connection)) throw_foreign();
    const std::string mode = connection.ask("PRAGMA journal_mode = WAL");
    if (mode != "wal") {
        throw DatabaseError(
            SQLITE_CANTOPEN,
            "this file system does not carry a write-ahead log (journal mode " + mode + ")"
        );
    }
    connection.execute(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
    // The writer copies the log itself, when nobody waits. Savepoints stay in memory.
    connection.execute(
        "PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY; "
        "PRAGMA cache_size = -10240"
    );
    add_ranking(connection);
    return connection;
}

Connection open_reader(const std::filesystem::path& path, const Options& options) {
    // Not opened read-only: a reader must be able to take part in the log's shared memory.
    Connection connection(path, Connection::Mode::write, layer(options));
    set_lock_wait(connection, options);
    connection.execute(
        "PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY; "
        "PRAGMA query_only = ON; PRAGMA cache_size = -4096"
    );
    if (!is_ours(connection)) throw_foreign();
    add_ranking(connection);
    return connection;
}

}  // namespace debrief::storage::sqlite
