#include "bot/net/http_server.hpp"

#include "bot/base/log.hpp"
#include "bot/net/deadline.hpp"
#include "bot/net/http_session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace debrief::net {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

/// So many connections above the limit are told why; the rest are only closed.
constexpr std::size_t refused_politely = 64;
constexpr std::chrono::milliseconds pause_after_failure{100};
constexpr std::chrono::milliseconds time_to_die{1'000};

void admit(const std::shared_ptr<ServerCore>& core, tcp::socket socket) {
    const std::size_t open = core->sessions.size();
    if (open >= core->limits.connections + refused_politely) return;
    auto session = std::make_shared<Session>(core, std::move(socket));
    if (open >= core->limits.connections) {
        Session::start_refusing(std::move(session));
    } else {
        Session::start(std::move(session));
    }
}

asio::awaitable<void> accept_all(
    std::shared_ptr<ServerCore> core, std::shared_ptr<tcp::acceptor> acceptor
) {
    while (acceptor->is_open()) {
        error_code error;
        tcp::socket socket =
            co_await acceptor->async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            admit(core, std::move(socket));
        } else if (acceptor->is_open() && error != asio::error::connection_aborted) {
            log::error("cannot accept a connection", {{"error", error.message()}});
            co_await sleep_for(pause_after_failure);
        }
    }
}

class Server final : public HttpServer {
  public:
    Server(std::shared_ptr<ServerCore> core, std::shared_ptr<tcp::acceptor> acceptor)
        : core_(std::move(core)),
          acceptor_(std::move(acceptor)),
          port_(acceptor_->local_endpoint().port()) {}

    ~Server() override { stop_intake(); }

    [[nodiscard]] std::uint16_t port() const override { return port_; }

    asio::awaitable<bool> stop(std::chrono::milliseconds limit) override {
        const std::shared_ptr<ServerCore> core = core_;
        stop_intake();
        co_await wait_until_empty(core, limit);
        const bool clean = core->sessions.empty();
        if (!clean) {
            cut(*core);
            co_await wait_until_empty(core, time_to_die);
        }
        core->close_timers();
        co_return clean;
    }

  private:
    void stop_intake() {
        core_->stopping = true;
        error_code ignored;
        acceptor_->close(ignored);
        for (Session* session : core_->sessions) session->close_if_idle();
    }

    static void cut(ServerCore& core) {
        core.cut = true;
        std::vector<std::shared_ptr<Session>> sessions;  // one may leave the set while it is told
        for (Session* session : core.sessions) sessions.push_back(session->shared_from_this());
        for (const auto& session : sessions) session->cut();
    }

    static asio::awaitable<void> wait_until_empty(
        std::shared_ptr<ServerCore> core, std::chrono::milliseconds limit
    ) {
        if (core->sessions.empty()) co_return;
        asio::steady_timer timer(core->executor, limit);
        core->on_empty = &timer;
        error_code ignored;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        core->on_empty = nullptr;
    }

    std::shared_ptr<ServerCore> core_;
    std::shared_ptr<tcp::acceptor> acceptor_;
    std::uint16_t port_;
};

Error cannot_listen(const std::string& host, std::uint16_t port, const error_code& error) {
    std::string why = error.message() + "; check the listen address";
    if (error == asio::error::address_in_use) {
        why = "the port is already in use; stop the other program or choose another port";
    } else if (error == boost::system::errc::permission_denied) {
        why = "no permission; choose a port above 1023";
    } else if (error == boost::system::errc::address_not_available) {
        why = "this computer has no such address; use one of its own, or 0.0.0.0 for all";
    }
    const bool ipv6 = host.find(':') != std::string::npos;
    const std::string address = (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
    return Error(Errc::refused, "cannot listen on " + address + ": " + why);
}

tcp::endpoint find_endpoint(
    const asio::any_io_executor& executor,
    const std::string& host,
    std::uint16_t port,
    error_code& error
) {
    const auto address = asio::ip::make_address(host, error);
    if (!error) return tcp::endpoint(address, port);
    tcp::resolver resolver(executor);
    const auto found = resolver.resolve(host, std::to_string(port), tcp::resolver::passive, error);
    return error || found.empty() ? tcp::endpoint() : found.begin()->endpoint();
}

}  // namespace

Result<std::unique_ptr<HttpServer>> listen(
    asio::any_io_executor executor,
    const std::string& host,
    std::uint16_t port,
    ServerLimits limits,
    Handler handler
) {
    error_code error;
    const tcp::endpoint endpoint = find_endpoint(executor, host, port, error);
    auto acceptor = std::make_shared<tcp::acceptor>(executor);
    if (!error) acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(tcp::acceptor::max_listen_connections, error);
    if (error) return cannot_listen(host, port, error);

    auto core = std::make_shared<ServerCore>(executor, limits, std::move(handler));
    auto server = std::make_unique<Server>(core, acceptor);
    auto on_end = [](const std::exception_ptr& failure) {
        if (failure) log::error("the server no longer accepts connections");
    };
    asio::co_spawn(executor, accept_all(std::move(core), std::move(acceptor)), std::move(on_end));
    return Result<std::unique_ptr<HttpServer>>(std::move(server));
}

}  // namespace debrief::net
