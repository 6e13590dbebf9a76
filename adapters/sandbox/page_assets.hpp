// The page's files, part of the program.
#pragma once
#include <span>
#include <string_view>

namespace debrief::sandbox {

struct PageAsset {
    std::string_view name;  ///< "index.html"
    std::string_view content;
};
[[nodiscard]] std::span<const PageAsset> page_assets();

}  // namespace debrief::sandbox
