// What people hear when a command could not be stored.
#pragma once
#include "bot/base/error.hpp"
#include "bot/core/decision.hpp"

namespace debrief::flow {

/// Why nothing was done and what to do, as a refusal; the same as one sentence in its errors.
[[nodiscard]] core::Reply failure_reply(const Error& error);

}  // namespace debrief::flow
