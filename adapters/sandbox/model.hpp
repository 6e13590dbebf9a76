// What a workspace consists of. Plain data; the rules are in workspace.hpp.
#pragma once
#include "bot/base/json.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace debrief::sandbox {

/// Ids are fixed, so that a configuration can name them.
namespace ids {
inline constexpr auto team = "T0SANDBOX01";
inline constexpr auto app = "A0DEBRIEF01";
inline constexpr auto bot_user = "U0DEBRIEF01";
inline constexpr auto bot = "B0DEBRIEF01";
inline constexpr auto slackbot = "USLACKBOT";
}  // namespace ids

/// What people can see of a person, and whether they can be one on the page.
struct Person {
    std::string id, handle, name, email, timezone;
    std::string role;  ///< "ops" or "IT"; empty: nobody plays this person
    std::string title;
    bool bot = false, deactivated = false;
};

struct UserGroup {
    std::string handle, name;
    std::vector<std::string> users;
};

enum class ChannelKind : std::uint8_t { open, closed, direct };

struct Reaction {
    std::string name;
    std::vector<std::string> users;
};

struct Message {
    std::string ts,
        thread_ts;  ///< a reply has its parent's ts; a parent's own is told by reply count
    std::string user, bot_id, subtype, text;
    std::string client_msg_id;            ///< only of messages typed by people
    json::Value blocks, metadata, files;  ///< null for none
    std::string edited_by, edited_ts;
    std::vector<Reaction> reactions;
    std::string only_for;  ///< an ephemeral message: nobody else sees it, and no API finds it
    bool by_app = false;   ///< posted by Debrief in whatever way
    bool broadcast = false;
    bool tombstone = false;  ///< deleted, but its replies are still there
};

struct Channel {
    std::string id, name, topic;
    ChannelKind kind = ChannelKind::open;
    bool archived = false;
    std::int64_t created = 0;
    std::vector<std::string> members;
    std::map<std::string, Message> messages;  ///< by ts, which sorts as text
};

/// One change of the workspace; what apps hear as events and what makes the page look again.
struct Change {
    enum class Kind : std::uint8_t {
        posted,
        changed,
        deleted,
        reaction_added,
        reaction_removed,
        joined,
        left,
        archived,
        unarchived,
        renamed,
        channel_deleted,
        home_opened,
        seen,
    };
    Kind kind = Kind::seen;
    /// `detail`: the reaction, the inviter, the new name, "closed" of a deleted private channel
    std::string channel, user, detail;
    Message message, previous;
};

}  // namespace debrief::sandbox
