// Microsoft Teams as the composition root sees it.
#pragma once
#include "adapters/teams/evidence.hpp"
#include "adapters/teams/inbound.hpp"
#include "adapters/teams/outbound.hpp"
#include "adapters/teams/reception.hpp"
#include "bot/net/router.hpp"

#include <memory>
#include <string>
#include <vector>

namespace debrief::teams {

/// All arguments live longer than this, and `tasks` is joined before this ends. Works while Teams
/// and its login are down: requests are answered, messages wait.
class Teams {
  public:
    /// `takes_activities` false: no bot is registered, there are only webhooks and workflows.
    Teams(
        Settings settings,
        Inbound inbound,
        bool takes_activities,
        net::HttpClient& http,
        const templates::Catalog& catalog,
        const Clock& clock,
        Random& random,
        net::TaskGroup& tasks,
        flow::DirectorySource directory
    );
    Teams(const Teams&) = delete;
    Teams& operator=(const Teams&) = delete;

    /// POST /api/messages and /teams/outgoing/NAME. Call once.
    [[nodiscard]] std::vector<net::Route> routes(flow::Inbox& inbox);
    /// A sender for delivery; must not outlive this.
    [[nodiscard]] std::unique_ptr<flow::Sender> create_sender();
    /// Fetches the login's keys and our token in the background.
    void connect();
    /// Asks for a token once: for the doctor. Errors in words.
    asio::awaitable<Status> try_connect();
    /// Why Teams does not work at present, in words; empty when it does.
    [[nodiscard]] std::string trouble() const;

  private:
    asio::awaitable<void> warm_up();

    const Settings settings_;
    const Inbound inbound_;
    const bool takes_activities_;
    net::HttpClient& http_;
    const templates::Catalog& catalog_;
    const Clock& clock_;
    Random& random_;
    net::TaskGroup& tasks_;
    Evidence evidence_;
    TrustedServices trusted_;
    Outbound outbound_;
    std::unique_ptr<Reception> reception_;
};

}  // namespace debrief::teams
