// Everything that calls Teams, put together for the composition.
#pragma once
#include "adapters/teams/access_token.hpp"
#include "adapters/teams/chats.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/evidence.hpp"
#include "adapters/teams/roster.hpp"
#include "adapters/teams/sender.hpp"
#include "adapters/teams/service_url.hpp"
#include "adapters/teams/settings.hpp"
#include "adapters/teams/workflow.hpp"

#include <memory>
#include <string>

namespace debrief::teams {

/// All arguments live longer. Works while Teams is down: messages wait.
class Outbound {
  public:
    Outbound(
        const Settings& settings,
        const TrustedServices& trusted,
        net::HttpClient& http,
        const templates::Catalog& catalog,
        const Evidence& evidence,
        const Clock& clock,
        Random& random,
        flow::DirectorySource directory
    );
    Outbound(const Outbound&) = delete;
    Outbound& operator=(const Outbound&) = delete;

    /// A sender for delivery; must not outlive this.
    [[nodiscard]] std::unique_ptr<flow::Sender> create_sender();
    /// Asks for a token once: for the doctor and for readiness. Errors in words.
    asio::awaitable<Status> try_connect();
    /// A message came from there.
    void note_service(const std::string& service) { connector_.note_service(service); }
    /// Why Teams does not work at present, in words; empty when it does.
    [[nodiscard]] const std::string& trouble() const { return connector_.trouble(); }

  private:
    const templates::Catalog& catalog_;
    const Evidence& evidence_;
    const Clock& clock_;
    bool anonymous_;
    AccessToken token_;
    Connector connector_;
    Roster roster_;
    Chats chats_;
    Workflows workflows_;
};

}  // namespace debrief::teams
