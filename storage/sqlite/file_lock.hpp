// One Debrief per database: a second one would send the first one's messages again.
#pragma once
#include "bot/base/error.hpp"

#include <filesystem>

namespace debrief::storage::sqlite {

/// Holds "FILE-lock" locked while it lives. A file of its own: closing another handle of the
/// database itself would drop SQLite's locks. The lock goes with the process, however it ends.
class FileLock {
  public:
    FileLock() = default;  ///< holds nothing
    /// `busy` when another process (or store) holds it.
    [[nodiscard]] static Result<FileLock> take(const std::filesystem::path& database);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

  private:
    explicit FileLock(int handle) : handle_(handle) {}
    int handle_ = -1;
};

}  // namespace debrief::storage::sqlite
