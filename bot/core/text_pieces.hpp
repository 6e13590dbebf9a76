// Long texts in messages: what does not fit into one goes on in the next.
#pragma once
#include <string_view>
#include <vector>

namespace debrief::core {

/// The text in pieces that fit into one message each, cut between words where there are some near.
/// None for an empty text. The pieces look into `text`.
[[nodiscard]] std::vector<std::string_view> pieces_of(std::string_view text);

}  // namespace debrief::core
