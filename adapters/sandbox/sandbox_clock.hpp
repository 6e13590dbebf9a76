// The sandbox's time: the real clock plus an offset that a person (or the script) moves forward.
#pragma once
#include "bot/base/clock.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace debrief::sandbox {

/// `now` may be read from any thread; everything else belongs to one.
class SandboxClock final : public Clock {
  public:
    explicit SandboxClock(const Clock& real) : real_(real) {}

    [[nodiscard]] UtcTime now() const override { return real_.now() + Duration(offset_.load()); }

    /// Moves forward; a negative duration moves nothing, because time never runs back.
    void advance(Duration by) {
        if (by <= Duration::zero()) return;
        offset_ += by.count();
        for (const auto& tell : listeners_) tell();
    }
    /// Forward to an instant; one that has passed changes nothing.
    void advance_to(UtcTime time) { advance(time - now()); }
    /// Sets the time before anything runs; this may also go back.
    void start_at(UtcTime time) { offset_ = (time - real_.now()).count(); }
    /// Called after each move. Whatever waits for the clock looks again then.
    void on_moved(std::function<void()> tell) { listeners_.push_back(std::move(tell)); }

  private:
    const Clock& real_;
    std::atomic<std::int64_t> offset_{0};
    std::vector<std::function<void()>> listeners_;
};

}  // namespace debrief::sandbox
