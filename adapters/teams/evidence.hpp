// What clicks prove. Teams has no way to look up a message of our own, but whoever presses a button
// of a card tells us that the card is there, and under which id.
#pragma once
#include "bot/core/place.hpp"

#include <map>
#include <optional>
#include <string>

namespace debrief::teams {

class Evidence {
  public:
    /// A card with this marker was seen as this message.
    void note(const std::string& marker, const core::MessageRef& message) {
        if (marker.empty() || message.empty()) return;
        if (seen_.size() >= most) seen_.clear();  // costs a doubtful message its proof
        seen_.insert_or_assign(marker, message);
    }
    [[nodiscard]] std::optional<core::MessageRef> find(const std::string& marker) const {
        auto found = seen_.find(marker);
        if (found == seen_.end()) return std::nullopt;
        return found->second;
    }

  private:
    static constexpr std::size_t most = 10'000;
    std::map<std::string, core::MessageRef> seen_;
};

}  // namespace debrief::teams
