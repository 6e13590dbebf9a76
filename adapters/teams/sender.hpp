// The outbound port for Teams: renders a message, makes the call for it, says how it ended.
#pragma once
#include "adapters/teams/chats.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/evidence.hpp"
#include "adapters/teams/roster.hpp"
#include "adapters/teams/workflow.hpp"
#include "bot/flow/sender.hpp"
#include "templates/catalog.hpp"

#include <memory>

namespace debrief::teams {

/// What a sender works with; all of it lives longer.
struct SenderParts {
    SenderParts(
        Connector& connector_,
        Roster& roster_,
        Chats& chats_,
        Workflows& workflows_,
        const templates::Catalog& catalog_,
        const Evidence& evidence_,
        const Clock& clock_
    )
        : connector(connector_),
          roster(roster_),
          chats(chats_),
          workflows(workflows_),
          catalog(catalog_),
          evidence(evidence_),
          clock(clock_) {}
    Connector& connector;
    Roster& roster;
    Chats& chats;
    Workflows& workflows;
    const templates::Catalog& catalog;
    const Evidence& evidence;
    const Clock& clock;
};

[[nodiscard]] std::unique_ptr<flow::Sender> create_sender(SenderParts parts);

}  // namespace debrief::teams
