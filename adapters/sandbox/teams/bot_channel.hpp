// How the Bot Connector reaches the bot: one signed POST per activity. What is not acknowledged is
// sent again with the same id; an invoke is asked once, while somebody waits.
#pragma once
#include "adapters/sandbox/bot_link.hpp"
#include "adapters/sandbox/teams/login.hpp"
#include "adapters/sandbox/teams/tenant.hpp"
#include "bot/net/task_group.hpp"

#include <boost/asio/steady_timer.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace debrief::sandbox::teams {

namespace asio = boost::asio;

struct ChannelSettings {
    bool retries = true;
    bool duplicates =
        false;  ///< send each activity twice, with the same id, as happens now and then
};

class BotChannel {
  public:
    /// `deadline` is real time: 15 s at Microsoft.
    BotChannel(
        asio::any_io_executor executor,
        Tenant& tenant,
        const Login& login,
        net::TaskGroup& tasks,
        std::chrono::milliseconds deadline
    );

    /// The bot's messaging endpoint. Until it is known nothing is sent.
    void connect(std::string url) { url_ = std::move(url); }
    void set_service_url(std::string url) { service_url_ = std::move(url); }
    [[nodiscard]] const std::string& service_url() const { return service_url_; }

    /// Sends what needs no answer: in the background, with retries.
    void send(const json::Value& activity);
    /// Asks and waits for the answer.
    asio::awaitable<BotAnswer> invoke(json::Value activity);
    /// Posts to any other address of the bot, as outgoing webhooks do.
    asio::awaitable<BotAnswer> post_elsewhere(std::string url, net::HttpRequest request);

    /// Sends due retries until cancelled. Owned by the sandbox.
    asio::awaitable<void> run();
    /// The clock moved: retries may be due.
    void look_again() { timer_.cancel(); }
    void stop() { client_->stop(); }

    [[nodiscard]] ChannelSettings& settings() { return settings_; }
    [[nodiscard]] int under_way() const { return under_way_; }
    [[nodiscard]] std::size_t waiting() const { return later_.size(); }
    /// Ids of activities that were given up.
    [[nodiscard]] const std::vector<std::string>& given_up() const { return given_up_; }

  private:
    struct Delivery {
        Delivery() = default;
        std::string id, conversation, body;
        std::size_t failures = 0;
    };

    [[nodiscard]] net::HttpRequest request_for(const std::string& conversation, std::string body);
    void start(Delivery delivery);
    asio::awaitable<void> deliver(Delivery delivery);
    void fail(Delivery delivery, const BotAnswer& answer);

    Tenant& tenant_;
    const Login& login_;
    net::TaskGroup& tasks_;
    std::unique_ptr<net::HttpClient> client_;
    asio::steady_timer timer_;
    ChannelSettings settings_;
    std::string url_, service_url_;
    std::multimap<UtcTime, Delivery> later_;
    std::vector<std::string> given_up_;
    int under_way_ = 0;
};

}  // namespace debrief::sandbox::teams
