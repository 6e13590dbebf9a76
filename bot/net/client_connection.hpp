// Internal to net: one outgoing connection, plain or TLS, behind one face. All calls report by
// value.
#pragma once
#include "bot/net/http_client.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

namespace debrief::net {

using Endpoints = std::vector<asio::ip::tcp::endpoint>;

/// How an operation on a connection ended.
struct IoResult {
    explicit IoResult(boost::system::error_code error_, std::size_t size_ = 0)
        : error(error_), size(size_) {}
    boost::system::error_code error;
    std::size_t size;  ///< bytes read
    [[nodiscard]] bool timed_out() const;
    /// The other side closed in good order.
    [[nodiscard]] bool at_end() const;
};

class Connection {
  public:
    virtual ~Connection() = default;
    /// The operations from now on end by then, or time out.
    virtual void expires_at(std::chrono::steady_clock::time_point deadline) = 0;
    /// Connects to the first endpoint that answers.
    virtual asio::awaitable<IoResult> connect(Endpoints endpoints) = 0;
    /// Proves who the other side is; nothing to do without TLS.
    virtual asio::awaitable<IoResult> handshake() = 0;
    /// Why the handshake failed, in words.
    [[nodiscard]] virtual std::string handshake_failure(const IoResult& result) const = 0;
    virtual asio::awaitable<IoResult> write(std::string_view bytes) = 0;
    virtual asio::awaitable<IoResult> read(asio::mutable_buffer room) = 0;
    /// Whether an idle connection has ended, or has something to say that nobody asked for.
    [[nodiscard]] virtual bool is_stale() = 0;
    /// Ends pending operations.
    virtual void close() = 0;
};

/// `tls` is needed for https.
[[nodiscard]] std::unique_ptr<Connection> make_connection(
    const asio::any_io_executor& executor, const Url& url, asio::ssl::context* tls
);

/// TLS 1.2 or newer, the system's roots (or SSL_CERT_FILE), certificates required.
[[nodiscard]] asio::ssl::context make_tls_context();

}  // namespace debrief::net
