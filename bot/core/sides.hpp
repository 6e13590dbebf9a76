// The two sides of a follow-up: ops, whose service was touched, and IT, who touched it.
#pragma once
#include "bot/core/concern.hpp"
#include "bot/core/records.hpp"

#include <optional>
#include <string>

namespace debrief::core {

/// By what they are and did in this follow-up.
[[nodiscard]] Side side_of(const Records& records, const FollowUp& follow_up, PersonId person);

/// The one person of that side who is asked when it has to say something: who raised or answered
/// the concern, else the contact of the follow-up; nothing when there is none.
[[nodiscard]] std::optional<PersonId> speaker_of(
    const FollowUp& follow_up, const Concern& concern, Side side
);

/// Whether this person may speak for that side of the concern.
[[nodiscard]] bool speaks_for(
    const Records& records,
    const FollowUp& follow_up,
    const Concern& concern,
    PersonId person,
    Side side
);

/// "IT: works · ops: partly" when the IT owner says that it works and ops do not; else empty.
[[nodiscard]] std::string perception_gap(const Records& records, const FollowUp& follow_up);

}  // namespace debrief::core
