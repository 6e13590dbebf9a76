#include "adapters/sandbox/page_state.hpp"

#include "adapters/sandbox/typed_text.hpp"
#include "bot/core/calendar.hpp"

#include <algorithm>
#include <iterator>

namespace debrief::sandbox {
namespace {

using json::Value;

/// Older messages of a channel are left out of the page.
constexpr std::size_t shown_messages = 500;

Value people_json(const Workspace& workspace) {
    Value list = Value::array();
    for (const Person& each : workspace.people()) {
        list.push(Value::object()
                      .set("id", each.id)
                      .set("handle", each.handle)
                      .set("name", each.name)
                      .set("role", each.role)
                      .set("title", each.title)
                      .set("timezone", each.timezone)
                      .set("bot", each.bot));
    }
    return list;
}

Value reactions_json(const Message& message) {
    Value list = Value::array();
    for (const Reaction& each : message.reactions) {
        Value users = Value::array();
        for (const std::string& user : each.users) users.push(user);
        list.push(Value::object().set("name", each.name).set("users", std::move(users)));
    }
    return list;
}

Value message_json(const Workspace& workspace, const Message& message, const std::string& viewer) {
    Value shape = Value::object().set("ts", message.ts).set("text", message.text);
    // Posts by response URL have no user, only the app.
    shape.set("user", message.user.empty() ? ids::bot_user : message.user);
    if (!message.thread_ts.empty())
        shape.set("thread_ts", message.thread_ts).set("broadcast", message.broadcast);
    if (message.user == viewer && !message.tombstone && message.subtype.empty()) {
        shape.set("typed", typed_text(workspace, message.text));
    }
    // What people type is shown from its text; only apps bring blocks of their own.
    if (message.by_app && message.blocks.ref().is_array()) shape.set("blocks", message.blocks);
    if (message.files.ref().is_array()) shape.set("files", message.files);
    if (!message.edited_ts.empty()) shape.set("edited", true);
    if (!message.only_for.empty()) shape.set("only_you", true);
    if (message.tombstone) shape.set("tombstone", true);
    if (!message.reactions.empty()) shape.set("reactions", reactions_json(message));
    return shape;
}

Value channel_json(const Workspace& workspace, const Channel& channel, const std::string& viewer) {
    const char* kind = channel.kind == ChannelKind::open     ? "public"
                       : channel.kind == ChannelKind::closed ? "private"
                                                             : "direct";
    Value members = Value::array();
    for (const std::string& each : channel.members) members.push(each);
    Value messages = Value::array();
    const std::size_t count = channel.messages.size();
    const auto skipped =
        static_cast<std::ptrdiff_t>(count > shown_messages ? count - shown_messages : 0);
    for (auto it = std::next(channel.messages.begin(), skipped); it != channel.messages.end();
         ++it) {
        const Message& each = it->second;
        if (each.only_for.empty() || each.only_for == viewer)
            messages.push(message_json(workspace, each, viewer));
    }
    return Value::object()
        .set("id", channel.id)
        .set("name", channel.name)
        .set("topic", channel.topic)
        .set("kind", kind)
        .set("archived", channel.archived)
        .set("members", std::move(members))
        .set("messages", std::move(messages));
}

Value view_json(const View& view) {
    Value errors = Value::object();
    for (const auto& [block, words] : view.errors) errors.set(block, words);
    return Value::object()
        .set("id", view.id)
        .set("hash", view.hash)
        .set("definition", view.definition)
        .set("values", view.values)
        .set("errors", std::move(errors))
        .set("trouble", view.trouble);
}

}  // namespace

Value page_state(const Workspace& workspace, const Modals& modals, const std::string& viewer) {
    Value channels = Value::array();
    for (const auto& [id, each] : workspace.channels()) {
        if (each.kind != ChannelKind::open && !workspace.is_member(id, viewer)) continue;
        channels.push(channel_json(workspace, each, viewer));
    }
    Value stack = Value::array();
    for (const View& each : modals.stack(viewer)) stack.push(view_json(each));
    const auto now = workspace.clock().now();
    return Value::object()
        .set("revision", static_cast<std::int64_t>(workspace.revision()))
        .set("now", static_cast<std::int64_t>(now.time_since_epoch().count()))
        .set("me", viewer)
        .set("bot", ids::bot_user)
        .set("people", people_json(workspace))
        .set("channels", std::move(channels))
        .set("modals", std::move(stack))
        .set("home", modals.home(viewer) == nullptr ? Value() : view_json(*modals.home(viewer)));
}

}  // namespace debrief::sandbox
