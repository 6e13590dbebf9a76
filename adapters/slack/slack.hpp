// Slack as the composition root sees it.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"
#include "bot/base/secret.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/flow/sender.hpp"
#include "bot/net/http_client.hpp"
#include "bot/net/router.hpp"
#include "bot/net/task_group.hpp"
#include "templates/catalog.hpp"

#include <memory>
#include <string>
#include <vector>

namespace debrief::slack {

namespace asio = boost::asio;

struct Settings {
    Settings() = default;
    std::vector<Secret> signing_secrets;  ///< one; two while it is being replaced
    Secret bot_token;
    std::string api_url = "https://slack.com/api/";
};

/// For readiness and the doctor.
struct State {
    State() = default;
    bool connected = false;  ///< auth.test succeeded since the start
    std::string team_id, team, bot_user_id;
    std::string trouble;  ///< why Slack does not work at present, in words; empty when it does
};

/// All arguments live longer than this, and `tasks` is joined before this ends. Works while Slack
/// is down: requests are served, messages wait.
class Slack {
  public:
    Slack(
        Settings settings,
        net::HttpClient& http,
        const templates::Catalog& catalog,
        const Clock& clock,
        Random& random,
        net::TaskGroup& tasks
    );
    ~Slack();
    Slack(const Slack&) = delete;
    Slack& operator=(const Slack&) = delete;

    /// POST /slack/events, for events, slash commands and interactivity. Call once.
    [[nodiscard]] std::vector<net::Route> routes(flow::Inbox& inbox);
    /// A sender for delivery; must not outlive this.
    [[nodiscard]] std::unique_ptr<flow::Sender> create_sender();
    /// Learns who we are, in the background, until Slack has said so.
    void connect();
    /// Asks Slack once who we are: for the doctor. Errors in words.
    asio::awaitable<Status> try_connect();
    [[nodiscard]] State state() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace debrief::slack
