// A clock that stands still until the test moves it.
#pragma once
#include "bot/base/clock.hpp"

#include <atomic>

namespace debrief::test {

/// Starts on Friday 2026-11-20 12:00:00 UTC. Safe to read from another thread while the test moves
/// it.
class FakeClock final : public Clock {
  public:
    FakeClock() : FakeClock(UtcTime(std::chrono::milliseconds(1'795'176'000'000))) {}
    explicit FakeClock(UtcTime start) : now_(start) {}

    [[nodiscard]] UtcTime now() const override { return now_.load(); }
    void set(UtcTime time) { now_.store(time); }
    void advance(Duration by) { now_.store(now_.load() + by); }

  private:
    std::atomic<UtcTime> now_;
};

}  // namespace debrief::test
