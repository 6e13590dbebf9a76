// What the platforms take: kept by construction (fit) and checked strictly (check).
#pragma once
#include "bot/base/json.hpp"
#include "templates/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::templates {

/// Shortens an expanded message until Slack takes it: long texts are cut with an ellipsis, empty
/// elements and blocks left out, surplus blocks replaced by one line; buttons are kept before text.
/// What already fits is returned as it is.
[[nodiscard]] json::Value fit_message(json::Value message);
[[nodiscard]] json::Value fit_view(json::Value view);

/// Everything wrong with a message or view, in document order. No findings: Slack takes it.
[[nodiscard]] std::vector<Finding> check_message(json::Ref message);
[[nodiscard]] std::vector<Finding> check_view(json::Ref view);
/// Only a list of blocks, as in chat.postMessage; pointers begin with /blocks.
[[nodiscard]] std::vector<Finding> check_blocks(json::Ref blocks);

/// Makes a message {"text", "card"} or view {"title", "card"} ready for Teams: mentions get their
/// entities, the card what every card needs, and is at most `cards::card_bytes` as JSON, whatever
/// the data. Elements that show something are left out before inputs and buttons.
[[nodiscard]] json::Value fit_teams(json::Value document, bool is_view);
/// Everything wrong with such a document, in document order.
[[nodiscard]] std::vector<Finding> check_teams(json::Ref document, bool is_view);

/// Cuts mrkdwn to at most `limit` code points with an ellipsis, never inside <…>, &amp; or an open
/// ``` fence.
[[nodiscard]] std::string cut_mrkdwn(std::string_view text, std::size_t limit);

/// The same text in at most `most` pieces of at most `limit` code points each, cut at the ends of
/// lines or words where there are some near; quotes and fences go on in the next piece. The last
/// piece ends in an ellipsis when not all fits.
[[nodiscard]] std::vector<std::string> split_mrkdwn(
    std::string_view text, std::size_t limit, std::size_t most
);

}  // namespace debrief::templates
