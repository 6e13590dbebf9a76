#include "adapters/teams/connector.hpp"

#include "bot/base/log.hpp"
#include "bot/base/text.hpp"

#include <algorithm>

namespace debrief::teams {
namespace {

using Kind = Answer::Kind;

constexpr Duration longest_pause = std::chrono::hours(1);
/// While the administrator repairs it, everything waits and nothing is lost.
constexpr Duration token_pause = std::chrono::minutes(1);
constexpr std::string_view roster_pace = "teams:members";
constexpr int page_size = 200;

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::string conversation_path(std::string_view conversation) {
    return "/v3/conversations/" + path_segment(conversation);
}

std::string activity_path(std::string_view conversation, std::string_view message) {
    return conversation_path(conversation) + "/activities/" + path_segment(message);
}

bool is_guid(std::string_view text) {
    constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
               const bool hex =
                   (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
               return s == '-' ? c == '-' : hex;
           });
}

/// Today's addresses end in the tenant: ".../amer/TENANT/".
std::string tenant_in(const std::string& service) {
    const std::string base = base_of(service);
    const std::string last = base.substr(base.rfind('/') + 1);
    return is_guid(last) ? last : "";
}

Answer limited(Duration after) {
    Answer answer(Kind::limited, "Teams asks to wait");
    answer.after = after;
    return answer;
}

Answer without_token(const Error& why) {
    if (why.code() != Errc::unauthorized) return Answer(Kind::not_sent, why.what());
    Answer answer(Kind::no_token, why.what());
    answer.after = token_pause;
    return answer;
}

}  // namespace

std::string path_segment(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
    // As a whole segment these would be steps in the path.
    if (out == "." || out == "..") return out == "." ? "%2E" : "%2E%2E";
    return out;
}

Connector::Call::Call(
    std::string_view name_, std::string method_, std::string path_, std::string pace_
)
    : name(name_), method(std::move(method_)), path(std::move(path_)), pace(std::move(pace_)) {}

Connector::Connector(
    net::HttpClient& http,
    const Clock& clock,
    AccessToken& token,
    const TrustedServices& trusted,
    const Settings& settings
)
    : http_(http),
      clock_(clock),
      token_(token),
      trusted_(trusted),
      anonymous_(settings.anonymous()),
      tenant_(settings.tenants.empty() ? "" : settings.tenants.front()),
      first_(
          settings.service_urls.empty() ? settings.cloud.connector : settings.service_urls.front()
      ),
      other_(settings.cloud.other_connector) {}

asio::awaitable<Answer> Connector::send(
    std::string service, std::string conversation, json::Ref activity, std::string pace
) {
    Call post("send", "POST", conversation_path(conversation) + "/activities", std::move(pace));
    post.body = json::dump(activity);
    return call(std::move(service), std::move(post));
}

asio::awaitable<Answer> Connector::create(
    std::string service, json::Ref parameters, std::string pace
) {
    Call create("create conversation", "POST", "/v3/conversations", std::move(pace));
    create.body = json::dump(parameters);
    return call(std::move(service), std::move(create));
}

asio::awaitable<Answer> Connector::update(
    std::string service,
    std::string conversation,
    std::string message,
    json::Ref activity,
    std::string pace
) {
    Call put("update", "PUT", activity_path(conversation, message), std::move(pace));
    put.body = json::dump(activity);
    return call(std::move(service), std::move(put));
}

asio::awaitable<Answer> Connector::remove(
    std::string service, std::string conversation, std::string message, std::string pace
) {
    Call remove("delete", "DELETE", activity_path(conversation, message), std::move(pace));
    return call(std::move(service), std::move(remove));
}

asio::awaitable<Answer> Connector::member(
    std::string service, std::string conversation, std::string user
) {
    std::string path = conversation_path(conversation) + "/members/" + path_segment(user);
    Call get("member", "GET", std::move(path), std::string(roster_pace));
    return call(std::move(service), std::move(get));
}

asio::awaitable<Answer> Connector::members(
    std::string service, std::string conversation, std::string continuation
) {
    std::string path =
        conversation_path(conversation) + "/pagedmembers?pageSize=" + std::to_string(page_size);
    if (!continuation.empty()) path += "&continuationToken=" + path_segment(continuation);
    Call get("members", "GET", std::move(path), std::string(roster_pace));
    return call(std::move(service), std::move(get));
}

asio::awaitable<Answer> Connector::call(std::string service, Call call) {
    // One at a time for each bucket, so that the next one knows of a Retry-After before it goes.
    SingleFlight& flight = flights_[call.pace];
    while (flight.is_flying()) co_await flight.landed();
    const auto executor = co_await asio::this_coro::executor;
    const SingleFlight::Pilot pilot(flight, executor);
    const std::string base = base_for(service);
    Answer answer = co_await call_at(base, call);
    const bool wrong_host = answer.is(403) && answer.code == "InvalidBotApiHost";
    if (!wrong_host || other_.empty() || same_service(base, other_)) co_return answer;
    Answer second = co_await call_at(other_, call);
    if (second.ok()) {
        log::warn("Teams is reached elsewhere: set teams.cloud = \"gcc\"");
        last_ = other_;
    }
    co_return second;
}

asio::awaitable<Answer> Connector::call_at(std::string base, const Call& call) {
    if (base.empty()) {
        co_return Answer(
            Kind::not_sent,
            "no address of Teams is known yet in this cloud; set teams.service_urls, or write to "
            "Debrief once in Teams"
        );
    }
    if (!trusted_.trusts(base)) {
        log::error("an address that is no address of Teams gets no token", {{"call", call.name}});
        Answer answer(
            Kind::refused,
            "the address stored for it is not one of Teams; add it to teams.service_urls if it is "
            "yours"
        );
        answer.code = "UntrustedService";
        co_return answer;
    }
    if (const Duration closed = closed_for(call.pace); closed > Duration(0))
        co_return limited(closed);
    Secret used;
    Answer answer = co_await call_once(base, call, used);
    if (!answer.is(401) || anonymous_) co_return answer;
    token_.drop(used);
    answer = co_await call_once(base, call, used);
    if (answer.is(401)) {
        trouble_ =
            "Teams does not accept Debrief's token: check that app_id is the bot's own, that the "
            "bot is registered for the Teams channel, and teams.cloud.";
        answer.kind = Kind::no_token;
        answer.words = trouble_;
        answer.after = token_pause;
    }
    co_return answer;
}

asio::awaitable<Answer> Connector::call_once(
    std::string base, const Call& call, Secret& sent_with
) {
    net::HttpRequest request(call.method, "");
    if (!anonymous_) {
        auto token = co_await token_.get();
        if (!token) co_return without_token(token.error());
        sent_with = std::move(*token);
        request.headers.add("Authorization", "Bearer " + std::string(sent_with.reveal()));
    }
    if (!call.body.empty()) {
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        request.body = call.body;
    }
    std::string url = base_of(base) + call.path;
    const auto response = co_await http_.send(std::move(url), std::move(request));
    Answer answer = read_answer(response);
    const std::string_view correlation =
        response ? response->headers.get("ms-cv") : std::string_view();
    note(call, answer, correlation);
    co_return answer;
}

void Connector::note(const Call& call, const Answer& answer, std::string_view correlation) {
    if (answer.ok()) {
        trouble_.clear();
        return;
    }
    if (answer.kind == Kind::limited && !call.pace.empty())
        closed_until_.insert_or_assign(call.pace, clock_.now() + answer.after);
    log::warn(
        "Teams did not do as asked",
        {{"call", call.name},
         {"status", answer.status},
         {"code", answer.code},
         {"ms_cv", text::cut(text::to_utf8(correlation), 100)},
         {"reason", answer.words}}
    );
}

Duration Connector::closed_for(const std::string& pace) {
    const auto found = closed_until_.find(pace);
    if (found == closed_until_.end()) return Duration(0);
    const Duration left = found->second - clock_.now();
    // A clock that was set back must not prolong the pause.
    if (left > Duration(0) && left <= longest_pause) return left;
    closed_until_.erase(found);
    return Duration(0);
}

std::string Connector::base_for(const std::string& service) {
    if (!service.empty()) {
        note_service(service);
        return service;
    }
    return last_.empty() ? first_ : last_;
}

void Connector::note_service(const std::string& service) {
    if (trusted_.trusts(service)) last_ = service;
}

std::string Connector::tenant_for(const std::string& service) const {
    std::string tenant = tenant_in(service.empty() ? last_ : service);
    return tenant.empty() ? tenant_ : tenant;
}

const std::string& Connector::trouble() const {
    return token_.trouble().empty() ? trouble_ : token_.trouble();
}

}  // namespace debrief::teams
