// After an unknown outcome: is our message there? Teams lets nobody look, so the choice is ours.
#pragma once
#include "adapters/teams/evidence.hpp"
#include "bot/flow/sender.hpp"

namespace debrief::teams {

/// See flow::Sender::find. A card that was pressed proves itself. Without that: a head or a summary
/// is not sent twice (for a quarter of an hour somebody may yet press it, then it is given up with
/// words); everything else is sent again, because a doubled line is better than a lost voice.
[[nodiscard]] Result<core::MessageRef> find_message(
    const Evidence& evidence, const flow::Outgoing& message, UtcTime since, UtcTime now
);

}  // namespace debrief::teams
