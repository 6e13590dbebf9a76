// Searching the records by words.
#pragma once
#include "bot/core/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

/// What can be found. A new kind needs a row in `search_kinds`, an arm in the view `searchable` of
/// the schema with triggers for its changes, and a line in storage/sqlite/search.cpp.
enum class SearchKind { follow_up = 1, feedback, mistake, control, concern, protocol };

struct SearchKindName {
    SearchKind kind;
    char letter;  ///< of its numbers, as in B-9
    std::string_view name;
};
inline constexpr SearchKindName search_kinds[] = {
    {SearchKind::follow_up, 'F', "follow-up"},
    {SearchKind::feedback, 'B', "feedback"},
    {SearchKind::mistake, 'M', "mistake"},
    {SearchKind::control, 'C', "control"},
    {SearchKind::concern, 'X', "concern"},
    {SearchKind::protocol, 'P', "protocol"},
};

struct SearchQuery {
    std::string words;    ///< as typed; marks mean nothing
    std::string service;  ///< exact name; empty: all
    std::size_t limit = 20;
};

struct SearchHit {
    SearchKind kind = SearchKind::follow_up;
    std::int64_t number = 0;
    std::optional<FollowUpId> follow_up;  ///< without one everybody may see it
    std::string service;
    std::string snippet;  ///< where the words stand; its lines are parts of the record
};

}  // namespace debrief::core
