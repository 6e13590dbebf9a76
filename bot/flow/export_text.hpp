// Rows of an export as text.
#pragma once
#include "bot/core/exporting.hpp"

#include <functional>
#include <memory>
#include <string_view>

namespace debrief::flow {

class ExportWriter {
  public:
    virtual ~ExportWriter() = default;
    virtual void begin() = 0;
    virtual void row(const core::ExportRow& row) = 0;
    /// Not `complete`: there are more than were written.
    virtual void end(bool complete) = 0;
};

/// Of the order's format. `out` takes the text piece by piece.
///
/// CSV is that of RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe
/// in front.
[[nodiscard]] std::unique_ptr<ExportWriter> create_writer(
    const core::ExportOrder& order, std::function<void(std::string_view)> out
);

}  // namespace debrief::flow
