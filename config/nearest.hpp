// "Did you mean …?" for keys and names in the configuration.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace debrief::config {

/// The candidate with the fewest edits, letters without case, when that is at most a third of the
/// word's length (and at least one is allowed); empty when none is near.
[[nodiscard]] std::string nearest(
    std::string_view word, const std::vector<std::string>& candidates
);

/// `Did you mean "x"?`, else `Known are a, b and c.`
[[nodiscard]] std::string suggest(
    std::string_view word, const std::vector<std::string>& candidates
);

}  // namespace debrief::config
