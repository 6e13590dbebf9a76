#include "bot/core/tokens.hpp"

namespace debrief::core {
namespace {

bool one_of(std::string_view text, std::size_t at, std::initializer_list<std::string_view> marks) {
    for (const auto mark : marks) {
        if (text.compare(at, mark.size(), mark) == 0) return true;
    }
    return false;
}

/// How many bytes of white space end before `end`.
std::size_t space_before(std::string_view text, std::size_t end) {
    for (std::size_t size = 1; size <= 3 && size <= end; ++size) {
        if (space_at(text, end - size) == size) return size;
    }
    return 0;
}

}  // namespace

std::size_t space_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    const char first = text[at];
    if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
    if (first == '\xC2') return text.compare(at, 2, "\xC2\xA0") == 0 ? 2 : 0;
    if (first == '\xE3') return text.compare(at, 3, "\xE3\x80\x80") == 0 ? 3 : 0;
    if (first == '\xEF') return text.compare(at, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0;
    if (first != '\xE2' || at + 2 >= text.size()) return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if (second == 0x81) return third == 0x9F || third == 0xA0 ? 3 : 0;
    if (second != 0x80) return 0;
    // U+2000 to U+200B and the direction marks, but not the joiners inside emoji and words.
    const bool spaces = third >= 0x80 && third <= 0x8B;
    const bool marks = third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE);
    const bool breaks = third == 0xA8 || third == 0xA9 || third == 0xAF;
    return spaces || marks || breaks ? 3 : 0;
}

std::string_view trim(std::string_view text) {
    while (const auto size = space_at(text, 0)) text.remove_prefix(size);
    while (const auto size = space_before(text, text.size())) text.remove_suffix(size);
    return text;
}

std::string_view first_word(std::string_view text) {
    return take_word(text);
}

std::string_view last_word(std::string_view text) {
    text = trim(text);
    auto start = text.size();
    while (start > 0 && space_before(text, start) == 0) --start;
    return text.substr(start);
}

std::string_view take_word(std::string_view& text) {
    text = trim(text);
    std::size_t end = 0;
    while (end < text.size() && space_at(text, end) == 0) ++end;
    const auto word = text.substr(0, end);
    text = trim(text.substr(end));
    return word;
}

std::size_t quote_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (text[at] == '"') return 1;
    return one_of(text, at, {"“", "”", "„"}) ? 3 : 0;
}

}  // namespace debrief::core
