// The rules' front door.
#pragma once
#include "bot/core/command.hpp"
#include "bot/core/decision.hpp"
#include "bot/core/directory.hpp"
#include "bot/core/records.hpp"

namespace debrief::core {

/// What a rule may look at: one consistent state, the organisation, and now.
struct World {
    const Records& records;
    const Directory& directory;
    UtcTime now;
};

/// Pure: the same world and command give the same decision. Never throws on anything a person can
/// type.
[[nodiscard]] Decision decide(const World& world, const Command& command);

/// The data of a follow-up's head post, for the template "head": always the whole truth of this
/// moment. `channel` is where it will stand (private matters differ by place).
[[nodiscard]] View head_view(const World& world, const FollowUp& follow_up);

/// The data of a plan's card, for the template "plan".
[[nodiscard]] View plan_view(const World& world, const FollowUp& follow_up);

/// Decisions that a start of the program or a new configuration needs: arms the weekly summary.
[[nodiscard]] Decision on_start(const World& world);

}  // namespace debrief::core
