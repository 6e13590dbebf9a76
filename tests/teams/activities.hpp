// Activities as Teams sends them, to be changed by the tests.
#pragma once
#include "bot/base/json.hpp"
#include "tests/teams/login_double.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace debrief::teams::test {

inline constexpr auto room = "19:checkout@thread.tacv2";
inline constexpr auto head = "1795282277457";
inline constexpr auto bot = "28:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
inline constexpr auto olga = "29:1olga";

inline json::Value parsed(std::string_view text) {
    auto document = json::parse(text);
    if (!document) throw std::runtime_error(document.error().what());
    return std::move(*document);
}

/// A copy with a member set, by a path such as "conversation.id"; removed when the value is null.
inline json::Value with(json::Ref object, std::string_view path, json::Value value) {
    const auto dot = path.find('.');
    const auto key = path.substr(0, dot);
    json::Value out = object.is_object() ? json::Value(object) : json::Value::object();
    if (dot != std::string_view::npos) {
        out.set(key, with(object[key], path.substr(dot + 1), std::move(value)));
    } else if (value.ref().is_null()) {
        out.erase(key);
    } else {
        out.set(key, std::move(value));
    }
    return out;
}

/// By Olga, in the thread of the follow-up's head.
inline json::Value activity(std::string_view type, std::string_view id) {
    json::Value out = parsed(R"({
        "channelId": "msteams", "timestamp": "2026-11-20T12:00:00.1234567Z",
        "from": {"id": "29:1olga", "name": "Olga Ops", "aadObjectId": "00000000-0000-0000-0000-000000000020"},
        "recipient": {"id": "28:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "name": "Debrief"},
        "conversation": {"id": "19:checkout@thread.tacv2;messageid=1795282277457",
            "isGroup": true, "conversationType": "channel", "tenantId": "11111111-2222-3333-4444-555555555555"},
        "channelData": {"tenant": {"id": "11111111-2222-3333-4444-555555555555"},
            "team": {"id": "19:general@thread.tacv2"}, "channel": {"id": "19:checkout@thread.tacv2"}},
        "locale": "en-US", "somethingNew": {"from": "Teams"}
    })");
    out.set("type", type).set("id", id).set("serviceUrl", service);
    return out;
}

inline json::Value said(std::string_view text, std::string_view id = "1795282279000") {
    json::Value out = activity("message", id);
    out.set("text", text).set("textFormat", "plain");
    out.set("attachments", parsed(R"([{"contentType": "text/html", "content": "<p>a copy</p>"}])"));
    return out;
}

inline json::Value mention(std::string_view id, std::string_view name, std::string_view text) {
    json::Value mentioned = json::Value::object();
    mentioned.set("id", id).set("name", name);
    json::Value entity = json::Value::object();
    entity.set("type", "mention").set("mentioned", std::move(mentioned));
    if (!text.empty()) entity.set("text", text);
    return entity;
}

/// Said to us: our mention, and what follows it.
inline json::Value told(std::string_view line, std::string_view id = "1795282279000") {
    json::Value entities = json::Value::array();
    entities.push(mention(bot, "Debrief", "<at>Debrief</at>"));
    return with(said("<at>Debrief</at> " + std::string(line), id), "entities", std::move(entities));
}

/// In the chat between Olga and the bot.
inline json::Value in_private(json::Value activity) {
    return with(
        std::move(activity),
        "conversation",
        parsed(
            R"({"id": "a:1olga", "conversationType": "personal", "tenantId": "11111111-2222-3333-4444-555555555555"})"
        )
    );
}

inline json::Value invoke(std::string_view name, json::Value value, std::string_view id = "f:1") {
    json::Value out = activity("invoke", id);
    out.set("name", name).set("value", std::move(value)).set("replyToId", head);
    return out;
}

inline json::Value pressed(std::string_view line, std::string_view id = "f:1") {
    json::Value data = json::Value::object();
    data.set("value", line).set("m", "marker-of-head");
    json::Value action = json::Value::object();
    action.set("type", "Action.Execute").set("verb", "answer_works").set("data", std::move(data));
    json::Value value = json::Value::object();
    value.set("action", std::move(action)).set("trigger", "manual");
    return invoke("adaptiveCard/action", std::move(value), id);
}

inline json::Value opens(std::string_view line, std::string_view id = "f:2") {
    json::Value value =
        parsed(R"({"data": {"msteams": {"type": "task/fetch"}}, "context": {"theme": "default"}})");
    return invoke("task/fetch", with(std::move(value), "data.value", std::string(line)), id);
}

/// A dialog's submit button: its own data with the inputs.
inline json::Value submits(json::Value data, std::string_view id = "f:3") {
    json::Value value = json::Value::object();
    value.set("data", std::move(data));
    return invoke("task/submit", std::move(value), id);
}

}  // namespace debrief::teams::test
