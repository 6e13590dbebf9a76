// Who may do what (docs/roles.md). One table, asked once, before anything is decided.
#pragma once
#include "bot/core/ruling.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace debrief::core {

/// What somebody is about to do, and the role it takes.
struct Deed {
    Role role = Role::member;
    std::string_view words;  ///< "drop a control"
};
/// Closing although something is owed: decided by the rules of closing, which know what is owed.
inline constexpr Deed close_with_a_reason{Role::lead, "close a follow-up with a reason"};

/// What it is done to: a follow-up by its number or its thread, something that belongs to one, or a
/// service.
using About = std::variant<
    std::monostate,
    std::optional<FollowUpId>,
    MistakeId,
    FeedbackId,
    ControlId,
    ProtocolId,
    std::string>;

struct Permit {
    Deed deed;
    About about;
};
/// Does not compile for an intent that has no entry.
[[nodiscard]] Permit permit_for(const Intent& intent);

/// Whether the actor may; when not, the reply names who can. Members need no look-up.
[[nodiscard]] bool permitted(Ruling& ruling);
/// The same for one deed on a follow-up that the actor sees.
[[nodiscard]] bool permitted(Ruling& ruling, const Deed& deed, const FollowUp& follow_up);

/// Starts and ends the clock that keeps the user groups of the configuration known.
void watch_groups(Ruling& ruling);
/// It is due: every group is asked for.
void groups_due(Ruling& ruling, const std::string& key);

}  // namespace debrief::core
