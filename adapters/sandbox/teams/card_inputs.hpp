// Cards as their reader uses them: buttons in order, inputs and what they hold.
#pragma once
#include "bot/base/json.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::sandbox::teams {

/// All actions of a card in the order of its document; their index names them.
[[nodiscard]] std::vector<json::Ref> actions_in(json::Ref card);
/// All inputs of a card in the same order.
[[nodiscard]] std::vector<json::Ref> inputs_in(json::Ref card);

/// What the inputs hold before anybody touched them: id → text; empty ones are left out.
[[nodiscard]] json::Value untouched_values(json::Ref card);
/// Input → what the client says of it: required ones that are empty, and what is too long.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> refused_inputs(
    json::Ref card, json::Ref values
);
/// The action's data with the inputs' values; only the data when it takes none.
[[nodiscard]] json::Value merged_data(json::Ref action, json::Ref values);
/// Whether the action takes the inputs' values.
[[nodiscard]] bool takes_inputs(json::Ref action);

}  // namespace debrief::sandbox::teams
