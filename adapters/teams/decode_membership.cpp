// Where the bot was added or taken out, and which channels of a team come and go.
#include "adapters/teams/activity.hpp"
#include "adapters/teams/conversation.hpp"
#include "adapters/teams/decode.hpp"
#include "bot/base/text.hpp"

#include <algorithm>

namespace debrief::teams {
namespace {

void add(Decoded& decoded, json::Ref activity, std::string_view id, bool removed) {
    if (id.empty()) return;
    const core::Channel place = channel(read_conversation(id).channel);
    const bool is_there =
        std::any_of(decoded.addresses.begin(), decoded.addresses.end(), [&](const auto& address) {
            return address.channel == place;
        });
    if (is_there) return;
    decoded.addresses.emplace_back(place, std::string(activity["serviceUrl"].str()), removed);
}

/// The conversation and, in a team, its general channel (whose id the team has) and the channel
/// that was chosen when the bot was added.
void add_all(Decoded& decoded, json::Ref activity, bool removed) {
    const json::Ref data = activity["channelData"];
    add(decoded, activity, activity["conversation"]["id"].str(), removed);
    add(decoded, activity, data["team"]["id"].str(), removed);
    add(decoded, activity, data["settings"]["selectedChannel"]["id"].str(), removed);
}

bool names_us(json::Ref members, json::Ref recipient) {
    bool found = false;
    members.each([&](json::Ref member) {
        found =
            found || (!member["id"].str().empty() && member["id"].str() == recipient["id"].str());
    });
    return found;
}

}  // namespace

Decoded decode_installation(json::Ref activity) {
    const std::string action = text::lower(activity["action"].str());
    Decoded decoded;
    // An upgrade takes the old version out and puts the new one in: the bot stays.
    add_all(decoded, activity, action == "remove");
    if (action != "add" || !is_by_person(activity)) return decoded;
    Happening welcome;
    welcome.key = key_of(activity);
    welcome.command = command_by(activity, core::ReplyBy::here, "installation");
    const bool personal = is_personal_chat(activity);
    welcome.command.intent = personal ? core::Intent(core::Greet()) : core::ShowHelp();
    decoded.happening = std::move(welcome);
    return decoded;
}

Decoded decode_membership(json::Ref activity) {
    const json::Ref recipient = activity["recipient"];
    const std::string kind = text::lower(activity["channelData"]["eventType"].str());
    const std::string_view concerned = activity["channelData"]["channel"]["id"].str();
    Decoded decoded;
    if (names_us(activity["membersRemoved"], recipient)) {
        add_all(decoded, activity, true);
    } else if (names_us(activity["membersAdded"], recipient)) {
        add_all(decoded, activity, false);
    } else if (kind == "channeldeleted") {
        add(decoded, activity, concerned, true);
    } else if (kind == "channelrestored" || kind == "channelcreated") {
        add(decoded, activity, concerned, false);
    } else if (kind == "teamdeleted" || kind == "teamharddeleted") {
        add(decoded, activity, activity["channelData"]["team"]["id"].str(), true);
    }
    return decoded;
}

}  // namespace debrief::teams
