// Brings a database to the schema this program knows.
#pragma once
#include "bot/base/error.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/schema.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace debrief::storage {

/// What a migration did.
struct MigrationReport {
    int before = 0;                    ///< number of the schema found; 0: a new database
    int after = 0;                     ///< number of the schema now
    std::vector<std::string> applied;  ///< names of the files applied now, in order
};

namespace sqlite {

/// The file was made by Debrief.
[[nodiscard]] bool is_ours(Connection& connection);
/// Nothing is in it yet.
[[nodiscard]] bool is_empty(Connection& connection);

/// Applies what is missing, all of it or nothing. Refuses a schema newer than the
/// program's and one whose applied files were different from the program's. Throws
/// DatabaseError for what SQLite refuses.
[[nodiscard]] Result<MigrationReport> migrate(
    Connection& connection, const std::filesystem::path& path, std::span<const Migration> files
);

}  // namespace sqlite
}  // namespace debrief::storage
