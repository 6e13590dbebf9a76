// The configuration of the demo: the same kind of file that people write, so that the demo runs the
// product and nothing else.
#pragma once
#include "adapters/sandbox/sandbox.hpp"

#include <string>

namespace debrief::cli {

/// The demo's sources are trusted by this token.
inline constexpr const char* demo_source_token = "demo-source-token";

/// A whole debrief.toml for a bot in this sandbox.
[[nodiscard]] std::string demo_config(sandbox::Sandbox& sandbox);

}  // namespace debrief::cli
