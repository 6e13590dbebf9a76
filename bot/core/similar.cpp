#include "bot/core/similar.hpp"

#include "bot/core/letters.hpp"

#include <algorithm>
#include <array>

namespace debrief::core {
namespace {

constexpr std::size_t longest = 64;

bool contains(std::string_view text, std::string_view part) {
    if (part.size() > text.size()) return false;
    for (std::size_t at = 0; at + part.size() <= text.size(); ++at) {
        if (same_letters(text.substr(at, part.size()), part)) return true;
    }
    return false;
}

}  // namespace

std::size_t edits_between(std::string_view left, std::string_view right) {
    const auto longer = std::max(left.size(), right.size());
    const auto shorter = std::min(left.size(), right.size());
    const auto beyond = longer > longest ? longer - std::max(shorter, longest) : 0;
    left = left.substr(0, longest);
    right = right.substr(0, longest);

    // Three rows of the usual table: the swap looks two rows back.
    std::array<std::array<std::size_t, longest + 1>, 3> rows{};
    for (std::size_t column = 0; column <= right.size(); ++column) rows[0][column] = column;
    for (std::size_t row = 1; row <= left.size(); ++row) {
        auto& now = rows[row % 3];
        const auto& before = rows[(row + 2) % 3];
        const auto& two_before = rows[(row + 1) % 3];
        now[0] = row;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            const auto a = lower(left[row - 1]);
            const auto b = lower(right[column - 1]);
            now[column] = std::min(
                {before[column] + 1, now[column - 1] + 1, before[column - 1] + (a == b ? 0U : 1U)}
            );
            const bool swapped =
                row > 1 && column > 1 && a == lower(right[column - 2]) && b == lower(left[row - 2]);
            if (swapped) now[column] = std::min(now[column], two_before[column - 2] + 1);
        }
    }
    return rows[left.size() % 3][right.size()] + beyond;
}

std::size_t unlikeness(std::string_view typed, std::string_view name) {
    const auto edits = edits_between(typed, name);
    const bool part =
        typed.size() >= 3 && name.size() >= 3 && (contains(name, typed) || contains(typed, name));
    return part && edits != 0 ? 1 : 2 * edits;
}

}  // namespace debrief::core
