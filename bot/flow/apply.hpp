// Writes a decision into a transaction: state, journal, timers and outbox together, or nothing.
#pragma once
#include "bot/core/command.hpp"
#include "bot/core/decision.hpp"
#include "bot/flow/store.hpp"

#include <string_view>

namespace debrief::flow {

/// Whom to wake once the decision is committed.
struct Applied {
    bool messages = false;   ///< one can be claimed that could not before
    bool deadlines = false;  ///< one was set or cancelled
};

/// `marker` is unique per decision: the outbox markers start with it.
Applied apply(
    Tx& tx,
    const core::Decision& decision,
    const core::Command& command,
    core::UtcTime now,
    std::string_view marker
);

}  // namespace debrief::flow
