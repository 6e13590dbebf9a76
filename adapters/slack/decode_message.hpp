// The inner events "message" and "app_mention": what was said, edited or deleted.
#pragma once
#include "adapters/slack/decode.hpp"

#include <string>
#include <string_view>

namespace debrief::slack {

/// `bot_user` and `bot_id` are our own; both may be empty while unknown. Bots are never listened
/// to, ourselves included. A message and the mention it causes get the same key, so only one of the
/// two events has an effect.
[[nodiscard]] Decoded decode_message(
    json::Ref event, const std::string& bot_user, std::string_view bot_id
);

}  // namespace debrief::slack
