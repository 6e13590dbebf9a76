// What the configuration says about Microsoft Teams, as the outbound half needs it.
#pragma once
#include "adapters/teams/clouds.hpp"
#include "bot/base/secret.hpp"

#include <string>
#include <utility>
#include <vector>

namespace debrief::teams {

/// How Debrief proves who it is: a password, or a certificate with its key.
struct Credentials {
    Credentials() = default;
    std::string app_id;  ///< empty: without a registration, on this computer only; no token is sent
    Secret password;
    std::string certificate;  ///< PEM; used when the password is empty
    Secret certificate_key;   ///< PEM
};

/// A webhook of Power Automate that posts into one channel.
struct WorkflowTarget {
    WorkflowTarget(std::string name_, Secret url_) : name(std::move(name_)), url(std::move(url_)) {}
    std::string name;
    Secret url;  ///< whoever knows it can post
};

struct Settings {
    Settings() = default;
    Credentials credentials;
    std::vector<std::string> tenants;  ///< whose bot this is; the first unless Teams says otherwise
    /// The bot was registered for many tenants (new ones cannot be since 2025): logs in elsewhere.
    bool many_tenants = false;
    /// Addresses of the cloud, already replaced by those of the configuration (login,
    /// openid_metadata).
    Cloud cloud = find_cloud("public").value();
    /// Trusted besides Microsoft's own. The first is where a conversation is looked for that has
    /// not been heard of yet; without one, the cloud's.
    std::vector<std::string> service_urls;
    std::vector<WorkflowTarget> workflows;
    [[nodiscard]] bool anonymous() const { return credentials.app_id.empty(); }
};

}  // namespace debrief::teams
