// Whom the client trusts: certificates for the right name from a trusted root, TLS 1.2 or newer,
// nobody else.
#include "bot/net/http_client.hpp"
#include "tests/net/certificate.hpp"
#include "tests/support/run_coroutine.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace debrief::net {
namespace {

namespace ssl = asio::ssl;
using asio::ip::tcp;
using testing::HasSubstr;

/// Serves "ok" over TLS to everybody who shakes hands, one connection after the other, two requests
/// each.
class TlsServer {
  public:
    TlsServer(asio::io_context& context, const test::Certificate& certificate)
        : tls_(ssl::context::tls_server),
          acceptor_(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
        tls_.use_certificate(asio::buffer(certificate.certificate_pem), ssl::context::pem);
        tls_.use_private_key(asio::buffer(certificate.key_pem), ssl::context::pem);
        asio::co_spawn(context, accept(), [](const std::exception_ptr&) {});
    }

    [[nodiscard]] std::string url(const std::string& host) const {
        return "https://" + host + ":" + std::to_string(acceptor_.local_endpoint().port()) + "/";
    }
    ssl::context& tls() { return tls_; }

    int requests = 0;
    int connections = 0;
    std::string server_name;  ///< what the client asked for

  private:
    asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
            ++connections;
            try {
                co_await serve(std::move(socket));
            } catch (const boost::system::system_error&) {
                continue;  // the client did not trust us
            }
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        ssl::stream<tcp::socket> stream(std::move(socket), tls_);
        co_await stream.async_handshake(ssl::stream_base::server, asio::use_awaitable);
        const char* const name =
            SSL_get_servername(stream.native_handle(), TLSEXT_NAMETYPE_host_name);
        server_name = name == nullptr ? "" : name;
        std::string pending;
        auto buffer = asio::dynamic_buffer(pending);
        for (int i = 0; i < 2; ++i) {
            const std::size_t size =
                co_await asio::async_read_until(stream, buffer, "\r\n\r\n", asio::use_awaitable);
            pending.erase(0, size);
            ++requests;
            const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
            const auto bytes = asio::buffer(answer);
            co_await asio::async_write(stream, bytes, asio::use_awaitable);
        }
    }

    ssl::context tls_;
    tcp::acceptor acceptor_;
};

class ClientTls : public testing::Test {
  protected:
    ClientTls() { trust(test::make_certificate("somebody.else")); }
    ~ClientTls() override {
        unsetenv("SSL_CERT_FILE");
        std::filesystem::remove(roots_);
    }

    /// From now on new clients trust this certificate and no other.
    void trust(const test::Certificate& certificate) {
        std::ofstream(roots_) << certificate.certificate_pem;
        setenv("SSL_CERT_FILE", roots_.c_str(), 1);
        client_ = create_http_client(context_.get_executor());
    }

    Result<HttpResponse> get(const std::string& url) {
        return test::run_coroutine(context_, client_->send(url, HttpRequest("GET", "")));
    }

    void expect_refused(const std::string& url, const std::string& words) {
        const auto answer = get(url);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), Errc::refused);
        EXPECT_THAT(answer.error().what(), HasSubstr(words));
    }

    std::filesystem::path roots_ = std::filesystem::temp_directory_path() /
                                   ("debrief-roots-" + std::to_string(getpid()) + ".pem");
    asio::io_context context_{1};
    std::unique_ptr<HttpClient> client_;
};

TEST_F(ClientTls, ATrustedCertificateForTheNameIsTaken) {
    const auto certificate = test::make_certificate("localhost");
    trust(certificate);
    TlsServer server(context_, certificate);
    for (int i = 0; i < 2; ++i) {
        const auto answer = get(server.url("localhost"));
        ASSERT_TRUE(answer) << answer.error().what();
        EXPECT_EQ(answer->body, "ok");
    }
    EXPECT_EQ(server.connections, 1) << "TLS connections are kept as well";
    EXPECT_EQ(server.server_name, "localhost");
}

TEST_F(ClientTls, AnUntrustedCertificateIsRefusedBeforeAnythingIsSent) {
    TlsServer server(context_, test::make_certificate("localhost"));
    expect_refused(server.url("localhost"), "not trusted");
    EXPECT_EQ(server.requests, 0);
}

TEST_F(ClientTls, ATrustedCertificateForAnotherNameIsRefused) {
    const auto certificate = test::make_certificate("other.example");
    trust(certificate);
    TlsServer server(context_, certificate);
    expect_refused(server.url("localhost"), "hostname mismatch");
    expect_refused(server.url("127.0.0.1"), "IP address mismatch");
    EXPECT_EQ(server.requests, 0);
}

TEST_F(ClientTls, OldTlsIsRefused) {
    const auto certificate = test::make_certificate("localhost");
    trust(certificate);
    TlsServer server(context_, certificate);
    SSL_CTX_set_min_proto_version(server.tls().native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(server.tls().native_handle(), TLS1_1_VERSION);
    SSL_CTX_set_security_level(server.tls().native_handle(), 0);
    expect_refused(server.url("localhost"), "cannot reach localhost");
    EXPECT_EQ(server.requests, 0);
}

TEST_F(ClientTls, AServerThatSpeaksNoTlsIsRefused) {
    tcp::acceptor acceptor(context_, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    const auto serve = [&]() -> asio::awaitable<void> {
        auto socket = co_await acceptor.async_accept(asio::use_awaitable);
        const auto bytes = asio::buffer("HTTP/1.1 400 Bad Request\r\n\r\n", 28);
        co_await asio::async_write(socket, bytes, asio::use_awaitable);
    };
    asio::co_spawn(context_, serve(), [](const std::exception_ptr&) {});
    const std::string port = std::to_string(acceptor.local_endpoint().port());
    expect_refused("https://localhost:" + port + "/", "cannot reach localhost:" + port);
}

TEST_F(ClientTls, AHandshakeWithoutAnAnswerEndsInTime) {
    ClientLimits limits;
    limits.connect_timeout = std::chrono::milliseconds(40);
    client_ = create_http_client(context_.get_executor(), limits);
    const tcp::acceptor silent(context_, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    expect_refused(
        "https://localhost:" + std::to_string(silent.local_endpoint().port()) + "/",
        "no connection within 40 ms"
    );
}

}  // namespace
}  // namespace debrief::net
