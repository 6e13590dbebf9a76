#include "bot/net/client_exchange.hpp"

#include "bot/net/client_errors.hpp"
#include "bot/net/read_buffer.hpp"

#include <chrono>

namespace debrief::net {
namespace {

constexpr std::size_t answer_head_bytes = 64 * 1024;
constexpr std::size_t first_read = 8 * 1024;
constexpr std::size_t largest_read = 128 * 1024;

Parsed feed_all(ResponseParser& parser, ReadBuffer& buffer) {
    while (!buffer.empty()) {
        const ParseStep step = parser.feed(buffer.unread());
        buffer.use(step.used);
        if (step.state != Parsed::head) return step.state;
    }
    return Parsed::need_more;
}

/// Reads until the answer is complete.
asio::awaitable<Exchange> receive(
    const ClientLimits& limits, const Url& url, Connection& connection, bool to_head
) {
    ResponseParser parser(answer_head_bytes, limits.answer_bytes, to_head);
    ReadBuffer buffer(first_read, largest_read);
    bool anything = false;
    Parsed state = Parsed::need_more;
    while (state == Parsed::need_more) {
        const asio::mutable_buffer room = buffer.room();
        const IoResult read = co_await connection.read(room);
        buffer.filled(read.size);
        anything = anything || read.size > 0;
        if (read.error && !(read.at_end() && anything)) {
            Exchange failed(exchange_error(limits, url, read));
            failed.nothing_came = !anything && !read.timed_out();
            co_return failed;
        }
        state = read.error ? parser.feed_end() : feed_all(parser, buffer);
    }
    if (state != Parsed::message) co_return Exchange(answer_error(limits, url, state));
    Exchange done(parser.take());
    done.reusable = parser.keep_alive() && buffer.empty();
    co_return done;
}

}  // namespace

asio::awaitable<Exchange> exchange(
    const ClientLimits& limits,
    const Url& url,
    Connection& connection,
    const std::string& message,
    bool to_head
) {
    connection.expires_at(std::chrono::steady_clock::now() + limits.exchange_timeout);
    const IoResult written = co_await connection.write(message);
    if (written.error) {
        Exchange failed(exchange_error(limits, url, written));
        failed.write_failed = !written.timed_out();
        co_return failed;
    }
    co_return co_await receive(limits, url, connection, to_head);
}

}  // namespace debrief::net
