// Slash commands as Slack sends them, complete with head and signature, made before they are
// needed.
#pragma once
#include "bot/base/crypto.hpp"
#include "bot/base/random.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::bench {

/// The workspace of the measurement; the stand-in for Slack knows the same names.
inline constexpr std::string_view team = "T0BENCH";
inline constexpr std::string_view channel = "C0BENCH0001";
inline constexpr std::string_view secret = "0123456789abcdef0123456789abcdef";
inline constexpr std::size_t users = 40;

class SignedRequests {
  public:
    explicit SignedRequests(Random& random) : random_(random), hmac_(Secret(std::string(secret))) {}

    /// One command; "%" in the text becomes a number that was not there before. Its trigger_id is
    /// new, too. Signed now, so good for five minutes.
    [[nodiscard]] std::string one(std::string_view text);
    [[nodiscard]] std::vector<std::string> many(std::string_view text, std::size_t count);

  private:
    [[nodiscard]] std::string body(std::string_view text);

    Random& random_;
    crypto::HmacSha256 hmac_;
    std::size_t made_ = 0;
};

}  // namespace debrief::bench
