#include "adapters/teams/clouds.hpp"

#include <array>

namespace debrief::teams {
namespace {

struct Row {
    std::string_view name, login, shared_tenant, scope, metadata_host, issuer, token_service,
        connector, graph, other_connector;
};

constexpr std::string_view gcc_connector = "https://smba.infra.gcc.teams.microsoft.com/teams";

constexpr std::array table{
    Row{"public",
        "https://login.microsoftonline.com",
        "botframework.com",
        "https://api.botframework.com/.default",
        "https://login.botframework.com",
        "https://api.botframework.com",
        "https://token.botframework.com",
        "https://smba.trafficmanager.net/teams",
        "https://graph.microsoft.com",
        gcc_connector},
    // Logs in like the public cloud; only Teams itself stands elsewhere.
    Row{"gcc",
        "https://login.microsoftonline.com",
        "botframework.com",
        "https://api.botframework.com/.default",
        "https://login.botframework.com",
        "https://api.botframework.com",
        "https://token.botframework.com",
        gcc_connector,
        "https://graph.microsoft.com",
        ""},
    Row{"gcc-high",
        "https://login.microsoftonline.us",
        "MicrosoftServices.onmicrosoft.us",
        "https://api.botframework.us/.default",
        "https://login.botframework.azure.us",
        "https://api.botframework.us",
        "https://tokengcch.botframework.azure.us",
        "https://smba.infra.gov.teams.microsoft.us/teams",
        "https://graph.microsoft.us",
        ""},
    Row{"dod",
        "https://login.microsoftonline.us",
        "MicrosoftServices.onmicrosoft.us",
        "https://api.botframework.us/.default",
        "https://login.botframework.azure.us",
        "https://api.botframework.us",
        "https://apiDoD.botframework.azure.us",
        "https://smba.infra.dod.teams.microsoft.us/teams",
        "https://dod-graph.microsoft.us",
        ""},
    Row{"china",
        "https://login.partner.microsoftonline.cn",
        "microsoftservices.partner.onmschina.cn",
        "https://api.botframework.azure.cn/.default",
        "https://login.botframework.azure.cn",
        "https://api.botframework.azure.cn",
        "https://token.botframework.azure.cn",
        "",
        "https://microsoftgraph.chinacloudapi.cn",
        ""},
};

Cloud cloud_of(const Row& row) {
    Cloud cloud;
    cloud.name = row.name;
    cloud.login = row.login;
    cloud.shared_tenant = row.shared_tenant;
    cloud.scope = row.scope;
    cloud.openid_metadata = row.metadata_host;
    cloud.openid_metadata += "/v1/.well-known/openidconfiguration";
    cloud.issuer = row.issuer;
    cloud.token_service = row.token_service;
    cloud.connector = row.connector;
    cloud.graph = row.graph;
    cloud.other_connector = row.other_connector;
    return cloud;
}

}  // namespace

std::optional<Cloud> find_cloud(std::string_view name) {
    for (const Row& row : table) {
        if (row.name == name) return cloud_of(row);
    }
    return std::nullopt;
}

std::vector<std::string> cloud_names() {
    std::vector<std::string> names;
    names.reserve(table.size());
    for (const Row& row : table) names.emplace_back(row.name);
    return names;
}

}  // namespace debrief::teams
