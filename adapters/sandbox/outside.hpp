// The world outside the workspace: what a monitoring system or a code host would post to the bot's
// sources, for the page's buttons and the story.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"
#include "bot/base/secret.hpp"
#include "bot/net/http.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

/// A source of the bot's configuration. `kind` is "alertmanager" or "github".
struct SourceLink {
    SourceLink(std::string kind_, std::string url_, Secret secret_)
        : kind(std::move(kind_)), url(std::move(url_)), secret(std::move(secret_)) {}
    std::string kind, url;
    Secret secret;  ///< the bearer token of alertmanager, the signing secret of github
};

struct Alert {
    Alert(std::string service_, std::string title_)
        : service(std::move(service_)), title(std::move(title_)) {}
    std::string service, title;
    std::string severity = "critical";
    Duration lasted{std::chrono::minutes(23)};
    bool resolved = true;
};

struct Release {
    Release(std::string repository_, std::string version_)
        : repository(std::move(repository_)), version(std::move(version_)) {}
    std::string repository;  ///< "acme/checkout"
    std::string version;     ///< "v2.4.0"
};

/// Alertmanager's webhook, version 4, for one alert that fired `lasted` ago.
[[nodiscard]] net::HttpRequest webhook_of(
    const SourceLink& source, const Alert& alert, UtcTime now
);
/// GitHub's `release` webhook with the action `published`.
[[nodiscard]] net::HttpRequest webhook_of(
    const SourceLink& source, const Release& release, UtcTime now, Random& random
);

}  // namespace debrief::sandbox
