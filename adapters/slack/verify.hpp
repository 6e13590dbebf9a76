// Is this request really from Slack? Version v0 of Slack's request signing.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/crypto.hpp"
#include "bot/base/error.hpp"
#include "bot/base/secret.hpp"
#include "bot/net/http.hpp"

#include <memory>
#include <vector>

namespace debrief::slack {

class Verifier {
  public:
    /// Several secrets may be valid while one is being replaced; empty ones are left out. Without
    /// any, every request is refused.
    Verifier(const std::vector<Secret>& signing_secrets, const Clock& clock);

    /// Succeeds when the raw body is signed with one of the secrets and the signature is at most
    /// five minutes old (or early). Otherwise `unauthorized`, in words for the log. Not for two
    /// threads at a time.
    [[nodiscard]] Status verify(const net::HttpRequest& request) const;

  private:
    const Clock& clock_;
    std::vector<std::unique_ptr<crypto::HmacSha256>> keys_;
};

/// A form with exactly one field ssl_check, and that is "1": Slack tests the certificate with it,
/// possibly unsigned. Nothing else of such a request may ever be looked at.
[[nodiscard]] bool is_ssl_check(const net::HttpRequest& request);

/// The media type of a request: lower case, without parameters.
[[nodiscard]] std::string media_type(const net::HttpRequest& request);

}  // namespace debrief::slack
