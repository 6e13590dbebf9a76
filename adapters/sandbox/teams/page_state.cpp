#include "adapters/sandbox/teams/page.hpp"
#include "adapters/sandbox/teams/typed.hpp"

#include <iterator>

namespace debrief::sandbox::teams {
namespace {

using json::Value;

/// Older messages of a conversation are left out of the page.
constexpr std::size_t shown_messages = 300;

Value people_json(const Tenant& tenant) {
    Value list = Value::array();
    for (const Person& each : tenant.people()) {
        list.push(Value::object()
                      .set("id", each.id)
                      .set("handle", each.handle)
                      .set("name", each.name)
                      .set("role", each.role)
                      .set("title", each.title));
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

Value message_json(const Tenant& tenant, const Message& message, const std::string& viewer) {
    Value shape = Value::object().set("id", message.id).set("from", message.from);
    if (!message.root.empty()) shape.set("root", message.root);
    if (message.deleted) return std::move(shape.set("deleted", true));
    shape.set("text", without_tags(message.text)).set("format", message.format);
    if (message.from == viewer) shape.set("typed", typed_again(tenant, message.text));
    if (const json::Ref card = card_seen(message, viewer)) shape.set("card", Value(card));
    if (message.views.contains(viewer)) shape.set("own_view", true);
    if (message.by_bot || message.by_flow) shape.set("app", true);
    if (message.edited && !message.by_bot) shape.set("edited", true);
    if (!message.summary.empty()) shape.set("summary", message.summary);
    if (!message.reactions.empty()) shape.set("reactions", reactions_json(message));
    return shape;
}

const char* kind_of(Scope scope) {
    return scope == Scope::channel ? "channel" : scope == Scope::group ? "group" : "personal";
}

Value place_json(const Tenant& tenant, const Conversation& place, const std::string& viewer) {
    Value messages = Value::array();
    const std::size_t count = place.messages.size();
    const auto skipped =
        static_cast<std::ptrdiff_t>(count > shown_messages ? count - shown_messages : 0);
    for (auto it = std::next(place.messages.begin(), skipped); it != place.messages.end(); ++it)
        messages.push(message_json(tenant, it->second, viewer));
    Value shape = Value::object().set("id", place.id).set("kind", kind_of(place.scope));
    shape.set("name", place.scope == Scope::personal ? "Debrief" : place.name)
        .set("topic", place.topic)
        .set("installed", tenant.installed_in(place))
        .set("consent", tenant.reads_all_of(place))
        .set("blocked", place.blocked)
        .set("people", tenant.members_of(place).size())
        .set("messages", std::move(messages));
    if (const Team* team = tenant.team(place.team)) shape.set("team", team->name);
    return shape;
}

Value dialog_json(const Dialog& dialog) {
    Value errors = Value::object();
    for (const auto& [input, words] : dialog.errors) errors.set(input, words);
    return Value::object()
        .set("id", dialog.id)
        .set("title", dialog.title)
        .set("card", dialog.card)
        .set("words", dialog.words)
        .set("trouble", dialog.trouble)
        .set("errors", std::move(errors));
}

Value notices_json(const Desks& desks, const std::string& viewer) {
    Value list = Value::array();
    for (const Notice& each : desks.notices(viewer)) {
        list.push(Value::object()
                      .set("id", each.id)
                      .set("text", each.text)
                      .set("message", each.message)
                      .set("error", each.error));
    }
    return list;
}

}  // namespace

Value page_state(const TeamsTenant& teams, const std::string& handle) {
    const Tenant& tenant = teams.tenant();
    const Person* person = tenant.person_called(handle);
    if (person == nullptr || person->role.empty()) return {};
    Value places = Value::array();
    for (const auto& [id, each] : tenant.conversations()) {
        if (!each.closed && tenant.is_member(each, person->id))
            places.push(place_json(tenant, each, person->id));
    }
    const Dialog* dialog = teams.desks().dialog(person->id);
    return Value::object()
        .set("me", person->id)
        .set("bot", ids::bot)
        .set("people", people_json(tenant))
        .set("places", std::move(places))
        .set("dialog", dialog == nullptr ? Value() : dialog_json(*dialog))
        .set("notices", notices_json(teams.desks(), person->id));
}

}  // namespace debrief::sandbox::teams
