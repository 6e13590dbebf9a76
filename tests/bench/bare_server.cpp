// The yardstick: a Beast server that checks Slack's signature and answers; with a file name it also
// makes every request durable first. Nothing else: no command, no state, no reply worth reading.
#include "bot/base/crypto.hpp"
#include "tests/bench/bare_store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

namespace debrief::bench {
namespace {

namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

constexpr long tolerated_seconds = 300;

struct Bare {
    explicit Bare(const Secret& secret) : hmac(secret) {}
    crypto::HmacSha256 hmac;
    std::unique_ptr<BareStore> store;
};

bool is_signed(Bare& bare, const Request& request) {
    const auto stamp = request["X-Slack-Request-Timestamp"];
    const auto given = request["X-Slack-Signature"];
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch()
    )
                         .count();
    if (std::abs(now - std::atol(std::string(stamp).c_str())) > tolerated_seconds) return false;
    const std::string_view stamp_text(stamp.data(), stamp.size());
    const std::string expected =
        "v0=" + crypto::hex(bare.hmac({"v0:", stamp_text, ":", request.body()}));
    return crypto::equal_constant_time(std::string_view(given.data(), given.size()), expected);
}

std::string key_of(std::string_view body) {
    constexpr std::string_view name = "trigger_id=";
    const std::size_t at = body.find(name);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = body.substr(at + name.size());
    return std::string(rest.substr(0, rest.find('&')));
}

asio::awaitable<void> serve(tcp::socket socket, Bare& bare) {
    error_code error;
    boost::beast::flat_buffer buffer;
    for (;;) {
        Request request;
        co_await http::async_read(
            socket, buffer, request, asio::redirect_error(asio::use_awaitable, error)
        );
        if (error) co_return;
        Response response(http::status::unauthorized, request.version());
        if (is_signed(bare, request)) {
            bool stored = true;
            if (bare.store) {
                std::string key = key_of(request.body());
                stored = co_await bare.store->insert(
                    std::move(key), std::move(request.body()), asio::use_awaitable
                );
            }
            response.result(stored ? http::status::ok : http::status::internal_server_error);
            response.set(http::field::content_type, "application/json; charset=utf-8");
            response.body() = R"({"response_type":"ephemeral","text":"Thank you, that is noted."})";
        }
        response.keep_alive(request.keep_alive());
        response.prepare_payload();
        co_await http::async_write(
            socket, response, asio::redirect_error(asio::use_awaitable, error)
        );
        if (error || !response.keep_alive()) co_return;
    }
}

asio::awaitable<void> accept_all(tcp::acceptor acceptor, Bare& bare) {
    const auto executor = acceptor.get_executor();
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(executor, serve(std::move(socket), bare), asio::detached);
    }
}

void run(const std::string& secret, const std::string& file) {
    asio::io_context io{1};
    Bare bare{Secret(secret)};
    if (!file.empty()) bare.store = std::make_unique<BareStore>(io.get_executor(), file);
    tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    std::cout << "listening on http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
    asio::signal_set signals(io, SIGTERM, SIGINT);
    signals.async_wait([&io](error_code, int) { io.stop(); });
    asio::co_spawn(io, accept_all(std::move(acceptor), bare), asio::detached);
    io.run();
}

}  // namespace
}  // namespace debrief::bench

int main(int count, char** arguments) {
    if (count < 2 || count > 3) {
        std::cerr << "usage: bench_bare_server SIGNING_SECRET [DATABASE_FILE]\n";
        return 2;
    }
    try {
        debrief::bench::run(arguments[1], count == 3 ? arguments[2] : "");
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
    return 0;
}
