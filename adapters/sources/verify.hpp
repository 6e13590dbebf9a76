// Who sent this webhook: checked over the raw bytes, in constant time.
#pragma once
#include "adapters/sources/source.hpp"

namespace debrief::sources {

enum class Proof { good, missing, wrong };

/// "Authorization: Bearer TOKEN", or Basic with any user name and the token as password.
[[nodiscard]] Proof check_token(const Secret& token, const net::HttpRequest& request);

/// "X-Hub-Signature-256: sha256=HEX", HMAC-SHA256 over the body.
[[nodiscard]] Proof check_signature(const Secret& secret, const net::HttpRequest& request);

/// Whichever of the two the source has; with both, one good proof is enough. A source that has
/// neither is never good.
[[nodiscard]] Proof check(const Source& source, const net::HttpRequest& request);

}  // namespace debrief::sources
