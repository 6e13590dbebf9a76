#include "bot/core/hand_over.hpp"

#include "bot/core/names.hpp"

namespace debrief::core {
namespace {

constexpr Named<HandOverState> states[] = {
    {HandOverState::asked, "asked"},
    {HandOverState::accepted, "accepted"},
    {HandOverState::declined, "declined"},
    {HandOverState::taken_back, "taken back"},
};

}  // namespace

std::string_view name_of(HandOverState state) {
    return name_in(states, state);
}

}  // namespace debrief::core
