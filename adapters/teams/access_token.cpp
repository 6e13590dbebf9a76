#include "adapters/teams/access_token.hpp"

#include "adapters/teams/retry_after.hpp"
#include "bot/base/json.hpp"
#include "bot/base/log.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace debrief::teams {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration longest_silence = minutes(1);
constexpr Duration early = minutes(5);
constexpr Duration assertion_life = minutes(10);
constexpr int longest_doubling = 6;

struct Row {
    std::int64_t code;
    std::string_view words;
};

/// Codes of Microsoft's login that an administrator can do something about.
constexpr std::array table{
    Row{7000215,
        "app_password is wrong. Often the secret's id was copied instead of its value: create a "
        "new client secret and copy its \"Value\""},
    Row{7000222, "app_password has expired: create a new client secret and configure it"},
    Row{700016,
        "the app is not known in this directory. A single-tenant bot needs tenant_id set to its "
        "own tenant; also check app_id"},
    Row{7000229,
        "the app has no service principal in the tenant: an administrator must create or consent "
        "to the enterprise application there"},
    Row{90002, "the tenant does not exist: check tenant_id and teams.cloud"},
    Row{900023, "tenant_id is neither a tenant's id nor a domain"},
    Row{700027,
        "the certificate is not known to the app, or the key is another one: upload it under "
        "\"Certificates & secrets\""},
};

std::int64_t code_of(json::Ref body) {
    const auto first = body["error_codes"].at(0).integer();
    if (first) return *first;
    // Older answers have it only in the text: "AADSTS7000215: …".
    const std::string_view text = body["error_description"].str();
    constexpr std::string_view mark = "AADSTS";
    const auto at = text.find(mark);
    std::int64_t code = 0;
    if (at != std::string_view::npos) {
        const auto digits = text.substr(at + mark.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), code);
    }
    return code;
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

std::string tenant_of(const Settings& settings) {
    const bool own = !settings.many_tenants && !settings.tenants.empty();
    return own ? settings.tenants.front() : settings.cloud.shared_tenant;
}

/// Seconds, which some gateways write as a text.
std::int64_t life_of(json::Ref answer) {
    if (const auto number = answer["expires_in"].integer()) return *number;
    const std::string_view text = answer["expires_in"].str();
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::int64_t unix_seconds(UtcTime time) {
    return std::chrono::duration_cast<seconds>(time.time_since_epoch()).count();
}

}  // namespace

Error explain_login(const net::HttpResponse& response) {
    if (response.status == 429 || response.status >= 500) {
        return Error(
            Errc::busy,
            "Microsoft's login is busy (HTTP status " + std::to_string(response.status) + ")"
        );
    }
    const auto body = json::parse(response.body);
    const bool is_logins = body && (*body)["error"].is_string();
    if (!is_logins) {
        return Error(
            Errc::broken,
            "the answer is not that of Microsoft's login (HTTP status " +
                std::to_string(response.status) +
                "); check teams.login_url and whatever stands between"
        );
    }
    const std::int64_t code = code_of(*body);
    std::string words = "Microsoft's login refuses Debrief";
    if (code != 0) words += " (AADSTS" + std::to_string(code) + ")";
    for (const Row& row : table) {
        if (row.code != code) continue;
        words += ": ";
        words += row.words;
        return Error(Errc::unauthorized, std::move(words));
    }
    return Error(
        Errc::unauthorized, std::move(words) + ": check app_id, tenant_id and the secret in [teams]"
    );
}

AccessToken::AccessToken(
    net::HttpClient& http, const Clock& clock, Random& random, const Settings& settings
)
    : http_(http),
      clock_(clock),
      random_(random),
      credentials_(settings.credentials),
      scope_(settings.cloud.scope),
      url_(without_slash(settings.cloud.login) + "/" + tenant_of(settings) + "/oauth2/v2.0/token") {
    if (credentials_.password.empty())
        certificate_ = Certificate::read(credentials_.certificate, credentials_.certificate_key);
}

bool AccessToken::is_usable(UtcTime until) const {
    const UtcTime now = clock_.now();
    // A clock that was set back must not prolong a token's life.
    return !token_.empty() && received_ <= now && now < until;
}

asio::awaitable<Result<Secret>> AccessToken::get() {
    for (;;) {
        if (is_usable(renew_)) co_return token_;
        if (clock_.now() < silent_until_) {
            if (is_usable(end_)) co_return token_;
            co_return failure_;
        }
        if (!flight_.is_flying()) break;
        co_await flight_.landed();
    }
    const auto executor = co_await asio::this_coro::executor;
    const SingleFlight::Pilot pilot(flight_, executor);
    auto question = request();
    if (!question) co_return hold_back(question.error(), longest_silence);
    net::HttpRequest outgoing = std::move(*question);
    const auto response = co_await http_.send(url_, std::move(outgoing));
    if (!response && response.error().code() == Errc::stopped) co_return response.error();
    Result<Secret> token = Error();
    if (response) {
        token = keep(*response);
    } else {
        Error why(Errc::busy, "Microsoft's login could not be reached: " + response.error().what());
        token = hold_back(std::move(why), Duration(0));
    }
    // A renewal that fails does no harm while the old token lasts.
    if (!token && is_usable(end_)) co_return token_;
    co_return token;
}

Result<Secret> AccessToken::keep(const net::HttpResponse& response) {
    const auto body = json::parse(response.body);
    const std::string_view token = body ? (*body)["access_token"].str() : std::string_view();
    const std::int64_t life = body ? life_of(*body) : 0;
    if (response.status != 200 || token.empty() || life <= 0)
        return hold_back(explain_login(response), retry_after(response).value_or(Duration(0)));
    const Duration whole = seconds(std::min<std::int64_t>(life, 24 * 3600));
    Duration fresh = whole * 4 / 5;
    if (whole > 2 * early) fresh = std::min(fresh, whole - early);
    token_ = Secret(std::string(token));
    received_ = clock_.now();
    renew_ = received_ + fresh;
    end_ = received_ + whole;
    failures_ = 0;
    silent_until_ = UtcTime();
    trouble_.clear();
    return token_;
}

Error AccessToken::hold_back(Error why, Duration at_least) {
    const bool refused = why.code() == Errc::unauthorized || why.code() == Errc::invalid_input;
    const Duration doubled = seconds(1) * (1 << std::min(failures_, longest_doubling));
    ++failures_;
    Duration silence = refused ? longest_silence : std::min<Duration>(doubled, longest_silence);
    silence = std::max(silence, at_least);
    if (why.what() != trouble_) log::error("no token for Teams", {{"reason", why.what()}});
    trouble_ = why.what();
    failure_ = refused ? Error(Errc::unauthorized, why.what()) : std::move(why);
    silent_until_ = clock_.now() + silence;
    return failure_;
}

void AccessToken::drop(const Secret& rejected) {
    // Somebody else may have renewed it meanwhile.
    if (token_.reveal() == rejected.reveal()) token_ = Secret();
}

Result<std::string> AccessToken::assertion() const {
    if (!*certificate_) return certificate_->error();
    const UtcTime now = clock_.now();
    json::Value header = json::Value::object();
    header.set("alg", "RS256").set("typ", "JWT").set("x5t#S256", (*certificate_)->thumbprint());
    json::Value payload = json::Value::object();
    payload.set("aud", url_)
        .set("iss", credentials_.app_id)
        .set("sub", credentials_.app_id)
        .set("jti", fresh_key(random_))
        .set("nbf", unix_seconds(now))
        .set("exp", unix_seconds(now + assertion_life));
    return (*certificate_)->sign(json::dump(header), json::dump(payload));
}

Result<net::HttpRequest> AccessToken::request() const {
    std::vector<std::pair<std::string, std::string>> fields;
    fields.emplace_back("grant_type", "client_credentials");
    fields.emplace_back("client_id", credentials_.app_id);
    fields.emplace_back("scope", scope_);
    if (certificate_) {
        auto signed_by_us = assertion();
        if (!signed_by_us) return signed_by_us.error();
        fields.emplace_back(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        );
        fields.emplace_back("client_assertion", std::move(*signed_by_us));
    } else {
        fields.emplace_back("client_secret", std::string(credentials_.password.reveal()));
    }
    net::HttpRequest request("POST", "");
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.body = net::encode_form(fields);
    return request;
}

}  // namespace debrief::teams
