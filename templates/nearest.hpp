// "Did you mean …?": the known name closest to a mistyped one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace debrief::templates {

/// The candidate within a third of the word in edits (at least two, one for short words); empty
/// when none is close.
[[nodiscard]] std::string_view nearest(
    std::string_view word, const std::vector<std::string_view>& candidates
);
/// A remedy in words: "did you mean 'x'?", else "known: a, b, c".
[[nodiscard]] std::string suggest(
    std::string_view word, const std::vector<std::string_view>& candidates
);

}  // namespace debrief::templates
