// What the rules about protocols share.
#pragma once
#include "bot/core/ruling.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

/// id, title, steps, service, owner, state, review date, what it grew out of.
[[nodiscard]] View protocol_view(const Ruling& ruling, const Protocol& protocol);

/// For the settings of its service: a follow-up of that service and of nothing else.
[[nodiscard]] FollowUp settings_of(const Protocol& protocol);

/// One step per line, without the marks of a list; false with the reply set when there are too
/// many.
bool choose_steps(Ruling& ruling, std::string_view typed, std::string& steps);

/// Its next review: the date typed, else the service's usual time from now, and the reminder for
/// it. False with the reply set when the date is not understood.
bool start_review(Ruling& ruling, const std::string& typed, Protocol& protocol);

/// The feedback it grew out of is done: its giver hears what became of it, and is asked whether it
/// is right.
void answer_feedback(Ruling& ruling, const Protocol& protocol);

/// The protocol in force with this number; nothing, with the reply set, when there is none.
[[nodiscard]] std::optional<Protocol> reviewable(Ruling& ruling, ProtocolId id);

}  // namespace debrief::core
