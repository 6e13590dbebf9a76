// From the configuration to the chat platforms' own settings.
#pragma once
#include "adapters/slack/slack.hpp"
#include "adapters/teams/teams.hpp"
#include "config/config.hpp"

#include <memory>

namespace debrief::cli {

/// What a platform's adapter is made of; all of it lives longer than the adapter.
struct Surroundings {
    net::HttpClient& http;
    const templates::Catalog& catalog;
    const Clock& clock;
    Random& random;
    net::TaskGroup& tasks;
    flow::DirectorySource directory;
};

[[nodiscard]] std::unique_ptr<slack::Slack> make_slack(
    const config::Slack& config, const Surroundings& around
);
[[nodiscard]] std::unique_ptr<teams::Teams> make_teams(
    const config::Teams& config, const Surroundings& around
);

}  // namespace debrief::cli
