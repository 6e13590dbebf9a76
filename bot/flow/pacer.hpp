// How fast messages may leave: one bucket per key, reservations in order, and pauses that a
// platform asked for.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/flow/sender.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace debrief::flow {

class Pacer {
  public:
    /// The earliest time at which a message may pass all these buckets; that place is taken. `now`:
    /// at once.
    [[nodiscard]] UtcTime reserve(const std::vector<Pace>& paces, UtcTime now);
    /// When the pauses of these buckets are over; `now` when there are none.
    [[nodiscard]] UtcTime paused_until(const std::vector<Pace>& paces, UtcTime now) const;
    /// Nothing passes the bucket before `until` (Retry-After).
    void pause(std::string_view key, UtcTime until);
    /// Forgets buckets that are full and not paused.
    void tidy(UtcTime now);

  private:
    struct Bucket {
        UtcTime next_free;  ///< when a message would arrive that uses up the last reserved place
        UtcTime paused_until;
    };
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace debrief::flow
