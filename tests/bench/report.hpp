// The tables: medians over the rounds and, in brackets, the smallest and largest.
#pragma once
#include "tests/bench/round.hpp"

#include <string>
#include <vector>

namespace debrief::bench {

/// In Markdown.
[[nodiscard]] std::string report(const Plan& plan, const std::vector<RoundResult>& rounds);

}  // namespace debrief::bench
