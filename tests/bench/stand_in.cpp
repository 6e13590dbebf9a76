#include "tests/bench/stand_in.hpp"

#include "bot/net/http_server.hpp"
#include "tests/bench/child.hpp"
#include "tests/bench/signed_requests.hpp"
#include "tests/bench/teams_requests.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace debrief::bench {
namespace {

namespace asio = boost::asio;

std::string posted(std::uint64_t number) {
    return R"({"ok":true,"channel":")" + std::string(channel) + R"(","ts":"1795180000.)" +
           std::to_string(100'000 + number) + "\"}";
}

std::string person(const net::HttpRequest& request) {
    std::string id;
    for (const auto& [key, value] : net::decode_form(request.body)) {
        if (key == "user") id = value;
    }
    if (id.empty()) id = "U0BENCHBYMAIL";
    return R"({"ok":true,"user":{"id":")" + id + R"(","name":")" + id +
           R"(","deleted":false,"tz":"Europe/Berlin","profile":{"real_name":"Person )" + id +
           R"(","email":")" + id + R"(@example.com"}}})";
}

/// Teams: the login's document, keys and tokens, then the Connector.
std::string teams_answer(std::string_view path, const std::string& base, std::uint64_t number) {
    if (path.ends_with("/metadata")) {
        return R"({"issuer":"https://api.botframework.com","jwks_uri":")" + base +
               R"(teams/keys"})";
    }
    if (path.ends_with("/keys")) return login_keys();
    if (path.ends_with("/token"))
        return R"({"token_type":"Bearer","expires_in":3600,"access_token":"bench"})";
    const std::string id = std::to_string(1'795'900'000'000 + number);
    if (path.ends_with("/v3/conversations")) {
        return R"({"id":")" + std::string(teams_channel) + ";messageid=" + id +
               R"(","activityId":")" + id + "\"}";
    }
    const auto member = path.rfind("/members/");
    if (member != std::string_view::npos) {
        const std::string user(path.substr(member + 9));
        return R"({"id":")" + user + R"(","name":"A person","email":")" + user +
               R"(@example.com"})";
    }
    return R"({"id":")" + id + "\"}";
}

}  // namespace

struct StandIn::Impl {
    explicit Impl(int core) {
        auto listening = net::listen(
            io.get_executor(),
            "127.0.0.1",
            0,
            net::ServerLimits(),
            [this](net::HttpRequest request) { return answer(std::move(request)); }
        );
        if (!listening) throw std::runtime_error(listening.error().what());
        server = std::move(*listening);
        thread = std::thread([this, core] {
            stay_on(core);
            io.run();
        });
    }

    asio::awaitable<net::HttpResponse> answer(net::HttpRequest request) {
        const std::uint64_t number = ++calls;
        const std::string_view path = request.path();
        std::string body = R"({"ok":true})";
        if (path.starts_with("/teams/"))
            co_return net::HttpResponse(
                200, "application/json", teams_answer(path, base(), number)
            );
        if (path.ends_with("/auth.test")) {
            body = R"({"ok":true,"team":"Bench","team_id":")" + std::string(team) +
                   R"(","user_id":"U0DEBRIEF","bot_id":"B0DEBRIEF"})";
        } else if (path.ends_with("/chat.postMessage") || path.ends_with("/chat.update")) {
            body = posted(number);
        } else if (path.find("/users.") != std::string_view::npos) {
            body = person(request);
        } else if (path.ends_with("/conversations.open")) {
            body = R"({"ok":true,"channel":{"id":"D0BENCH"}})";
        }
        co_return net::HttpResponse(200, "application/json", std::move(body));
    }

    [[nodiscard]] std::string base() const {
        return "http://127.0.0.1:" + std::to_string(server->port()) + "/";
    }

    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    std::atomic<std::uint64_t> calls{0};
    std::unique_ptr<net::HttpServer> server;
    std::thread thread;
};

StandIn::StandIn(int core) : impl_(std::make_unique<Impl>(core)) {}

StandIn::~StandIn() {
    impl_->io.stop();
    impl_->thread.join();
}

std::string StandIn::url() const {
    return impl_->base();
}

std::uint64_t StandIn::calls() const {
    return impl_->calls;
}

}  // namespace debrief::bench
