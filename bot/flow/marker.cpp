#include "bot/flow/marker.hpp"

#include <cstddef>
#include <cstdint>

namespace debrief::flow {
namespace {

constexpr std::size_t time_digits = 12;  // milliseconds for 8,900 years

}  // namespace

std::string fresh_marker(UtcTime now, Random& random) {
    constexpr char digits[] = "0123456789abcdef";
    std::string marker = fresh_key(random);
    auto bits = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t i = time_digits; i-- > 0;) {
        marker[i] = digits[bits & 0xFU];
        bits >>= 4U;
    }
    return marker;
}

}  // namespace debrief::flow
