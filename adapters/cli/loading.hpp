// Reading the configuration for a verb, with everything that is wrong said on standard error.
#pragma once
#include "config/config.hpp"

#include <optional>
#include <string>

namespace debrief::cli {

/// Prints problems and warnings; nothing when there are problems.
[[nodiscard]] std::optional<config::Config> load_or_explain(
    const std::string& file, const config::Environment& environment = config::process_environment()
);
/// "debrief: WORDS" on standard error.
void complain(const std::string& words);

}  // namespace debrief::cli
