// How alike two names are, for "did you mean …?".
#pragma once
#include <cstddef>
#include <string_view>

namespace debrief::core {

/// How many letters were forgotten, added, replaced or swapped with their neighbour (Damerau and
/// Levenshtein, each place edited once); letters without case. Names above 64 bytes are compared by
/// their first 64 and the difference in length.
[[nodiscard]] std::size_t edits_between(std::string_view left, std::string_view right);

/// The smaller, the more alike: by edits, but a name that contains the other one comes before every
/// other name. For ranking only.
[[nodiscard]] std::size_t unlikeness(std::string_view typed, std::string_view name);

}  // namespace debrief::core
