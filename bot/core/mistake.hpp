// An acknowledged mistake: what happened, how it is being put right, what comes next; and what led
// to it.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"

#include <string>
#include <vector>

namespace debrief::core {

struct Factor {
    std::string text;
    PersonId by;
    UtcTime at;
    friend bool operator==(const Factor&, const Factor&) = default;
};

/// What somebody says who the acknowledgement is for; the latest of a person counts.
struct Heard {
    PersonId by;
    bool answers = false;
    std::string text;  ///< what is missing, or a word of thanks
    UtcTime at;
    friend bool operator==(const Heard&, const Heard&) = default;
};

struct Mistake {
    MistakeId id;
    FollowUpId follow_up;
    PersonId by;
    std::string what_happened;
    std::string put_right;
    std::string what_next;
    UtcTime at;
    std::vector<Factor> factors;
    std::vector<Heard> heard;
    friend bool operator==(const Mistake&, const Mistake&) = default;
};

}  // namespace debrief::core
