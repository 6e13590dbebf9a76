// What a person's own Slack does: sends what was typed, pressed and filled in, and shows what Slack
// would show when the app misbehaves.
#pragma once
#include "adapters/sandbox/bot_link.hpp"
#include "adapters/sandbox/modals.hpp"
#include "adapters/sandbox/vouchers.hpp"
#include "adapters/sandbox/workspace.hpp"
#include "bot/base/json.hpp"

#include <set>
#include <string>

namespace debrief::sandbox {

/// An interactive element that was used, in a message (channel and ts) or in a view (view id).
struct Press {
    Press() = default;
    std::string channel, ts, view;
    std::string block_id, action_id;
    json::Value chosen;  ///< members such as selected_option; null for a button
    json::Value state;   ///< block → action → value of the other inputs; null for none
};

struct ClientSettings {
    std::string command = "/debrief";
    std::string hooks_url;  ///< where response URLs begin; ends in "/"
};

/// Every action answers with the words Slack shows when it did not work, or with nothing.
class Client {
  public:
    Client(
        Workspace& workspace,
        Modals& modals,
        Triggers& triggers,
        ResponseUrls& urls,
        BotLink& link,
        ClientSettings settings
    )
        : workspace_(workspace),
          modals_(modals),
          triggers_(triggers),
          urls_(urls),
          link_(link),
          settings_(std::move(settings)) {}

    /// A message or, with a slash, a command; in a thread when `thread_ts` is not empty.
    asio::awaitable<std::string> type(
        std::string user,
        std::string channel,
        std::string text,
        std::string thread_ts,
        bool broadcast
    );
    std::string edit(
        const std::string& user,
        const std::string& channel,
        const std::string& ts,
        std::string_view text
    );
    std::string erase(const std::string& user, const std::string& channel, const std::string& ts);

    asio::awaitable<std::string> press(std::string user, Press press);
    /// Submits the topmost modal; `values` is block → action → value as in view.state.
    asio::awaitable<std::string> submit(std::string user, std::string view, json::Value values);
    /// Cancel (`all` false) or the x button, which closes the whole stack.
    asio::awaitable<std::string> close(std::string user, std::string view, bool all);
    asio::awaitable<std::string> shortcut(std::string user, std::string callback_id);
    asio::awaitable<std::string> message_shortcut(
        std::string user, std::string callback_id, std::string channel, std::string ts
    );
    void open_home(const std::string& user);

    [[nodiscard]] const std::string& command() const { return settings_.command; }
    [[nodiscard]] std::string& hooks_url() { return settings_.hooks_url; }

  private:
    asio::awaitable<std::string> run_command(
        std::string user, std::string channel, std::string text
    );
    std::string answer_command(
        const BotAnswer& answer,
        const std::string& user,
        const std::string& channel,
        const std::string& typed
    );
    asio::awaitable<BotAnswer> interact(json::Value payload);
    /// The part of a block_actions payload that says where the element is, and the element itself;
    /// null when that place is gone.
    json::Value place_in_view(const std::string& user, const Press& press, json::Value& element);
    json::Value place_in_message(const std::string& user, const Press& press, json::Value& element);
    json::Value payload_for(const std::string& type, const std::string& user);
    void notice(
        const std::string& channel,
        const std::string& user,
        std::string text,
        const std::string& thread_ts
    );
    bool apply_submission(
        const std::string& user, const std::string& view, const BotAnswer& answer
    );

    Workspace& workspace_;
    Modals& modals_;
    Triggers& triggers_;
    ResponseUrls& urls_;
    BotLink& link_;
    ClientSettings settings_;
};

/// What Slack itself asks of a filled form before it sends anything: block id → words.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> incomplete_fields(
    json::Ref view, json::Ref values
);

inline constexpr auto submission_trouble = "We had some trouble connecting. Try again?";

}  // namespace debrief::sandbox
