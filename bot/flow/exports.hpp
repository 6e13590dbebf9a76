// Exports as files: what people may see, as CSV, JSON or Markdown.
#pragma once
#include "bot/core/exporting.hpp"
#include "bot/flow/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::flow {

/// What an export with this token is known by; the token itself is stored nowhere.
[[nodiscard]] std::string export_name(std::string_view token);

struct ExportFile {
    ExportFile() = default;
    std::string name;  ///< "debrief-2026-11-20.csv"
    std::string type;  ///< for HTTP
    std::string body;
};

/// Writes the records of the order piece by piece. True when none were left out for their number.
bool write_export(
    const core::World& world,
    const core::ExportOrder& order,
    std::size_t most_follow_ups,
    const std::function<void(std::string_view)>& out
);

/// The file of the order of this name, made from the state of this moment; nothing when there is
/// none or it has expired.
asio::awaitable<Result<std::optional<ExportFile>>> read_export(
    Store& store,
    std::shared_ptr<const core::Directory> directory,
    std::string name,
    core::UtcTime now
);

}  // namespace debrief::flow
