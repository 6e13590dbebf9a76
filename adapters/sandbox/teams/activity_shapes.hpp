// The activities that Teams sends to a bot, as on the wire.
#pragma once
#include "adapters/sandbox/teams/tenant.hpp"
#include "adapters/sandbox/teams/typed.hpp"

#include <string>

namespace debrief::sandbox::teams {

class ActivityShapes {
  public:
    explicit ActivityShapes(Tenant& tenant) : tenant_(tenant) {}
    void set_service_url(std::string url) { service_url_ = std::move(url); }

    /// A person's words. `untidy`: with the spaces and line ends that some clients leave behind.
    [[nodiscard]] json::Value message(
        const Conversation& place, const Message& message, const Typed& typed, bool untidy
    ) const;
    /// `event`: "editMessage", "undeleteMessage" or "softDeleteMessage".
    [[nodiscard]] json::Value message_change(
        const Conversation& place, const Message& message, const std::string& event
    ) const;
    /// A reaction to one of the bot's messages, added or taken back.
    [[nodiscard]] json::Value reaction(
        const Conversation& place,
        const Message& message,
        const std::string& person,
        const std::string& name,
        bool added
    );
    /// A button of a card: a message that says nothing, with `value`.
    [[nodiscard]] json::Value submitted(
        const Conversation& place,
        const Message& message,
        const std::string& person,
        json::Value value
    );
    [[nodiscard]] json::Value invoke(
        const Conversation& place,
        const Message& message,
        const std::string& person,
        const std::string& name,
        json::Value value
    );
    /// `action`: "add" or "remove". In a team, `place` is the channel that was chosen.
    [[nodiscard]] json::Value installation(
        const Conversation& place, const std::string& person, const std::string& action
    );
    /// The bot itself came or went.
    [[nodiscard]] json::Value bot_membership(
        const Conversation& place, const std::string& person, bool added
    );
    /// Something about a team or its channels; `details` joins the channel data.
    [[nodiscard]] json::Value team_event(
        const Team& team, const std::string& person, const std::string& event, json::Ref details
    );
    /// People came to a team or a chat, or left it.
    [[nodiscard]] json::Value membership(
        const Conversation& place, const std::string& person, bool added
    );

  private:
    [[nodiscard]] json::Value envelope(
        const char* type,
        const std::string& id,
        const std::string& person,
        const Conversation& place,
        const std::string& thread,
        bool named
    ) const;
    [[nodiscard]] json::Value channel_data(const Conversation& place) const;
    [[nodiscard]] json::Value client_info(const std::string& person, bool full) const;
    [[nodiscard]] std::string event_id() { return "f:" + tenant_.fresh_guid(); }

    Tenant& tenant_;
    std::string service_url_;
};

}  // namespace debrief::sandbox::teams
