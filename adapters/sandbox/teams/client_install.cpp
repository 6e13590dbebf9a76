// The app comes and goes, and so do people and channels.
#include "adapters/sandbox/teams/client.hpp"

#include <algorithm>

namespace debrief::sandbox::teams {
namespace {

using json::Value;

constexpr auto no_place = "There is no such team or chat.";

}  // namespace

std::string Client::install(const std::string& user, const std::string& conversation) {
    Conversation* place = tenant_.conversation(conversation);
    if (place == nullptr || !tenant_.is_member(*place, user)) return no_place;
    if (tenant_.installed_in(*place)) return "Debrief is there already.";
    if (Team* team = tenant_.team(place->team))
        team->installed = true;
    else
        place->installed = true;
    // Teams tells both; an app welcomes on one of them only.
    channel_.send(shapes_.installation(*place, user, "add"));
    channel_.send(shapes_.bot_membership(*place, user, true));
    tenant_.touch();
    return {};
}

std::string Client::uninstall(const std::string& user, const std::string& conversation) {
    Conversation* place = tenant_.conversation(conversation);
    if (place == nullptr || !tenant_.is_member(*place, user)) return no_place;
    if (!tenant_.installed_in(*place)) return "Debrief is not there.";
    if (Team* team = tenant_.team(place->team)) {
        team->installed = false;
        team->removed = true;
    } else {
        place->installed = false;
        place->removed = true;
    }
    channel_.send(shapes_.installation(*place, user, "remove"));
    if (place->scope != Scope::personal) channel_.send(shapes_.bot_membership(*place, user, false));
    tenant_.touch();
    return {};
}

std::string Client::consent(const std::string& conversation, bool given) {
    Conversation* place = tenant_.conversation(conversation);
    if (place == nullptr || place->scope == Scope::personal) return no_place;
    if (Team* team = tenant_.team(place->team))
        team->consent = given;
    else
        place->consent = given;
    tenant_.touch();
    return {};
}

void Client::block(const std::string& user, bool blocked) {
    tenant_.personal(user).blocked = blocked;
    tenant_.touch();
}

std::string Client::change_membership(
    const std::string& user, const std::string& conversation, bool joins
) {
    Conversation* place = tenant_.conversation(conversation);
    if (place == nullptr || place->scope == Scope::personal) return no_place;
    Team* team = tenant_.team(place->team);
    auto& members = team == nullptr ? place->members : team->members;
    const bool there = std::find(members.begin(), members.end(), user) != members.end();
    if (there == joins) return joins ? "Already there." : "Not there.";
    if (joins)
        members.push_back(user);
    else
        std::erase(members, user);
    if (tenant_.installed_in(*place)) channel_.send(shapes_.membership(*place, user, joins));
    tenant_.touch();
    return {};
}

std::string Client::join(const std::string& user, const std::string& conversation) {
    return change_membership(user, conversation, true);
}

std::string Client::leave(const std::string& user, const std::string& conversation) {
    return change_membership(user, conversation, false);
}

std::string Client::rename_channel(
    const std::string& user, const std::string& channel, const std::string& name
) {
    Conversation* place = tenant_.conversation(channel);
    const Team* team = place == nullptr ? nullptr : tenant_.team(place->team);
    if (team == nullptr || place->closed) return no_place;
    place->name = name;
    Value about = Value::object().set("id", channel).set("name", name);
    const Value details = Value::object().set("channel", std::move(about));
    if (team->installed) channel_.send(shapes_.team_event(*team, user, "channelRenamed", details));
    tenant_.touch();
    return {};
}

std::string Client::delete_channel(const std::string& user, const std::string& channel) {
    Conversation* place = tenant_.conversation(channel);
    const Team* team = place == nullptr ? nullptr : tenant_.team(place->team);
    if (team == nullptr || place->closed || team->id == channel) return no_place;
    place->closed = true;
    Value about = Value::object().set("id", channel).set("name", place->name);
    const Value details = Value::object().set("channel", std::move(about));
    if (team->installed) channel_.send(shapes_.team_event(*team, user, "channelDeleted", details));
    tenant_.touch();
    return {};
}

}  // namespace debrief::sandbox::teams
