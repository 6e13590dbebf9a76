// The outbound client: HTTPS with the system's roots, plain HTTP to loopback only, pooled
// keep-alive connections, a deadline on every phase, never following a redirect (a redirect would
// carry the token elsewhere).
#pragma once
#include "bot/base/error.hpp"
#include "bot/net/http.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace debrief::net {

namespace asio = boost::asio;

struct ClientLimits {
    std::chrono::milliseconds connect_timeout{5'000};  ///< resolve + connect + TLS handshake
    std::chrono::milliseconds exchange_timeout{
        15'000};  ///< writing the request and reading the whole answer
    std::size_t answer_bytes = 4 * 1024 * 1024;
    std::size_t idle_connections_per_host = 4;
};

/// A parsed http(s) URL.
struct Url {
    std::string scheme;                      ///< "http" or "https"
    std::string host;                        ///< without brackets
    std::string port;                        ///< never empty
    std::string target;                      ///< path and query, at least "/"
    [[nodiscard]] bool is_loopback() const;  ///< 127.0.0.0/8, ::1 or localhost
};
/// Fails with words on anything but http and https, on user info and on fragments.
[[nodiscard]] Result<Url> parse_url(std::string_view url);

class HttpClient {
  public:
    virtual ~HttpClient() = default;
    /// Sends and waits for the whole answer. Every status is a success here, redirects included.
    /// Errors: `refused` (surely not sent: no address, no connection, TLS not trusted, http to a
    /// host that is not loopback), `timed_out` and `broken` (may have been sent: outcome unknown),
    /// `too_large`, `stopped`. A kept-alive connection that turns out closed before the first
    /// answer byte is replaced once, but only when the request is certain not to have been
    /// processed (the write failed) or the method is GET.
    virtual asio::awaitable<Result<HttpResponse>> send(std::string url, HttpRequest request) = 0;
    /// Closes idle connections and cancels running requests.
    virtual void stop() = 0;
};

[[nodiscard]] std::unique_ptr<HttpClient> create_http_client(
    asio::any_io_executor executor, ClientLimits limits = ClientLimits()
);

}  // namespace debrief::net
