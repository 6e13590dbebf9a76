// What an answer of Slack means for a message that waits to be delivered.
#pragma once
#include "adapters/slack/web_api.hpp"
#include "bot/flow/sender.hpp"

#include <string>
#include <string_view>

namespace debrief::slack {

/// The bucket of a method in the workspace, and that of everything in it.
[[nodiscard]] std::string pace_key(std::string_view method);
inline constexpr std::string_view workspace_pace = "slack";

struct Attempt {
    Attempt(std::string method_, std::string where_, bool repeatable_)
        : method(std::move(method_)), where(std::move(where_)), repeatable(repeatable_) {}
    std::string method;
    std::string where;  ///< the channel or person, for the words
    bool repeatable;    ///< doing it twice is the same as doing it once
};

/// Everything but `ok`, by a table: try again, wait, find out, give up with words.
[[nodiscard]] flow::SendOutcome classify(const ApiAnswer& answer, const Attempt& attempt);

/// Slack did not like how the message looks; its text alone may pass.
[[nodiscard]] bool is_about_looks(const ApiAnswer& answer);
/// The bot may have to join the channel first.
[[nodiscard]] bool is_about_membership(const ApiAnswer& answer);
/// An ephemeral message cannot be shown to this person there.
[[nodiscard]] bool is_about_audience(const ApiAnswer& answer);

}  // namespace debrief::slack
