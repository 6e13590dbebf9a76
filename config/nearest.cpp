#include "config/nearest.hpp"

#include "bot/core/similar.hpp"

#include <algorithm>

namespace debrief::config {

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string found;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = core::edits_between(word, candidate);
        if (distance >= best) continue;
        best = distance;
        found = candidate;
    }
    return found;
}

std::string suggest(std::string_view word, const std::vector<std::string>& candidates) {
    if (const std::string near = nearest(word, candidates); !near.empty())
        return "Did you mean \"" + near + "\"?";
    if (candidates.empty()) return "There is none to choose from.";
    std::string known = "Known are ";
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i > 0) known += i + 1 == candidates.size() ? " and " : ", ";
        known += candidates[i];
    }
    return known + ".";
}

}  // namespace debrief::config
