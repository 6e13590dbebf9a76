// Views and replies as JSON, for the database and for templates.
#pragma once
#include "bot/base/json.hpp"
#include "bot/core/decision.hpp"

#include <string>
#include <string_view>

namespace debrief::flow {

[[nodiscard]] json::Value to_json(const core::View& view);
[[nodiscard]] core::View view_from(json::Ref json);

/// A reply as it is remembered for a repeated command.
[[nodiscard]] std::string reply_text(const core::Reply& reply);
/// A silent reply when the text is not one.
[[nodiscard]] core::Reply reply_from(std::string_view text);

}  // namespace debrief::flow
