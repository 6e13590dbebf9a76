#include "templates/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace debrief::templates {

namespace {

/// Letters inserted, left out, replaced or swapped with their neighbour.
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = std::exchange(above, row);
    }
    return above.back();
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    auto best = std::max<std::size_t>(word.size() / 3, word.size() > 3 ? 2 : 1) + 1;
    std::string_view found;
    for (const auto candidate : candidates) {
        const auto distance = edits(word, candidate);
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
