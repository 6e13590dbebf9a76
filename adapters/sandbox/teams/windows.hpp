// The Connector's rate limits: several windows for each conversation, and one for the whole tenant.
#pragma once
#include "bot/base/clock.hpp"

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::sandbox::teams {

enum class Family : std::uint8_t {
    sending,  ///< sends, replies, updates, deletions and new conversations
    members,  ///< rosters, teams and channels
};

class Windows {
  public:
    Windows(const Clock& clock, bool on) : clock_(clock), on_(on) {}
    /// Counts one call. The seconds to wait when it is one too many; it then does not count, and
    /// every call before that time is refused as well.
    [[nodiscard]] std::optional<std::chrono::seconds> refuse(
        Family family, std::string_view conversation
    );
    /// Calls that came before their time: an app that honours Retry-After makes none.
    [[nodiscard]] int impatient() const { return impatient_; }
    void turn(bool on) { on_ = on; }

  private:
    struct Track {
        std::deque<UtcTime> calls;
        UtcTime shut_until{};
    };

    const Clock& clock_;
    bool on_;
    std::map<std::string, Track, std::less<>> tracks_;
    int impatient_ = 0;
};

}  // namespace debrief::sandbox::teams
