#include "adapters/sandbox/teams/connector_request.hpp"

#include "bot/base/text.hpp"

namespace debrief::sandbox::teams {
namespace {

constexpr auto json_type = "application/json; charset=utf-8";

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The segments after "/v3/", decoded; empty when one cannot be.
std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> all;
    path.remove_prefix(std::min<std::size_t>(4, path.size()));
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        auto decoded = decode_segment(path.substr(0, end));
        if (!decoded || decoded->empty()) return {};
        all.push_back(std::move(*decoded));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return all;
}

}  // namespace

std::optional<std::string> decode_segment(std::string_view segment) {
    std::string out;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        if (segment[i] != '%') {
            out += segment[i];
            continue;
        }
        if (i + 2 >= segment.size()) return std::nullopt;
        const int high = hex_digit(segment[i + 1]);
        const int low = hex_digit(segment[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

Connector::Request Connector::Request::read(
    std::string_view method, std::string_view path, std::string_view query
) {
    Request request;
    request.query = query;
    const auto parts = segments_of(path);
    const std::size_t count = parts.size();
    const auto is = [&](const char* wanted_method, const char* operation) {
        request.operation = operation;
        request.allowed = method == wanted_method;
    };
    if (count == 0) return request;
    if (count > 1) request.conversation = parts[1];
    if (parts[0] == "teams") {
        if (count == 2) is("GET", "team");
        if (count == 3 && parts[2] == "conversations") is("GET", "channels");
        return request;
    }
    if (parts[0] != "conversations") return request;
    const std::string what = count > 2 ? text::lower(parts[2]) : "";
    if (count == 1) {
        is("POST", "create");
    } else if (what == "activities" && count == 3) {
        is("POST", "send");
    } else if (what == "activities" && count == 4) {
        request.activity = parts[3];
        is(method == "PUT" || method == "DELETE" ? std::string(method).c_str() : "POST",
           method == "PUT"      ? "update"
           : method == "DELETE" ? "delete"
                                : "reply");
    } else if (what == "members" && count == 4) {
        request.user = parts[3];
        is("GET", "member");
    } else if (what == "members" && count == 3) {
        is("GET", "members");
    } else if (what == "pagedmembers" && count == 3) {
        is("GET", "pagedmembers");
    }
    return request;
}

net::HttpResponse connector_answer(int status, const json::Value& body) {
    return net::HttpResponse(status, json_type, json::dump(body));
}

net::HttpResponse refusal_answer(const Refusal& refusal) {
    using json::Value;
    if (refusal.code == "MessageWritesBlocked") {
        Value inner = Value::object();
        inner.set("subCode", refusal.code).set("details", refusal.message);
        Value body = Value::object().set("errorCode", 209).set("message", json::dump(inner));
        body.set(
            "error", Value::object().set("code", refusal.code).set("message", refusal.message)
        );
        return connector_answer(refusal.status, body);
    }
    if (refusal.code.empty())
        return connector_answer(refusal.status, Value::object().set("message", refusal.message));
    Value error = Value::object().set("code", refusal.code).set("message", refusal.message);
    return connector_answer(refusal.status, Value::object().set("error", std::move(error)));
}

}  // namespace debrief::sandbox::teams
