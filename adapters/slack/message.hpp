// The arguments of Slack's posting methods.
#pragma once
#include "bot/base/json.hpp"
#include "bot/flow/sender.hpp"
#include "templates/catalog.hpp"

#include <string>
#include <string_view>

namespace debrief::slack {

inline constexpr std::string_view marker_event = "debrief_message";
inline constexpr std::string_view marker_key = "debrief_key";

/// The rendered message {"text", "blocks"}; fails when the view is no JSON or the template unknown.
[[nodiscard]] Result<json::Value> render(
    const templates::Catalog& catalog, const flow::Outgoing& message
);

/// What every new post needs besides its content: where, its marker, and that Slack must not turn
/// words into links or previews.
void address_post(json::Value& body, const flow::Outgoing& message, std::string_view channel);
void address_update(json::Value& body, const flow::Outgoing& message);
void address_ephemeral(json::Value& body, const flow::Outgoing& message, bool in_thread);

/// The same message without its blocks, its text cut to what every method takes.
[[nodiscard]] json::Value text_only(json::Ref body);

/// Whether a message read back from Slack carries this marker.
[[nodiscard]] bool has_marker(json::Ref message, std::string_view marker);

}  // namespace debrief::slack
