#include "adapters/teams/activity.hpp"

#include "adapters/teams/conversation.hpp"
#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"

namespace debrief::teams {
namespace {

/// Ids of Teams are far shorter; whatever is longer is named by its digest.
constexpr std::size_t longest_name = 500;

bool keeps_its_id(std::string_view type) {
    return type == "messageUpdate" || type == "messageDelete";
}

std::string thread(json::Ref activity, std::string_view own) {
    const std::string_view id = activity["conversation"]["id"].str();
    Conversation conversation = read_conversation(id);
    if (!has_threads(conversation.channel)) return {};
    return conversation.root.empty() ? std::string(own) : std::move(conversation.root);
}

}  // namespace

core::Channel channel(std::string_view id) {
    return core::Channel(core::Platform::teams, "", std::string(id));
}

core::Channel channel_of(json::Ref activity) {
    return channel(read_conversation(activity["conversation"]["id"].str()).channel);
}

std::string thread_of(json::Ref message) {
    return thread(message, message["id"].str());
}

std::string thread_of_card(json::Ref activity) {
    return thread(activity, activity["replyToId"].str());
}

bool is_personal_chat(json::Ref activity) {
    const json::Ref conversation = activity["conversation"];
    return text::lower(conversation["conversationType"].str()) == "personal" ||
           is_personal(conversation["id"].str());
}

bool is_by_person(json::Ref activity) {
    const json::Ref from = activity["from"];
    const std::string_view id = from["id"].str();
    const std::string role = text::lower(from["role"].str());
    return !id.empty() && !id.starts_with("28:") && role != "bot" && role != "skill";
}

std::string key_of(json::Ref activity) {
    const std::string_view type = activity["type"].str();
    const std::string_view id = activity["id"].str();
    std::string name;
    for (const std::string_view part :
         {type, activity["name"].str(), activity["conversation"]["id"].str(), id}) {
        name += part;
        name += ':';
    }
    if (keeps_its_id(type)) name += activity["timestamp"].str();
    if (id.empty()) name += json::dump(activity);  // there is nothing else to know it by
    if (name.size() > longest_name) name = crypto::hex(crypto::sha256(name));
    return "teams:" + name;
}

core::Command command_by(json::Ref activity, core::ReplyBy reply_by, std::string_view via) {
    core::Command command;
    const json::Ref from = activity["from"];
    command.actor = core::Account(core::Platform::teams, "", std::string(from["id"].str()));
    command.actor_name = from["name"].str();
    command.origin.channel = channel_of(activity);
    command.origin.reply_by = reply_by;
    command.origin.via = via;
    return command;
}

}  // namespace debrief::teams
