// Changes of the workspace as Events API payloads.
#pragma once
#include "adapters/sandbox/modals.hpp"
#include "adapters/sandbox/shapes.hpp"
#include "adapters/sandbox/workspace.hpp"

#include <vector>

namespace debrief::sandbox {

/// The inner events that the app is sent for a change: none when it cannot see it, two for a
/// mention.
[[nodiscard]] std::vector<json::Value> events_of(
    Workspace& workspace, const Modals& modals, const Change& change
);

/// The whole envelope around an inner event, with a fresh event id.
[[nodiscard]] json::Value envelope_of(Workspace& workspace, json::Value event);

}  // namespace debrief::sandbox
