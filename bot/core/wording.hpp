// Blame in what somebody writes, and another way to say it. A hint for the writer alone: it never
// blocks, and it never judges.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

struct WordingHint {
    std::string said;     ///< the words that blame, as in the text
    std::string instead;  ///< one sentence: what could be said instead
};

/// The first words in the text that put it on somebody rather than on what led to it.
[[nodiscard]] std::optional<WordingHint> wording_hint(std::string_view text);

}  // namespace debrief::core
