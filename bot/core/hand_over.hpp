// Somebody asks somebody else to take over what they own. It changes hands only when the other one
// agrees.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

enum class HandOverState { asked, accepted, declined, taken_back };
[[nodiscard]] std::string_view name_of(HandOverState state);

struct HandOver {
    HandOverId id;
    std::string subject;  ///< "F-12" (all that `from` owes there), "C-7", "P-1", "X-2"
    PersonId from;
    PersonId to;
    PersonId asked_by;  ///< `from`, or who sees to it when the account of `from` is gone
    HandOverState state = HandOverState::asked;
    std::string reason;  ///< why it was declined
    UtcTime at;
    std::optional<UtcTime> ended_at;
    int nudges = 0;
    [[nodiscard]] bool waits() const { return state == HandOverState::asked; }
    friend bool operator==(const HandOver&, const HandOver&) = default;
};

}  // namespace debrief::core
