// The text of a Teams message as the person meant it: plain words, with mentions kept apart and our
// own taken out.
#pragma once
#include "bot/base/json.hpp"
#include "bot/core/command.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::teams {

struct PlainText {
    std::string text;                     ///< everything but the mentions of ourselves
    std::string said;                     ///< what was said to us; the whole text without a mention
    std::vector<core::Mention> mentions;  ///< of people, who stand in the text as "@29:…"
    bool to_us = false;                   ///< we are mentioned
};

/// How a mention is told to be ours, and what a person is called.
struct Reading {
    Reading() = default;
    /// `mentioned` is the entity's member of that name; missing for a tag without an entity.
    std::function<bool(json::Ref mentioned, std::string_view name)> is_us;
    /// The handle of who is mentioned; empty when there is none: then the name stays, as words.
    std::function<std::string(json::Ref mentioned)> handle_of;
};

/// Undoes the escaping of &, <, >, quotes and NBSP; <at>Bob</at> becomes "@29:…" by its entity, or
/// by order where two have one name; <quoted …/> goes. What was said to us is what follows our
/// mention, and what precedes it when nothing follows.
[[nodiscard]] PlainText read_text(json::Ref activity, const Reading& reading);

/// For activities of the bot: we are the one mentioned by one of these ids; people have the ids
/// that begin with "29:".
[[nodiscard]] Reading reading_as(std::string app_id, std::string recipient);

}  // namespace debrief::teams
