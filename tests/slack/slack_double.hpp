// Slack's Web API on the loopback, answering by method, with the client and the adapter wired to
// it.
#pragma once
#include "adapters/slack/slack.hpp"
#include "tests/slack/payloads.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/scripted_server.hpp"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace debrief::slack::test {

/// A call that arrived: its method and its arguments, from JSON or a form.
struct Call {
    std::string method;
    json::Value arguments;
    std::string authorization, content_type;
};

class SlackDouble {
  public:
    explicit SlackDouble(asio::any_io_executor executor)
        : server_(executor, [this](const net::HttpRequest& request) { return answer(request); }) {}

    [[nodiscard]] std::string url() const { return server_.url("/api/"); }

    /// The next answer to this method; afterwards the usual success.
    void next(const std::string& method, net::HttpResponse response) {
        planned_[method].push_back(std::move(response));
    }
    void next(const std::string& method, std::string body) {
        next(method, net::HttpResponse(200, "application/json", std::move(body)));
    }
    void fail(const std::string& method, const std::string& error) {
        next(method, R"({"ok":false,"error":")" + error + "\"}");
    }

    [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }
    [[nodiscard]] std::vector<Call> calls(std::string_view method) const {
        std::vector<Call> found;
        for (const Call& call : calls_) {
            if (call.method == method) found.push_back(call);
        }
        return found;
    }
    void forget() { calls_.clear(); }

  private:
    net::HttpResponse answer(const net::HttpRequest& request) {
        Call call;
        call.method = request.path().substr(std::string_view("/api/").size());
        call.authorization = request.headers.get("authorization");
        call.content_type = request.headers.get("content-type");
        if (call.content_type.find("json") != std::string::npos) {
            auto body = json::parse(request.body);
            if (body) call.arguments = std::move(*body);
        } else {
            for (auto& [key, value] : net::decode_form(request.body)) {
                call.arguments.set(key, std::move(value));
            }
        }
        calls_.push_back(call);
        auto& planned = planned_[call.method];
        if (planned.empty()) {
            return net::HttpResponse(200, "application/json", success(call.method));
        }
        net::HttpResponse response = std::move(planned.front());
        planned.pop_front();
        return response;
    }

    static std::string success(std::string_view method) {
        if (method == "auth.test") {
            return R"({"ok":true,"team":"Ours","team_id":"T0OURTEAM","user_id":"U0DEBRIEF","bot_id":"B0DEBRIEF"})";
        }
        if (method == "chat.postMessage") {
            return R"({"ok":true,"channel":"C0OPSROOM","ts":"1795180000.000100"})";
        }
        if (method == "chat.update") {
            return R"({"ok":true,"channel":"C0OPSROOM","ts":"1795170000.000100"})";
        }
        if (method == "conversations.open") return R"({"ok":true,"channel":{"id":"D0OLGA"}})";
        return R"({"ok":true})";
    }

    std::map<std::string, std::deque<net::HttpResponse>> planned_;
    std::vector<Call> calls_;
    debrief::test::ScriptedServer server_;
};

/// The parts of the adapter below the inbox, against the double.
struct Wired {
    explicit Wired(asio::any_io_executor executor, Clock& clock, std::string api_url = "")
        : slack(executor),
          http(net::create_http_client(executor)),
          catalog(std::move(templates::Catalog::load()).value()),
          tasks(executor),
          adapter(
              settings(api_url.empty() ? slack.url() : api_url),
              *http,
              catalog,
              clock,
              random,
              tasks
          ),
          sender(adapter.create_sender()) {}
    ~Wired() { http->stop(); }
    Wired(const Wired&) = delete;
    Wired& operator=(const Wired&) = delete;

    static Settings settings(std::string api_url) {
        Settings settings;
        settings.signing_secrets.emplace_back(std::string(signing_secret));
        settings.bot_token = Secret(std::string(bot_token));
        settings.api_url = std::move(api_url);
        return settings;
    }

    SlackDouble slack;
    SeededRandom random{11};
    std::unique_ptr<net::HttpClient> http;
    templates::Catalog catalog;
    net::TaskGroup tasks;
    Slack adapter;
    std::unique_ptr<flow::Sender> sender;
};

}  // namespace debrief::slack::test
