// After an unknown outcome: does Slack have our message? It is found by its marker.
#pragma once
#include "adapters/slack/directs.hpp"
#include "bot/flow/sender.hpp"

namespace debrief::slack {

/// See flow::Sender::find. An ephemeral message cannot be read back; only the direct message it
/// became can.
asio::awaitable<Result<core::MessageRef>> find_message(
    WebApi& api, DirectChannels& directs, flow::Outgoing message, UtcTime since
);

}  // namespace debrief::slack
