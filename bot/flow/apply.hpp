// Writes a decision into a transaction: state, journal, timers and outbox together, or nothing.
#pragma once
#include "bot/core/command.hpp"
#include "bot/core/decision.hpp"
#include "bot/flow/store.hpp"

#include <string_view>

namespace debrief::flow {

/// `marker` is unique per decision: the outbox markers start with it.
void apply(
    Tx& tx,
    const core::Decision& decision,
    const core::Command& command,
    core::UtcTime now,
    std::string_view marker
);

}  // namespace debrief::flow
