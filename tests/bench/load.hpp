// The load: so many connections, each sends its next request as soon as the last one is answered.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::bench {

struct Load {
    std::size_t connections = 1;
    std::chrono::milliseconds duration{1000};
    /// Sent one after the other; when all are sent, the load ends early, or starts over when they
    /// may be repeated.
    const std::vector<std::string>* requests = nullptr;
    bool repeat = false;
    /// An answer without status 200 or without this text is a failure.
    std::string_view expected;
};

struct Outcome {
    std::size_t acks = 0;
    std::size_t failures = 0;
    std::string failed_answer;  ///< the first one
    double seconds = 0;
    std::vector<std::uint32_t> microseconds;  ///< sorted
    [[nodiscard]] double rate() const {
        return seconds > 0 ? static_cast<double>(acks) / seconds : 0;
    }
    /// Milliseconds at a share between 0 and 1.
    [[nodiscard]] double percentile(double share) const;
};

/// Everything that was sent is answered when this returns. Throws std::runtime_error when a
/// connection breaks.
[[nodiscard]] Outcome apply(const Load& load, std::uint16_t port);

}  // namespace debrief::bench
