// C++ as a flat list of tokens: enough for lints that look at punctuation and words.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace debrief::lint {

struct Token {
    std::string_view text;  ///< a word, a number, "" for a literal, or one punctuation character
                            ///< ("->" and "::" stay whole)
    std::size_t line;
};

/// Comments and preprocessor lines are left out. The tokens point into `text`.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text);

}  // namespace debrief::lint
