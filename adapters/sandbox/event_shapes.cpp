#include "adapters/sandbox/event_shapes.hpp"

#include <string>

namespace debrief::sandbox {
namespace {

using json::Value;
using Kind = Change::Kind;

Value with_place(Value event, const Channel& channel, const std::string& event_ts) {
    return std::move(event.set("channel", channel.id)
                         .set("event_ts", event_ts)
                         .set("channel_type", type_of(channel)));
}

bool mentions_bot(const Message& message) {
    return message.text.find(std::string("<@") + ids::bot_user) != std::string::npos;
}

std::vector<Value> posted(Workspace& workspace, const Channel& channel, const Message& message) {
    Value event = message_json(workspace, channel, message);
    if (message.broadcast) {
        const Message* root = workspace.message(channel.id, message.thread_ts);
        if (root != nullptr) event.set("root", message_json(workspace, channel, *root));
    }
    std::vector<Value> events{with_place(event, channel, message.ts)};
    // A mention is told twice, except in a direct conversation.
    if (!message.by_app && channel.kind != ChannelKind::direct && mentions_bot(message)) {
        event.set("type", "app_mention").set("channel", channel.id).set("event_ts", message.ts);
        events.push_back(std::move(event));
    }
    return events;
}

Value changed(Workspace& workspace, const Channel& channel, const Change& change) {
    const std::string ts = workspace.fresh_ts();
    Value event = Value::object()
                      .set("type", "message")
                      .set("subtype", "message_changed")
                      .set("hidden", true);
    event.set("message", message_json(workspace, channel, change.message))
        .set("previous_message", message_json(workspace, channel, change.previous))
        .set("ts", ts);
    return with_place(std::move(event), channel, ts);
}

Value deleted(Workspace& workspace, const Channel& channel, const Change& change) {
    const std::string ts = workspace.fresh_ts();
    Value event = Value::object()
                      .set("type", "message")
                      .set("subtype", "message_deleted")
                      .set("hidden", true);
    event.set("previous_message", message_json(workspace, channel, change.previous))
        .set("deleted_ts", change.previous.ts)
        .set("ts", ts);
    return with_place(std::move(event), channel, ts);
}

Value reacted(Workspace& workspace, const Change& change) {
    Value item = Value::object()
                     .set("type", "message")
                     .set("channel", change.channel)
                     .set("ts", change.message.ts);
    const char* type = change.kind == Kind::reaction_added ? "reaction_added" : "reaction_removed";
    return Value::object()
        .set("type", type)
        .set("user", change.user)
        .set("reaction", change.detail)
        .set("item_user", change.message.user)
        .set("item", std::move(item))
        .set("event_ts", workspace.fresh_ts());
}

Value membership(Workspace& workspace, const Channel& channel, const Change& change) {
    const char* type =
        change.kind == Kind::joined ? "member_joined_channel" : "member_left_channel";
    Value event = Value::object()
                      .set("type", type)
                      .set("user", change.user)
                      .set("channel", channel.id)
                      .set("channel_type", channel.kind == ChannelKind::closed ? "G" : "C")
                      .set("team", ids::team)
                      .set("event_ts", workspace.fresh_ts());
    if (!change.detail.empty()) event.set("inviter", change.detail);
    return event;
}

/// Private channels are "groups" in the names of these events.
Value channel_event(Workspace& workspace, const Change& change, bool closed) {
    const char* what = change.kind == Kind::archived          ? "_archive"
                       : change.kind == Kind::unarchived      ? "_unarchive"
                       : change.kind == Kind::channel_deleted ? "_deleted"
                                                              : "_rename";
    Value event = Value::object()
                      .set("type", (closed ? "group" : "channel") + std::string(what))
                      .set("event_ts", workspace.fresh_ts());
    if (change.kind != Kind::renamed) return std::move(event.set("channel", change.channel));
    return std::move(
        event.set("channel", Value::object().set("id", change.channel).set("name", change.detail))
    );
}

Value home_opened(Workspace& workspace, const Modals& modals, const Change& change) {
    Value event = Value::object()
                      .set("type", "app_home_opened")
                      .set("user", change.user)
                      .set("channel", workspace.direct(change.user).id)
                      .set("tab", "home")
                      .set("event_ts", workspace.fresh_ts());
    if (const View* view = modals.home(change.user)) event.set("view", view_json(*view));
    return event;
}

std::vector<Value> one(Value event) {
    std::vector<Value> list;
    list.push_back(std::move(event));
    return list;
}

}  // namespace

std::vector<Value> events_of(Workspace& workspace, const Modals& modals, const Change& change) {
    if (change.kind == Kind::seen) return {};
    if (change.kind == Kind::home_opened) return one(home_opened(workspace, modals, change));
    if (change.kind == Kind::channel_deleted) {
        return change.user.empty()
                   ? std::vector<Value>()
                   : one(channel_event(workspace, change, change.detail == "closed"));
    }
    const Channel* channel = workspace.channel(change.channel);
    if (channel == nullptr) return {};
    const bool concerns_bot = change.user == ids::bot_user && change.kind == Kind::left;
    if (!workspace.bot_is_in(change.channel) && !concerns_bot) return {};
    switch (change.kind) {
        case Kind::posted:
            // What Slack shows of a typed command is no message to apps.
            if (change.message.subtype == "slash_command") return {};
            return posted(workspace, *channel, change.message);
        case Kind::changed:
            return one(changed(workspace, *channel, change));
        case Kind::deleted:
            return one(deleted(workspace, *channel, change));
        case Kind::reaction_added:
        case Kind::reaction_removed:
            return one(reacted(workspace, change));
        case Kind::joined:
        case Kind::left:
            return one(membership(workspace, *channel, change));
        default:
            return one(channel_event(workspace, change, change.detail == "closed"));
    }
}

Value envelope_of(Workspace& workspace, Value event) {
    const std::string channel(event["channel"].str());
    const std::string type(event["type"].str());
    Value authorization = Value::object()
                              .set("enterprise_id", Value())
                              .set("team_id", ids::team)
                              .set("user_id", ids::bot_user)
                              .set("is_bot", true)
                              .set("is_enterprise_install", false);
    return Value::object()
        .set("token", "deprecated-verification-token")
        .set("team_id", ids::team)
        .set("context_team_id", ids::team)
        .set("context_enterprise_id", Value())
        .set("api_app_id", ids::app)
        .set("event", std::move(event))
        .set("type", "event_callback")
        .set("event_id", workspace.fresh_id("Ev0"))
        .set("event_time", workspace.seconds_now())
        .set("authorizations", Value::array().push(std::move(authorization)))
        .set("is_ext_shared_channel", false)
        .set("event_context", "4-" + type + "-" + ids::team + "-" + channel);
}

}  // namespace debrief::sandbox
