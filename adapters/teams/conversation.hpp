// Conversation ids of Teams: which channel, which thread.
#pragma once
#include <string>
#include <string_view>

namespace debrief::teams {

/// "19:…@thread.tacv2;messageid=1776390257332" taken apart: the conversation without its thread,
/// and the thread's root message (empty when the id names none).
struct Conversation {
    Conversation() = default;
    Conversation(std::string channel_, std::string root_)
        : channel(std::move(channel_)), root(std::move(root_)) {}
    std::string channel;
    std::string root;
};

/// A root that is no number other than 0 does not count: it is left out.
[[nodiscard]] Conversation read_conversation(std::string_view id);
/// The id of a thread; of the channel itself without a root.
[[nodiscard]] std::string conversation_id(std::string_view channel, std::string_view root);
/// True for channels of a team: only these have threads.
[[nodiscard]] bool has_threads(std::string_view channel);
/// True for the chat with one person.
[[nodiscard]] bool is_personal(std::string_view channel);

}  // namespace debrief::teams
