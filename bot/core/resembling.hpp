// How much two texts are about the same thing, by the words they share.
#pragma once
#include <cstddef>
#include <string_view>

namespace debrief::core {

/// How many different telling words of `left` stand in `right`, too. Words below four letters and
/// those that every report uses tell nothing; "restart", "restarts" and "restarted" are one word.
[[nodiscard]] std::size_t shared_words(std::string_view left, std::string_view right);

}  // namespace debrief::core
