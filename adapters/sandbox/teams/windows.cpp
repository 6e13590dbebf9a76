#include "adapters/sandbox/teams/windows.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace debrief::sandbox::teams {
namespace {

struct Window {
    int seconds;
    std::size_t calls;
};

// Microsoft's documented limits of one bot in one conversation, and of one app in one tenant.
constexpr std::array sending{Window{1, 7}, Window{2, 8}, Window{30, 60}, Window{3600, 1800}};
constexpr std::array members{Window{1, 14}, Window{2, 16}, Window{30, 120}, Window{3600, 3600}};
constexpr std::array whole_tenant{Window{1, 50}};

using Calls = std::deque<UtcTime>;

/// How long until every window has room again; zero when it has.
Duration wait_for(std::span<const Window> windows, const Calls& calls, UtcTime now) {
    Duration longest{0};
    for (const Window& each : windows) {
        if (calls.size() < each.calls) continue;
        // Room comes when the oldest call of a full window falls out of it.
        const UtcTime oldest = calls[calls.size() - each.calls];
        longest = std::max(longest, oldest + std::chrono::seconds(each.seconds) - now);
    }
    return longest;
}

void forget_old(Calls& calls, UtcTime now) {
    while (!calls.empty() && calls.front() + std::chrono::hours(1) <= now) calls.pop_front();
}

}  // namespace

std::optional<std::chrono::seconds> Windows::refuse(Family family, std::string_view conversation) {
    if (!on_) return std::nullopt;
    const UtcTime now = clock_.now();
    Track& all = tracks_["*"];
    Track& own = tracks_[(family == Family::sending ? "s " : "m ") + std::string(conversation)];
    forget_old(all.calls, now);
    forget_old(own.calls, now);
    const auto windows = family == Family::sending ? std::span<const Window>(sending)
                                                   : std::span<const Window>(members);
    if (now < own.shut_until) ++impatient_;
    const Duration wait = std::max(
        {wait_for(windows, own.calls, now),
         wait_for(whole_tenant, all.calls, now),
         own.shut_until - now}
    );
    if (wait > Duration::zero()) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
        own.shut_until = std::max(own.shut_until, now + wait);
        return seconds;
    }
    own.calls.push_back(now);
    all.calls.push_back(now);
    return std::nullopt;
}

}  // namespace debrief::sandbox::teams
