// What is wrong with a configuration file: where, what, and what to do about it.
#pragma once
#include <compare>
#include <string>

namespace debrief::config {

/// A place in the file, counted from 1; line 0 means the file as a whole.
struct Place {
    int line = 0;
    int column = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};

struct Problem {
    std::string file;
    Place place;
    std::string what;    ///< one sentence; never holds a secret
    std::string remedy;  ///< one sentence that says what to do
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// "debrief.toml:12:3: what remedy".
[[nodiscard]] std::string to_text(const Problem& problem);

}  // namespace debrief::config
