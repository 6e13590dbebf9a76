// Opening connections: pragmas, and every way it can fail, in words.
#pragma once
#include "bot/base/error.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/options.hpp"

#include <filesystem>

namespace debrief::storage::sqlite {

/// Says what SQLite's own messages do not tell apart: a missing folder, a folder where a file
/// should be.
[[nodiscard]] Status check_place(const std::filesystem::path& path);

/// The connection that writes; creates the file when there is none. Throws DatabaseError.
[[nodiscard]] Connection open_writer(const std::filesystem::path& path, const Options& options);
/// A connection that cannot write. Throws DatabaseError.
[[nodiscard]] Connection open_reader(const std::filesystem::path& path, const Options& options);

}  // namespace debrief::storage::sqlite
