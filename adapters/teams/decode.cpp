#include "adapters/teams/decode.hpp"

#include "adapters/teams/activity.hpp"

namespace debrief::teams {
namespace {

Decoded decode_by_type(json::Ref activity, const std::string& app_id) {
    const std::string_view type = activity["type"].str();
    if (type == "message") return decode_message(activity, app_id);
    if (type == "messageUpdate") return decode_edit(activity, app_id);
    if (type == "messageDelete") return decode_deletion(activity);
    if (type == "invoke") return decode_invoke(activity);
    if (type == "installationUpdate") return decode_installation(activity);
    if (type == "conversationUpdate") return decode_membership(activity);
    return Decoded();  // reactions, typing, events and whatever Teams invents next
}

}  // namespace

Decoded decode(json::Ref activity, const std::string& app_id) {
    Decoded decoded = decode_by_type(activity, app_id);
    if (!decoded.addresses.empty()) return decoded;
    const core::Channel channel = channel_of(activity);
    if (!channel.empty()) {
        decoded.addresses.emplace_back(channel, std::string(activity["serviceUrl"].str()));
    }
    return decoded;
}

}  // namespace debrief::teams
