// What the rules about controls share.
#pragma once
#include "bot/core/ruling.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace debrief::core {

struct SeenControl {
    Control control;
    FollowUp follow_up;
};
/// The control with this number; nothing, with the reply set, when there is none that the actor may
/// see.
[[nodiscard]] std::optional<SeenControl> seen_control(Ruling& ruling, ControlId id);

/// id, title, owner, due, kind, strength, evidence.
[[nodiscard]] View control_told(const Ruling& ruling, const Control& control);

/// True when the mistake has controls and every one that was not dropped is a weaker one.
[[nodiscard]] bool only_weaker(const std::vector<Control>& controls, MistakeId mistake);

enum class ControlStep { done, verify, check, drop };
/// Why this step cannot be taken in the control's state; nothing when it can.
[[nodiscard]] std::optional<Reply> barred(const Control& control, ControlStep step);
/// The step whose form has this name.
[[nodiscard]] std::optional<ControlStep> step_of_form(std::string_view form);

/// Who is asked to verify a control and whether it held, never its owner: the ops contact, else the
/// IT owner, else who opened the follow-up.
[[nodiscard]] std::optional<PersonId> second_person(
    const FollowUp& follow_up, const Control& control
);

/// A control was done: asks for the verification now and for the check after its time.
void start_proof(Ruling& ruling, const FollowUp& follow_up, Control& control);
/// Ends the timer and the nudge of "verify" or "check".
void end_proof(
    Ruling& ruling, const FollowUp& follow_up, const Control& control, std::string_view kind
);
/// The timers "verify:C-7" and "check:C-7".
void proof_is_due(Ruling& ruling, Control control, std::string_view kind, const std::string& key);

/// Tells the acknowledger, privately, of an older control that was meant to prevent such a mistake.
void suggest_failed_control(
    Ruling& ruling, const FollowUp& follow_up, const Mistake& mistake
);  // resembling.cpp

}  // namespace debrief::core
