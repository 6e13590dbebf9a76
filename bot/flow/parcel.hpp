// A claimed outbox row with everything that the database knows about where it goes and what it
// says.
#pragma once
#include "bot/core/decide.hpp"
#include "bot/flow/sender.hpp"
#include "bot/flow/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace debrief::flow {

struct Parcel {
    OutboxRow row;
    Outgoing message;
    std::string replaces;                ///< older message to remove once this one is out
    std::optional<core::Person> person;  ///< of direct messages, ephemeral messages and look-ups
    std::string problem;                 ///< not empty: it cannot be sent, and why
    bool needless = false;               ///< there is nothing to do any more
};

/// Head posts get their view here, from the state of this moment. `reachable` are the platforms
/// that have a sender: a direct message goes to the person's first account on one of them.
[[nodiscard]] Parcel prepare(
    const Tx& tx,
    const core::Directory& directory,
    const std::vector<core::Platform>& reachable,
    core::UtcTime now,
    OutboxRow row
);

}  // namespace debrief::flow
