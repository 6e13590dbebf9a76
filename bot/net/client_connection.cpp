#include "bot/net/client_connection.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace debrief::net {
namespace {

namespace beast = boost::beast;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

/// What plain and TLS connections have in common. The deadline is the TCP stream's own: it closes
/// the socket.
template <class Stream>
class StreamConnection : public Connection {
  public:
    template <class... Arguments>
    explicit StreamConnection(Arguments&&... arguments)
        : stream_(std::forward<Arguments>(arguments)...) {}

    void expires_at(std::chrono::steady_clock::time_point deadline) override {
        tcp_layer().expires_at(deadline);
    }

    asio::awaitable<IoResult> connect(Endpoints endpoints) override {
        error_code error;
        co_await tcp_layer().async_connect(
            endpoints, asio::redirect_error(asio::use_awaitable, error)
        );
        if (!error) {
            error_code ignored;
            tcp_layer().socket().set_option(tcp::no_delay(true), ignored);
            tcp_layer().socket().non_blocking(true, ignored);
        }
        co_return IoResult(error);
    }

    asio::awaitable<IoResult> write(std::string_view bytes) override {
        const asio::const_buffer buffer(bytes.data(), bytes.size());
        error_code error;
        co_await asio::async_write(
            stream_, buffer, asio::redirect_error(asio::use_awaitable, error)
        );
        co_return IoResult(error);
    }

    asio::awaitable<IoResult> read(asio::mutable_buffer room) override {
        error_code error;
        const std::size_t size = co_await stream_.async_read_some(
            room, asio::redirect_error(asio::use_awaitable, error)
        );
        co_return IoResult(error, size);
    }

    [[nodiscard]] bool is_stale() override {
        char byte = 0;
        error_code error;
        tcp_layer().socket().receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
        return error != asio::error::would_block;
    }

    void close() override { tcp_layer().close(); }

  protected:
    beast::tcp_stream& tcp_layer() { return beast::get_lowest_layer(stream_); }

    Stream stream_;
};

class PlainConnection final : public StreamConnection<beast::tcp_stream> {
  public:
    using StreamConnection::StreamConnection;
    asio::awaitable<IoResult> handshake() override { co_return IoResult(error_code()); }
    [[nodiscard]] std::string handshake_failure(const IoResult&) const override { return {}; }
};

class TlsConnection final : public StreamConnection<ssl::stream<beast::tcp_stream>> {
  public:
    TlsConnection(const asio::any_io_executor& executor, ssl::context& context, const Url& url)
        : StreamConnection(executor, context) {
        SSL* const handle = stream_.native_handle();
        X509_VERIFY_PARAM* const wanted = SSL_get0_param(handle);
        if (X509_VERIFY_PARAM_set1_ip_asc(wanted, url.host.c_str()) == 1) return;
        X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        const bool ready = X509_VERIFY_PARAM_set1_host(wanted, url.host.c_str(), 0) == 1 &&
                           SSL_set_tlsext_host_name(handle, url.host.c_str()) == 1;
        // Never go on with a name nobody will check.
        if (!ready) throw std::runtime_error("OpenSSL does not take the host name");
    }

    asio::awaitable<IoResult> handshake() override {
        error_code error;
        co_await stream_.async_handshake(
            ssl::stream_base::client, asio::redirect_error(asio::use_awaitable, error)
        );
        co_return IoResult(error);
    }

    [[nodiscard]] std::string handshake_failure(const IoResult& result) const override {
        auto& stream = const_cast<ssl::stream<beast::tcp_stream>&>(stream_);
        const long verdict = SSL_get_verify_result(stream.native_handle());
        if (verdict == X509_V_OK) return result.error.message();
        return std::string("its certificate is not trusted (") +
               X509_verify_cert_error_string(verdict) + ")";
    }
};

}  // namespace

bool IoResult::timed_out() const {
    return error == beast::error::timeout;
}

// A TLS stream cut off without its closing word is not in good order: somebody may have shortened
// it.
bool IoResult::at_end() const {
    return error == asio::error::eof;
}

std::unique_ptr<Connection> make_connection(
    const asio::any_io_executor& executor, const Url& url, ssl::context* tls
) {
    if (tls == nullptr) return std::make_unique<PlainConnection>(executor);
    return std::make_unique<TlsConnection>(executor, *tls, url);
}

ssl::context make_tls_context() {
    ssl::context context(ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    context.set_verify_mode(ssl::verify_peer);
    error_code ignored;  // without roots every certificate is refused, in words
    context.set_default_verify_paths(ignored);
    return context;
}

}  // namespace debrief::net
