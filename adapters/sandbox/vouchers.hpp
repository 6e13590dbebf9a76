// Slack's two kinds of short-lived permissions: trigger ids (3 s, once) and response URLs (30 min,
// five times).
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::sandbox {

/// What a trigger id was given for.
struct Trigger {
    std::string user;
    std::string view;  ///< the modal it came from, or empty
    UtcTime issued;
    bool used = false;
};

class Triggers {
  public:
    static constexpr Duration life{3'000};

    Triggers(const Clock& clock, Random& random) : clock_(clock), random_(random) {}
    [[nodiscard]] std::string issue(std::string user, std::string view);
    /// Uses it up; nothing, and Slack's error name in `error`, when it does not count (any more).
    [[nodiscard]] std::optional<Trigger> redeem(std::string_view id, std::string& error);

  private:
    const Clock& clock_;
    Random& random_;
    std::map<std::string, Trigger, std::less<>> issued_;
};

/// Where a response URL leads.
struct ResponseUrl {
    std::string user, channel;
    std::string message;  ///< ts of the message whose button was pressed; empty for commands
    std::string thread;   ///< thread of that message
    bool ephemeral = false;
    UtcTime issued;
    int uses = 0;
};

class ResponseUrls {
  public:
    static constexpr Duration life{30 * 60 * 1'000};
    static constexpr int max_uses = 5;

    ResponseUrls(const Clock& clock, Random& random) : clock_(clock), random_(random) {}
    /// The path below the hooks' address, such as "commands/T…/…/…".
    [[nodiscard]] std::string issue(std::string_view kind, ResponseUrl url);
    /// Counts one use. Null, and an error name, when unknown, expired or used up.
    [[nodiscard]] const ResponseUrl* use(std::string_view path, std::string& error);
    /// The message it belongs to got another ts (deleted and posted again).
    void move_message(std::string_view path, std::string ts);

  private:
    const Clock& clock_;
    Random& random_;
    std::map<std::string, ResponseUrl, std::less<>> issued_;
};

}  // namespace debrief::sandbox
