#include "adapters/sandbox/rate_limits.hpp"

#include <algorithm>
#include <cmath>

namespace debrief::sandbox {

std::optional<std::chrono::seconds> RateLimits::refuse(
    std::string_view key, int per_minute, int burst
) {
    const UtcTime now = clock_.now();
    Bucket& bucket = buckets_[std::string(key)];
    if (now < bucket.shut_until) {
        ++impatient_;
        return std::chrono::ceil<std::chrono::seconds>(bucket.shut_until - now);
    }
    if (!settings_.on) return std::nullopt;
    const double most = burst * settings_.looseness;
    const double per_second = per_minute * settings_.looseness / 60;
    const double passed = std::chrono::duration<double>(now - bucket.filled).count();
    bucket.tokens = bucket.fresh ? most : std::min(most, bucket.tokens + passed * per_second);
    bucket.fresh = false;
    bucket.filled = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::nullopt;
    }
    const auto wait =
        std::chrono::seconds(static_cast<int>(std::ceil((1 - bucket.tokens) / per_second)));
    bucket.shut_until = now + wait;
    return wait;
}

void RateLimits::shut(std::string_view key, std::chrono::seconds time) {
    buckets_[std::string(key)].shut_until = clock_.now() + time;
}

}  // namespace debrief::sandbox
