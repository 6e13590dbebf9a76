// The outbound port for Slack: renders a message, calls the method for it, says how it ended.
#pragma once
#include "adapters/slack/viewpoints.hpp"
#include "adapters/slack/web_api.hpp"
#include "bot/flow/sender.hpp"
#include "templates/catalog.hpp"

#include <memory>

namespace debrief::slack {

/// The arguments live longer than the sender.
[[nodiscard]] std::unique_ptr<flow::Sender> create_sender(
    WebApi& api, const templates::Catalog& catalog, Viewpoints& viewpoints
);

}  // namespace debrief::slack
