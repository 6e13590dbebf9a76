#include "adapters/teams/retry_after.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace debrief::teams {

std::optional<Duration> retry_after(const net::HttpResponse& response) {
    const std::string_view text = text::trim(response.headers.get("retry-after"));
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 1, 3600));
}

}  // namespace debrief::teams
