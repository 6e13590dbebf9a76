#include "adapters/sandbox/teams/login.hpp"

#include "adapters/sandbox/teams/tenant.hpp"
#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"

namespace debrief::sandbox::teams {
namespace {

using json::Value;

constexpr auto json_type = "application/json; charset=utf-8";
constexpr auto metadata_path = "/v1/.well-known/openidconfiguration";
constexpr auto keys_path = "/v1/.well-known/keys";
constexpr std::string_view token_end = "/oauth2/v2.0/token";

net::HttpResponse json_answer(int status, const Value& body) {
    net::HttpResponse response(status, json_type, json::dump(body));
    response.headers.add("Cache-Control", "no-store");
    return response;
}

/// An answer of the token endpoint that says no: "AADSTS7000215: Invalid client secret…".
net::HttpResponse refused(int status, const char* error, int code, const std::string& words) {
    Value body = Value::object();
    body.set("error", error)
        .set("error_description", "AADSTS" + std::to_string(code) + ": " + words)
        .set("error_codes", Value::array().push(code));
    return json_answer(status, body);
}

std::int64_t seconds_of(UtcTime time) {
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// The one value of that field; empty when it is missing or there twice.
std::string field(
    const std::vector<std::pair<std::string, std::string>>& form, std::string_view name
) {
    std::string value;
    int found = 0;
    for (const auto& [key, each] : form) {
        if (key != name) continue;
        ++found;
        value = each;
    }
    return found == 1 ? value : std::string();
}

bool is_form(const net::HttpRequest& request) {
    return text::lower(request.headers.get("content-type"))
        .starts_with("application/x-www-form-urlencoded");
}

Value key_entry(const Signer& signer, const std::string& id, const char* channel) {
    Value entry = signer.public_key();
    entry.set("use", "sig").set("kid", id).set("x5t", id);
    entry.set("endorsements", Value::array().push(channel));
    return entry;
}

}  // namespace

net::HttpResponse faulty(const Fault& fault) {
    if (fault.kind == Fault::Kind::html) {
        return net::HttpResponse(
            fault.status, "text/html", "<!DOCTYPE html><title>Bad Gateway</title><p>Oh no.</p>"
        );
    }
    const std::string code = !fault.code.empty()   ? fault.code
                             : fault.status == 429 ? "Throttled"
                             : fault.status == 412 ? "PreconditionFailed"
                                                   : "ServiceError";
    Value error = Value::object().set("code", code).set("message", "Injected by the sandbox.");
    net::HttpResponse response =
        json_answer(fault.status, Value::object().set("error", std::move(error)));
    if (fault.status == 429 && fault.seconds > 0)
        response.headers.add("Retry-After", std::to_string(fault.seconds));
    return response;
}

Login::Login(const Clock& clock, Random& random, Secret app_password)
    : clock_(clock), random_(random), app_password_(std::move(app_password)) {}

std::string Login::key_id() const {
    return "sandbox-msteams-" + std::to_string(generation_);
}

json::Value Login::token_header() const {
    return Value::object()
        .set("alg", "RS256")
        .set("kid", key_id())
        .set("x5t", key_id())
        .set("typ", "JWT");
}

std::string Login::activity_token(const std::string& service_url) const {
    const std::int64_t now = seconds_of(clock_.now());
    Value claims = Value::object();
    claims.set("serviceurl", service_url)
        .set("nbf", now)
        .set("exp", now + 3600)
        .set("iss", token_issuer)
        .set("aud", ids::app);
    return signer_.sign(token_header(), claims);
}

Login::Access Login::access(std::string_view authorization) const {
    constexpr std::string_view scheme = "Bearer ";
    if (!authorization.starts_with(scheme)) return Access::missing;
    const auto found = tokens_.find(authorization.substr(scheme.size()));
    if (found == tokens_.end()) return Access::unknown;
    return found->second > clock_.now() ? Access::granted : Access::expired;
}

net::HttpResponse Login::answer(const net::HttpRequest& request, std::string_view path) {
    const char* operation = path == metadata_path       ? "metadata"
                            : path == keys_path         ? "keys"
                            : path.ends_with(token_end) ? "token"
                                                        : "";
    if (const auto fault = faults_.take(operation)) return faulty(*fault);
    return route(request, path);
}

net::HttpResponse Login::route(const net::HttpRequest& request, std::string_view path) {
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (path == metadata_path || path == keys_path) {
        if (!get) return net::HttpResponse(405);
        if (path == metadata_path) return metadata();
        ++key_requests_;
        return keys();
    }
    if (path.ends_with(token_end) && path.size() > token_end.size()) {
        if (request.method != "POST") return net::HttpResponse(405);
        ++token_requests_;
        return token(request, path.substr(1, path.size() - token_end.size() - 1));
    }
    return net::HttpResponse(404);
}

net::HttpResponse Login::metadata() const {
    Value body = Value::object();
    body.set("issuer", token_issuer)
        .set("authorization_endpoint", "https://invalid.botframework.com")
        .set("jwks_uri", base_ + keys_path)
        .set("id_token_signing_alg_values_supported", Value::array().push("RS256"))
        .set("token_endpoint_auth_methods_supported", Value::array().push("private_key_jwt"));
    return json_answer(200, body);
}

net::HttpResponse Login::keys() const {
    Value list = Value::array();
    const std::string other = "sandbox-directline-" + std::to_string(generation_);
    list.push(key_entry(signer_, other, "directline"));
    list.push(key_entry(signer_, key_id(), "msteams"));
    return json_answer(200, Value::object().set("keys", std::move(list)));
}

net::HttpResponse Login::token(const net::HttpRequest& request, std::string_view tenant) {
    if (!is_form(request))
        return refused(400, "invalid_request", 900144, "The request body must be a form.");
    const auto form = net::decode_form(request.body);
    if (tenant == "botframework.com")
        return refused(
            400,
            "unauthorized_client",
            700016,
            "Application was not found in the directory 'Bot Framework'."
        );
    if (tenant != ids::tenant)
        return refused(
            400, "invalid_request", 90002, "Tenant '" + std::string(tenant) + "' not found."
        );
    if (field(form, "grant_type") != "client_credentials")
        return refused(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
    if (field(form, "client_id") != ids::app)
        return refused(
            400,
            "unauthorized_client",
            700016,
            "Application was not found in the directory 'Sandbox'."
        );
    if (!crypto::equal_constant_time(field(form, "client_secret"), app_password_.reveal()))
        return refused(401, "invalid_client", 7000215, "Invalid client secret provided.");
    if (field(form, "scope") != connector_scope)
        return refused(400, "invalid_scope", 70011, "The provided value for 'scope' is not valid.");
    std::string token = "sandbox." + fresh_key(random_) + "." + fresh_key(random_);
    tokens_.emplace(token, clock_.now() + std::chrono::seconds(token_seconds_));
    Value body = Value::object();
    body.set("token_type", "Bearer")
        .set("expires_in", token_seconds_)
        .set("ext_expires_in", token_seconds_)
        .set("access_token", std::move(token));
    return json_answer(200, body);
}

}  // namespace debrief::sandbox::teams
