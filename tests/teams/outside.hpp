// Teams and Microsoft's login on the loopback, as the way out sees them.
#pragma once
#include "adapters/teams/outbound.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace debrief::teams::test {

inline constexpr auto out_channel = "19:ops@thread.tacv2";
inline constexpr auto out_tenant = "11111111-2222-3333-4444-555555555555";
inline constexpr auto olga = "29:1olga";
inline constexpr auto head_id = "1795282270000";

/// A call of the Connector that arrived.
struct Call {
    std::string method, path, query, authorization, content_type;
    json::Value body;
};

inline net::HttpResponse json_answer(int status, std::string body) {
    return net::HttpResponse(status, "application/json", std::move(body));
}
inline net::HttpResponse refusal(int status, const std::string& code) {
    return json_answer(status, R"({"error":{"code":")" + code + R"(","message":"no"}})");
}

class TeamsOutside {
  public:
    explicit TeamsOutside(asio::any_io_executor executor)
        : server_(executor, [this](const net::HttpRequest& request) { return answer(request); }) {}

    [[nodiscard]] std::string service() const { return server_.url("/amer/"); }
    [[nodiscard]] std::string login() const { return server_.url("/login"); }
    [[nodiscard]] std::string other() const { return server_.url("/gcc/teams"); }
    [[nodiscard]] std::string flow() const { return server_.url("/flow?sp=%2Ftriggers&sig=s%2Bg"); }

    /// The next answer of the Connector (or a flow); afterwards the usual success.
    void next(net::HttpResponse response) { planned_.push_back(std::move(response)); }
    void next_login(net::HttpResponse response) { logins_planned_.push_back(std::move(response)); }
    /// A page of members of this channel, and what the token for the next one is.
    void set_members(const std::string& channel, std::string page, const std::string& token = "") {
        pages_[path_segment(channel) + token] = std::move(page);
    }

    [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }
    [[nodiscard]] const std::vector<std::map<std::string, std::string>>& logins() const {
        return logins_;
    }
    [[nodiscard]] const std::vector<std::string>& login_paths() const { return login_paths_; }
    void forget() { calls_.clear(); }

  private:
    net::HttpResponse answer(const net::HttpRequest& request) {
        const std::string path(request.path());
        if (path.starts_with("/login/")) return log_in(path, request);
        Call call;
        call.method = request.method;
        call.path = path;
        call.query = request.query();
        call.authorization = request.headers.get("authorization");
        call.content_type = request.headers.get("content-type");
        if (auto body = json::parse(request.body)) call.body = std::move(*body);
        calls_.push_back(call);
        if (!planned_.empty()) {
            net::HttpResponse planned = std::move(planned_.front());
            planned_.pop_front();
            return planned;
        }
        return usual(call);
    }

    net::HttpResponse log_in(const std::string& path, const net::HttpRequest& request) {
        std::map<std::string, std::string> form;
        for (auto& [key, value] : net::decode_form(request.body)) form[key] = value;
        logins_.push_back(std::move(form));
        login_paths_.push_back(path);
        if (!logins_planned_.empty()) {
            net::HttpResponse planned = std::move(logins_planned_.front());
            logins_planned_.pop_front();
            return planned;
        }
        return json_answer(
            200,
            R"({"token_type":"Bearer","expires_in":3600,"access_token":"token-)" +
                std::to_string(logins_.size()) + "\"}"
        );
    }

    net::HttpResponse usual(const Call& call) {
        if (call.path.starts_with("/flow")) return net::HttpResponse(202);
        if (call.path.ends_with("/v3/conversations")) {
            if (call.body["isGroup"].boolean() == true) {
                return json_answer(
                    201,
                    R"({"id":"19:ops@thread.tacv2;messageid=1795282280000","activityId":"1795282280000"})"
                );
            }
            const std::string user(call.body["members"].at(0)["id"].str());
            return json_answer(201, R"({"id":"a:chat-)" + user.substr(user.find(':') + 1) + "\"}");
        }
        if (call.path.ends_with("/pagedmembers")) return page_of(call);
        if (call.method == "GET") return refusal(404, "ConversationNotFound");
        if (call.method == "DELETE") return net::HttpResponse(200);
        return json_answer(call.method == "PUT" ? 200 : 201, R"({"id":"1795282290000"})");
    }

    net::HttpResponse page_of(const Call& call) {
        std::string token;
        for (auto& [key, value] : net::decode_form(call.query)) {
            if (key == "continuationToken") token = value;
        }
        const std::string start = "/amer/v3/conversations/";
        const std::string channel =
            call.path.substr(start.size(), call.path.rfind('/') - start.size());
        const auto page = pages_.find(channel + token);
        if (page == pages_.end()) return refusal(403, "BotNotInConversationRoster");
        return json_answer(200, page->second);
    }

    std::deque<net::HttpResponse> planned_, logins_planned_;
    std::map<std::string, std::string> pages_;
    std::vector<Call> calls_;
    std::vector<std::map<std::string, std::string>> logins_;
    std::vector<std::string> login_paths_;
    debrief::test::ScriptedServer server_;
};

/// The way out, wired to it.
class OutsideTest : public testing::Test {
  protected:
    OutsideTest() {
        auto directory = std::make_shared<core::Directory>();
        directory->services.emplace_back();
        directory->services[0].name = "mail";
        directory->services[0].channels.emplace_back(core::Platform::teams, "", out_channel);
        directory_ = std::move(directory);
    }
    ~OutsideTest() override { http_->stop(); }

    Settings settings() const {
        Settings settings;
        settings.credentials.app_id = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
        settings.credentials.password = Secret("pass~word");
        settings.tenants = {out_tenant};
        settings.cloud.login = teams_.login();
        settings.cloud.other_connector = teams_.other();
        settings.service_urls = {teams_.service()};
        settings.workflows.emplace_back("board", Secret(teams_.flow()));
        return settings;
    }
    TrustedServices trusted() const { return TrustedServices({teams_.service(), teams_.other()}); }
    template <class T>
    T run(asio::awaitable<T> task) {
        return debrief::test::run_coroutine(context_, std::move(task));
    }

    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    SeededRandom random_{5};
    TeamsOutside teams_{context_.get_executor()};
    std::unique_ptr<net::HttpClient> http_ = net::create_http_client(context_.get_executor());
    std::shared_ptr<const core::Directory> directory_;
};

}  // namespace debrief::teams::test
