#include "adapters/sandbox/teams/connector.hpp"

#include "adapters/sandbox/teams/connector_request.hpp"
#include "bot/base/text.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace debrief::sandbox::teams {
namespace {

bool has_effect(Fault::Kind kind) {
    return kind == Fault::Kind::half || kind == Fault::Kind::lost || kind == Fault::Kind::no_id;
}
bool stays_silent(Fault::Kind kind) {
    return kind == Fault::Kind::silent || kind == Fault::Kind::lost;
}

/// Tells calls and their answers apart in a support case.
std::string correlation(Random& random) {
    return fresh_key(random).substr(0, 22) + ".0";
}

void note_error(Call& call, const net::HttpResponse& response) {
    const auto parsed = json::parse(response.body);
    if (!parsed) return;
    call.code = parsed.value()["error"]["code"].str();
    call.words = parsed.value()["error"]["message"].str();
}

Refusal refuse_token(Login::Access access) {
    if (access == Login::Access::granted) return {};
    return Refusal(401, "", "Authorization has been denied for this request.");
}

}  // namespace

Connector::Connector(asio::any_io_executor executor, Tenant& tenant, Login& login, Windows& windows)
    : executor_(std::move(executor)), tenant_(tenant), login_(login), windows_(windows) {}

asio::awaitable<net::HttpResponse> Connector::handle(net::HttpRequest http, std::string path) {
    Request request = Request::read(http.method, path, http.query());
    const auto fault = faults_.take(request.operation);
    net::HttpResponse response;
    if (!fault || has_effect(fault->kind))
        response = answer(http, request);
    else
        response = faulty(*fault);
    Call call;
    call.time = tenant_.clock().now();
    call.operation = request.operation;
    call.conversation = request.conversation;
    call.status = response.status;
    note_error(call, response);
    calls_.push_back(std::move(call));
    response.headers.add("MS-CV", correlation(tenant_.random()));
    if (fault && fault->kind == Fault::Kind::no_id) response.body = "{}";
    if (fault && fault->kind == Fault::Kind::half) response.body.resize(response.body.size() / 2);
    if (fault && stays_silent(fault->kind)) co_await leave_waiting();
    co_return response;
}

net::HttpResponse Connector::answer(const net::HttpRequest& http, Request& request) {
    if (request.operation.empty()) {
        return net::HttpResponse(
            404, "text/html", "<!DOCTYPE html><title>404 - File or directory not found.</title>"
        );
    }
    if (!request.allowed) {
        Refusal refusal(405, "", "The requested resource does not support this method.");
        return refusal_answer(refusal);
    }
    if (Refusal refusal = refuse(http, request)) return refusal_answer(refusal);
    const auto family = request.sends() ? Family::sending : Family::members;
    std::string where = request.conversation;
    if (request.operation == "create")
        where = request.body["channelData"]["channel"]["id"].str("one person");
    if (const auto wait = windows_.refuse(family, where)) {
        net::HttpResponse response =
            refusal_answer(Refusal(429, "Throttled", "Too many requests. Please retry later."));
        response.headers.add("Retry-After", std::to_string(wait->count()));
        return response;
    }
    return serve(request);
}

/// Who calls, and whether the body can be read.
Refusal Connector::refuse(const net::HttpRequest& http, Request& request) {
    if (Refusal refusal = refuse_token(login_.access(http.headers.get("authorization"))))
        return refusal;
    if (disabled_) return Refusal(403, "BotDisabledByAdmin", "The tenant admin disabled this bot.");
    if (!request.writes()) return {};
    const std::string type = text::lower(http.headers.get("content-type"));
    if (!type.starts_with("application/json"))
        return Refusal(415, "", "The request's media type is not supported for this resource.");
    auto parsed = json::parse(http.body);
    if (!parsed) return Refusal(400, "BadSyntax", "The body is not JSON.");
    request.body = std::move(parsed.value());
    request.raw = http.body;
    return {};
}

net::HttpResponse Connector::serve(Request& request) {
    const std::string& what = request.operation;
    if (what == "create") return create(request);
    if (what == "team" || what == "channels") return team(request);
    if (what == "member") return member(request);
    if (what == "members" || what == "pagedmembers") return members(request, what != "members");
    if (what == "update") return update(request);
    if (what == "delete") return erase(request);
    return send(request);
}

Refusal Connector::refuse_place(const Request& request, const Conversation*& place) const {
    const Place where = place_of(request.conversation);
    place = tenant_.conversation(where.conversation);
    // Only a channel's top-level message has a thread.
    const Message* root = tenant_.message(where.conversation, where.root);
    const bool thread_fits = where.root.empty() || (root != nullptr && root->root.empty() &&
                                                    place->scope == Scope::channel);
    if (place == nullptr || place->closed || !thread_fits)
        return Refusal(404, "ConversationNotFound", "Conversation not found.");
    if (place->blocked)
        return Refusal(
            403, "ConversationBlockedByUser", "User blocked the conversation with the bot."
        );
    if (tenant_.installed_in(*place)) return {};
    if (place->scope == Scope::personal && tenant_.removed_from(*place))
        return Refusal(403, "MessageWritesBlocked", "Message writes are blocked.");
    return Refusal(
        403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."
    );
}

asio::awaitable<void> Connector::leave_waiting() {
    if (stopped_) co_return;
    asio::steady_timer timer(executor_, std::chrono::minutes(1));
    waiting_.push_back(&timer);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    std::erase(waiting_, &timer);
}

void Connector::stop() {
    stopped_ = true;
    for (asio::steady_timer* each : waiting_) each->cancel();
}

}  // namespace debrief::sandbox::teams
