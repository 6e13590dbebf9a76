// What the way in has to know.
#pragma once
#include "bot/base/secret.hpp"

#include <string>
#include <utility>
#include <vector>

namespace debrief::teams {

/// A webhook that a team's owner made: Teams posts to /teams/outgoing/NAME.
struct OutgoingWebhook {
    OutgoingWebhook() = default;
    OutgoingWebhook(std::string name_, Secret secret_)
        : name(std::move(name_)), secret(std::move(secret_)) {}
    std::string name;
    Secret secret;  ///< as Teams showed it: Base64
};

struct Inbound {
    Inbound() = default;
    std::string app_id;
    std::string issuer = "https://api.botframework.com";
    std::string metadata_url = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    std::vector<std::string> tenants;  ///< whose activities are taken; without any, nobody's
    std::vector<std::string> trusted_services;  ///< base URLs beside Microsoft's own hosts
    /// Takes activities without a token. Only without a registration, on a listener that nobody
    /// but this computer reaches.
    bool anonymous = false;
    std::vector<OutgoingWebhook> webhooks;
};

}  // namespace debrief::teams
