// What a follow-up still owes: what keeps it from closing, and what people are asked for.
#pragma once
#include "bot/core/records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace debrief::core {

struct Owed {
    enum class What {
        answer,
        acknowledgement,
        factor,
        control,
        control_done,
        verification,
        check,
        concern,
        feedback,   ///< an answer to it; owed to the giver, by nobody's clock
        protocol,   ///< its review
        hand_over,  ///< yes or no to it
        measure,    ///< the measured values of its goals
        agreement,  ///< to a plan
        update      ///< of a plan under way
    };
    What what = What::answer;
    std::string subject;  ///< "F-12", "M-3", "C-7", "X-2": what it is about
    std::string words;    ///< "An answer from ops", "Control C-7: alert on replica lag"
    std::optional<PersonId> who;
    std::optional<UtcTime> due;
    bool blocks_closing = false;
};

/// Everything owed, what blocks closing first, then by due time.
[[nodiscard]] std::vector<Owed> owed_by(const Records& records, const FollowUp& follow_up);
[[nodiscard]] bool anything_blocks(const std::vector<Owed>& owed);

}  // namespace debrief::core
