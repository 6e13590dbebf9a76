// A safeguard that came out of a mistake or of feedback.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

enum class ControlKind { preventive, detective, corrective };
[[nodiscard]] std::string_view name_of(ControlKind kind);
[[nodiscard]] std::optional<ControlKind> control_kind_from(std::string_view name);

/// By the hierarchy of actions: a forcing function is stronger, a checklist intermediate, a
/// training weaker.
enum class Strength { stronger, intermediate, weaker };
[[nodiscard]] std::string_view name_of(Strength strength);
[[nodiscard]] std::optional<Strength> strength_from(std::string_view name);

enum class ControlState { proposed, agreed, in_progress, done, verified, dropped };
[[nodiscard]] std::string_view name_of(ControlState state);
[[nodiscard]] ControlState control_state_from(std::string_view name);

struct Control {
    ControlId id;
    FollowUpId follow_up;
    std::optional<MistakeId> mistake;
    std::optional<FeedbackId> feedback;
    std::string title;
    ControlKind kind = ControlKind::preventive;
    Strength strength = Strength::intermediate;
    PersonId owner;
    UtcTime due;
    ControlState state = ControlState::agreed;
    std::string evidence;  ///< how it was done
    UtcTime created_at;
    std::optional<UtcTime> done_at;
    int overdue_nudges = 0;  ///< how many nudges went out since it became overdue
    [[nodiscard]] bool finished() const {
        return state == ControlState::done || state == ControlState::verified ||
               state == ControlState::dropped;
    }
    friend bool operator==(const Control&, const Control&) = default;
};

}  // namespace debrief::core
