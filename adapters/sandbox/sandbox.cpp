#include "adapters/sandbox/sandbox.hpp"

#include "bot/base/log.hpp"

namespace debrief::sandbox {
namespace {

Installation installation_of(const Settings& settings) {
    Installation installation;
    installation.token = settings.bot_token;
    installation.scopes = settings.scopes;
    return installation;
}

json::Value tokens_revoked() {
    json::Value tokens = json::Value::object();
    tokens.set("oauth", json::Value::array()).set("bot", json::Value::array().push(ids::bot_user));
    return json::Value::object().set("type", "tokens_revoked").set("tokens", std::move(tokens));
}

}  // namespace

Sandbox::Sandbox(
    asio::any_io_executor executor, SandboxClock& clock, Random& random, Settings settings
)
    : executor_(executor),
      clock_(clock),
      settings_(std::move(settings)),
      workspace_(clock, random),
      modals_(workspace_),
      triggers_(clock, random),
      urls_(clock, random),
      limits_(clock, settings_.rates),
      installation_(installation_of(settings_)),
      api_(executor, ApiContext{workspace_, modals_, triggers_, limits_, files_, installation_}),
      hooks_(workspace_, urls_),
      link_(executor, clock, settings_.signing_secret, settings_.deadline),
      tasks_(executor),
      feed_(executor, workspace_, modals_, link_, tasks_),
      client_(workspace_, modals_, triggers_, urls_, link_, ClientSettings()),
      teams_(executor, clock, random, tasks_, settings_.teams),
      changes_(executor),
      page_(*this) {
    furnish(workspace_);
    workspace_.on_change([this](const Change& change) {
        if (!installation_.revoked) feed_.hear(change);
        changes_.notify();
    });
    teams_.tenant().on_change([this](const teams::Change&) { workspace_.touch(); });
    clock_.on_moved([this] {
        feed_.look_again();
        teams_.look_again();
        workspace_.touch();
    });
}

Sandbox::~Sandbox() = default;

Status Sandbox::start() {
    const auto handler = [this](net::HttpRequest request) { return serve(std::move(request)); };
    auto server =
        net::listen(executor_, settings_.host, settings_.port, net::ServerLimits(), handler);
    if (!server) return server.error();
    server_ = std::move(server.value());
    base_ = "http://" + settings_.host + ":" + std::to_string(server_->port()) + "/";
    installation_.page_url = base_;
    client_.hooks_url() = base_ + "hooks/";
    teams_.set_base(base_);
    tasks_.spawn("event retries", feed_.run());
    tasks_.spawn("activity retries", teams_.channel().run());
    return {};
}

void Sandbox::connect(const std::string& bot_url) {
    link_.connect(bot_url + "/slack/events");
    teams_.connect(bot_url);
}

asio::awaitable<net::HttpResponse> Sandbox::serve(net::HttpRequest request) {
    const std::string_view path = request.path();
    if (path.starts_with("/api/")) co_return co_await api_.handle(std::move(request));
    if (path.starts_with(Files::path)) co_return files_.take(request);
    if (path.starts_with("/hooks/") && request.method == "POST") co_return hooks_.answer(request);
    auto of_teams = co_await teams_.answer(request);
    if (of_teams) co_return std::move(*of_teams);
    co_return co_await page_.answer(std::move(request));
}

void Sandbox::revoke_token() {
    feed_.send(tokens_revoked());
    installation_.revoked = true;
}

asio::awaitable<void> Sandbox::changed(std::uint64_t revision, std::chrono::milliseconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (workspace_.revision() <= revision && !stopped_) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left <= std::chrono::milliseconds::zero()) co_return;
        co_await changes_.wait(left);
    }
}

asio::awaitable<void> Sandbox::stop() {
    stopped_ = true;
    changes_.notify();
    api_.stop();
    teams_.connector().stop();
    if (server_) {
        const bool finished = co_await server_->stop(std::chrono::milliseconds(2'000));
        if (!finished) log::warn("the sandbox cut connections that did not end");
    }
    tasks_.cancel();
    feed_.look_again();
    teams_.look_again();
    link_.stop();
    teams_.stop();
    const bool joined = co_await tasks_.join(std::chrono::milliseconds(2'000));
    if (!joined) log::warn("the sandbox left deliveries behind");
}

}  // namespace debrief::sandbox
