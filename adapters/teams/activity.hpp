// What all activities have in common: who, where, and which one it is.
#pragma once
#include "bot/base/json.hpp"
#include "bot/core/command.hpp"

#include <string>
#include <string_view>

namespace debrief::teams {

[[nodiscard]] core::Channel channel(std::string_view id);
/// The conversation without its thread.
[[nodiscard]] core::Channel channel_of(json::Ref activity);
/// The thread it was said in: the root message of a channel's thread, which is the message itself
/// when it begins one. Chats have no threads.
[[nodiscard]] std::string thread_of(json::Ref message);
/// The thread of the card that was acted on.
[[nodiscard]] std::string thread_of_card(json::Ref activity);

/// Whether it is the chat of one person with the bot.
[[nodiscard]] bool is_personal_chat(json::Ref activity);

/// Whether a person did it: no bot, ourselves included.
[[nodiscard]] bool is_by_person(json::Ref activity);

/// The key of the inbox for this activity: a second delivery of it has the same one. What keeps its
/// id while it changes (an edited message) is told apart by its time.
[[nodiscard]] std::string key_of(json::Ref activity);

/// A command by whoever sent the activity, in its conversation; the rest is up to the type.
[[nodiscard]] core::Command command_by(
    json::Ref activity, core::ReplyBy reply_by, std::string_view via
);

}  // namespace debrief::teams
