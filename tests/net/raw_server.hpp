// A server that does exactly what the test wants with each connection: answers, breaks off, or says
// nothing.
#pragma once
#include "tests/net/raw_connection.hpp"

#include <boost/asio/co_spawn.hpp>

#include <functional>
#include <string>

namespace debrief::test {

class RawServer {
  public:
    /// Called for each connection, with its number from 1; it closes when the coroutine ends.
    using Script = std::function<asio::awaitable<void>(RawConnection& connection, int number)>;

    RawServer(asio::io_context& context, Script script)
        : context_(context),
          script_(std::move(script)),
          acceptor_(context, asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
        asio::co_spawn(context_, accept(), [](const std::exception_ptr&) {});
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    [[nodiscard]] std::string url(std::string_view path = "/") const {
        return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
    }
    [[nodiscard]] int connections() const { return connections_; }

  private:
    asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
            ++connections_;
            asio::co_spawn(
                context_, serve(std::move(socket), connections_), [](const std::exception_ptr&) {}
            );
        }
    }

    asio::awaitable<void> serve(asio::ip::tcp::socket socket, int number) {
        RawConnection connection(std::move(socket));
        co_await script_(connection, number);
    }

    asio::io_context& context_;
    Script script_;
    asio::ip::tcp::acceptor acceptor_;
    int connections_ = 0;
};

}  // namespace debrief::test
