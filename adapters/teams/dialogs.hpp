// Dialogs: a form of the rules as a card that knows which form it is.
#pragma once
#include "adapters/teams/decode.hpp"
#include "bot/core/decision.hpp"
#include "templates/catalog.hpp"

#include <string>
#include <utility>
#include <vector>

namespace debrief::teams {

using FieldErrors = std::vector<std::pair<std::string, std::string>>;

/// A form reply as the "task" of an answer. `nonce` names this very dialog: what is submitted from
/// it twice has its effect once.
[[nodiscard]] json::Value dialog_of(
    const templates::Catalog& catalog, const core::Reply& form, const std::string& nonce
);
/// The same with what was entered, and sentences beside the fields they are about.
[[nodiscard]] json::Value dialog_with_errors(
    const templates::Catalog& catalog,
    const core::Reply& form,
    const std::string& nonce,
    const FieldErrors& errors,
    const Fields& entered
);

/// Copies a card with these members added to the data of each of its submitting buttons.
[[nodiscard]] json::Value with_data(json::Ref card, json::Ref members);

}  // namespace debrief::teams
