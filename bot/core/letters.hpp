// Letters without case: ASCII only, everything else is compared as it stands.
#pragma once
#include <string>
#include <string_view>

namespace debrief::core {

[[nodiscard]] constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

[[nodiscard]] inline std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& letter : result) letter = lower(letter);
    return result;
}

[[nodiscard]] constexpr bool same_letters(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    for (std::size_t at = 0; at < left.size(); ++at) {
        if (lower(left[at]) != lower(right[at])) return false;
    }
    return true;
}

}  // namespace debrief::core
