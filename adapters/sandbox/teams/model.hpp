// What a tenant consists of. Plain data; the rules are in tenant.hpp.
#pragma once
#include "bot/base/json.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace debrief::sandbox::teams {

/// Fixed, so that a configuration can name them.
namespace ids {
inline constexpr auto tenant = "5a4db0c5-7e15-4d1e-9a0b-0000000000f1";
inline constexpr auto app = "deb41ef0-b07a-4a44-8d0c-0000000000a1";
inline constexpr auto bot = "28:deb41ef0-b07a-4a44-8d0c-0000000000a1";
inline constexpr auto bot_name = "Debrief";
}  // namespace ids

struct Person {
    std::string id;   ///< "29:…", unique for this bot
    std::string aad;  ///< a GUID, the same for every app
    std::string handle, name, email, timezone;
    std::string role;  ///< "ops" or "IT"; empty: nobody plays this person
    std::string title;
};

/// Where an app can be installed.
enum class Scope : std::uint8_t { channel, group, personal };

struct Team {
    std::string id;  ///< that of its General channel
    std::string name, group;
    std::vector<std::string> members;
    bool installed = false;  ///< the app is there
    bool consent = false;    ///< the app may read every message (ChannelMessage.Read.Group)
    bool removed = false;    ///< the app was there once
};

struct Mention {
    Mention() = default;
    Mention(std::string id_, std::string name_) : id(std::move(id_)), name(std::move(name_)) {}
    std::string id, name;
};

struct Reaction {
    std::string name;
    std::vector<std::string> users;
};

struct Message {
    std::string id;    ///< milliseconds since 1970; of a root also the thread
    std::string root;  ///< of a reply in a channel: its thread's first message
    std::string from;  ///< "29:…", "28:…", or the display name of a webhook or flow
    std::string text, format = "plain", summary;
    std::vector<Mention> mentions;
    json::Value card;                          ///< null for none
    std::map<std::string, json::Value> views;  ///< cards that one person sees instead
    std::vector<Reaction> reactions;
    bool by_bot = false, by_flow = false, edited = false, deleted = false;
};

struct Conversation {
    std::string id;  ///< without a thread
    std::string name, topic, team;
    Scope scope = Scope::channel;
    std::vector<std::string> members;  ///< of chats; a channel has those of its team
    bool installed = false, consent = false, removed = false;  ///< of chats
    bool blocked = false;                                      ///< the person blocked the bot
    bool closed = false;                                       ///< a channel that was deleted
    std::map<std::string, Message> messages;
};

/// One change of the tenant; what the transcript hears and what makes the page look again.
struct Change {
    enum class Kind : std::uint8_t { posted, changed, removed, other };
    Change() = default;
    Kind kind = Kind::other;
    std::string conversation;
    Message message, previous;
};

}  // namespace debrief::sandbox::teams
