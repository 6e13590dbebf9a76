#include "config/slack_manifest.hpp"

#include "bot/base/json.hpp"

#include <initializer_list>

namespace debrief::config {
namespace {

using json::Value;

Value list(std::initializer_list<std::string_view> texts) {
    Value out = Value::array();
    for (const std::string_view text : texts) out.push(text);
    return out;
}

Value shortcut(
    const char* name, const char* type, const char* callback_id, const char* description
) {
    return Value::object()
        .set("name", name)
        .set("type", type)
        .set("callback_id", callback_id)
        .set("description", description);
}

Value features(const std::string& url) {
    Value shortcuts = Value::array();
    shortcuts.push(
        shortcut("Open a follow-up", "global", "debrief_open", "After an upgrade or an incident")
    );
    shortcuts.push(
        shortcut("Add to debrief", "message", "debrief_feedback", "Keeps this message as feedback")
    );
    Value command = Value::object()
                        .set("command", "/debrief")
                        .set("url", url)
                        .set("description", "Open, answer and settle follow-ups")
                        .set("usage_hint", "help")
                        .set("should_escape", true);
    return Value::object()
        .set(
            "app_home",
            Value::object()
                .set("home_tab_enabled", true)
                .set("messages_tab_enabled", true)
                .set("messages_tab_read_only_enabled", false)
        )
        .set("bot_user", Value::object().set("display_name", "Debrief").set("always_online", true))
        .set("shortcuts", std::move(shortcuts))
        .set("slash_commands", Value::array().push(std::move(command)));
}

/// Only what is used: what each scope is for stands in docs/install.md.
Value scopes() {
    return list(
        {"app_mentions:read",
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
         "users:read.email"}
    );
}

Value settings(const std::string& url) {
    Value events = list(
        {"app_home_opened",
         "app_mention",
         "app_uninstalled",
         "channel_archive",
         "channel_deleted",
         "group_archive",
         "group_deleted",
         "message.channels",
         "message.groups",
         "message.im",
         "tokens_revoked",
         "user_change"}
    );
    return Value::object()
        .set(
            "event_subscriptions",
            Value::object().set("request_url", url).set("bot_events", std::move(events))
        )
        .set("interactivity", Value::object().set("is_enabled", true).set("request_url", url))
        .set("org_deploy_enabled", false)
        .set("socket_mode_enabled", false)
        .set("token_rotation_enabled", false);
}

}  // namespace

std::string slack_manifest(std::string_view public_url) {
    const std::string url = std::string(public_url) + "/slack/events";
    Value manifest =
        Value::object()
            .set("_metadata", Value::object().set("major_version", 1).set("minor_version", 1))
            .set(
                "display_information",
                Value::object()
                    .set("name", "Debrief")
                    .set("description", "Follows up after every upgrade and incident")
            )
            .set("features", features(url))
            .set(
                "oauth_config", Value::object().set("scopes", Value::object().set("bot", scopes()))
            )
            .set("settings", settings(url));
    return json::dump(manifest, 2);
}

}  // namespace debrief::config
