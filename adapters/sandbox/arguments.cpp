#include "adapters/sandbox/arguments.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace debrief::sandbox {
namespace {

Refusal invalid_arguments(std::string message) {
    Refusal refusal("invalid_arguments");
    refusal.messages.push_back("[ERROR] " + std::move(message));
    return refusal;
}

/// "application/json" of "application/json; charset=utf-8".
std::string media_type(std::string_view header) {
    return text::lower(text::trim(header.substr(0, header.find(';'))));
}

std::string charset(std::string_view header) {
    const std::string lower = text::lower(header);
    const auto at = lower.find("charset=");
    if (at == std::string::npos) return {};
    std::string name = lower.substr(at + 8);
    name = name.substr(0, name.find(';'));
    std::erase(name, '"');
    return name;
}

std::string bearer(std::string_view header) {
    constexpr std::string_view scheme = "Bearer ";
    return header.starts_with(scheme) ? std::string(header.substr(scheme.size())) : std::string();
}

}  // namespace

void Arguments::take_form(std::string_view form) {
    for (auto& [name, value] : net::decode_form(form)) {
        if (name == "token")
            token_ = std::move(value);
        else
            values_.set(name, std::move(value));
    }
}

void Arguments::take_json(const net::HttpRequest& request, Refusal& refusal) {
    const std::string named = charset(request.headers.get("content-type"));
    if (named.empty())
        warnings_.emplace_back("missing_charset");
    else if (named != "utf-8" && named != "utf8") {
        refusal = Refusal("invalid_charset");
        return;
    }
    auto parsed = json::parse(request.body);
    if (!parsed)
        refusal = Refusal("invalid_json");
    else if (!parsed.value().ref().is_object())
        refusal = Refusal("json_not_object");
    else
        values_ = std::move(parsed.value());
    // A token inside JSON does not count; it must be in the header.
    values_.erase("token");
}

Arguments Arguments::read(const net::HttpRequest& request, CallRules rules, Refusal& refusal) {
    Arguments arguments;
    const std::string type = media_type(request.headers.get("content-type"));
    if (request.method == "GET") {
        if (!rules.get) refusal = Refusal("insecure_request");
        arguments.take_form(request.query());
    } else if (request.method != "POST") {
        refusal = Refusal("insecure_request");
    } else if (!request.query().empty() && !request.body.empty()) {
        refusal = invalid_arguments("arguments must not be mixed between query and body");
    } else if (type == "application/json") {
        if (rules.json)
            arguments.take_json(request, refusal);
        else
            refusal = invalid_arguments("this method does not take application/json");
    } else if (type == "application/x-www-form-urlencoded" || (type.empty() && request.body.empty())) {
        arguments.take_form(
            request.body.empty() ? request.query() : std::string_view(request.body)
        );
    } else {
        refusal = Refusal("invalid_post_type");
    }
    std::string header = bearer(request.headers.get("authorization"));
    if (!header.empty()) arguments.token_ = std::move(header);
    return arguments;
}

std::string Arguments::text(std::string_view name) const {
    const json::Ref value = values_[name];
    if (value.is_string()) return std::string(value.str());
    if (!value.exists() || value.is_null() || value.is_object() || value.is_array()) return {};
    return json::dump(value);
}

bool Arguments::flag(std::string_view name, bool otherwise) const {
    if (!has(name)) return otherwise;
    const std::string value = text(name);
    return value == "true" || value == "1";
}

std::optional<std::int64_t> Arguments::number(std::string_view name, bool& ok) const {
    if (!has(name)) return std::nullopt;
    const std::string value = text(name);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    ok = error == std::errc() && end == value.data() + value.size();
    return ok ? std::optional(number) : std::nullopt;
}

json::Value Arguments::tree(std::string_view name, bool& ok) const {
    const json::Ref value = values_[name];
    if (!has(name)) return {};
    if (value.is_object() || value.is_array()) return json::Value(value);
    auto parsed = json::parse(value.str());
    ok = value.is_string() && parsed.has_value();
    if (!ok) return {};
    return std::move(parsed.value());
}

}  // namespace debrief::sandbox
