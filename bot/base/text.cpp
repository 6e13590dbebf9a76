#include "bot/base/text.hpp"

#include "bot/base/utf8.hpp"

namespace debrief::text {
namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";
constexpr std::string_view nbsp = "\xC2\xA0";

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Where the code point number `count` begins, or the end.
std::size_t offset_of(std::string_view utf8, std::size_t count) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (detail::is_continuation(utf8[i])) continue;
        if (seen == count) return i;
        ++seen;
    }
    return utf8.size();
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = detail::sequence_size(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string to_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t size = detail::sequence_size(text);
        out += size == 0 ? detail::replacement : text.substr(0, size);
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return out;
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) count += detail::is_continuation(c) ? 0U : 1U;
    return count;
}

std::string cut(std::string_view utf8, std::size_t limit) {
    if (offset_of(utf8, limit) == utf8.size()) return std::string(utf8);
    if (limit == 0) return {};
    std::string out(utf8.substr(0, offset_of(utf8, limit - 1)));
    out += ellipsis;
    return out;
}

std::string_view trim(std::string_view text) {
    for (;;) {
        if (!text.empty() && is_space(text.front())) {
            text.remove_prefix(1);
        } else if (text.starts_with(nbsp)) {
            text.remove_prefix(nbsp.size());
        } else {
            break;
        }
    }
    for (;;) {
        if (!text.empty() && is_space(text.back())) {
            text.remove_suffix(1);
        } else if (text.ends_with(nbsp)) {
            text.remove_suffix(nbsp.size());
        } else {
            break;
        }
    }
    return text;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

}  // namespace debrief::text
