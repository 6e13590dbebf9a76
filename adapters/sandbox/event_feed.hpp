// The Events API's delivery: a POST per event, up to three retries by the sandbox's clock.
#pragma once
#include "adapters/sandbox/bot_link.hpp"
#include "adapters/sandbox/modals.hpp"
#include "adapters/sandbox/workspace.hpp"
#include "bot/net/task_group.hpp"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace debrief::sandbox {

/// The events of Debrief's own manifest.
[[nodiscard]] std::set<std::string, std::less<>> usual_events();

struct FeedSettings {
    std::set<std::string, std::less<>> subscribed =
        usual_events();  ///< "message.channels", "app_mention"…
    bool duplicates =
        false;  ///< send each event twice, with different event ids, as Slack sometimes does
    bool retries = true;
};

class EventFeed {
  public:
    EventFeed(
        asio::any_io_executor executor,
        Workspace& workspace,
        const Modals& modals,
        BotLink& link,
        net::TaskGroup& tasks
    );

    /// Sends whatever the app is to hear of this change.
    void hear(const Change& change);
    /// Sends an event that no change makes, such as tokens_revoked.
    void send(json::Value event);
    /// Sends the URL check of Slack's settings page; true when the challenge came back.
    asio::awaitable<bool> verify_url();
    /// Sends due retries until cancelled. Owned by the sandbox.
    asio::awaitable<void> run();
    /// The clock moved: retries may be due.
    void look_again() { timer_.cancel(); }

    [[nodiscard]] FeedSettings& settings() { return settings_; }
    /// Deliveries under way now.
    [[nodiscard]] int under_way() const { return under_way_; }
    /// Deliveries that wait for a later retry.
    [[nodiscard]] std::size_t waiting() const { return later_.size(); }
    /// Event ids that were given up after the third retry (or refused with x-slack-no-retry).
    [[nodiscard]] const std::vector<std::string>& given_up() const { return given_up_; }

  private:
    struct Delivery {
        Delivery() = default;
        std::string id, body, reason;
        int retry = 0;
    };

    void start(Delivery delivery);
    asio::awaitable<void> deliver(Delivery delivery);
    void fail(Delivery delivery, const BotAnswer& answer);

    Workspace& workspace_;
    const Modals& modals_;
    BotLink& link_;
    net::TaskGroup& tasks_;
    asio::steady_timer timer_;
    FeedSettings settings_;
    std::multimap<UtcTime, Delivery> later_;
    std::vector<std::string> given_up_;
    int under_way_ = 0;
};

}  // namespace debrief::sandbox
