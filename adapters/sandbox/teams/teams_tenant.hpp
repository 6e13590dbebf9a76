// The Microsoft Teams half of the sandbox: a strict tenant on loopback. It knows the bot only by
// HTTP: it posts signed activities to /api/messages, and the bot calls its login and its Connector.
#pragma once
#include "adapters/sandbox/teams/activity_shapes.hpp"
#include "adapters/sandbox/teams/bot_channel.hpp"
#include "adapters/sandbox/teams/cast.hpp"
#include "adapters/sandbox/teams/client.hpp"
#include "adapters/sandbox/teams/connector.hpp"
#include "adapters/sandbox/teams/desk.hpp"
#include "adapters/sandbox/teams/flows.hpp"
#include "adapters/sandbox/teams/login.hpp"
#include "adapters/sandbox/teams/tenant.hpp"
#include "adapters/sandbox/teams/windows.hpp"
#include "bot/net/task_group.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::sandbox {

struct TeamsSettings {
    TeamsSettings() = default;
    Secret app_password{"sandbox-client-secret"};
    Secret webhook_secret{"c2FuZGJveC1vdXRnb2luZy13ZWJob29rLXNlY3JldDE="};  ///< base64
    bool rate_limits = true;
    std::chrono::milliseconds deadline{15'000};  ///< for the bot's answers, in real time
};

class TeamsTenant {
  public:
    /// All on the executor's thread; deliveries run in `tasks`.
    TeamsTenant(
        asio::any_io_executor executor,
        const Clock& clock,
        Random& random,
        net::TaskGroup& tasks,
        TeamsSettings settings
    );

    /// Where the sandbox listens: "http://127.0.0.1:PORT/".
    void set_base(const std::string& base);
    /// The bot listens now: "http://127.0.0.1:PORT"; its messaging endpoint is /api/messages.
    void connect(const std::string& bot_url) { channel_.connect(bot_url + "/api/messages"); }
    /// Tells the bot of every place where it is installed already, as if it was added just now.
    void announce();
    /// Answers what belongs to Teams; nothing for every other path.
    asio::awaitable<std::optional<net::HttpResponse>> answer(net::HttpRequest request);
    void look_again() { channel_.look_again(); }
    void stop();

    // ---- for the bot's configuration

    /// The token endpoint is below it: LOGIN/TENANT/oauth2/v2.0/token. No "/" at the end.
    [[nodiscard]] std::string login_url() const { return base_ + "teams/login"; }
    [[nodiscard]] std::string openid_metadata_url() const;
    /// Ends in "/", as Microsoft's.
    [[nodiscard]] const std::string& service_url() const { return channel_.service_url(); }
    /// With its secret. It posts into the team "Office", where the app is not.
    [[nodiscard]] std::string workflow_url() const;
    [[nodiscard]] const TeamsSettings& settings() const { return settings_; }
    /// Where the team's outgoing webhook posts to; empty: there is none.
    void set_outgoing_webhook(std::string url) { client_.settings().webhook_url = std::move(url); }

    // ---- its parts

    [[nodiscard]] teams::Tenant& tenant() { return tenant_; }
    [[nodiscard]] const teams::Tenant& tenant() const { return tenant_; }
    [[nodiscard]] teams::Desks& desks() { return desks_; }
    [[nodiscard]] const teams::Desks& desks() const { return desks_; }
    [[nodiscard]] teams::Login& login() { return login_; }
    [[nodiscard]] teams::Connector& connector() { return connector_; }
    [[nodiscard]] teams::Windows& windows() { return windows_; }
    [[nodiscard]] teams::BotChannel& channel() { return channel_; }
    [[nodiscard]] teams::Client& client() { return client_; }
    [[nodiscard]] teams::Flows& flows() { return flows_; }
    [[nodiscard]] teams::ActivityShapes& shapes() { return shapes_; }

  private:
    TeamsSettings settings_;
    std::string base_;
    teams::Tenant tenant_;
    teams::Desks desks_;
    teams::Login login_;
    teams::Windows windows_;
    teams::Connector connector_;
    teams::ActivityShapes shapes_;
    teams::BotChannel channel_;
    teams::Client client_;
    teams::Flows flows_;
};

}  // namespace debrief::sandbox
