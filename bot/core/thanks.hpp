// Praise for named people of either side, told in the weekly summary.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace debrief::core {

struct Thanks {
    ThanksId id;
    std::optional<FollowUpId> follow_up;  ///< in whose thread it was said
    PersonId by;
    std::vector<PersonId> to;
    std::string text;
    UtcTime at;
    friend bool operator==(const Thanks&, const Thanks&) = default;
};

}  // namespace debrief::core
