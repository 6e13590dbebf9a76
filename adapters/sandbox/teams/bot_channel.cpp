#include "adapters/sandbox/teams/bot_channel.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace debrief::sandbox::teams {
namespace {

/// Before the first and second retry. How long Microsoft really waits is documented nowhere.
constexpr std::array<Duration, 2> pauses{Duration(2'000), Duration(30'000)};

net::ClientLimits limits_for(std::chrono::milliseconds deadline) {
    net::ClientLimits limits;
    limits.connect_timeout = deadline;
    limits.exchange_timeout = deadline;
    return limits;
}

BotAnswer outcome(Result<net::HttpResponse> result) {
    BotAnswer answer;
    if (result) {
        answer.kind = BotAnswer::Kind::answered;
        answer.response = std::move(result.value());
    } else if (result.error().code() == Errc::timed_out) {
        answer.kind = BotAnswer::Kind::timed_out;
    }
    return answer;
}

}  // namespace

BotChannel::BotChannel(
    asio::any_io_executor executor,
    Tenant& tenant,
    const Login& login,
    net::TaskGroup& tasks,
    std::chrono::milliseconds deadline
)
    : tenant_(tenant),
      login_(login),
      tasks_(tasks),
      client_(net::create_http_client(executor, limits_for(deadline))),
      timer_(executor) {}

net::HttpRequest BotChannel::request_for(const std::string& conversation, std::string body) {
    net::HttpRequest request("POST", "/");
    request.headers.add("Authorization", "Bearer " + login_.activity_token(service_url_));
    request.headers.add("Content-Type", "application/json; charset=utf-8");
    request.headers.add("User-Agent", "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)");
    request.headers.add("MS-CV", fresh_key(tenant_.random()).substr(0, 22) + ".1");
    request.headers.add("x-ms-conversation-id", conversation);
    request.headers.add("x-ms-tenant-id", ids::tenant);
    request.body = std::move(body);
    return request;
}

void BotChannel::send(const json::Value& activity) {
    if (url_.empty()) return;
    Delivery delivery;
    delivery.id = activity["id"].str();
    delivery.conversation = activity["conversation"]["id"].str();
    delivery.body = json::dump(activity);
    if (settings_.duplicates) start(delivery);
    start(std::move(delivery));
}

void BotChannel::start(Delivery delivery) {
    ++under_way_;
    std::string name = "activity " + delivery.id;
    tasks_.spawn(std::move(name), deliver(std::move(delivery)));
}

asio::awaitable<void> BotChannel::deliver(Delivery delivery) {
    net::HttpRequest request = request_for(delivery.conversation, delivery.body);
    auto result = co_await client_->send(url_, std::move(request));
    const BotAnswer answer = outcome(std::move(result));
    if (!answer.fine()) fail(std::move(delivery), answer);
    --under_way_;
    tenant_.touch();
}

void BotChannel::fail(Delivery delivery, const BotAnswer& answer) {
    // A refusal is an answer: asking again would only repeat it.
    const bool refused = answer.kind == BotAnswer::Kind::answered && answer.response.status < 500 &&
                         answer.response.status != 429;
    if (!settings_.retries || refused || delivery.failures >= pauses.size()) {
        given_up_.push_back(delivery.id);
        return;
    }
    const UtcTime due = tenant_.clock().now() + pauses[delivery.failures];
    ++delivery.failures;
    later_.emplace(due, std::move(delivery));
    look_again();
}

asio::awaitable<BotAnswer> BotChannel::invoke(json::Value activity) {
    BotAnswer answer;
    if (url_.empty()) co_return answer;
    ++under_way_;
    net::HttpRequest request =
        request_for(std::string(activity["conversation"]["id"].str()), json::dump(activity));
    auto result = co_await client_->send(url_, std::move(request));
    answer = outcome(std::move(result));
    --under_way_;
    co_return answer;
}

asio::awaitable<BotAnswer> BotChannel::post_elsewhere(std::string url, net::HttpRequest request) {
    auto result = co_await client_->send(std::move(url), std::move(request));
    co_return outcome(std::move(result));
}

asio::awaitable<void> BotChannel::run() {
    const auto state = co_await asio::this_coro::cancellation_state;
    while (state.cancelled() == asio::cancellation_type::none) {
        const UtcTime now = tenant_.clock().now();
        while (!later_.empty() && later_.begin()->first <= now) {
            Delivery due = std::move(later_.begin()->second);
            later_.erase(later_.begin());
            start(std::move(due));
        }
        // Without anything to wait for, a new failure or a moved clock wakes us.
        Duration pause(3'600'000);
        if (!later_.empty()) pause = later_.begin()->first - now;
        timer_.expires_after(pause);
        boost::system::error_code ignored;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

}  // namespace debrief::sandbox::teams
