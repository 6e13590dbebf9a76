#include "adapters/sandbox/event_feed.hpp"

#include "adapters/sandbox/event_shapes.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace debrief::sandbox {
namespace {

/// Before the first, second and third retry.
constexpr std::array<Duration, 3> pauses{Duration(0), Duration(60'000), Duration(300'000)};

const char* reason_of(const BotAnswer& answer) {
    switch (answer.kind) {
        case BotAnswer::Kind::timed_out:
            return "http_timeout";
        case BotAnswer::Kind::unreachable:
            return "connection_failed";
        case BotAnswer::Kind::too_many_redirects:
            return "too_many_redirects";
        case BotAnswer::Kind::answered:
            return "http_error";
    }
    return "unknown_error";
}

/// The name one subscribes to: messages by the kind of their channel.
std::string subscription_of(json::Ref event) {
    const std::string type(event["type"].str());
    if (type != "message") return type;
    const std::string_view where = event["channel_type"].str();
    return "message." + std::string(
                            where == "channel" ? "channels"
                            : where == "group" ? "groups"
                                               : "im"
                        );
}

}  // namespace

std::set<std::string, std::less<>> usual_events() {
    return {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "channel_deleted",
        "group_archive",
        "group_deleted",
        "message.channels",
        "message.groups",
        "message.im",
        "tokens_revoked",
        "user_change"};
}

EventFeed::EventFeed(
    asio::any_io_executor executor,
    Workspace& workspace,
    const Modals& modals,
    BotLink& link,
    net::TaskGroup& tasks
)
    : workspace_(workspace),
      modals_(modals),
      link_(link),
      tasks_(tasks),
      timer_(std::move(executor)) {}

void EventFeed::hear(const Change& change) {
    for (json::Value& event : events_of(workspace_, modals_, change)) send(std::move(event));
}

void EventFeed::send(json::Value event) {
    if (link_.url().empty()) return;  // no app is installed yet
    if (!settings_.subscribed.contains(subscription_of(event))) return;
    for (int copy = 0; copy < (settings_.duplicates ? 2 : 1); ++copy) {
        const json::Value envelope = envelope_of(workspace_, event);
        Delivery delivery;
        delivery.id = envelope["event_id"].str();
        delivery.body = json::dump(envelope);
        start(std::move(delivery));
    }
}

void EventFeed::start(Delivery delivery) {
    ++under_way_;
    std::string name = "event " + delivery.id;
    tasks_.spawn(std::move(name), deliver(std::move(delivery)));
}

asio::awaitable<void> EventFeed::deliver(Delivery delivery) {
    ExtraHeaders headers;
    if (delivery.retry > 0) {
        headers.emplace_back("X-Slack-Retry-Num", std::to_string(delivery.retry));
        headers.emplace_back("X-Slack-Retry-Reason", delivery.reason);
    }
    const BotAnswer answer =
        co_await link_.post("application/json", delivery.body, std::move(headers));
    if (!answer.fine()) fail(std::move(delivery), answer);
    --under_way_;
    workspace_.touch();
}

void EventFeed::fail(Delivery delivery, const BotAnswer& answer) {
    const bool refused = answer.response.headers.get("x-slack-no-retry") == "1";
    const auto done = static_cast<std::size_t>(delivery.retry);
    if (!settings_.retries || refused || done >= pauses.size()) {
        given_up_.push_back(delivery.id);
        return;
    }
    delivery.reason = reason_of(answer);
    ++delivery.retry;
    later_.emplace(workspace_.clock().now() + pauses[done], std::move(delivery));
    look_again();
}

asio::awaitable<void> EventFeed::run() {
    const auto state = co_await asio::this_coro::cancellation_state;
    while (state.cancelled() == asio::cancellation_type::none) {
        const UtcTime now = workspace_.clock().now();
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

asio::awaitable<bool> EventFeed::verify_url() {
    const std::string challenge = fresh_key(workspace_.random());
    json::Value body = json::Value::object();
    body.set("token", "deprecated-verification-token")
        .set("challenge", challenge)
        .set("type", "url_verification");
    const BotAnswer answer =
        co_await link_.post("application/json", json::dump(body), ExtraHeaders());
    if (!answer.fine()) co_return false;
    if (answer.response.body == challenge) co_return true;
    const auto parsed = json::parse(answer.response.body);
    co_return parsed.has_value() && parsed.value()["challenge"].str() == challenge;
}

}  // namespace debrief::sandbox
