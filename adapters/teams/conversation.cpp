#include "adapters/teams/conversation.hpp"

#include <algorithm>

namespace debrief::teams {
namespace {

constexpr std::string_view separator = ";messageid=";

bool is_root(std::string_view root) {
    const bool digits =
        std::all_of(root.begin(), root.end(), [](char c) { return c >= '0' && c <= '9'; });
    return !root.empty() && digits && root != "0";
}

}  // namespace

Conversation read_conversation(std::string_view id) {
    const auto at = id.find(separator);
    if (at == std::string_view::npos) {
        return Conversation(std::string(id.substr(0, id.find(';'))), "");
    }
    const auto root = id.substr(at + separator.size());
    return Conversation(std::string(id.substr(0, at)), is_root(root) ? std::string(root) : "");
}

std::string conversation_id(std::string_view channel, std::string_view root) {
    std::string id(channel);
    if (root.empty()) return id;
    id += separator;
    id += root;
    return id;
}

bool has_threads(std::string_view channel) {
    return channel.ends_with("@thread.tacv2") || channel.ends_with("@thread.skype");
}

bool is_personal(std::string_view channel) {
    return channel.starts_with("a:");
}

}  // namespace debrief::teams
