#include "bot/net/http_client.hpp"

#include "bot/net/client_connection.hpp"
#include "bot/net/client_errors.hpp"
#include "bot/net/client_exchange.hpp"
#include "bot/net/client_pool.hpp"
#include "bot/net/http_wire.hpp"
#include "bot/net/name_lookup.hpp"

#include <optional>
#include <unordered_set>

namespace debrief::net {
namespace {

using Instant = std::chrono::steady_clock::time_point;

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

std::string host_field(const Url& url) {
    const bool usual = url.port == (url.scheme == "https" ? "443" : "80");
    const std::string name = name_of(url);
    return usual ? name.substr(0, name.size() - url.port.size() - 1) : name;
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
        if (core->stopped) co_return stopped_error();
        co_return connect_error(core->limits, url, connected, connected.error.message());
    }
    const IoResult trusted = co_await connection->handshake();
    if (trusted.error) {
        if (core->stopped) co_return stopped_error();
        co_return connect_error(core->limits, url, trusted, connection->handshake_failure(trusted));
    }
    co_return Result<std::unique_ptr<Connection>>(std::move(connection));
}

/// An exchange that stop() can end.
asio::awaitable<Exchange> exchange_over(
    Core core, const Url& url, Connection& connection, const std::string& message, bool to_head
) {
    const Registered<Connection> registered(core->active, &connection);
    Exchange done = co_await exchange(core->limits, url, connection, message, to_head);
    if (core->stopped && !done.answer) co_return Exchange(stopped_error());
    co_return done;
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
        Exchange first = co_await exchange_over(core, url, *connection, message, to_head);
        if (!may_replace(first, is_get)) {
            co_return finish(*core, peer, std::move(connection), std::move(first));
        }
        connection.reset();
    }
    Result<std::unique_ptr<Connection>> fresh = co_await connect(core, url);
    if (!fresh) co_return fresh.error();
    connection = std::move(fresh.value());
    Exchange only = co_await exchange_over(core, url, *connection, message, to_head);
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
