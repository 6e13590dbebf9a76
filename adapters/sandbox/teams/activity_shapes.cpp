#include "adapters/sandbox/teams/activity_shapes.hpp"

#include "bot/core/calendar.hpp"

namespace debrief::sandbox::teams {
namespace {

using json::Value;

Value bot_account() {
    return Value::object().set("id", ids::bot).set("name", ids::bot_name);
}

Value only_id(const std::string& id) {
    return Value::object().set("id", id);
}

const char* kind_of(Scope scope) {
    return scope == Scope::channel ? "channel" : scope == Scope::group ? "groupChat" : "personal";
}

Value mention_entity(const Mention& mention) {
    Value mentioned = Value::object().set("id", mention.id).set("name", mention.name);
    Value entity = Value::object().set("type", "mention").set("mentioned", std::move(mentioned));
    return std::move(entity.set("text", "<at>" + escape_xml(mention.name) + "</at>"));
}

/// Mentions are followed by a space that does not break, and the text by a line end.
std::string untidy_text(std::string text) {
    constexpr std::string_view end_and_space = "</at> ";
    for (auto at = text.find(end_and_space); at != std::string::npos;
         at = text.find(end_and_space, at + 1)) {
        text.replace(at, end_and_space.size(), "</at>\u00a0");
    }
    return text + "\n";
}

}  // namespace

Value ActivityShapes::client_info(const std::string& person, bool full) const {
    Value info = Value::object().set("type", "clientInfo").set("locale", "en-US");
    const Person* someone = tenant_.person(person);
    if (full && someone != nullptr)
        info.set("country", "US").set("platform", "Web").set("timezone", someone->timezone);
    return info;
}

Value ActivityShapes::channel_data(const Conversation& place) const {
    Value data = Value::object();
    if (place.scope == Scope::channel) {
        data.set("teamsChannelId", place.id).set("teamsTeamId", place.team);
        data.set("channel", only_id(place.id)).set("team", only_id(place.team));
    }
    data.set("tenant", only_id(ids::tenant));
    return data;
}

Value ActivityShapes::envelope(
    const char* type,
    const std::string& id,
    const std::string& person,
    const Conversation& place,
    const std::string& thread,
    bool named
) const {
    const Person* someone = tenant_.person(person);
    Value from = only_id(person);
    if (someone != nullptr && named) from.set("name", someone->name);
    if (someone != nullptr) from.set("aadObjectId", someone->aad);
    Value conversation = only_id(id_of(Place(place.id, thread)));
    if (place.scope != Scope::personal) conversation.set("isGroup", true);
    conversation.set("conversationType", kind_of(place.scope)).set("tenantId", ids::tenant);
    Value activity = Value::object().set("type", type).set("id", id);
    activity.set("timestamp", timestamp(tenant_.clock().now()))
        .set("channelId", "msteams")
        .set("serviceUrl", service_url_)
        .set("from", std::move(from))
        .set("recipient", bot_account())
        .set("conversation", std::move(conversation))
        .set("channelData", channel_data(place));
    return activity;
}

Value ActivityShapes::message(
    const Conversation& place, const Message& message, const Typed& typed, bool untidy
) const {
    Value activity = envelope(
        "message", message.id, message.from, place, tenant_.thread_of(place, message), true
    );
    const Person* someone = tenant_.person(message.from);
    const std::string zone = someone == nullptr ? "UTC" : someone->timezone;
    const core::Calendar calendar(zone, core::WorkingHours(), {});
    std::string offset = calendar.format(tenant_.clock().now(), "%z");
    if (offset.size() == 5) offset.insert(3, ":");
    const std::string local = calendar.format(tenant_.clock().now(), "%Y-%m-%dT%H:%M:%S");
    Value entities = Value::array();
    for (const Mention& each : typed.mentions) entities.push(mention_entity(each));
    entities.push(client_info(message.from, true));
    Value copy = Value::object().set("contentType", "text/html").set("content", typed.html);
    activity.set("localTimestamp", local.substr(0, 19) + offset)
        .set("localTimezone", zone)
        .set("locale", "en-US")
        .set("text", untidy && !typed.mentions.empty() ? untidy_text(typed.text) : typed.text)
        .set("textFormat", "plain")
        .set("attachments", Value::array().push(std::move(copy)))
        .set("entities", std::move(entities));
    return activity;
}

Value ActivityShapes::message_change(
    const Conversation& place, const Message& message, const std::string& event
) const {
    const bool gone = event == "softDeleteMessage";
    Value activity = envelope(
        gone ? "messageDelete" : "messageUpdate",
        message.id,
        message.from,
        place,
        tenant_.thread_of(place, message),
        true
    );
    Value data = channel_data(place);
    data.set("eventType", event);
    activity.set("channelData", std::move(data));
    if (!gone) {
        activity.set("text", message.text).set("textFormat", "plain");
        Value entities = Value::array();
        for (const Mention& each : message.mentions) entities.push(mention_entity(each));
        if (!message.mentions.empty()) activity.set("entities", std::move(entities));
    }
    return activity;
}

Value ActivityShapes::reaction(
    const Conversation& place,
    const Message& message,
    const std::string& person,
    const std::string& name,
    bool added
) {
    Value activity = envelope(
        "messageReaction", event_id(), person, place, tenant_.thread_of(place, message), false
    );
    activity.set("replyToId", message.id)
        .set(
            added ? "reactionsAdded" : "reactionsRemoved",
            Value::array().push(Value::object().set("type", name))
        );
    return activity;
}

Value ActivityShapes::submitted(
    const Conversation& place, const Message& message, const std::string& person, Value value
) {
    Value activity =
        envelope("message", event_id(), person, place, tenant_.thread_of(place, message), true);
    Value data = channel_data(place);
    data.set("source", Value::object().set("name", "message"));
    activity.set("channelData", std::move(data))
        .set("replyToId", message.id)
        .set("locale", "en-US")
        .set("entities", Value::array().push(client_info(person, true)))
        .set("value", std::move(value));
    return activity;
}

Value ActivityShapes::invoke(
    const Conversation& place,
    const Message& message,
    const std::string& person,
    const std::string& name,
    Value value
) {
    Value activity = submitted(place, message, person, std::move(value));
    activity.set("type", "invoke").set("name", name);
    return activity;
}

Value ActivityShapes::installation(
    const Conversation& place, const std::string& person, const std::string& action
) {
    Value activity = envelope("installationUpdate", event_id(), person, place, {}, false);
    Value data = channel_data(place);
    if (const Team* team = tenant_.team(place.team)) {
        Value about = only_id(team->id);
        data.set("team", std::move(about.set("name", team->name).set("aadGroupId", team->group)));
    }
    data.set("source", Value::object().set("name", "message"));
    data.set("settings", Value::object().set("selectedChannel", only_id(place.id)));
    activity.set("channelData", std::move(data))
        .set("entities", Value::array().push(client_info(person, false)))
        .set("locale", "en-US")
        .set("action", action);
    return activity;
}

Value ActivityShapes::bot_membership(
    const Conversation& place, const std::string& person, bool added
) {
    Value activity = envelope("conversationUpdate", event_id(), person, place, {}, false);
    activity.set(added ? "membersAdded" : "membersRemoved", Value::array().push(only_id(ids::bot)));
    if (const Team* team = tenant_.team(place.team)) {
        Value about = only_id(team->id);
        Value data = Value::object();
        data.set("tenant", only_id(ids::tenant))
            .set("team", std::move(about.set("name", team->name).set("aadGroupId", team->group)))
            .set("eventType", added ? "teamMemberAdded" : "teamMemberRemoved")
            .set("settings", Value::object().set("selectedChannel", only_id(place.id)));
        activity.set("channelData", std::move(data));
    }
    return activity;
}

Value ActivityShapes::team_event(
    const Team& team, const std::string& person, const std::string& event, json::Ref details
) {
    // The conversation of such an event is the team, whichever channel it is about.
    const Conversation* general = tenant_.conversation(team.id);
    Value activity = envelope("conversationUpdate", event_id(), person, *general, {}, false);
    Value about = only_id(team.id);
    Value data = Value::object();
    data.set("team", std::move(about.set("name", team.name).set("aadGroupId", team.group)))
        .set("tenant", only_id(ids::tenant))
        .set("eventType", event);
    details.each_member([&](std::string_view name, json::Ref value) {
        data.set(name, Value(value));
    });
    activity.set("channelData", std::move(data));
    return activity;
}

Value ActivityShapes::membership(const Conversation& place, const std::string& person, bool added) {
    const Team* team = tenant_.team(place.team);
    Value activity =
        team == nullptr
            ? envelope("conversationUpdate", event_id(), person, place, {}, false)
            : team_event(
                  *team, person, added ? "teamMemberAdded" : "teamMemberRemoved", Value::object()
              );
    Value member = only_id(person);
    if (const Person* someone = tenant_.person(person)) member.set("aadObjectId", someone->aad);
    activity.set(added ? "membersAdded" : "membersRemoved", Value::array().push(std::move(member)));
    return activity;
}

}  // namespace debrief::sandbox::teams
