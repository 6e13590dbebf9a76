// Everything that is recorded as one document, and back. Made from the schema itself: a new table
// is part of it without further ado.
//
// The document shows no author of anonymous feedback: what leads to one is sealed with a key that
// does not stand in it. docs/export.md describes the format.
#pragma once
#include "bot/base/crypto.hpp"
#include "bot/base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::storage {

struct DumpReport {
    std::int64_t rows = 0;
    std::int64_t sealed = 0;   ///< rows of which something, or all, is sealed
    std::int64_t dropped = 0;  ///< of an import without the key: rows left out
};

/// Takes the document piece by piece; an error ends the export.
using DumpSink = std::function<Status(std::string_view piece)>;
/// The key, asked for when the first thing has to be sealed or opened.
using KeySource = std::function<Result<crypto::Digest>()>;

/// One state of the database, Debrief running or not. The same state always gives the same
/// document, with the same key.
[[nodiscard]] Result<DumpReport> export_all(
    const std::filesystem::path& path, const KeySource& key, const DumpSink& out
);

/// Into a database without records, created when there is none: all of it or nothing. Without
/// `key` (empty) what is sealed is left out: messages on their way, and who gave anonymous feedback
/// (then they cannot be told any more what became of it).
[[nodiscard]] Result<DumpReport> import_all(
    const std::filesystem::path& path, std::string_view document, const KeySource& key
);

/// A table that is not part of the document, and why.
struct LeftOut {
    std::string_view table;
    std::string_view why;
};
[[nodiscard]] std::span<const LeftOut> left_out_tables();
/// Those that are, in the order of the document.
[[nodiscard]] Result<std::vector<std::string>> exported_tables(const std::filesystem::path& path);

}  // namespace debrief::storage
