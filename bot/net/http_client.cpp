#include "bot/net/http_client.hpp"

#include "bot/net/client_connection.hpp"
#include "bot/net/client_pool.hpp"
#include "bot/net/http_parser.hpp"
#include "bot/net/http_wire.hpp"
#include "bot/net/name_lookup.hpp"
#include "bot/net/read_buffer.hpp"

#include <optional>
#include <unordered_set>

namespace debrief::net {
namespace {

using Instant = std::chrono::steady_clock::time_point;

constexpr std::size_t answer_head_bytes = 64 * 1024;
constexpr std::size_t first_read = 8 * 1024;
constexpr std::size_t largest_read = 128 * 1024;

/// Shared by the client and its running requests, so that a request may outlive the client.
struct ClientCore {
    ClientCore(asio::any_io_executor executor_, ClientLimits limits_)
        : executor(std::move(executor_)),
          limits(limits_),
          pool(limits_.idle_connections_per_host) {}

    asio::ssl::context& tls() {
        if (!tls_context)
            tls_context.emplace(make_tls_context());  // reads the roots: only when needed
        return *tls_context;
    }

    asio::any_io_executor executor;
    ClientLimits limits;
    std::optional<asio::ssl::context> tls_context;
    ClientPool pool;
    std::unordered_set<Connection*> active;
    std::unordered_set<NameLookup*> lookups;
    bool stopped = false;
};

/// Keeps a thing known to stop() while it is in use.
template <class T>
class Registered {
  public:
    Registered(std::unordered_set<T*>& set, T* thing) : set_(set), thing_(thing) {
        set_.insert(thing_);
    }
    ~Registered() { set_.erase(thing_); }
    Registered(const Registered&) = delete;
    Registered& operator=(const Registered&) = delete;

  private:
    std::unordered_set<T*>& set_;
    T* thing_;
};

/// What became of sending a request over one connection.
struct Exchange {
    explicit Exchange(Result<HttpResponse> answer_) : answer(std::move(answer_)) {}
    Result<HttpResponse> answer;
    bool write_failed = false;
    bool nothing_came = false;  ///< closed before the first byte of the answer
    bool reusable = false;
};

std::string name_of(const Url& url) {
    const bool ipv6 = url.host.find(':') != std::string::npos;
    return (ipv6 ? "[" + url.host + "]" : url.host) + ":" + url.port;
}

std::string host_field(const Url& url) {
    const bool usual = url.port == (url.scheme == "https" ? "443" : "80");
    const std::string name = name_of(url);
    return usual ? name.substr(0, name.size() - url.port.size() - 1) : name;
}

std::string seconds(std::chrono::milliseconds time) {
    return time.count() % 1000 == 0 ? std::to_string(time.count() / 1000) + " s"
                                    : std::to_string(time.count()) + " ms";
}

Error stopped_error() {
    return Error(Errc::stopped, "the program is stopping; nothing is sent any more");
}

bool was_stopped(const ClientCore& core, const IoResult& result) {
    return core.stopped || result.error == asio::error::operation_aborted;
}

Error connect_error(
    const ClientCore& core, const Url& url, const IoResult& result, const std::string& why
) {
    if (was_stopped(core, result)) return stopped_error();
    const std::string what = "cannot reach " + name_of(url) + ": ";
    if (result.timed_out()) {
        return Error(
            Errc::refused, what + "no connection within " + seconds(core.limits.connect_timeout)
        );
    }
    return Error(Errc::refused, what + why);
}

Error exchange_error(const ClientCore& core, const Url& url, const IoResult& result) {
    if (was_stopped(core, result)) return stopped_error();
    if (result.timed_out()) {
        return Error(
            Errc::timed_out,
            name_of(url) + " did not answer within " + seconds(core.limits.exchange_timeout) +
                "; whether it acted on the request is unknown"
        );
    }
    return Error(
        Errc::broken,
        "the connection to " + name_of(url) + " broke before the whole answer came (" +
            result.error.message() + "); whether it acted on the request is unknown"
    );
}

Error answer_error(const ClientCore& core, const Url& url, Parsed state) {
    if (state == Parsed::body_too_large || state == Parsed::head_too_large) {
        return Error(
            Errc::too_large,
            "the answer of " + name_of(url) + " is larger than " +
                std::to_string(core.limits.answer_bytes) + " bytes"
        );
    }
    return Error(Errc::broken, "the answer of " + name_of(url) + " is not HTTP or was cut off");
}

using Core = std::shared_ptr<ClientCore>;

asio::awaitable<Result<std::unique_ptr<Connection>>> connect(Core core, Url url) {
    const Instant deadline = std::chrono::steady_clock::now() + core->limits.connect_timeout;
    NameLookup lookup(core->executor);
    Result<Endpoints> endpoints = Error();
    {
        const Registered<NameLookup> registered(core->lookups, &lookup);
        endpoints = co_await lookup.find(url.host, url.port, deadline);
    }
    if (core->stopped) co_return stopped_error();
    if (!endpoints) co_return endpoints.error();

    asio::ssl::context* const tls = url.scheme == "https" ? &core->tls() : nullptr;
    auto connection = make_connection(core->executor, url, tls);
    const Registered<Connection> registered(core->active, connection.get());
    connection->expires_at(deadline);
    const IoResult connected = co_await connection->connect(std::move(endpoints.value()));
    if (connected.error) {
        co_return connect_error(*core, url, connected, connected.error.message());
    }
    const IoResult trusted = co_await connection->handshake();
    if (trusted.error) {
        co_return connect_error(*core, url, trusted, connection->handshake_failure(trusted));
    }
    co_return Result<std::unique_ptr<Connection>>(std::move(connection));
}

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
    ClientCore& core, const Url& url, Connection& connection, bool to_head
) {
    ResponseParser parser(answer_head_bytes, core.limits.answer_bytes, to_head);
    ReadBuffer buffer(first_read, largest_read);
    bool anything = false;
    Parsed state = Parsed::need_more;
    while (state == Parsed::need_more) {
        const asio::mutable_buffer room = buffer.room();
        const IoResult read = co_await connection.read(room);
        buffer.filled(read.size);
        anything = anything || read.size > 0;
        if (read.error && !(read.at_end() && anything)) {
            Exchange failed(exchange_error(core, url, read));
            failed.nothing_came = !anything && !read.timed_out();
            co_return failed;
        }
        state = read.error ? parser.feed_end() : feed_all(parser, buffer);
    }
    if (state != Parsed::message) co_return Exchange(answer_error(core, url, state));
    Exchange done(parser.take());
    done.reusable = parser.keep_alive() && buffer.empty();
    co_return done;
}

/// Writes the request and reads the answer within the exchange's time.
asio::awaitable<Exchange> exchange(
    ClientCore& core,
    const Url& url,
    Connection& connection,
    const std::string& message,
    bool to_head
) {
    const Registered<Connection> registered(core.active, &connection);
    connection.expires_at(std::chrono::steady_clock::now() + core.limits.exchange_timeout);
    const IoResult written = co_await connection.write(message);
    if (written.error) {
        Exchange failed(exchange_error(core, url, written));
        failed.write_failed = !written.timed_out();
        co_return failed;
    }
    co_return co_await receive(core, url, connection, to_head);
}

/// Whether the request is certain not to have been acted on, or may safely be repeated.
bool may_replace(const Exchange& failed, bool is_get) {
    if (failed.answer || failed.answer.error().code() == Errc::stopped) return false;
    return failed.write_failed || (failed.nothing_came && is_get);
}

Result<HttpResponse> finish(
    ClientCore& core, const std::string& peer, std::unique_ptr<Connection> connection, Exchange done
) {
    if (done.reusable && !core.stopped) core.pool.give(peer, std::move(connection));
    return std::move(done.answer);
}

Status check_destination(const ClientCore& core, const Url& url) {
    if (core.stopped) return stopped_error();
    if (url.scheme == "http" && !url.is_loopback()) {
        return Error(
            Errc::refused,
            "plain http to " + name_of(url) + " would show secrets on the way; use https"
        );
    }
    return {};
}

asio::awaitable<Result<HttpResponse>> send_request(
    Core core, std::string address, HttpRequest request
) {
    const Result<Url> parsed = parse_url(address);
    if (!parsed) co_return parsed.error();
    const Url url = *parsed;
    const Status allowed = check_destination(*core, url);
    if (!allowed) co_return allowed.error();

    const bool is_get = request.method == "GET";
    const bool to_head = request.method == "HEAD";
    const std::string peer = url.scheme + "://" + name_of(url);
    std::string message;
    append_head(message, request, host_field(url), url.target);
    message += request.body;

    std::unique_ptr<Connection> connection = core->pool.take(peer);
    if (connection) {
        Exchange first = co_await exchange(*core, url, *connection, message, to_head);
        if (!may_replace(first, is_get)) {
            co_return finish(*core, peer, std::move(connection), std::move(first));
        }
        connection.reset();
    }
    Result<std::unique_ptr<Connection>> fresh = co_await connect(core, url);
    if (!fresh) co_return fresh.error();
    connection = std::move(fresh.value());
    Exchange only = co_await exchange(*core, url, *connection, message, to_head);
    co_return finish(*core, peer, std::move(connection), std::move(only));
}

class Client final : public HttpClient {
  public:
    Client(asio::any_io_executor executor, ClientLimits limits)
        : core_(std::make_shared<ClientCore>(std::move(executor), limits)) {}

    ~Client() override { end(); }

    asio::awaitable<Result<HttpResponse>> send(std::string url, HttpRequest request) override {
        return send_request(core_, std::move(url), std::move(request));
    }

    void stop() override { end(); }

  private:
    void end() {
        core_->stopped = true;
        core_->pool.clear();
        for (Connection* connection : core_->active) connection->close();
        for (NameLookup* lookup : core_->lookups) lookup->cancel();
    }

    Core core_;
};

}  // namespace

std::unique_ptr<HttpClient> create_http_client(
    asio::any_io_executor executor, ClientLimits limits
) {
    return std::make_unique<Client>(std::move(executor), limits);
}

}  // namespace debrief::net
