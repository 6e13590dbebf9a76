#include "bot/base/base64.hpp"

#include <cstddef>

namespace debrief {
namespace {

constexpr std::string_view plain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view for_urls =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode(std::string_view bytes, std::string_view alphabet) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8U | static_cast<unsigned char>(c)) & 0xFFFFU;
        for (bits += 8; bits >= 6;) {
            bits -= 6;
            out += alphabet[held >> bits & 0x3FU];
        }
    }
    if (bits > 0) out += alphabet[held << (6 - bits) & 0x3FU];
    return out;
}

std::optional<std::string> decode(std::string_view text, std::string_view alphabet) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    out.reserve(text.size() / 4 * 3 + 2);
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out += static_cast<char>(held >> bits & 0xFFU);
    }
    if ((held & ((1U << bits) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string out = encode(bytes, plain);
    while (out.size() % 4 != 0) out += '=';
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    return decode(text, plain);
}

std::string to_base64url(std::string_view bytes) {
    return encode(bytes, for_urls);
}

std::optional<std::string> from_base64url(std::string_view text) {
    return decode(text, for_urls);
}

}  // namespace debrief
