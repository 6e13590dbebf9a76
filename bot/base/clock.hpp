// Time as the program sees it. Injected everywhere, so that tests and the sandbox can move it.
#pragma once
#include <chrono>

namespace debrief {

using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcTime now() const = 0;
};

/// The computer's own clock.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] UtcTime now() const override {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    }
};

}  // namespace debrief
