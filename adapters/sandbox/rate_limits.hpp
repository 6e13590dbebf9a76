// Slack's rate limits: a bucket per method, and one per channel for posting.
#pragma once
#include "bot/base/clock.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::sandbox {

/// How strict. Bursts are not documented; these are cautious guesses.
struct RateSettings {
    bool on = true;
    double looseness = 1;   ///< every allowed rate and burst is multiplied by this
    int channel_burst = 4;  ///< posts to one channel at once; then one a second
};

class RateLimits {
  public:
    RateLimits(const Clock& clock, RateSettings settings) : clock_(clock), settings_(settings) {}
    /// Takes one call of `per_minute` with `burst` at once. The seconds to wait when it is too
    /// many; the bucket then stays shut for that long, whatever comes.
    std::optional<std::chrono::seconds> refuse(std::string_view key, int per_minute, int burst);
    /// Shuts a bucket, as a fault.
    void shut(std::string_view key, std::chrono::seconds time);
    /// Calls that came while their bucket was shut: an app that honours Retry-After makes none.
    [[nodiscard]] int impatient() const { return impatient_; }
    [[nodiscard]] RateSettings& settings() { return settings_; }

  private:
    struct Bucket {
        double tokens = 0;
        UtcTime filled{};
        UtcTime shut_until{};
        bool fresh = true;
    };

    const Clock& clock_;
    RateSettings settings_;
    std::map<std::string, Bucket, std::less<>> buckets_;
    int impatient_ = 0;
};

}  // namespace debrief::sandbox
