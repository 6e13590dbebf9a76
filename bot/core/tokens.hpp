// White space and words as people and chat clients write them: NBSP and its relatives count as
// space, invisible direction marks and zero-width spaces do too. Everything else is left alone.
#pragma once
#include <cstddef>
#include <string_view>

namespace debrief::core {

/// How many bytes of white space stand at `at`: 0 for none.
[[nodiscard]] std::size_t space_at(std::string_view text, std::size_t at);
/// Without white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// The first word; empty when there is none.
[[nodiscard]] std::string_view first_word(std::string_view text);
/// The last word; empty when there is none.
[[nodiscard]] std::string_view last_word(std::string_view text);
/// The first word, which is taken away from `text` with the white space around it.
std::string_view take_word(std::string_view& text);
/// How many bytes of a quotation mark ("straight" or “typographic”) stand at `at`: 0 for none.
[[nodiscard]] std::size_t quote_at(std::string_view text, std::size_t at);

}  // namespace debrief::core
