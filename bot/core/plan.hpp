// A plan: an upgrade before it starts. It is the first part of the follow-up's life and has its
// number; here is what only a plan has.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::core {

/// What the upgrade is for, and whether it got there.
struct PlanGoal {
    std::string measure;
    std::string target;
    std::string measured;  ///< empty until somebody measured
    friend bool operator==(const PlanGoal&, const PlanGoal&) = default;
};

struct PlanRisk {
    std::string risk;
    std::string mitigation;
    friend bool operator==(const PlanRisk&, const PlanRisk&) = default;
};

/// Whose agreement a plan needs: both sides', and the approver's when one is named.
enum class PlanRole { it, ops, approver };
[[nodiscard]] std::string_view name_of(PlanRole role);

struct Agreement {
    PlanRole role = PlanRole::it;
    PersonId person;
    UtcTime at;
    friend bool operator==(const Agreement&, const Agreement&) = default;
};

/// The upgrade owner and the ops contact are the follow-up's.
struct Plan {
    FollowUpId follow_up;
    UtcTime from;  ///< the window
    UtcTime to;
    std::chrono::minutes every{0};  ///< the promised rhythm of status updates; 0: none is promised
    std::optional<PersonId> responsible;
    std::optional<PersonId> approver;
    std::vector<PlanGoal> goals;
    std::vector<PlanRisk> risks;
    std::vector<Agreement> agreed;
    std::optional<UtcTime> update_due;  ///< when the next status update is promised
    std::int64_t updates = 0;           ///< given
    std::int64_t missed = 0;            ///< promised and not given in time
    std::string last_update;
    std::optional<UtcTime> last_update_at;
    std::int64_t measure_nudges = 0;

    [[nodiscard]] bool measured() const {
        for (const auto& goal : goals) {
            if (goal.measured.empty()) return false;
        }
        return true;
    }
    friend bool operator==(const Plan&, const Plan&) = default;
};

}  // namespace debrief::core
