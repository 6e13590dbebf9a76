// A server that does exactly what the test wants with each connection: answers, breaks off, or says
// nothing.
#pragma once
#include "tests/net/raw_connection.hpp"

#include <boost/asio/co_spawn.hpp>

#include <functional>
#include <memory>
#include <string>

namespace debrief::test {

/// Listens while it lives; connections it accepted before that are served to their end.
class RawServer {
  public:
    /// Called for each connection, with its number from 1; it closes when the coroutine ends.
    using Script = std::function<asio::awaitable<void>(RawConnection& connection, int number)>;

    RawServer(asio::io_context& context, Script script)
        : state_(std::make_shared<State>(context, std::move(script))) {
        asio::co_spawn(context, accept(state_), [](const std::exception_ptr&) {});
    }
    ~RawServer() { state_->acceptor.close(); }
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return state_->acceptor.local_endpoint().port(); }
    [[nodiscard]] std::string url(std::string_view path = "/") const {
        return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
    }
    [[nodiscard]] int connections() const { return state_->connections; }

  private:
    struct State {
        State(asio::io_context& context_, Script script_)
            : context(context_),
              script(std::move(script_)),
              acceptor(context_, asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}
        asio::io_context& context;
        Script script;
        asio::ip::tcp::acceptor acceptor;
        int connections = 0;
    };

    static asio::awaitable<void> accept(std::shared_ptr<State> state) {
        while (state->acceptor.is_open()) {
            auto socket = co_await state->acceptor.async_accept(asio::use_awaitable);
            ++state->connections;
            auto work = serve(state, std::move(socket), state->connections);
            asio::co_spawn(state->context, std::move(work), [](const std::exception_ptr&) {});
        }
    }

    static asio::awaitable<void> serve(
        std::shared_ptr<State> state, asio::ip::tcp::socket socket, int number
    ) {
        RawConnection connection(std::move(socket));
        co_await state->script(connection, number);
    }

    std::shared_ptr<State> state_;
};

}  // namespace debrief::test
