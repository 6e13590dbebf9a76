// Slack's view of blocks: what is accepted, what is refused with which words, and the ids Slack
// adds.
#pragma once
#include "bot/base/json.hpp"
#include "bot/base/random.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

/// A refusal as the Web API tells it: the error's name, "[ERROR] … [json-pointer:…]" lines for
/// `response_metadata.messages`, and short lines for the top-level `errors`.
struct Refusal {
    Refusal() = default;
    explicit Refusal(std::string error_) : error(std::move(error_)) {}
    std::string error;  ///< empty: accepted
    std::vector<std::string> messages, errors;
    [[nodiscard]] explicit operator bool() const { return !error.empty(); }
};

/// `invalid_blocks_format`, `msg_blocks_too_long`, `invalid_blocks` or nothing.
[[nodiscard]] Refusal refuse_blocks(json::Ref blocks);
/// `view_too_large`, `invalid_arguments` (pointers begin with /view) or nothing. `type` is "modal"
/// or "home", whichever the method takes.
[[nodiscard]] Refusal refuse_view(json::Ref view, std::string_view type);

/// The same blocks with a block_id on each block and an action_id on each element, made up where
/// the app gave none.
[[nodiscard]] json::Value with_ids(json::Ref blocks, Random& random);

/// The element with that action id in a block (block id "" = any block): actions, accessory, input.
[[nodiscard]] json::Ref find_element(
    json::Ref blocks, std::string_view block_id, std::string_view action_id
);

/// The rich_text block Slack makes of what a person typed (already in Slack's escaped form).
[[nodiscard]] json::Value rich_text_of(std::string_view text, Random& random);

}  // namespace debrief::sandbox
