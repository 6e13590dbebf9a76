// The records of an export as rows: what one person may see, in one shape for every format.
#pragma once
#include "bot/core/decide.hpp"
#include "bot/core/export_order.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

/// How many follow-ups an export in the chat holds at most, the newest ones.
inline constexpr std::size_t most_exported = 1'000;
inline constexpr std::string_view export_was_cut =
    "There are more: narrow it down by service and time, or ask who runs Debrief for `debrief "
    "export`.";

/// One record, or a part of one. What it has not is empty.
struct ExportRow {
    std::string id;    ///< "B-9"
    std::string what;  ///< "follow-up", "answer", "feedback", "mistake", "factor", "control", …
    std::string of;    ///< what it belongs to: "F-12", of a factor "M-3"
    std::string service;
    std::string kind;
    std::string state;
    std::optional<UtcTime> at;
    std::string by;  ///< empty for anonymous feedback
    std::string owner;
    std::optional<UtcTime> due;
    std::string text;
    std::string notes;
};

/// Follow-ups, the newest first, each with what belongs to it; then thanks. Only what the one who
/// ordered it may see; everything when nobody did (the console). False when there were more than
/// `most_follow_ups`.
bool each_record(
    const World& world,
    const ExportOrder& order,
    std::size_t most_follow_ups,
    const std::function<void(const ExportRow&)>& row
);

}  // namespace debrief::core
