// Files go to Slack in three steps: ask for an address, send the bytes there, say where they
// belong.
#pragma once
#include "adapters/slack/web_api.hpp"

#include <string>

namespace debrief::slack {

/// One file into a channel, with a line above it. The first step that is not `ok` ends it. Only the
/// last one has an effect that anybody sees: whatever is unclear before it counts as not sent.
asio::awaitable<ApiAnswer> upload(
    WebApi& api, std::string channel, std::string name, std::string bytes, std::string comment
);

}  // namespace debrief::slack
