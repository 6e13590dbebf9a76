#include "templates/nearest.hpp"

#include "bot/core/similar.hpp"

#include <algorithm>

namespace debrief::templates {

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    auto best = std::max<std::size_t>(word.size() / 3, word.size() > 3 ? 2 : 1) + 1;
    std::string_view found;
    for (const auto candidate : candidates) {
        const auto distance = core::edits_between(word, candidate);
        if (distance >= best) continue;
        best = distance;
        found = candidate;
    }
    return found;
}

std::string suggest(std::string_view word, const std::vector<std::string_view>& candidates) {
    if (const auto found = nearest(word, candidates); !found.empty())
        return "did you mean '" + std::string(found) + "'?";
    std::string known = "known: ";
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i > 0) known += ", ";
        known += candidates[i];
    }
    return known;
}

}  // namespace debrief::templates
