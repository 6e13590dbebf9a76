// The Teams app as Teams wants it described: what `debrief manifest teams` writes.
#pragma once
#include "bot/base/error.hpp"

#include <string>
#include <string_view>

namespace debrief::config {

/// manifest.json, format 1.29. `app_id` is the bot's; `public_url` is https and has no slash at its
/// end.
[[nodiscard]] std::string teams_manifest(std::string_view app_id, std::string_view public_url);

/// The app package: a zip of the manifest and the two icons. Fails only when there is no memory.
[[nodiscard]] Result<std::string> teams_package(std::string_view manifest);

}  // namespace debrief::config
