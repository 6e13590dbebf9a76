#include "adapters/sandbox/teams/teams_tenant.hpp"

namespace debrief::sandbox {
namespace {

constexpr std::string_view login_path = "/teams/login";
constexpr std::string_view region_path = "/teams/amer/";
constexpr std::string_view flow_path = "/powerautomate/";

teams::ClientSettings client_settings(const TeamsSettings& settings) {
    teams::ClientSettings made;
    made.webhook_secret = settings.webhook_secret;
    return made;
}

}  // namespace

TeamsTenant::TeamsTenant(
    asio::any_io_executor executor,
    const Clock& clock,
    Random& random,
    net::TaskGroup& tasks,
    TeamsSettings settings
)
    : settings_(std::move(settings)),
      tenant_(clock, random),
      login_(clock, random, settings_.app_password),
      windows_(clock, settings_.rate_limits),
      connector_(executor, tenant_, login_, windows_),
      shapes_(tenant_),
      channel_(executor, tenant_, login_, tasks, settings_.deadline),
      client_(tenant_, desks_, shapes_, channel_, client_settings(settings_)),
      flows_(tenant_, teams::ids::office, connector_.sizes()) {
    teams::furnish(tenant_);
}

void TeamsTenant::set_base(const std::string& base) {
    base_ = base;
    login_.set_base(login_url());
    const std::string service = base + "teams/amer/" + teams::ids::tenant + "/";
    channel_.set_service_url(service);
    shapes_.set_service_url(service);
}

std::string TeamsTenant::openid_metadata_url() const {
    return login_url() + "/v1/.well-known/openidconfiguration";
}

std::string TeamsTenant::workflow_url() const {
    return base_ + teams::Flows::target().substr(1);
}

void TeamsTenant::announce() {
    for (const auto& [id, place] : tenant_.conversations()) {
        const bool team_once = place.scope != teams::Scope::channel || place.team == id;
        if (!tenant_.installed_in(place) || !team_once) continue;
        const std::string who = tenant_.members_of(place).front();
        channel_.send(shapes_.installation(place, who, "add"));
        channel_.send(shapes_.bot_membership(place, who, true));
    }
}

asio::awaitable<std::optional<net::HttpResponse>> TeamsTenant::answer(net::HttpRequest request) {
    const std::string path(request.path());
    std::optional<net::HttpResponse> response;
    if (path.starts_with(login_path)) {
        response = login_.answer(request, std::string_view(path).substr(login_path.size()));
    } else if (path.starts_with(flow_path)) {
        response = flows_.answer(request);
    } else if (path.starts_with(region_path)) {
        const std::string own = std::string(region_path) + teams::ids::tenant;
        if (path.starts_with(own + "/v3/")) {
            std::string rest = path.substr(own.size());
            response = co_await connector_.handle(std::move(request), std::move(rest));
        } else {
            response = net::HttpResponse(404);
        }
    }
    co_return response;
}

void TeamsTenant::stop() {
    connector_.stop();
    channel_.stop();
}

}  // namespace debrief::sandbox
