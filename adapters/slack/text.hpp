// Slack's mrkdwn as the person meant it: plain words, with mentions kept apart.
#pragma once
#include "bot/core/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::slack {

struct PlainText {
    std::string text;
    std::vector<core::Mention> mentions;
};

/// Undoes Slack's escaping: &amp; &lt; &gt;, <@U1|bob> → "@U1" and a Mention, <#C1|ops> → "#ops",
/// <!here> → "@here", <https://x|label> → "label (https://x)", <!date^…|fallback> → the fallback.
/// A '<' without its '>' stays as it is.
[[nodiscard]] PlainText read_text(std::string_view mrkdwn);

/// Where a user is mentioned in mrkdwn.
struct MentionPlace {
    bool found = false;
    std::string_view before, after;
    /// What was said to the mentioned one: what follows the mention; what precedes it when nothing
    /// follows.
    [[nodiscard]] std::string_view said() const;
};
[[nodiscard]] MentionPlace find_mention(std::string_view mrkdwn, std::string_view user);

}  // namespace debrief::slack
