// Tables of an enum's values and their names: the words people read, type, and find in the
// database.
#pragma once
#include "bot/core/letters.hpp"

#include <optional>
#include <string_view>

namespace debrief::core {

template <class Enum>
struct Named {
    Enum value;
    std::string_view name;
};

template <class Enum, std::size_t Size>
[[nodiscard]] constexpr std::string_view name_in(const Named<Enum> (&table)[Size], Enum value) {
    for (const auto& row : table) {
        if (row.value == value) return row.name;
    }
    return {};
}

/// Letters without case; "in progress", "in_progress" and "in-progress" are the same name.
template <class Enum, std::size_t Size>
[[nodiscard]] constexpr std::optional<Enum> value_in(
    const Named<Enum> (&table)[Size], std::string_view name
) {
    constexpr auto plain = [](char letter) {
        return letter == '_' || letter == '-' ? ' ' : lower(letter);
    };
    for (const auto& row : table) {
        if (row.name.size() != name.size()) continue;
        std::size_t at = 0;
        while (at < name.size() && plain(name[at]) == row.name[at]) ++at;
        if (at == name.size()) return row.value;
    }
    return std::nullopt;
}

}  // namespace debrief::core
