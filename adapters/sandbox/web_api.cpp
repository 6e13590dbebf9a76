#include "adapters/sandbox/web_api.hpp"

#include "adapters/sandbox/api_methods.hpp"
#include "bot/base/crypto.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>

namespace debrief::sandbox {
namespace {

constexpr std::string_view prefix = "/api/";

const ApiMethod* find_method(std::string_view name) {
    for (const auto family :
         {chat_methods(),
          conversation_methods(),
          user_methods(),
          user_group_methods(),
          view_methods(),
          file_methods(),
          other_methods()}) {
        for (const ApiMethod& each : family) {
            if (each.name == name) return &each;
        }
    }
    return nullptr;
}

std::string joined(const std::set<std::string, std::less<>>& scopes) {
    std::string all;
    for (const std::string& each : scopes) all += (all.empty() ? "" : ",") + each;
    return all;
}

bool granted_any(const Installation& installation, std::string_view scopes) {
    while (!scopes.empty()) {
        const auto end = std::min(scopes.find(','), scopes.size());
        if (installation.may(scopes.substr(0, end))) return true;
        scopes.remove_prefix(std::min(end + 1, scopes.size()));
    }
    return false;
}

json::Value strings(const std::vector<std::string>& lines) {
    json::Value list = json::Value::array();
    for (const std::string& each : lines) list.push(each);
    return list;
}

json::Value envelope(const ApiReply& reply, const Installation& installation) {
    const Refusal& refusal = reply.refusal;
    json::Value body = json::Value::object().set("ok", !refusal && reply.retry_after == 0);
    if (reply.retry_after > 0) return std::move(body.set("error", "ratelimited"));
    if (refusal) {
        body.set("error", refusal.error);
        if (!refusal.errors.empty()) body.set("errors", strings(refusal.errors));
        if (!refusal.messages.empty()) {
            body.set(
                "response_metadata",
                json::Value::object().set("messages", strings(refusal.messages))
            );
        }
    } else {
        reply.body.ref().each_member([&](std::string_view key, json::Ref value) {
            body.set(key, json::Value(value));
        });
    }
    if (!reply.needed.empty())
        body.set("needed", reply.needed).set("provided", joined(installation.scopes));
    if (!reply.warnings.empty()) {
        json::Value metadata(body["response_metadata"]);
        body.set("warning", reply.warnings.front());
        body.set("response_metadata", metadata.set("warnings", strings(reply.warnings)));
    }
    return body;
}

net::HttpResponse respond(
    const ApiReply& reply, const Installation& installation, std::string_view accepted
) {
    net::HttpResponse response(
        reply.retry_after > 0 ? 429 : 200,
        "application/json; charset=utf-8",
        json::dump(envelope(reply, installation))
    );
    if (reply.retry_after > 0)
        response.headers.add("Retry-After", std::to_string(reply.retry_after));
    response.headers.add("X-OAuth-Scopes", joined(installation.scopes));
    response.headers.add("X-Accepted-OAuth-Scopes", std::string(accepted));
    return response;
}

ApiReply authorize(const Installation& installation, const std::string& token) {
    if (token.empty()) return fail("not_authed");
    if (!crypto::equal_constant_time(token, installation.token.reveal()))
        return fail("invalid_auth");
    if (installation.revoked) return fail("token_revoked");
    return {};
}

net::HttpResponse faulty(const Fault& fault) {
    constexpr auto type = "application/json; charset=utf-8";
    switch (fault.kind) {
        case Fault::Kind::rate_limited: {
            net::HttpResponse response(429, type, R"({"ok":false,"error":"ratelimited"})");
            response.headers.add("Retry-After", std::to_string(fault.seconds));
            return response;
        }
        case Fault::Kind::html:
            return net::HttpResponse(
                503, "text/html", "<!DOCTYPE html><title>Server Error</title><p>Oh no.</p>"
            );
        case Fault::Kind::error:
            return net::HttpResponse(
                200,
                type,
                json::dump(json::Value::object().set("ok", false).set("error", fault.name))
            );
        default:
            return net::HttpResponse(500, type, R"({"ok":false,"error":"internal_error"})");
    }
}

bool has_effect(Fault::Kind kind) {
    return kind == Fault::Kind::half || kind == Fault::Kind::lost;
}
bool stays_silent(Fault::Kind kind) {
    return kind == Fault::Kind::silent || kind == Fault::Kind::lost;
}

}  // namespace

std::set<std::string, std::less<>> usual_scopes() {
    return {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "usergroups:read",
        "users:read",
        "users:read.email"};
}

WebApi::WebApi(asio::any_io_executor executor, ApiContext context)
    : executor_(std::move(executor)), context_(context) {}

asio::awaitable<net::HttpResponse> WebApi::handle(net::HttpRequest request) {
    const std::string method(request.path().substr(std::min(prefix.size(), request.path().size())));
    const auto fault = faults_.take(method);
    net::HttpResponse response;
    if (!fault || has_effect(fault->kind))
        response = answer(request, method);
    else {
        response = faulty(*fault);
        if (fault->kind == Fault::Kind::rate_limited)
            context_.limits.shut(method, std::chrono::seconds(fault->seconds));
    }
    if (fault) {
        ApiCall call;
        call.time = context_.workspace.clock().now();
        call.method = method;
        call.error = "fault";
        call.status = response.status;
        calls_.push_back(std::move(call));
    }
    if (fault && fault->kind == Fault::Kind::half) response.body.resize(response.body.size() / 2);
    if (fault && stays_silent(fault->kind)) co_await leave_waiting();
    co_return response;
}

net::HttpResponse WebApi::answer(const net::HttpRequest& request, std::string_view name) {
    const Installation& installation = context_.installation;
    const ApiMethod* method = find_method(name);
    ApiCall call;
    call.time = context_.workspace.clock().now();
    call.method = name;
    ApiReply reply;
    if (method == nullptr)
        reply = fail("unknown_method");
    else {
        Refusal refusal;
        const Arguments arguments = Arguments::read(request, method->rules, refusal);
        call.channel = arguments.text("channel");
        reply = authorize(installation, arguments.token());
        if (reply.refusal) {
            // Who calls comes before what is called.
        } else if (refusal) {
            reply = ApiReply(std::move(refusal));
        } else if (!method->scopes.empty() && !granted_any(installation, method->scopes)) {
            reply = missing_scope(method->scopes.substr(0, method->scopes.find(',')));
        } else if (const auto wait = context_.limits.refuse(name, method->per_minute, method->per_minute)) {
            reply.retry_after = static_cast<int>(wait->count());
        } else {
            reply = method->run(context_, arguments);
        }
        for (const std::string& each : arguments.warnings()) reply.warnings.push_back(each);
    }
    call.error = reply.refusal.error;
    call.status = reply.retry_after > 0 ? 429 : 200;
    calls_.push_back(std::move(call));
    return respond(reply, installation, method == nullptr ? std::string_view() : method->scopes);
}

asio::awaitable<void> WebApi::leave_waiting() {
    if (stopped_) co_return;
    asio::steady_timer timer(executor_, std::chrono::minutes(1));
    waiting_.push_back(&timer);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    std::erase(waiting_, &timer);
}

void WebApi::stop() {
    stopped_ = true;
    for (asio::steady_timer* each : waiting_) each->cancel();
}

}  // namespace debrief::sandbox
