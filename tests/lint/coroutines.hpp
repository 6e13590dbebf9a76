// GCC 12 destroys temporaries of a co_await statement twice when they are aggregates, braced lists,
// branches of a conditional or copies in a lambda's capture. So a statement with co_await has none
// of these.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::lint {

struct Finding {
    std::size_t line;   ///< of the co_await, from 1
    std::string words;  ///< what is wrong and what to write instead
};

/// Reads C++ as text: no macros, no types. A lambda's body counts as statements of its own, so `[&]
/// { … }` and `[]` are fine as arguments; an aggregate written with parentheses is not seen.
[[nodiscard]] std::vector<Finding> check_coroutines(std::string_view text);

}  // namespace debrief::lint
