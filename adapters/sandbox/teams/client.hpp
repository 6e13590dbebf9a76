// What a person's own Teams does: sends what was typed, pressed and filled in, and shows what Teams
// would show when the app misbehaves.
#pragma once
#include "adapters/sandbox/teams/activity_shapes.hpp"
#include "adapters/sandbox/teams/bot_channel.hpp"
#include "adapters/sandbox/teams/desk.hpp"
#include "adapters/sandbox/teams/tenant.hpp"

#include <set>
#include <string>

namespace debrief::sandbox::teams {

/// A button of a message's card, by its place among the card's actions, and what the inputs hold.
struct Press {
    Press() = default;
    std::string conversation, message;
    std::size_t action = 0;
    json::Value inputs;  ///< id → text; null: as they were sent
};

struct ClientSettings {
    ClientSettings() = default;
    /// Mentions are followed by a space that does not break, messages by a line end.
    bool untidy = true;
    /// People whose client knows no Action.Execute.
    std::set<std::string, std::less<>> old_clients;
    /// An outgoing webhook of the team: its name, where it posts to, and its secret.
    std::string webhook_name = "Followup", webhook_url;
    Secret webhook_secret;
};

/// Every action answers with the words Teams shows when it did not work, or with nothing.
class Client {
  public:
    Client(
        Tenant& tenant,
        Desks& desks,
        ActivityShapes& shapes,
        BotChannel& channel,
        ClientSettings settings
    )
        : tenant_(tenant),
          desks_(desks),
          shapes_(shapes),
          channel_(channel),
          settings_(std::move(settings)) {}

    // ---- talking

    /// A message; with the name of the outgoing webhook it waits for what that answers.
    asio::awaitable<std::string> type(std::string user, Place place, std::string text);
    std::string edit(
        const std::string& user,
        const std::string& conversation,
        const std::string& message,
        std::string_view text
    );
    std::string erase(
        const std::string& user, const std::string& conversation, const std::string& message
    );
    /// Undoes a deletion.
    std::string restore(
        const std::string& user, const std::string& conversation, const std::string& message
    );
    /// Adds a reaction, or takes it back.
    std::string react(
        const std::string& user,
        const std::string& conversation,
        const std::string& message,
        const std::string& name
    );

    // ---- cards and dialogs

    asio::awaitable<std::string> press(std::string user, Press press);
    /// The card asks for a fresh one by itself, as when somebody opens the conversation.
    asio::awaitable<std::string> refresh(
        std::string user, std::string conversation, std::string message
    );
    /// Presses a button of the open dialog.
    asio::awaitable<std::string> submit(
        std::string user, std::string dialog, std::size_t action, json::Value inputs
    );
    void close(const std::string& user);

    // ---- the app and the team

    /// Adds the app to a team (by the channel that is chosen), a chat, or the person's own chat.
    std::string install(const std::string& user, const std::string& conversation);
    std::string uninstall(const std::string& user, const std::string& conversation);
    /// Whether the app may read every message there.
    std::string consent(const std::string& conversation, bool given);
    /// The person blocks the app in their own chat, or lets it write again.
    void block(const std::string& user, bool blocked);
    std::string join(const std::string& user, const std::string& conversation);
    std::string leave(const std::string& user, const std::string& conversation);
    std::string rename_channel(
        const std::string& user, const std::string& channel, const std::string& name
    );
    std::string delete_channel(const std::string& user, const std::string& channel);

    [[nodiscard]] ClientSettings& settings() { return settings_; }

  private:
    bool heard(const Conversation& place, bool mentioned) const;
    std::string refuse_writing(const std::string& user, const Conversation* place) const;
    asio::awaitable<void> ask_webhook(std::string user, Place place, std::string message);
    /// The message with a card that this person can use; null and a problem otherwise.
    const Message* used_card(const std::string& user, const Press& press, std::string& problem)
        const;
    asio::awaitable<std::string> execute(
        std::string user, Press press, json::Value action, std::string trigger
    );
    asio::awaitable<std::string> send_submit(
        std::string user, Press press, json::Value action, json::Value data
    );
    asio::awaitable<std::string> fetch_dialog(std::string user, Press press, json::Value data);
    std::string apply_card_answer(
        const std::string& user, const Press& press, const BotAnswer& answer
    );
    /// Shows what the bot answered to task/fetch or task/submit.
    std::string apply_dialog_answer(
        const std::string& user, Dialog dialog, const BotAnswer& answer, bool may_be_empty
    );
    std::string trouble(const std::string& user, const std::string& message, std::string words);
    std::string complain(
        const std::string& user, const std::string& message, const std::string& what
    );
    std::string change_membership(
        const std::string& user, const std::string& conversation, bool joins
    );

    Tenant& tenant_;
    Desks& desks_;
    ActivityShapes& shapes_;
    BotChannel& channel_;
    ClientSettings settings_;
};

inline constexpr auto unreachable_words = "Unable to reach app. Please try again.";
inline constexpr auto trouble_words = "Something went wrong. Please try again.";

}  // namespace debrief::sandbox::teams
