// Signed tokens (JSON Web Tokens), the part that is the same for every issuer. The only place that
// knows the JOSE library.
#pragma once
#include "bot/base/error.hpp"
#include "bot/base/json.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace debrief::teams {

/// What a token says, while nothing of it is proven.
struct Token {
    std::string kid;     ///< which key it claims to be signed with
    json::Value claims;  ///< an object
};
/// Reads a token in compact form: three parts, algorithm RS256, a key id, no critical extensions,
/// at most 16 KiB. Fails with `unauthorized`, in words for the log that hold nothing of the token.
[[nodiscard]] Result<Token> read_token(std::string_view compact);

/// An RSA public key.
class PublicKey {
  public:
    /// From a JSON Web Key. Fails with `invalid_input` on other kinds of keys and on fewer than
    /// 2048 bits.
    [[nodiscard]] static Result<PublicKey> read(json::Ref jwk);

    /// Whether this key signed the token (RSASSA-PKCS1-v1_5 with SHA-256).
    [[nodiscard]] bool signed_it(std::string_view compact) const;

  private:
    explicit PublicKey(std::shared_ptr<const void> key) : key_(std::move(key)) {}
    std::shared_ptr<const void> key_;
};

}  // namespace debrief::teams
