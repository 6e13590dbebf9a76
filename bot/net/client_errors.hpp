// Internal to net: what went wrong with a request, in words. They name host and port, never the
// path: the addresses of webhooks are secrets.
#pragma once
#include "bot/net/client_connection.hpp"
#include "bot/net/http_parser.hpp"

#include <string>

namespace debrief::net {

/// "host:port", IPv6 in brackets.
[[nodiscard]] std::string name_of(const Url& url);

[[nodiscard]] Error stopped_error();
/// Nothing was sent: `refused`, or `stopped` when the operation was cancelled.
[[nodiscard]] Error connect_error(
    const ClientLimits& limits, const Url& url, const IoResult& result, const std::string& why
);
/// Something may have been sent: `timed_out`, `broken` or `stopped`.
[[nodiscard]] Error exchange_error(
    const ClientLimits& limits, const Url& url, const IoResult& result
);
/// The answer is `too_large` or `broken`.
[[nodiscard]] Error answer_error(const ClientLimits& limits, const Url& url, Parsed state);

}  // namespace debrief::net
