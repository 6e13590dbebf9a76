// Debrief's state in one file of SQLite.
#pragma once
#include "bot/flow/store.hpp"
#include "storage/sqlite/migrate.hpp"
#include "storage/sqlite/options.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <filesystem>
#include <memory>

namespace debrief::storage {

/// Opens the file, creating and migrating it as needed, and starts the storage threads. Coroutines
/// continue on their own executor; `executor` serves those that have none. The store must be
/// stopped (or destroyed) before the executor's context is destroyed.
///
/// Errors: `busy` when another program holds the file; `storage_failed` for everything else, in
/// words that say what to do.
[[nodiscard]] Result<std::unique_ptr<flow::Store>> open_sqlite(
    boost::asio::any_io_executor executor, std::filesystem::path path, Options options = Options()
);

/// Brings the file to this program's schema, and nothing else. Errors as open_sqlite().
[[nodiscard]] Result<MigrationReport> migrate_sqlite(
    const std::filesystem::path& path, const Options& options = Options()
);

}  // namespace debrief::storage
