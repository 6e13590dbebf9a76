// Base64, in the two alphabets that protocols use.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace debrief {

/// RFC 4648, section 4: "+", "/" and padding.
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Nothing for other characters, a wrong length or padding, or bits that no encoder leaves behind.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// RFC 4648, section 5: "-", "_" and no padding, as tokens have it.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// As strict as from_base64.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace debrief
