// The workspace in Slack's JSON, as the Web API, events and interactions show it.
#pragma once
#include "adapters/sandbox/modals.hpp"
#include "adapters/sandbox/workspace.hpp"
#include "bot/base/json.hpp"

namespace debrief::sandbox {

enum class MetadataDetail : std::uint8_t { type_only, all };

[[nodiscard]] json::Value message_json(
    const Workspace& workspace,
    const Channel& channel,
    const Message& message,
    MetadataDetail detail = MetadataDetail::all
);
[[nodiscard]] json::Value channel_json(const Workspace& workspace, const Channel& channel);
[[nodiscard]] json::Value user_json(
    const Workspace& workspace, const Person& person, bool with_email
);
/// Without `state` when there is nothing entered to show (views.open); with it in interactions.
[[nodiscard]] json::Value view_json(const View& view);

/// "channel", "group" or "im", as in events.
[[nodiscard]] std::string_view type_of(const Channel& channel);

}  // namespace debrief::sandbox
