// The workspace as one person sees it, in the page's own JSON.
#pragma once
#include "adapters/sandbox/modals.hpp"
#include "adapters/sandbox/workspace.hpp"

#include <string>
#include <vector>

namespace debrief::sandbox {

/// Everything the page shows for that person: people, channels with messages, forms, the clock.
[[nodiscard]] json::Value page_state(
    const Workspace& workspace, const Modals& modals, const std::string& viewer
);

}  // namespace debrief::sandbox
