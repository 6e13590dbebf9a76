// Messages as plain words: what a person reads, without markup. For the actor and the transcript.
#pragma once
#include "adapters/sandbox/workspace.hpp"

#include <string>
#include <string_view>

namespace debrief::sandbox {

/// Slack's markup as words: mentions as @Name, links by their label, dates in that zone, no marks.
[[nodiscard]] std::string readable(
    const Workspace& workspace, std::string_view mrkdwn, std::string_view zone
);

/// Everything one sees of a message: the words of its blocks, or its text when it has none.
[[nodiscard]] std::string words_of(
    const Workspace& workspace, const Message& message, std::string_view zone
);

/// "Tue 09:12" in that zone.
[[nodiscard]] std::string clock_face(UtcTime time, std::string_view zone);

}  // namespace debrief::sandbox
