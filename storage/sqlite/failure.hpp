// What SQLite says when it refuses, and what a person should do about it.
#pragma once
#include "bot/base/error.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>

namespace debrief::storage::sqlite {

/// A refusal of the database. Thrown inside a transaction, caught at the store's border.
class DatabaseError : public std::runtime_error {
  public:
    /// `code` is SQLite's extended result code.
    DatabaseError(int code, const std::string& words) : std::runtime_error(words), code_(code) {}
    [[nodiscard]] int code() const { return code_; }
    /// The computer or the file is at fault, not the job: nothing may be trusted any more.
    [[nodiscard]] bool fatal() const;
    /// Another connection holds a lock.
    [[nodiscard]] bool locked() const;

  private:
    int code_;
};

/// The error for people: names the file, the cause and what to do. `doing` is "open", "save to" or
/// "read".
[[nodiscard]] Error explain(
    const DatabaseError& error, const char* doing, const std::filesystem::path& path
);

}  // namespace debrief::storage::sqlite
