// Mentions that Teams does not take: it refuses a message that mentions somebody who is not in the
// conversation. Their names then stand there as words.
#pragma once
#include "bot/base/json.hpp"

#include <string_view>

namespace debrief::teams {

/// Whether anybody but `user` is mentioned in a rendered message.
[[nodiscard]] bool mentions_others(json::Ref rendered, std::string_view user);

/// The rendered message, mentioning nobody but `user` (nobody at all when that is empty).
[[nodiscard]] json::Value mentioning_only(json::Ref rendered, std::string_view user);

}  // namespace debrief::teams
