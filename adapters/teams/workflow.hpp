// Posting through a webhook of Power Automate ("Workflows"): for teams without the app. New posts
// only; nothing can be changed, answered or pressed.
#pragma once
#include "adapters/teams/settings.hpp"
#include "bot/base/json.hpp"
#include "bot/flow/sender.hpp"
#include "bot/net/http_client.hpp"

#include <string>
#include <vector>

namespace debrief::teams {

namespace asio = boost::asio;

class Workflows {
  public:
    /// `http` lives longer.
    Workflows(net::HttpClient& http, std::vector<WorkflowTarget> targets);
    /// Posts the rendered message; everything but a new post is done without a call. The id of the
    /// message is its marker: Teams gives none.
    asio::awaitable<flow::SendOutcome> send(flow::Outgoing message, json::Ref rendered);

  private:
    [[nodiscard]] const WorkflowTarget* find(const std::string& name) const;

    net::HttpClient& http_;
    std::vector<WorkflowTarget> targets_;
};

/// The rendered message as a workflow takes it: a card without inputs, mentions and actions other
/// than links, at most 25 KB. Pure.
[[nodiscard]] json::Value workflow_body(json::Ref rendered);

}  // namespace debrief::teams
