#include "adapters/teams/token_check.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace debrief::teams {
namespace {

constexpr std::string_view scheme = "Bearer ";
constexpr std::string_view our_channel = "msteams";
constexpr std::int64_t tolerated_seconds = 300;
/// No token is valid beyond the year 9999; larger numbers are no times.
constexpr std::int64_t latest_second = 253'402'300'799;
constexpr std::size_t most_seen = 1'000;

/// The token of the one Authorization header; nothing when there is none, or more than one.
std::optional<std::string> bearer_of(const net::Headers& headers) {
    std::optional<std::string> token;
    int count = 0;
    for (const auto& [name, value] : headers.fields()) {
        if (text::lower(name) != "authorization") continue;
        ++count;
        if (value.starts_with(scheme)) token = value.substr(scheme.size());
    }
    if (count != 1 || (token && token->empty())) return std::nullopt;
    return token;
}

/// Seconds since 1970; a fraction is cut off.
std::optional<std::int64_t> seconds_of(json::Ref claim) {
    const auto number = claim.number();
    const auto latest = static_cast<double>(latest_second);
    if (!number || !(*number >= 0) || *number > latest) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

UtcTime time_of(std::int64_t seconds) {
    return UtcTime(std::chrono::seconds(seconds));
}

Refusal unproven(std::string words) {
    return Refusal(401, std::move(words));
}

}  // namespace

TokenCheck::TokenCheck(
    const Inbound& settings, const TrustedServices& services, Keys& keys, const Clock& clock
)
    : settings_(settings), services_(services), keys_(keys), clock_(clock) {}

asio::awaitable<std::variant<Refusal, Proven>> TokenCheck::check(const net::HttpRequest& request) {
    using Checked = std::variant<Refusal, Proven>;
    Proven proven;
    if (settings_.anonymous) co_return Checked(std::move(proven));
    const auto compact = bearer_of(request.headers);
    if (!compact) co_return Checked(unproven("there is not one Authorization header with a token"));
    const auto token = read_token(*compact);
    if (!token) co_return Checked(unproven(token.error().what()));
    const json::Ref claims = token->claims;
    // Not trusted yet: it only says that asking for the key is of use.
    if (claims["iss"].str() != settings_.issuer) {
        co_return Checked(unproven("the token is of another issuer"));
    }
    const auto key = co_await keys_.find(token->kid);
    if (!key) {
        const bool is_outage = key.error().code() == Errc::busy;
        co_return Checked(Refusal(is_outage ? 503 : 401, key.error().what()));
    }
    const auto expires = seconds_of(claims["exp"]);
    if (!is_signed(*compact, *key, time_of(expires.value_or(0)))) {
        co_return Checked(unproven("the token's signature does not match"));
    }
    if (auto refusal = check_claims(claims)) co_return Checked(std::move(*refusal));
    proven.key = *key;
    proven.service_url = claims["serviceurl"].opt_str();
    co_return Checked(std::move(proven));
}

bool TokenCheck::is_signed(
    const std::string& token, const std::shared_ptr<const SigningKey>& key, UtcTime expires
) {
    const crypto::Digest digest = crypto::sha256(token);
    const auto before = seen_.find(digest);
    if (before != seen_.end() && before->second.key == key) return true;
    if (!key->key.signed_it(token)) return false;
    if (seen_.size() >= most_seen) {
        const UtcTime now = clock_.now();
        std::erase_if(seen_, [&](const auto& entry) { return entry.second.expires < now; });
        if (seen_.size() >= most_seen) seen_.clear();
    }
    seen_.insert_or_assign(digest, Seen{key, expires});
    return true;
}

std::optional<Refusal> TokenCheck::check_claims(json::Ref claims) const {
    if (claims["iss"].str() != settings_.issuer) return unproven("the token is of another issuer");
    if (!is_for_us(claims["aud"])) {
        return unproven("the token is meant for another app; check teams.app_id");
    }
    const auto now =
        std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
    const auto expires = seconds_of(claims["exp"]);
    if (!expires) return unproven("the token does not say until when it is valid");
    if (*expires + tolerated_seconds < now) {
        return unproven("the token is not valid any more; check this computer's clock");
    }
    if (!claims["nbf"].exists()) return std::nullopt;
    const auto begins = seconds_of(claims["nbf"]);
    if (!begins || *begins - tolerated_seconds > now) {
        return unproven("the token is not valid yet; check this computer's clock");
    }
    return std::nullopt;
}

bool TokenCheck::is_for_us(json::Ref audience) const {
    if (settings_.app_id.empty()) return false;
    const std::string id = text::lower(settings_.app_id);
    const std::array<std::string, 3> names{id, "api://botid-" + id, "api://" + id};
    const auto is_ours = [&](json::Ref named) {
        return std::find(names.begin(), names.end(), text::lower(named.str())) != names.end();
    };
    if (!audience.is_array()) return is_ours(audience);
    bool found = false;
    audience.each([&](json::Ref named) { found = found || is_ours(named); });
    return found;
}

std::optional<Refusal> TokenCheck::check_activity(const Proven& proven, json::Ref activity) const {
    const std::string_view channel = activity["channelId"].str();
    const std::string_view service_url = activity["serviceUrl"].str();
    const bool is_complete = !activity["type"].str().empty() && !channel.empty() &&
                             !activity["conversation"]["id"].str().empty() && !service_url.empty();
    if (!is_complete) {
        return Refusal(400, "it lacks its type, channelId, conversation or serviceUrl");
    }
    if (!settings_.anonymous) {
        if (!proven.service_url || !same_service(*proven.service_url, service_url)) {
            return unproven("the activity gives another serviceUrl than its token");
        }
        if (!proven.key || !proven.key->endorses(channel)) {
            return Refusal(403, "the key that signed the token does not speak for this channel");
        }
    }
    if (channel != our_channel)
        return Refusal(403, "the activity is of another channel than Teams");
    if (!services_.trusts(service_url)) {
        return Refusal(400, "the activity's serviceUrl is no address of Microsoft Teams");
    }
    if (!is_our_tenant(activity)) {
        return Refusal(403, "the activity is of another tenant; check teams.tenant_id");
    }
    return std::nullopt;
}

bool TokenCheck::is_our_tenant(json::Ref activity) const {
    if (settings_.anonymous && settings_.tenants.empty()) return true;
    const std::array<std::string_view, 2> named{
        activity["conversation"]["tenantId"].str(), activity["channelData"]["tenant"]["id"].str()};
    bool is_named = false;
    for (const std::string_view tenant : named) {
        if (tenant.empty()) continue;
        is_named = true;
        const bool is_ours =
            std::any_of(settings_.tenants.begin(), settings_.tenants.end(), [&](const auto& ours) {
                return text::lower(ours) == text::lower(tenant);
            });
        if (!is_ours) return false;
    }
    return is_named;
}

}  // namespace debrief::teams
