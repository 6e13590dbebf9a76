#include "bot/core/protocol.hpp"

#include "bot/core/names.hpp"

namespace debrief::core {
namespace {

constexpr Named<ProtocolState> states[] = {
    {ProtocolState::agreed, "agreed"},
    {ProtocolState::retired, "retired"},
};

}  // namespace

std::string_view name_of(ProtocolState state) {
    return name_in(states, state);
}

}  // namespace debrief::core
