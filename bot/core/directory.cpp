#include "bot/core/directory.hpp"

#include "bot/core/letters.hpp"
#include "bot/core/similar.hpp"

#include <algorithm>

namespace debrief::core {

const Service* Directory::service(std::string_view name) const {
    for (const auto& candidate : services) {
        if (same_letters(candidate.name, name)) return &candidate;
    }
    return nullptr;
}

std::vector<const Service*> Directory::services_in(const Channel& channel) const {
    std::vector<const Service*> found;
    if (channel.empty()) return found;
    for (const auto& candidate : services) {
        const auto& channels = candidate.channels;
        if (std::find(channels.begin(), channels.end(), channel) != channels.end())
            found.push_back(&candidate);
    }
    return found;
}

const Service* Directory::nearest(std::string_view name) const {
    const Service* best = nullptr;
    std::size_t least = 0;
    for (const auto& candidate : services) {
        const auto distance = unlikeness(name, candidate.name);
        if (best != nullptr && distance >= least) continue;
        best = &candidate;
        least = distance;
    }
    return best;
}

}  // namespace debrief::core
