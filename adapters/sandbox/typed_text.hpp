// What a person types, in the form Slack hands it to apps: markup escaped, mentions, channels and
// links in angle brackets.
#pragma once
#include "adapters/sandbox/workspace.hpp"

#include <string>
#include <string_view>

namespace debrief::sandbox {

enum class MentionForm : std::uint8_t { id, id_and_name };

/// "@olga" becomes <@U…> (or <@U…|olga>), "#checkout" <#C…|checkout>, a URL <URL>; & < > are
/// escaped.
[[nodiscard]] std::string slack_text(
    const Workspace& workspace, std::string_view typed, MentionForm form
);

/// Back to what a person would have typed, for editing.
[[nodiscard]] std::string typed_text(const Workspace& workspace, std::string_view slack);

}  // namespace debrief::sandbox
