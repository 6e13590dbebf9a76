// Where a secret comes from: "env:NAME", "file:PATH" or the value itself.
#pragma once
#include "config/reader.hpp"

namespace debrief::config {

/// Empty after a problem. Messages name the variable or file, never the value.
[[nodiscard]] Secret resolve_secret(Context& context, const Field& field);

}  // namespace debrief::config
