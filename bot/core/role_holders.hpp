// Who has a role. Internal to permissions.
#pragma once
#include "bot/core/permissions.hpp"

#include <optional>
#include <string>

namespace debrief::core {

/// Whether the actor has the role for this service and follow-up; when not, the reply says who has.
/// A role that the configuration gives to nobody is everybody's, that of the admin excepted.
[[nodiscard]] bool holds(
    Ruling& ruling,
    const Deed& deed,
    const std::string& service,
    const std::optional<FollowUp>& follow_up
);

}  // namespace debrief::core
