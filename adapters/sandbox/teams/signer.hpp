// Signatures of the tenant's login service: RS256 tokens, the public key in a key set, and the HMAC
// of outgoing webhooks.
#pragma once
#include "bot/base/json.hpp"
#include "bot/base/secret.hpp"

#include <string>
#include <string_view>

namespace debrief::sandbox::teams {

[[nodiscard]] std::string base64(std::string_view bytes);
/// Without padding, for URLs and tokens.
[[nodiscard]] std::string base64url(std::string_view bytes);
/// Nothing when it is not base64.
[[nodiscard]] std::string from_base64(std::string_view text);

/// "HMAC " and base64(HMAC-SHA256(base64-decoded secret, body)): what an outgoing webhook sends.
[[nodiscard]] std::string webhook_signature(const Secret& secret_base64, std::string_view body);

/// One RSA key that everybody knows: it signs for a tenant that exists in this process only, and
/// making a fresh one would cost every start a good part of a second.
class Signer {
  public:
    Signer();
    ~Signer();
    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;

    /// header.payload.signature
    [[nodiscard]] std::string sign(json::Ref header, json::Ref claims) const;
    /// The public key's members of a JWKS entry: kty, n and e.
    [[nodiscard]] json::Value public_key() const;

  private:
    void* key_;
};

}  // namespace debrief::sandbox::teams
