// `debrief manifest`: what the platform needs to know about the app.
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "config/slack_manifest.hpp"

#include <iostream>

namespace debrief::cli {

int manifest(const Options& options) {
    if (options.platform == "teams") {
        complain("Microsoft Teams is not part of this version yet.");
        return 1;
    }
    // The manifest creates the app, and only the app has secrets: they cannot be there yet.
    auto config = load_or_explain(options.config, [](const std::string&) {
        return std::optional<std::string>("not known yet");
    });
    if (!config) return 1;
    if (config->server.public_url.empty()) {
        complain(
            "Slack needs to know where Debrief is: set `public_url` under [server] to its https "
            "address."
        );
        return 1;
    }
    std::cout << config::slack_manifest(config->server.public_url) << '\n';
    return 0;
}

int not_yet(const Options&) {
    complain(
        "`export` and `import` are not part of this version yet. The records are in the SQLite "
        "file named under [storage]."
    );
    return 1;
}

}  // namespace debrief::cli
