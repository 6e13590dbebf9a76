#include "adapters/teams/service_url.hpp"

#include "bot/base/text.hpp"
#include "bot/net/http_client.hpp"

#include <algorithm>
#include <array>

namespace debrief::teams {
namespace {

constexpr std::array<std::string_view, 4> hosts{
    "smba.trafficmanager.net",
    "smba.infra.gcc.teams.microsoft.com",
    "smba.infra.gov.teams.microsoft.us",
    "smba.infra.dod.teams.microsoft.us",
};

/// Under which the Connector's paths can stand: nothing that a path appended to it would end up in,
/// and no step up.
bool is_plain_path(std::string_view target) {
    return target.find('?') == std::string_view::npos &&
           target.find("..") == std::string_view::npos;
}

bool is_microsofts(const net::Url& url) {
    return url.scheme == "https" && url.port == "443" &&
           std::find(hosts.begin(), hosts.end(), url.host) != hosts.end();
}

std::string_view without_slash(std::string_view text) {
    if (text.ends_with('/')) text.remove_suffix(1);
    return text;
}

bool is_below(const net::Url& url, std::string_view base) {
    const auto trusted = net::parse_url(base);
    if (!trusted) return false;
    const bool same_place =
        url.scheme == trusted->scheme && url.host == trusted->host && url.port == trusted->port;
    if (!same_place) return false;
    const std::string_view above = without_slash(trusted->target);
    const std::string_view path = url.target;
    if (!path.starts_with(above)) return false;
    return path.size() == above.size() || path[above.size()] == '/';
}

}  // namespace

TrustedServices::TrustedServices(std::vector<std::string> extra, bool any_loopback)
    : extra_(std::move(extra)), any_loopback_(any_loopback) {}

bool TrustedServices::trusts(std::string_view service_url) const {
    const auto url = net::parse_url(service_url);
    if (!url || !is_plain_path(url->target)) return false;
    if (is_microsofts(*url)) return true;
    if (any_loopback_ && url->is_loopback()) return true;
    return std::any_of(extra_.begin(), extra_.end(), [&](const std::string& base) {
        return is_below(*url, base);
    });
}

std::string base_of(std::string_view service_url) {
    return std::string(without_slash(service_url));
}

bool same_service(std::string_view a, std::string_view b) {
    return text::lower(without_slash(a)) == text::lower(without_slash(b));
}

}  // namespace debrief::teams
