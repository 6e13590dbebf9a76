// Replies of the rules as Slack's JSON: messages, modals, errors beside fields.
#pragma once
#include "adapters/slack/form_state.hpp"
#include "bot/base/json.hpp"
#include "bot/core/decision.hpp"
#include "bot/net/http.hpp"
#include "templates/catalog.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::slack {

/// The reply as a message {"text", "blocks"}. A template that is missing is a bug: it is logged,
/// and the reply says that something is wrong.
[[nodiscard]] json::Value message_of(const templates::Catalog& catalog, const core::Reply& reply);

/// The modal of a form reply, knowing where it was opened; of any other reply, a modal that shows
/// its message. `external_id` may be empty.
[[nodiscard]] json::Value modal_of(
    const templates::Catalog& catalog,
    const core::Reply& reply,
    const FormPlace& place,
    std::string_view external_id
);
/// The modal that stands there until the real one is known.
[[nodiscard]] json::Value loading_modal(
    const templates::Catalog& catalog, std::string_view form, std::string_view external_id
);

/// The answer to a slash command.
[[nodiscard]] net::HttpResponse command_answer(
    const templates::Catalog& catalog, const core::Reply& reply
);
/// The answer to a submitted modal: errors beside its fields, another modal, or empty: it closes.
/// `inputs` are the blocks errors can stand beside.
[[nodiscard]] net::HttpResponse view_answer(
    const templates::Catalog& catalog,
    const core::Reply& reply,
    const FormPlace& place,
    const std::vector<std::string>& inputs
);

}  // namespace debrief::slack
