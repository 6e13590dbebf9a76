#include "adapters/slack/slack.hpp"

#include "adapters/slack/reception.hpp"
#include "adapters/slack/sender.hpp"
#include "bot/base/log.hpp"
#include "bot/net/deadline.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace debrief::slack {
namespace {

constexpr Duration first_pause = std::chrono::seconds(1);
constexpr Duration longest_pause = std::chrono::minutes(1);

}  // namespace

struct Slack::Impl {
    Impl(
        Settings settings,
        net::HttpClient& http,
        const templates::Catalog& catalog_,
        const Clock& clock_,
        Random& random,
        net::TaskGroup& tasks_
    )
        : catalog(catalog_),
          clock(clock_),
          tasks(tasks_),
          verifier(settings.signing_secrets, clock_),
          api(http, clock_, std::move(settings.bot_token), std::move(settings.api_url)),
          sender(slack::create_sender(api, catalog_, viewpoints)),
          forms(api, *sender, catalog_, random, tasks_) {}

    /// One question. True when it was answered.
    asio::awaitable<Status> learn() {
        const json::Value nothing = json::Value::object();
        const ApiAnswer answer = co_await api.call("auth.test", nothing);
        if (!answer.ok()) {
            std::string words = api.trouble().empty() ? answer.words : api.trouble();
            const bool is_token = answer.kind == ApiAnswer::Kind::error;
            co_return Status(Error(is_token ? Errc::unauthorized : Errc::busy, std::move(words)));
        }
        self.team_id = answer.body["team_id"].str();
        self.team = answer.body["team"].str();
        self.enterprise_id = answer.body["enterprise_id"].str();
        self.bot_user_id = answer.body["user_id"].str();
        self.bot_id = answer.body["bot_id"].str();
        self.org_install = answer.body["is_enterprise_install"].boolean().value_or(false);
        connected = true;
        last_failure.clear();
        co_return boost::system::in_place_value;
    }

    asio::awaitable<void> learn_for_sure() {
        Duration pause = first_pause;
        while (!connected) {
            const Status learned = co_await learn();
            if (learned) break;
            if (last_failure != learned.error().what()) {
                last_failure = learned.error().what();
                log::warn("Slack does not say who we are yet", {{"reason", last_failure}});
            }
            const bool is_token = learned.error().code() == Errc::unauthorized;
            const Duration wait = is_token ? longest_pause : pause;
            co_await net::sleep_for(wait);
            const auto state = co_await asio::this_coro::cancellation_state;
            if (state.cancelled() != asio::cancellation_type::none) co_return;
            pause = std::min(pause * 2, longest_pause);
        }
        log::info("connected to Slack", {{"workspace", self.team}, {"team_id", self.team_id}});
    }

    const templates::Catalog& catalog;
    const Clock& clock;
    net::TaskGroup& tasks;
    Verifier verifier;
    WebApi api;
    Viewpoints viewpoints;
    std::unique_ptr<flow::Sender> sender;
    Forms forms;
    Identity self;
    bool connected = false;
    std::string last_failure;
    std::unique_ptr<Reception> reception;
};

Slack::Slack(
    Settings settings,
    net::HttpClient& http,
    const templates::Catalog& catalog,
    const Clock& clock,
    Random& random,
    net::TaskGroup& tasks
)
    : impl_(std::make_unique<Impl>(std::move(settings), http, catalog, clock, random, tasks)) {}

Slack::~Slack() = default;

std::vector<net::Route> Slack::routes(flow::Inbox& inbox) {
    WebApi& api = impl_->api;
    impl_->reception = std::make_unique<Reception>(
        impl_->verifier,
        impl_->clock,
        impl_->self,
        inbox,
        impl_->catalog,
        impl_->forms,
        impl_->viewpoints,
        [&api](std::string words) { api.set_trouble(std::move(words)); }
    );
    Reception& reception = *impl_->reception;
    std::vector<net::Route> routes;
    routes.push_back({"POST", "/slack/events", [&reception](net::HttpRequest request) {
                          return reception.handle(std::move(request));
                      }});
    return routes;
}

std::unique_ptr<flow::Sender> Slack::create_sender() {
    return slack::create_sender(impl_->api, impl_->catalog, impl_->viewpoints);
}

void Slack::connect() {
    impl_->tasks.spawn("slack connect", impl_->learn_for_sure());
}

asio::awaitable<Status> Slack::try_connect() {
    return impl_->learn();
}

State Slack::state() const {
    State state;
    state.connected = impl_->connected;
    state.team_id = impl_->self.team_id;
    state.team = impl_->self.team;
    state.bot_user_id = impl_->self.bot_user_id;
    state.trouble = impl_->api.trouble().empty() ? impl_->last_failure : impl_->api.trouble();
    return state;
}

}  // namespace debrief::slack
