// The HTTP server: limits, deadlines, keep-alive and graceful stop. TLS is the reverse proxy's job.
#pragma once
#include "bot/base/error.hpp"
#include "bot/net/http.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace debrief::net {

namespace asio = boost::asio;

struct ServerLimits {
    std::size_t header_bytes = 16 * 1024;  ///< beyond: 431
    std::size_t body_bytes = 1024 * 1024;  ///< beyond: 413, and the connection closes
    std::size_t connections = 10'000;      ///< beyond: accepted and closed with 503
    std::chrono::milliseconds read_timeout{
        10'000};  ///< for a whole request once its first byte came: 408
    std::chrono::milliseconds idle_timeout{
        60'000};  ///< between requests of a kept-alive connection
    std::chrono::milliseconds write_timeout{10'000};
};

/// Answers one request. Must not throw; a throw is logged and answered with an empty 500.
using Handler = std::function<asio::awaitable<HttpResponse>(HttpRequest)>;

class HttpServer {
  public:
    virtual ~HttpServer() = default;
    /// The port it listens on (the one the system chose when 0 was asked for).
    [[nodiscard]] virtual std::uint16_t port() const = 0;
    /// Stops accepting, closes idle connections, lets requests in hand finish until `limit`, then
    /// cuts. True when everything finished by itself.
    virtual asio::awaitable<bool> stop(std::chrono::milliseconds limit) = 0;
};

/// Binds and starts accepting on the executor's thread. `refused` names the address and why (port
/// in use, no permission).
[[nodiscard]] Result<std::unique_ptr<HttpServer>> listen(
    asio::any_io_executor executor,
    const std::string& host,
    std::uint16_t port,
    ServerLimits limits,
    Handler handler
);

}  // namespace debrief::net
