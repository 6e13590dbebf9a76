// A TCP connection that says exactly what the test wants, well-formed or not.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace debrief::test {

namespace asio = boost::asio;

class RawConnection {
  public:
    explicit RawConnection(asio::any_io_executor executor) : socket_(std::move(executor)) {}
    explicit RawConnection(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<void> connect(std::uint16_t port) {
        const asio::ip::tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
        co_await socket_.async_connect(endpoint, asio::use_awaitable);
    }

    /// Errors stay silent: the answer, or its absence, is what a test looks at.
    asio::awaitable<void> send(std::string bytes) {
        boost::system::error_code ignored;
        const auto buffer = asio::buffer(bytes);
        co_await asio::async_write(
            socket_, buffer, asio::redirect_error(asio::use_awaitable, ignored)
        );
    }

    /// Everything until the other side closes.
    asio::awaitable<std::string> read_to_end() {
        boost::system::error_code ended;
        auto buffer = asio::dynamic_buffer(pending_);
        co_await asio::async_read(
            socket_, buffer, asio::redirect_error(asio::use_awaitable, ended)
        );
        co_return std::exchange(pending_, std::string());
    }

    /// Up to and with the mark; what came when the other side closed before.
    asio::awaitable<std::string> read_through(std::string mark) {
        boost::system::error_code ended;
        auto buffer = asio::dynamic_buffer(pending_);
        const std::size_t size = co_await asio::async_read_until(
            socket_, buffer, mark, asio::redirect_error(asio::use_awaitable, ended)
        );
        const std::size_t taken = ended ? pending_.size() : size;
        std::string text = pending_.substr(0, taken);
        pending_.erase(0, taken);
        co_return text;
    }

    /// A head and the body its Content-Length announces.
    asio::awaitable<std::string> read_message() {
        std::string head = co_await read_through("\r\n\r\n");
        const std::string_view name = "Content-Length: ";
        const std::size_t field = head.find(name);
        if (field == std::string::npos) co_return head;
        const std::size_t size = std::stoul(head.substr(field + name.size()));
        boost::system::error_code ended;
        auto buffer = asio::dynamic_buffer(pending_);
        const std::size_t missing = size > pending_.size() ? size - pending_.size() : 0;
        co_await asio::async_read(
            socket_,
            buffer,
            asio::transfer_exactly(missing),
            asio::redirect_error(asio::use_awaitable, ended)
        );
        head += pending_.substr(0, size);
        pending_.erase(0, size);
        co_return head;
    }

    asio::ip::tcp::socket& socket() { return socket_; }
    void close() { socket_.close(); }

  private:
    asio::ip::tcp::socket socket_;
    std::string pending_;
};

/// Connects, says one thing and listens until the other side closes.
inline asio::awaitable<std::string> talk(std::uint16_t port, std::string text) {
    const auto executor = co_await asio::this_coro::executor;
    RawConnection connection(executor);
    co_await connection.connect(port);
    co_await connection.send(std::move(text));
    co_return co_await connection.read_to_end();
}

}  // namespace debrief::test
