// Internal to net: one connection of the HTTP server.
#pragma once
#include "bot/net/deadline_queue.hpp"
#include "bot/net/http_parser.hpp"
#include "bot/net/http_server.hpp"
#include "bot/net/read_buffer.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

namespace debrief::net {

class Session;

/// What all connections of a server share. It lives as long as the last of them.
struct ServerCore {
    ServerCore(asio::any_io_executor executor_, ServerLimits limits_, Handler handler_);
    /// So that nothing keeps the program alive once the last session ended.
    void close_timers();

    asio::any_io_executor executor;
    ServerLimits limits;
    Handler handler;
    DeadlineQueue idle;
    DeadlineQueue reading;
    DeadlineQueue writing;
    DeadlineQueue lingering;
    std::unordered_set<Session*> sessions;
    bool stopping = false;  ///< the request in hand is the last one of its connection
    bool cut = false;       ///< nothing is answered any more
    asio::steady_timer* on_empty = nullptr;  ///< woken when the last session ended
};

class Session final : public Waiter, public std::enable_shared_from_this<Session> {
  public:
    Session(std::shared_ptr<ServerCore> core, asio::ip::tcp::socket socket);
    ~Session() override;

    /// Serves the connection to its end.
    static void start(std::shared_ptr<Session> session);
    /// Says 503 and closes.
    static void start_refusing(std::shared_ptr<Session> session);

    /// Ends the connection if no request has begun on it.
    void close_if_idle();
    /// Ends the connection and cancels the handler.
    void cut();

  private:
    enum class Phase { idle, reading, handling, writing, lingering };
    /// What came of reading a request; a refusal has the value of its status.
    enum class Read {
        request = 0,
        gone = 1,
        malformed = 400,
        timed_out = 408,
        body_too_large = 413,
        head_too_large = 431,
        too_many = 503,
    };

    void expired() override;
    void enter(Phase phase);

    static asio::awaitable<void> serve(std::shared_ptr<Session> session);
    static asio::awaitable<void> serve_refusal(std::shared_ptr<Session> session);
    static void spawn(std::shared_ptr<Session> session, asio::awaitable<void> work);

    asio::awaitable<bool> exchange();
    static Read outcome(Parsed state);
    asio::awaitable<Read> read_request();
    asio::awaitable<bool> fill();
    asio::awaitable<bool> send_continue();
    asio::awaitable<bool> answer();
    asio::awaitable<HttpResponse> call_handler(HttpRequest request);
    asio::awaitable<bool> write(std::string_view head, std::string_view body);
    asio::awaitable<void> refuse(Read why);
    asio::awaitable<void> linger();

    void skip_blank_lines();
    void close();

    std::shared_ptr<ServerCore> core_;
    asio::ip::tcp::socket socket_;
    RequestParser parser_;
    Phase phase_ = Phase::idle;
    bool timed_out_ = false;
    ReadBuffer buffer_;
    std::string head_;  ///< of the answer; kept for its memory
    asio::cancellation_signal cancel_;
};

}  // namespace debrief::net
