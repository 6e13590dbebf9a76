// Microsoft's clouds: where to log in, whose tokens to believe, where Teams is reached.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::teams {

/// A cloud's addresses. None ends with a slash.
struct Cloud {
    Cloud() = default;
    std::string name;             ///< as `teams.cloud` writes it
    std::string login;            ///< gives out our tokens
    std::string shared_tenant;    ///< logs in bots that were registered for many tenants
    std::string scope;            ///< what our tokens are for
    std::string openid_metadata;  ///< names the keys that sign what Teams sends
    std::string issuer;           ///< of what Teams sends
    std::string token_service;
    std::string connector;  ///< for conversations not heard of yet; empty: not published
    std::string graph;
    /// Where to turn when the Connector says that its host is the wrong one; may be empty.
    std::string other_connector;
};

/// "public", "gcc", "gcc-high", "dod", "china".
[[nodiscard]] std::optional<Cloud> find_cloud(std::string_view name);
[[nodiscard]] std::vector<std::string> cloud_names();

}  // namespace debrief::teams
