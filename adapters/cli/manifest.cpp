// `debrief manifest`: what the platform needs to know about the app.
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "config/slack_manifest.hpp"
#include "config/teams_manifest.hpp"

#include <fstream>
#include <iostream>

namespace debrief::cli {

namespace {

/// The manifest creates the app, and only the app has secrets: they cannot be there yet.
std::optional<config::Config> load_without_secrets(const std::string& file) {
    return load_or_explain(file, [](const std::string&) {
        return std::optional<std::string>(config::unknown_secret);
    });
}

int slack(const config::Config& config) {
    std::cout << config::slack_manifest(config.server.public_url) << '\n';
    return 0;
}

int teams(const config::Config& config, const std::string& output) {
    if (!config.teams || config.teams->app_id.empty()) {
        complain(
            "The app package names the bot: register it (docs/teams.md) and set `app_id` under "
            "[teams] to its application id."
        );
        return 1;
    }
    if (!config.server.public_url.starts_with("https://")) {
        complain("Teams takes https addresses only: set `public_url` under [server] to one.");
        return 1;
    }
    const auto package =
        config::teams_package(config::teams_manifest(config.teams->app_id, config.server.public_url)
        );
    if (!package) {
        complain(package.error().what() + ".");
        return 1;
    }
    std::ofstream file(output, std::ios::binary | std::ios::trunc);
    file << *package;
    file.close();
    if (!file) {
        complain("The file " + output + " cannot be written; name another with --output.");
        return 1;
    }
    std::cout << "wrote " << output << ": upload it in Teams under Apps > Manage your apps\n";
    return 0;
}

}  // namespace

int manifest(const Options& options) {
    auto config = load_without_secrets(options.config);
    if (!config) return 1;
    const bool for_slack = options.platform == "slack";
    if (config->server.public_url.empty()) {
        complain(
            std::string(for_slack ? "Slack" : "Teams") +
            " needs to know where Debrief is: set `public_url` under [server] to its https address."
        );
        return 1;
    }
    return for_slack ? slack(*config) : teams(*config, options.package);
}

}  // namespace debrief::cli
