#include "bot/core/control.hpp"

#include "bot/core/names.hpp"

namespace debrief::core {
namespace {

constexpr Named<ControlKind> kinds[] = {
    {ControlKind::preventive, "preventive"},
    {ControlKind::detective, "detective"},
    {ControlKind::corrective, "corrective"},
};
constexpr Named<Strength> strengths[] = {
    {Strength::stronger, "stronger"},
    {Strength::intermediate, "intermediate"},
    {Strength::weaker, "weaker"},
};
constexpr Named<ControlState> states[] = {
    {ControlState::proposed, "proposed"},
    {ControlState::agreed, "agreed"},
    {ControlState::in_progress, "in progress"},
    {ControlState::done, "done"},
    {ControlState::verified, "verified"},
    {ControlState::dropped, "dropped"},
};

constexpr Named<Check> checks[] = {
    {Check::none, "not checked"},
    {Check::held, "held"},
    {Check::partly, "held partly"},
    {Check::failed, "did not hold"},
    {Check::early, "too early to say"},
};

}  // namespace

std::string_view name_of(ControlKind kind) {
    return name_in(kinds, kind);
}
std::optional<ControlKind> control_kind_from(std::string_view name) {
    return value_in(kinds, name);
}

std::string_view name_of(Strength strength) {
    return name_in(strengths, strength);
}
std::optional<Strength> strength_from(std::string_view name) {
    return value_in(strengths, name);
}

std::string_view name_of(ControlState state) {
    return name_in(states, state);
}
ControlState control_state_from(std::string_view name) {
    return value_in(states, name).value_or(ControlState::agreed);
}

std::string_view name_of(Check check) {
    return name_in(checks, check);
}

}  // namespace debrief::core
