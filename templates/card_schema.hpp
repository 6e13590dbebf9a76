// The schema of cards (schema/adaptive_card.json), and what it finds wrong.
#pragma once
#include "bot/base/json.hpp"
#include "templates/finding.hpp"

#include <string_view>
#include <vector>

namespace debrief::templates {

/// Everything in a card that the schema does not allow; pointers begin with `base`. Slow: for
/// checking templates, not for sending.
[[nodiscard]] std::vector<Finding> check_card_schema(json::Ref card, std::string_view base);

}  // namespace debrief::templates
