// The embedded sandbox: a strict Slack workspace and a strict Teams tenant on loopback with a page
// to play in. It knows the bot only by HTTP: it posts signed requests to the bot's addresses, and
// the bot calls its Web API and its Connector.
#pragma once
#include "adapters/sandbox/bot_link.hpp"
#include "adapters/sandbox/cast.hpp"
#include "adapters/sandbox/client.hpp"
#include "adapters/sandbox/event_feed.hpp"
#include "adapters/sandbox/hooks.hpp"
#include "adapters/sandbox/modals.hpp"
#include "adapters/sandbox/notice.hpp"
#include "adapters/sandbox/outside.hpp"
#include "adapters/sandbox/page_server.hpp"
#include "adapters/sandbox/rate_limits.hpp"
#include "adapters/sandbox/sandbox_clock.hpp"
#include "adapters/sandbox/teams/teams_tenant.hpp"
#include "adapters/sandbox/vouchers.hpp"
#include "adapters/sandbox/web_api.hpp"
#include "adapters/sandbox/workspace.hpp"
#include "bot/base/error.hpp"
#include "bot/net/http_server.hpp"
#include "bot/net/task_group.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace debrief::sandbox {

struct Settings {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    Secret signing_secret{"sandbox-signing-secret"};
    Secret bot_token{"xoxb-sandbox-token"};
    RateSettings rates;
    std::set<std::string, std::less<>> scopes = usual_scopes();
    std::chrono::milliseconds deadline{3'000};  ///< for the bot's answers, in real time
    TeamsSettings teams;
};

class Sandbox {
  public:
    /// `clock` is the sandbox's time; the bot must run by the same one. All on the executor's
    /// thread.
    Sandbox(asio::any_io_executor executor, SandboxClock& clock, Random& random, Settings settings);
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    /// Listens. The error names the address and why it cannot be used.
    [[nodiscard]] Status start();
    /// The bot listens now: "http://127.0.0.1:PORT"; its Slack address is /slack/events below it,
    /// that for Teams /api/messages.
    void connect(const std::string& bot_url);
    /// Stops listening and waits for what is under way.
    asio::awaitable<void> stop();

    /// For the bot's `slack.api_url`; ends in "/".
    [[nodiscard]] std::string api_url() const { return base_ + "api/"; }
    /// For people; ends in "/".
    [[nodiscard]] std::string page_url() const { return base_; }

    /// The Teams tenant; its page is the same.
    [[nodiscard]] TeamsTenant& teams() { return teams_; }
    /// For the bot's configuration of Teams.
    [[nodiscard]] std::string teams_login_url() const { return teams_.login_url(); }
    [[nodiscard]] std::string teams_openid_metadata_url() const {
        return teams_.openid_metadata_url();
    }
    [[nodiscard]] std::string teams_service_url() const { return teams_.service_url(); }
    [[nodiscard]] std::string teams_workflow_url() const { return teams_.workflow_url(); }

    [[nodiscard]] SandboxClock& clock() { return clock_; }
    [[nodiscard]] Workspace& workspace() { return workspace_; }
    [[nodiscard]] Modals& modals() { return modals_; }
    [[nodiscard]] WebApi& api() { return api_; }
    [[nodiscard]] RateLimits& limits() { return limits_; }
    [[nodiscard]] const Files& files() const { return files_; }
    [[nodiscard]] EventFeed& feed() { return feed_; }
    [[nodiscard]] Client& client() { return client_; }
    [[nodiscard]] BotLink& link() { return link_; }

    /// The sources of the bot's configuration that alert() and publish() post to.
    void set_sources(std::vector<SourceLink> sources) { sources_ = std::move(sources); }
    [[nodiscard]] const std::vector<SourceLink>& sources() const { return sources_; }
    /// Posts a webhook; the words of a problem, or nothing.
    asio::awaitable<std::string> alert(Alert alert);
    asio::awaitable<std::string> publish(Release release);

    /// Whether the bot has nothing to do at this moment of the clock. Without one, the sandbox
    /// waits for a moment of quiet instead.
    using IdleCheck = std::function<asio::awaitable<bool>()>;
    void set_idle_check(IdleCheck idle) { idle_ = std::move(idle); }
    /// Waits until the bot did everything that is due, at most a few seconds of real time.
    asio::awaitable<void> settle();
    /// Moves the clock by steps of an hour, so that everything happens at its own time.
    asio::awaitable<void> advance(Duration by);
    [[nodiscard]] bool moving() const { return moving_; }

    /// The workspace's administrator removes the app: its token dies, and it is told.
    void revoke_token();
    /// Waits until anything changed after that revision, at most `limit` of real time.
    asio::awaitable<void> changed(std::uint64_t revision, std::chrono::milliseconds limit);

  private:
    asio::awaitable<net::HttpResponse> serve(net::HttpRequest request);
    asio::awaitable<bool> is_idle();
    asio::awaitable<std::string> post_to_source(std::string_view kind, net::HttpRequest request);
    [[nodiscard]] const SourceLink* source(std::string_view kind) const;

    asio::any_io_executor executor_;
    SandboxClock& clock_;
    Settings settings_;
    std::string base_;
    Workspace workspace_;
    Modals modals_;
    Triggers triggers_;
    ResponseUrls urls_;
    RateLimits limits_;
    Files files_;
    Installation installation_;
    WebApi api_;
    Hooks hooks_;
    BotLink link_;
    net::TaskGroup tasks_;
    EventFeed feed_;
    Client client_;
    TeamsTenant teams_;
    Notice changes_;
    PageServer page_;
    std::vector<SourceLink> sources_;
    IdleCheck idle_;
    bool moving_ = false;
    std::unique_ptr<net::HttpServer> server_;
    bool stopped_ = false;
};

}  // namespace debrief::sandbox
