#include "adapters/sandbox/shapes.hpp"

#include "bot/core/calendar.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace debrief::sandbox {
namespace {

using json::Value;

/// Seconds east of UTC at that moment, as users.info tells it.
int offset_seconds(std::string_view zone, UtcTime now) {
    const core::Calendar calendar(zone, core::WorkingHours(), {});
    const std::string text = calendar.format(now, "%z");  // "+0100"
    const int number = std::atoi(text.c_str());
    return (number / 100) * 3600 + (number % 100) * 60;
}

Value reactions_json(const Message& message) {
    Value list = Value::array();
    for (const Reaction& each : message.reactions) {
        Value users = Value::array();
        for (const std::string& user : each.users) users.push(user);
        list.push(Value::object()
                      .set("name", each.name)
                      .set("users", std::move(users))
                      .set("count", each.users.size()));
    }
    return list;
}

Value bot_profile() {
    return Value::object()
        .set("id", ids::bot)
        .set("app_id", ids::app)
        .set("name", "Debrief")
        .set("deleted", false)
        .set("team_id", ids::team);
}

void add_thread(
    Value& shape, const Workspace& workspace, const Channel& channel, const Message& message
) {
    if (!message.thread_ts.empty()) {
        shape.set("thread_ts", message.thread_ts);
        const Message* parent = workspace.message(channel.id, message.thread_ts);
        if (parent != nullptr && !parent->user.empty()) shape.set("parent_user_id", parent->user);
        return;
    }
    const auto replies = workspace.replies(channel.id, message.ts);
    if (replies.empty()) return;
    Value users = Value::array();
    std::vector<std::string> seen;
    for (const Message* reply : replies) {
        if (std::find(seen.begin(), seen.end(), reply->user) != seen.end()) continue;
        seen.push_back(reply->user);
        users.push(reply->user);
    }
    shape.set("thread_ts", message.ts)
        .set("reply_count", replies.size())
        .set("reply_users_count", seen.size())
        .set("latest_reply", replies.back()->ts)
        .set("reply_users", std::move(users))
        .set("is_locked", false);
}

void add_author(Value& shape, const Message& message) {
    if (!message.client_msg_id.empty()) shape.set("client_msg_id", message.client_msg_id);
    if (!message.user.empty()) shape.set("user", message.user);
    if (message.bot_id.empty()) return;
    shape.set("bot_id", message.bot_id);
    // Posts by response URL are "classic": no user, no profile.
    if (!message.user.empty()) shape.set("app_id", ids::app).set("bot_profile", bot_profile());
}

}  // namespace

std::string_view type_of(const Channel& channel) {
    switch (channel.kind) {
        case ChannelKind::open:
            return "channel";
        case ChannelKind::closed:
            return "group";
        case ChannelKind::direct:
            return "im";
    }
    return "channel";
}

Value message_json(
    const Workspace& workspace,
    const Channel& channel,
    const Message& message,
    MetadataDetail detail
) {
    Value shape = Value::object().set("type", "message");
    if (message.tombstone)
        shape.set("subtype", "tombstone").set("hidden", true);
    else if (message.broadcast)
        shape.set("subtype", "thread_broadcast");
    else if (!message.subtype.empty())
        shape.set("subtype", message.subtype);
    add_author(shape, message);
    shape.set("text", message.text).set("ts", message.ts).set("team", ids::team);
    if (message.blocks.ref().is_array()) shape.set("blocks", message.blocks);
    if (message.files.ref().is_array()) shape.set("files", message.files);
    if (!message.edited_ts.empty()) {
        shape.set(
            "edited", Value::object().set("user", message.edited_by).set("ts", message.edited_ts)
        );
    }
    add_thread(shape, workspace, channel, message);
    if (!message.reactions.empty()) shape.set("reactions", reactions_json(message));
    if (message.metadata.ref().is_object()) {
        if (detail == MetadataDetail::all)
            shape.set("metadata", message.metadata);
        else
            shape.set(
                "metadata", Value::object().set("event_type", message.metadata["event_type"].str())
            );
    }
    return shape;
}

Value channel_json(const Workspace& workspace, const Channel& channel) {
    Value shape = Value::object().set("id", channel.id).set("created", channel.created);
    if (channel.kind == ChannelKind::direct) {
        const auto partner = std::find_if(
            channel.members.begin(),
            channel.members.end(),
            [](const std::string& each) { return each != ids::bot_user; }
        );
        shape.set("is_im", true).set("is_org_shared", false).set("is_open", true);
        if (partner != channel.members.end()) {
            shape.set("user", *partner);
            const Person* person = workspace.person(*partner);
            shape.set("is_user_deleted", person == nullptr || person->deactivated);
        }
        return shape;
    }
    const bool closed = channel.kind == ChannelKind::closed;
    shape.set("name", channel.name)
        .set("is_channel", !closed)
        .set("is_group", false)
        .set("is_im", false)
        .set("is_mpim", false)
        .set("is_private", closed)
        .set("is_archived", channel.archived)
        .set("is_general", channel.name == "general")
        .set("is_shared", false)
        .set("is_org_shared", false)
        .set("is_member", workspace.bot_is_in(channel.id))
        .set("name_normalized", channel.name)
        .set("context_team_id", ids::team)
        .set(
            "topic",
            Value::object().set("value", channel.topic).set("creator", "").set("last_set", 0)
        )
        .set("purpose", Value::object().set("value", "").set("creator", "").set("last_set", 0));
    return shape;
}

Value user_json(const Workspace& workspace, const Person& person, bool with_email) {
    Value profile = Value::object()
                        .set("real_name", person.name)
                        .set("display_name", person.handle)
                        .set("real_name_normalized", person.name)
                        .set("display_name_normalized", person.handle)
                        .set("title", person.title)
                        .set("team", ids::team);
    if (with_email && !person.email.empty()) profile.set("email", person.email);
    Value shape = Value::object()
                      .set("id", person.id)
                      .set("team_id", ids::team)
                      .set("name", person.handle)
                      .set("deleted", person.deactivated)
                      .set("profile", std::move(profile))
                      .set("is_bot", person.bot)
                      .set("is_app_user", false)
                      .set("updated", workspace.seconds_now());
    if (person.deactivated) return shape;  // Slack leaves these out for people who left
    shape.set("real_name", person.name)
        .set("tz", person.timezone)
        .set("tz_label", person.timezone)
        .set("tz_offset", offset_seconds(person.timezone, workspace.clock().now()))
        .set("is_admin", false)
        .set("is_owner", false)
        .set("is_primary_owner", false)
        .set("is_restricted", false)
        .set("is_ultra_restricted", false);
    return shape;
}

Value view_json(const View& view) {
    Value shape = Value::object().set("id", view.id).set("team_id", ids::team);
    for (const char* member : {"type", "title", "submit", "close", "blocks"}) {
        const json::Ref part = view.definition[member];
        shape.set(member, Value(part));
    }
    for (const char* member : {"private_metadata", "callback_id", "external_id"}) {
        shape.set(member, view.text(member));
    }
    for (const char* member : {"clear_on_close", "notify_on_close"}) {
        shape.set(member, view.definition[member].boolean().value_or(false));
    }
    shape.set("state", Value::object().set("values", view.values))
        .set("hash", view.hash)
        .set("root_view_id", view.root)
        .set("previous_view_id", view.previous.empty() ? Value() : Value(view.previous))
        .set("app_id", ids::app)
        .set("app_installed_team_id", ids::team)
        .set("bot_id", ids::bot);
    return shape;
}

}  // namespace debrief::sandbox
