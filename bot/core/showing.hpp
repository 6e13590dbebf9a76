// Views that several messages share.
#pragma once
#include "bot/core/decide.hpp"

#include <string_view>

namespace debrief::core {

/// "Still broken", "Waiting for an answer", "Closed: settled", …
[[nodiscard]] std::string_view status_words(const FollowUp& follow_up);
/// id, kind, title, service, status, open, private, severity, times, counts.
[[nodiscard]] View subject_view(const FollowUp& follow_up);
/// The first lines of what is owed: what, subject, who, due, overdue.
[[nodiscard]] View owed_view(const World& world, const FollowUp& follow_up);

}  // namespace debrief::core
