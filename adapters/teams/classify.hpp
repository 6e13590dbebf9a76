// What an answer of Teams means for a message that waits to be delivered.
#pragma once
#include "adapters/teams/answer.hpp"
#include "bot/flow/sender.hpp"

#include <string>

namespace debrief::teams {

struct Attempt {
    Attempt(std::string where_, std::string pace_, bool repeatable_, bool person_ = false)
        : where(std::move(where_)),
          pace(std::move(pace_)),
          repeatable(repeatable_),
          person(person_) {}
    std::string where;  ///< the conversation or person, for the words
    std::string pace;
    bool repeatable;  ///< a change: doing it twice is the same as doing it once
    bool person;      ///< `where` is a person
};

/// Everything but `done`, by a table: try again, wait, find out, give up with words.
[[nodiscard]] flow::SendOutcome classify(const Answer& answer, const Attempt& attempt);

/// The bot cannot write to this person: not installed for them, blocked, or not allowed.
[[nodiscard]] bool is_out_of_reach(const Answer& answer);
/// Too large, or not understood: its text alone may pass.
[[nodiscard]] bool is_about_looks(const Answer& answer);

}  // namespace debrief::teams
