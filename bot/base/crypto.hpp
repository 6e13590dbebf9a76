// The few cryptographic primitives Debrief needs, over OpenSSL.
#pragma once
#include "bot/base/error.hpp"
#include "bot/base/secret.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::crypto {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view data);

/// HMAC-SHA256 with a key that is set up once. Not for two threads at a time.
class HmacSha256 {
  public:
    explicit HmacSha256(const Secret& key);
    ~HmacSha256();
    HmacSha256(const HmacSha256&) = delete;
    HmacSha256& operator=(const HmacSha256&) = delete;

    /// Digest of the parts joined without separators.
    [[nodiscard]] Digest operator()(std::initializer_list<std::string_view> parts);

  private:
    void* context_;
};

/// 32 lower-case hex digits that nobody can guess. Fails when the system has no randomness.
[[nodiscard]] Result<std::string> random_token();

/// Encrypts and authenticates (AES-256-GCM). `context` says what the text belongs to and is not in
/// the result; the same three always give the same bytes, so that they can be compared.
[[nodiscard]] std::string seal(const Digest& key, std::string_view context, std::string_view text);
/// Nothing when it was sealed with another key or context, or changed since.
[[nodiscard]] std::optional<std::string> unseal(
    const Digest& key, std::string_view context, std::string_view sealed
);

/// Lower-case hex.
[[nodiscard]] std::string hex(const Digest& digest);
/// Takes upper and lower case; nothing when the text is not exactly 64 hex digits.
[[nodiscard]] std::optional<Digest> digest_from_hex(std::string_view text);

/// Equal in content, in a time that depends on the lengths only.
[[nodiscard]] bool equal_constant_time(std::string_view a, std::string_view b);
[[nodiscard]] bool equal_constant_time(const Digest& a, const Digest& b);

}  // namespace debrief::crypto
