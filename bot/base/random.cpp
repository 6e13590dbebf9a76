#include "bot/base/random.hpp"

namespace debrief {

std::string fresh_key(Random& random) {
    constexpr char digits[] = "0123456789abcdef";
    std::string key;
    key.reserve(32);
    for (int half = 0; half < 2; ++half) {
        std::uint64_t bits = random.next();
        for (int i = 0; i < 16; ++i) {
            key += digits[bits & 0xFU];
            bits >>= 4U;
        }
    }
    return key;
}

}  // namespace debrief
