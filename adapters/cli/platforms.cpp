#include "adapters/cli/platforms.hpp"

namespace debrief::cli {
namespace {

teams::Cloud cloud_of(const config::Teams& config) {
    // The configuration has refused names that are in no table.
    auto cloud = teams::find_cloud(config.cloud).value();
    if (!config.login_url.empty()) cloud.login = config.login_url;
    if (!config.openid_metadata_url.empty()) cloud.openid_metadata = config.openid_metadata_url;
    return cloud;
}

teams::Settings outbound_of(const config::Teams& config) {
    teams::Settings settings;
    settings.credentials.app_id = config.app_id;
    settings.credentials.password = config.app_password;
    settings.credentials.certificate = config.certificate;
    settings.credentials.certificate_key = config.certificate_key;
    settings.tenants = config.tenants;
    settings.many_tenants = config.many_tenants;
    settings.cloud = cloud_of(config);
    settings.service_urls = config.service_urls;
    for (const auto& workflow : config.workflows)
        settings.workflows.emplace_back(workflow.name, workflow.url);
    return settings;
}

teams::Inbound inbound_of(const config::Teams& config) {
    const auto cloud = cloud_of(config);
    teams::Inbound inbound;
    inbound.app_id = config.app_id;
    inbound.issuer = cloud.issuer;
    inbound.metadata_url = cloud.openid_metadata;
    inbound.tenants = config.tenants;
    inbound.trusted_services = config.service_urls;
    inbound.anonymous = config.mode == config::Teams::Mode::anonymous;
    for (const auto& webhook : config.outgoing_webhooks)
        inbound.webhooks.emplace_back(webhook.name, webhook.secret);
    return inbound;
}

}  // namespace

std::unique_ptr<slack::Slack> make_slack(const config::Slack& config, const Surroundings& around) {
    slack::Settings settings;
    settings.signing_secrets = config.signing_secrets;
    settings.bot_token = config.bot_token;
    settings.api_url = config.api_url;
    return std::make_unique<slack::Slack>(
        std::move(settings), around.http, around.catalog, around.clock, around.random, around.tasks
    );
}

std::unique_ptr<teams::Teams> make_teams(const config::Teams& config, const Surroundings& around) {
    return std::make_unique<teams::Teams>(
        outbound_of(config),
        inbound_of(config),
        config.mode != config::Teams::Mode::no_bot,
        around.http,
        around.catalog,
        around.clock,
        around.random,
        around.tasks,
        around.directory
    );
}

}  // namespace debrief::cli
