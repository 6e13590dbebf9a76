// The Slack app as Slack wants it described: what `debrief manifest slack` prints.
#pragma once
#include <string>
#include <string_view>

namespace debrief::config {

/// JSON for "Create New App > From a manifest". Every address is below `public_url` (without a
/// slash at the end). config/deploy/slack-app.yaml is the same in YAML.
[[nodiscard]] std::string slack_manifest(std::string_view public_url);

}  // namespace debrief::config
