#include "adapters/sources/verify.hpp"

#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"

#include <array>

namespace debrief::sources {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 with or without padding; nothing when a character is not of it.
std::optional<std::string> from_base64(std::string_view text) {
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFFFU;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
    }
    return out;
}

/// What the Authorization header says, after its scheme; nothing when the scheme is another.
std::optional<std::string_view> after_scheme(std::string_view header, std::string_view scheme) {
    if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return std::nullopt;
    if (text::lower(header.substr(0, scheme.size())) != scheme) return std::nullopt;
    return text::trim(header.substr(scheme.size()));
}

Proof compare(const Secret& token, std::string_view given) {
    return crypto::equal_constant_time(token.reveal(), given) ? Proof::good : Proof::wrong;
}

}  // namespace

Proof check_token(const Secret& token, const net::HttpRequest& request) {
    const std::string_view header = request.headers.get("Authorization");
    if (token.empty() || header.empty()) return Proof::missing;
    if (const auto bearer = after_scheme(header, "bearer")) return compare(token, *bearer);
    const auto basic = after_scheme(header, "basic");
    if (!basic) return Proof::wrong;
    const std::optional<std::string> pair = from_base64(*basic);
    const std::size_t colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) return Proof::wrong;
    return compare(token, std::string_view(*pair).substr(colon + 1));
}

Proof check_signature(const Secret& secret, const net::HttpRequest& request) {
    std::string_view header = request.headers.get("X-Hub-Signature-256");
    if (secret.empty() || header.empty()) return Proof::missing;
    if (!header.starts_with("sha256=")) return Proof::wrong;
    const auto given = crypto::digest_from_hex(header.substr(7));
    if (!given) return Proof::wrong;
    crypto::HmacSha256 sign(secret);
    return crypto::equal_constant_time(sign({request.body}), *given) ? Proof::good : Proof::wrong;
}

Proof check(const Source& source, const net::HttpRequest& request) {
    const Proof token = check_token(source.token, request);
    const Proof signature = check_signature(source.secret, request);
    if (token == Proof::good || signature == Proof::good) return Proof::good;
    return token == Proof::wrong || signature == Proof::wrong ? Proof::wrong : Proof::missing;
}

}  // namespace debrief::sources
