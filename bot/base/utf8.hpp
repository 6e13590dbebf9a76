// Internal to base: where a UTF-8 sequence ends.
#pragma once
#include <cstddef>
#include <string_view>

namespace debrief::text::detail {

[[nodiscard]] inline bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Bytes of the well-formed sequence at the start of `text` (not empty): 1 to 4, or 0 when it is
/// not well-formed. Overlong forms, surrogates and values above U+10FFFF are not (Unicode, table
/// 3-7).
[[nodiscard]] inline std::size_t sequence_size(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    const std::size_t size = first < 0xE0 ? 2U : first < 0xF0 ? 3U : 4U;
    if (text.size() < size) return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if (!is_continuation(text[i])) return 0;
    }
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return size;
}

inline constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace debrief::text::detail
