// The hash chain of the audit journal.
#pragma once
#include "bot/base/crypto.hpp"
#include "bot/flow/store.hpp"

#include <cstdint>

namespace debrief::storage::sqlite {

/// SHA-256 over the hash before, the line's number and time (8 bytes each, lowest first) and every
/// text with its length (8 bytes) in front. The first line's "hash before" is all zeros.
[[nodiscard]] crypto::Digest chain_hash(
    const crypto::Digest& before, std::int64_t number, const flow::JournalLine& line
);

}  // namespace debrief::storage::sqlite
