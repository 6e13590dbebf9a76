// From a rendered template to the one activity that Teams is sent.
#pragma once
#include "bot/base/json.hpp"
#include "bot/flow/sender.hpp"
#include "templates/catalog.hpp"

#include <string>
#include <string_view>

namespace debrief::teams {

/// In the data of every action of a card: which message it is.
inline constexpr std::string_view marker_key = "m";

/// The rendered message {"text", "card"?, "entities"?}; fails when the view is no JSON or the
/// template unknown.
[[nodiscard]] Result<json::Value> render(
    const templates::Catalog& catalog, const flow::Outgoing& message
);

/// The card, or the text; never both, or Teams makes two messages of it. A card that is too large
/// is left out.
[[nodiscard]] json::Value activity_of(json::Ref rendered, std::string_view marker);
/// The same message without its card, its text cut to what Teams takes.
[[nodiscard]] json::Value text_activity_of(json::Ref rendered);
/// Its text, to be seen by everybody in a thread and addressed to one of them.
[[nodiscard]] json::Value named_activity_of(
    json::Ref rendered, std::string_view user, std::string_view name
);

/// The body that opens a thread in a channel with this activity.
[[nodiscard]] json::Value thread_parameters(
    std::string_view channel, std::string_view tenant, json::Value activity
);
/// The body that opens (or finds) the chat with a person.
[[nodiscard]] json::Value chat_parameters(std::string_view user, std::string_view tenant);

/// How Teams measures: bytes of the UTF-16 text.
[[nodiscard]] std::size_t size_as_utf16(std::string_view utf8);

}  // namespace debrief::teams
