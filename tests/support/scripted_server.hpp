// A loopback HTTP server for tests of everything that calls out: it records requests and answers by
// script.
#pragma once
#include "bot/net/http_server.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace debrief::test {

/// Listens on a free port of 127.0.0.1 on the given executor while it lives. Queued answers go
/// first, in order; then the rule; without either the answer is 500 and says so.
class ScriptedServer {
  public:
    using Rule = std::function<net::HttpResponse(const net::HttpRequest&)>;

    explicit ScriptedServer(boost::asio::any_io_executor executor, Rule rule = nullptr)
        : state_(std::make_shared<State>()) {
        state_->rule = std::move(rule);
        const auto state = state_;
        auto server = net::listen(
            std::move(executor),
            "127.0.0.1",
            0,
            net::ServerLimits(),
            [state](net::HttpRequest request) { return answer(state, std::move(request)); }
        );
        server_ = std::move(server.value());
    }

    /// "http://127.0.0.1:PORT" and the path.
    [[nodiscard]] std::string url(std::string_view path = "") const {
        return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
    }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    /// The next answer of the queue.
    void push(net::HttpResponse response) { state_->queue.push_back(std::move(response)); }
    void push_json(std::string body, int status = 200) {
        push(net::HttpResponse(status, "application/json", std::move(body)));
    }
    /// Answers when the queue is empty.
    void set_rule(Rule rule) { state_->rule = std::move(rule); }

    /// All requests so far, oldest first.
    [[nodiscard]] const std::vector<net::HttpRequest>& requests() const { return state_->requests; }
    void forget_requests() { state_->requests.clear(); }

    /// For tests of the server's own end.
    [[nodiscard]] net::HttpServer& server() { return *server_; }

  private:
    struct State {
        std::deque<net::HttpResponse> queue;
        Rule rule;
        std::vector<net::HttpRequest> requests;
    };

    static boost::asio::awaitable<net::HttpResponse> answer(
        std::shared_ptr<State> state, net::HttpRequest request
    ) {
        state->requests.push_back(std::move(request));
        if (!state->queue.empty()) {
            net::HttpResponse next = std::move(state->queue.front());
            state->queue.pop_front();
            co_return next;
        }
        if (state->rule) co_return state->rule(state->requests.back());
        co_return net::HttpResponse(500, "text/plain", "the script of this test has no answer");
    }

    std::shared_ptr<State> state_;
    std::unique_ptr<net::HttpServer> server_;
};

}  // namespace debrief::test
