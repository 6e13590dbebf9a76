// What a message may hold, the same for every way of posting.
#pragma once
#include "adapters/sandbox/arguments.hpp"
#include "adapters/sandbox/block_kit.hpp"
#include "adapters/sandbox/model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace debrief::sandbox {

enum class MetadataRule : std::uint8_t { allowed, refused };

struct Content {
    std::string text;
    json::Value blocks, metadata;  ///< null: not given
    bool has_text = false, has_blocks = false, has_metadata = false;
    std::vector<std::string> warnings;
    [[nodiscard]] bool empty() const { return text.empty() && blocks.ref().size() == 0; }
};

/// Reads and checks text, blocks and metadata.
[[nodiscard]] Refusal read_content(const Arguments& arguments, MetadataRule rule, Content& content);
/// The same for a JSON message of a command's answer or a response URL.
[[nodiscard]] Refusal read_content(json::Ref message, Content& content);

/// Longer texts are cut, with a warning.
inline constexpr std::size_t text_truncated_above = 40'000;
/// chat.update refuses longer ones.
inline constexpr std::size_t update_text_limit = 4'000;

}  // namespace debrief::sandbox
