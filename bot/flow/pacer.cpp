#include "bot/flow/pacer.hpp"

#include <algorithm>

namespace debrief::flow {
namespace {

Duration interval_of(const Pace& pace) {
    return Duration(60'000 / std::max(1, pace.per_minute));
}
Duration tolerance_of(const Pace& pace) {
    return interval_of(pace) * std::max(0, pace.burst - 1);
}

}  // namespace

// The generic cell rate algorithm: a bucket is one point in time that moves on by one interval per
// message.
UtcTime Pacer::reserve(const std::vector<Pace>& paces, UtcTime now) {
    auto slot = now;
    for (const auto& pace : paces) {
        const auto& bucket = buckets_[pace.key];
        slot = std::max({slot, bucket.next_free - tolerance_of(pace), bucket.paused_until});
    }
    for (const auto& pace : paces) {
        auto& bucket = buckets_[pace.key];
        bucket.next_free = std::max(bucket.next_free, slot) + interval_of(pace);
    }
    return slot;
}

UtcTime Pacer::paused_until(const std::vector<Pace>& paces, UtcTime now) const {
    auto until = now;
    for (const auto& pace : paces) {
        auto found = buckets_.find(pace.key);
        if (found != buckets_.end()) until = std::max(until, found->second.paused_until);
    }
    return until;
}

void Pacer::pause(std::string_view key, UtcTime until) {
    auto& bucket = buckets_[std::string(key)];
    bucket.paused_until = std::max(bucket.paused_until, until);
}

void Pacer::tidy(UtcTime now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        return entry.second.next_free <= now && entry.second.paused_until <= now;
    });
}

}  // namespace debrief::flow
