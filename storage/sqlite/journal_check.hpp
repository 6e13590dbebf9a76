// Looks at the audit journal from outside: has anybody changed it?
#pragma once
#include "bot/base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace debrief::storage {

struct JournalCheck {
    std::int64_t lines = 0;  ///< that are in order, from the first on
    /// Hash of the last of them, in hex; empty for an empty journal. Whoever notes it elsewhere can
    /// later tell that no line was cut off at the end: the chain alone cannot.
    std::string last_hash;
    std::optional<std::int64_t> broken;  ///< number of the first line that is not in order
    std::string why;                     ///< in words, when one is broken
};

namespace sqlite {
class Connection;
/// As verify_journal(), on an open connection.
[[nodiscard]] JournalCheck check_journal(Connection& connection);
}  // namespace sqlite

/// Reads the whole journal and computes its hashes anew. The store may be running meanwhile.
/// Errors: the file cannot be read, or is no database of Debrief.
[[nodiscard]] Result<JournalCheck> verify_journal(const std::filesystem::path& path);

}  // namespace debrief::storage
