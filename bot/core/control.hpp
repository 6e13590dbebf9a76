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

/// What ops say some time after it was done: did it hold?
enum class Check { none, held, partly, failed, early };
[[nodiscard]] std::string_view name_of(Check check);

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
    int overdue_nudges = 0;               ///< how many nudges went out since it became overdue
    std::optional<PersonId> verified_by;  ///< never its owner
    std::optional<UtcTime> verified_at;
    std::string drop_reason;
    Check check = Check::none;  ///< the latest word
    std::optional<PersonId> checked_by;
    std::optional<UtcTime> checked_at;
    std::string check_text;
    std::optional<UtcTime> check_due;  ///< when ops are asked; none once they said how it went
    int verify_nudges = 0;
    int check_nudges = 0;  ///< since the check is due, or due again
    [[nodiscard]] bool finished() const {
        return state == ControlState::done || state == ControlState::verified ||
               state == ControlState::dropped;
    }
    /// Done, and neither verified nor proven by time.
    [[nodiscard]] bool owes_verification() const {
        return state == ControlState::done && (check == Check::none || check == Check::early);
    }
    friend bool operator==(const Control&, const Control&) = default;
};

}  // namespace debrief::core
