// What the rules were told about how conversations are reached, so that they hear only news.
#pragma once
#include "bot/core/place.hpp"

#include <map>
#include <string>
#include <vector>

namespace debrief::teams {

class Addresses {
  public:
    /// What of this has not been told yet. Every address is also one for the tenant's conversations
    /// that have not been heard of.
    [[nodiscard]] std::vector<core::ChannelAddress> news(
        const std::vector<core::ChannelAddress>& seen
    ) const {
        std::vector<core::ChannelAddress> found;
        for (const auto& address : seen) {
            if (is_news(address)) found.push_back(address);
        }
        if (seen.empty()) return found;
        core::ChannelAddress tenant = seen.front();
        tenant.channel.id.clear();
        tenant.removed = false;
        if (is_news(tenant)) found.push_back(tenant);
        return found;
    }
    /// The rules know this now.
    void told(const core::ChannelAddress& address) {
        if (told_.size() >= most) told_.clear();  // costs each conversation one needless word
        told_.insert_or_assign(address.channel.id, address);
    }

  private:
    static constexpr std::size_t most = 10'000;

    [[nodiscard]] bool is_news(const core::ChannelAddress& address) const {
        const auto known = told_.find(address.channel.id);
        return known == told_.end() || !(known->second == address);
    }

    std::map<std::string, core::ChannelAddress> told_;
};

}  // namespace debrief::teams
