#include "adapters/slack/web_api.hpp"

#include "bot/base/log.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace debrief::slack {
namespace {

constexpr Duration default_pause = std::chrono::seconds(30);
constexpr Duration longest_pause = std::chrono::hours(1);

/// Methods that read a form only (column "json" of Slack's method reference).
bool reads_form(std::string_view method) {
    constexpr std::array<std::string_view, 6> methods{
        "conversations.replies",
        "conversations.history",
        "files.getUploadURLExternal",
        "users.info",
        "users.lookupByEmail",
        "usergroups.users.list"};
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

std::string form_of(json::Ref arguments) {
    std::vector<std::pair<std::string, std::string>> fields;
    arguments.each_member([&](std::string_view key, json::Ref value) {
        fields.emplace_back(key, value.is_string() ? std::string(value.str()) : json::dump(value));
    });
    return net::encode_form(fields);
}

/// Slack's names of errors are short words; anything else may be an accident.
std::string name_of(std::string_view error) {
    const bool is_name =
        !error.empty() && error.size() <= 80 && std::all_of(error.begin(), error.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    return is_name ? std::string(error) : "unknown_error";
}

Duration pause_of(const net::HttpResponse& response) {
    const std::string_view text = response.headers.get("retry-after");
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0) {
        return default_pause;
    }
    const std::int64_t longest =
        std::chrono::duration_cast<std::chrono::seconds>(longest_pause).count();
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 1, longest));
}

ApiAnswer unclear(std::string words) {
    ApiAnswer answer;
    answer.words = std::move(words);
    return answer;
}

ApiAnswer limited(Duration after) {
    ApiAnswer answer;
    answer.kind = ApiAnswer::Kind::rate_limited;
    answer.after = after;
    answer.words = "Slack asks to wait";
    return answer;
}

ApiAnswer refused(json::Value body) {
    // These say nothing about whether the work was done.
    constexpr std::array<std::string_view, 4> inside{
        "internal_error", "fatal_error", "request_timeout", "service_unavailable"};
    ApiAnswer answer;
    answer.error = name_of(body["error"].str());
    answer.needed = std::string(body["needed"].str().substr(0, 100));
    const bool is_inside = std::find(inside.begin(), inside.end(), answer.error) != inside.end();
    answer.kind = is_inside ? ApiAnswer::Kind::unclear : ApiAnswer::Kind::error;
    answer.words = "Slack answered " + answer.error;
    answer.body = std::move(body);
    return answer;
}

}  // namespace

bool is_token_error(std::string_view error) {
    constexpr std::array<std::string_view, 11> errors{
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "org_login_required",
        "team_disabled",
        "user_removed_from_team",
        "team_access_not_granted",
        "ekm_access_denied",
        "not_allowed_token_type"};
    return std::find(errors.begin(), errors.end(), error) != errors.end();
}

ApiAnswer read_answer(const Result<net::HttpResponse>& response) {
    if (!response) {
        ApiAnswer answer = unclear("Slack could not be reached: " + response.error().what());
        if (response.error().code() == Errc::refused) answer.kind = ApiAnswer::Kind::not_sent;
        return answer;
    }
    if (response->status == 429) return limited(pause_of(*response));
    if (response->status >= 500) {
        return unclear("Slack answered with HTTP status " + std::to_string(response->status));
    }
    auto body = json::parse(response->body);
    const auto ok = body ? (*body)["ok"].boolean() : std::nullopt;
    if (!ok) {
        return unclear(
            "the answer is not Slack's (HTTP status " + std::to_string(response->status) +
            "); check slack.api_url and whatever stands between"
        );
    }
    if (!*ok) {
        const std::string_view error = (*body)["error"].str();
        if (error == "ratelimited" || error == "rate_limited") return limited(pause_of(*response));
        return refused(std::move(*body));
    }
    ApiAnswer answer;
    answer.kind = ApiAnswer::Kind::ok;
    answer.body = std::move(*body);
    return answer;
}

WebApi::WebApi(net::HttpClient& http, const Clock& clock, Secret token, std::string base)
    : http_(http), clock_(clock), token_(std::move(token)), base_(std::move(base)) {
    if (base_.empty() || base_.back() != '/') base_ += '/';
}

net::HttpRequest WebApi::request(const std::string& method, json::Ref arguments) const {
    net::HttpRequest request("POST", "");
    request.headers.add("Authorization", "Bearer " + std::string(token_.reveal()));
    const bool is_form = reads_form(method);
    request.headers.add(
        "Content-Type",
        is_form ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8"
    );
    request.body = is_form ? form_of(arguments) : json::dump(arguments);
    return request;
}

asio::awaitable<ApiAnswer> WebApi::call(std::string method, json::Ref arguments) {
    if (auto limited_now = still_limited(method)) co_return std::move(*limited_now);
    net::HttpRequest outgoing = request(method, arguments);
    std::string url = base_ + method;
    const auto response = co_await http_.send(std::move(url), std::move(outgoing));
    ApiAnswer answer = read_answer(response);
    note(method, answer);
    co_return answer;
}

bool is_of_same_service(std::string_view url, std::string_view base) {
    const auto there = net::parse_url(url);
    const auto here = net::parse_url(base);
    if (!there || !here) return false;
    if (there->scheme != here->scheme || there->port != here->port) return false;
    if (there->host == here->host) return true;
    // "slack.com" of "www.slack.com"; an address of digits has no domain.
    const bool digits = here->host.find_first_not_of("0123456789.") == std::string::npos;
    if (digits || here->host.find(':') != std::string::npos) return false;
    const auto last = here->host.rfind('.');
    if (last == std::string::npos || last == 0) return false;
    const auto before = here->host.rfind('.', last - 1);
    const std::string domain =
        "." + here->host.substr(before == std::string::npos ? 0 : before + 1);
    return there->host.ends_with(domain);
}

asio::awaitable<ApiAnswer> WebApi::send_bytes(std::string url, std::string bytes) {
    if (!is_of_same_service(url, base_)) {
        ApiAnswer foreign;
        foreign.kind = ApiAnswer::Kind::error;
        foreign.error = "foreign_upload_url";
        foreign.words = "Slack named an address for the file that is not its own";
        co_return foreign;
    }
    net::HttpRequest outgoing("POST", "");
    outgoing.headers.add("Content-Type", "application/octet-stream");
    outgoing.body = std::move(bytes);
    const auto response = co_await http_.send(std::move(url), std::move(outgoing));
    if (response && response->status == 200) {
        ApiAnswer taken;
        taken.kind = ApiAnswer::Kind::ok;
        co_return taken;
    }
    co_return read_answer(response);
}

std::optional<ApiAnswer> WebApi::still_limited(const std::string& method) {
    const auto found = not_before_.find(method);
    if (found == not_before_.end()) return std::nullopt;
    const UtcTime now = clock_.now();
    const Duration left = found->second - now;
    // A clock that was set back must not prolong the pause.
    if (left <= Duration(0) || left > longest_pause) {
        not_before_.erase(found);
        return std::nullopt;
    }
    return limited(left);
}

void WebApi::note(const std::string& method, const ApiAnswer& answer) {
    if (answer.kind == ApiAnswer::Kind::rate_limited) {
        not_before_.insert_or_assign(method, clock_.now() + answer.after);
        log::warn(
            "Slack limits a method for a while",
            {{"method", method}, {"milliseconds", answer.after.count()}}
        );
    }
    if (answer.ok()) trouble_.clear();
    if (answer.kind == ApiAnswer::Kind::error && is_token_error(answer.error)) {
        std::string words = "Slack does not accept the bot token (" + answer.error +
                            "); install the app again and configure its bot_token.";
        if (words != trouble_) log::error(words);
        trouble_ = std::move(words);
    }
}

}  // namespace debrief::slack
