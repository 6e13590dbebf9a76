#include "bot/net/http_session.hpp"

#include "bot/base/log.hpp"
#include "bot/net/http_wire.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <exception>

namespace debrief::net {
namespace {

using boost::system::error_code;

constexpr std::size_t small_buffer = 4 * 1024;   // a command or click fits
constexpr std::size_t large_buffer = 64 * 1024;  // for bodies that come in many pieces
constexpr std::chrono::milliseconds linger_time{1'000};

const char* words_for(int status) {
    switch (status) {
        case 400:
            return "This is not an HTTP/1.1 request.\n";
        case 408:
            return "The request did not arrive in time. Send it again.\n";
        case 413:
            return "The body is larger than this server takes.\n";
        case 431:
            return "The request header is larger than this server takes.\n";
        default:
            return "Too many connections are open. Try again in a moment.\n";
    }
}

}  // namespace

ServerCore::ServerCore(asio::any_io_executor executor_, ServerLimits limits_, Handler handler_)
    : executor(std::move(executor_)),
      limits(limits_),
      handler(std::move(handler_)),
      idle(executor, limits.idle_timeout),
      reading(executor, limits.read_timeout),
      writing(executor, limits.write_timeout),
      lingering(executor, linger_time) {}

void ServerCore::close_timers() {
    idle.close();
    reading.close();
    writing.close();
    lingering.close();
}

Session::Session(std::shared_ptr<ServerCore> core, asio::ip::tcp::socket socket)
    : core_(std::move(core)),
      socket_(std::move(socket)),
      parser_(core_->limits.header_bytes, core_->limits.body_bytes),
      buffer_(small_buffer, std::max(large_buffer, core_->limits.header_bytes + small_buffer)) {
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    core_->sessions.insert(this);
}

Session::~Session() {
    core_->sessions.erase(this);
    if (core_->sessions.empty() && core_->on_empty != nullptr) core_->on_empty->cancel();
}

void Session::spawn(std::shared_ptr<Session> session, asio::awaitable<void> work) {
    auto slot = session->cancel_.slot();
    auto on_end = [session](const std::exception_ptr& failure) {
        if (!failure || session->core_->cut) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            log::error("a connection ended with an exception", {{"error", error.what()}});
        }
    };
    asio::co_spawn(
        session->core_->executor,
        std::move(work),
        asio::bind_cancellation_slot(slot, std::move(on_end))
    );
}

void Session::start(std::shared_ptr<Session> session) {
    spawn(session, serve(session));
}

void Session::start_refusing(std::shared_ptr<Session> session) {
    spawn(session, serve_refusal(session));
}

void Session::close_if_idle() {
    if (phase_ == Phase::idle) close();
}

void Session::cut() {
    close();
    cancel_.emit(asio::cancellation_type::terminal);
}

void Session::expired() {
    timed_out_ = true;
    error_code ignored;
    // A request that came too slowly still gets its answer; everything else has nobody left to
    // tell.
    if (phase_ == Phase::reading) {
        socket_.cancel(ignored);
    } else {
        close();
    }
}

void Session::enter(Phase phase) {
    phase_ = phase;
    switch (phase) {
        case Phase::idle:
            core_->idle.add(*this);
            break;
        case Phase::reading:
            core_->reading.add(*this);
            break;
        case Phase::handling:
            DeadlineQueue::remove(*this);
            break;
        case Phase::writing:
            core_->writing.add(*this);
            break;
        case Phase::lingering:
            core_->lingering.add(*this);
            break;
    }
}

void Session::close() {
    error_code ignored;
    socket_.close(ignored);
}

asio::awaitable<void> Session::serve(std::shared_ptr<Session> session) {
    bool open = true;
    while (open) open = co_await session->exchange();
    session->close();
}

asio::awaitable<void> Session::serve_refusal(std::shared_ptr<Session> session) {
    co_await session->refuse(Read::too_many);
    session->close();
}

/// One request and its answer; false when the connection is at its end.
asio::awaitable<bool> Session::exchange() {
    const Read read = co_await read_request();
    if (read == Read::gone) co_return false;
    if (read == Read::request) co_return co_await answer();
    co_await refuse(read);
    co_return false;
}

Session::Read Session::outcome(Parsed state) {
    switch (state) {
        case Parsed::malformed:
            return Read::malformed;
        case Parsed::head_too_large:
            return Read::head_too_large;
        case Parsed::body_too_large:
            return Read::body_too_large;
        case Parsed::message:
        case Parsed::need_more:
        case Parsed::head:
            break;
    }
    return Read::request;
}

asio::awaitable<Session::Read> Session::read_request() {
    buffer_.shrink();
    enter(buffer_.empty() ? Phase::idle : Phase::reading);
    bool started = false;
    for (;;) {
        if (!started) skip_blank_lines();
        while (!buffer_.empty()) {
            started = true;
            const ParseStep step = parser_.feed(buffer_.unread());
            buffer_.use(step.used);
            if (step.state == Parsed::need_more) break;
            if (step.state != Parsed::head) co_return outcome(step.state);
            if (buffer_.empty() && parser_.expects_continue()) {
                const bool sent = co_await send_continue();
                if (!sent) co_return Read::gone;
            }
        }
        // Most requests come in one piece and never get here.
        if (started && phase_ == Phase::idle) enter(Phase::reading);
        const bool more = co_await fill();
        if (more) continue;
        const bool late = timed_out_ && started;
        co_return late ? Read::timed_out : Read::gone;
    }
}

/// Reads once; false when the connection ended or its time did.
asio::awaitable<bool> Session::fill() {
    const asio::mutable_buffer room = buffer_.room();
    if (room.size() == 0) co_return false;  // a line without an end
    error_code error;
    const std::size_t size =
        co_await socket_.async_read_some(room, asio::redirect_error(asio::use_awaitable, error));
    buffer_.filled(size);
    // Closed as idle while these bytes were on their way to us: nobody could be answered any more.
    co_return !error && !timed_out_ && socket_.is_open();
}

asio::awaitable<bool> Session::send_continue() {
    const bool sent = co_await write("HTTP/1.1 100 Continue\r\n\r\n", "");
    enter(Phase::reading);
    co_return sent;
}

asio::awaitable<bool> Session::answer() {
    enter(Phase::handling);
    Framing framing;
    framing.http_1_0 = parser_.is_http_1_0();
    const bool wanted = parser_.keep_alive();
    HttpRequest request = parser_.take();
    const bool head_only = request.method == "HEAD";
    const HttpResponse response = co_await call_handler(std::move(request));
    if (core_->cut) co_return false;
    framing.keep_alive = wanted && !core_->stopping;
    head_.clear();
    append_head(head_, response, framing);
    const bool bodiless = head_only || response.status == 204 || response.status == 304;
    const std::string_view body = bodiless ? std::string_view() : response.body;
    const bool sent = co_await write(head_, body);
    co_return sent&& framing.keep_alive;
}

asio::awaitable<HttpResponse> Session::call_handler(HttpRequest request) {
    try {
        co_return co_await core_->handler(std::move(request));
    } catch (const std::exception& error) {
        if (!core_->cut) log::error("a request handler threw", {{"error", error.what()}});
    } catch (...) {
        log::error("a request handler threw something unknown");
    }
    co_return HttpResponse(500);
}

/// Writes both parts; usually the socket takes them at once and nothing waits.
asio::awaitable<bool> Session::write(std::string_view head, std::string_view body) {
    std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
    error_code error;
    const std::size_t sent = socket_.write_some(parts, error);
    if (sent == head.size() + body.size()) co_return true;
    if (error && error != asio::error::would_block) co_return false;
    parts[0] += std::min(sent, head.size());
    parts[1] += sent - std::min(sent, head.size());
    enter(Phase::writing);
    co_await asio::async_write(socket_, parts, asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

asio::awaitable<void> Session::refuse(Read why) {
    timed_out_ = false;
    const HttpResponse response(
        static_cast<int>(why), "text/plain; charset=utf-8", words_for(static_cast<int>(why))
    );
    Framing framing;
    framing.keep_alive = false;
    head_.clear();
    append_head(head_, response, framing);
    const bool sent = co_await write(head_, response.body);
    if (sent) co_await linger();
}

/// Lets the other side read the answer: closing with unread bytes would reset the connection under
/// it.
asio::awaitable<void> Session::linger() {
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    enter(Phase::lingering);
    bool more = true;
    while (more) {
        buffer_.clear();
        more = co_await fill();
    }
}

/// Blank lines before a request are left over from careless clients (RFC 9112, 2.2).
void Session::skip_blank_lines() {
    const std::string_view unread = buffer_.unread();
    buffer_.use(std::min(unread.find_first_not_of("\r\n"), unread.size()));
}

}  // namespace debrief::net
