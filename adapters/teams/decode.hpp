// What Teams sends, as what it means. Pure: a proven activity in, meaning out.
#pragma once
#include "bot/base/json.hpp"
#include "bot/core/command.hpp"
#include "bot/net/http.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace debrief::teams {

/// How the HTTP answer to something that happened has to look.
enum class AnswerAs {
    nothing,  ///< an empty 200; the reply, if there is one, is a message of its own
    action,   ///< a button of a card: a passing message
    refresh,  ///< a card that wants to be brought up to date: a card, and never an effect
    dialog,   ///< a button that opens a dialog
    submit,   ///< a submitted dialog: errors beside its fields, or a closing word
};

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A person did something that goes to the inbox.
struct Happening {
    Happening() = default;
    std::string key;  ///< of the inbox: names this very happening
    core::Command command;
    AnswerAs answer_as = AnswerAs::nothing;
    // Of a submitted dialog, to show it again.
    std::string form, context;
    Fields fields;
};

/// A card of ours was seen as this message.
struct Sighting {
    Sighting() = default;
    std::string marker;
    core::MessageRef message;
};

/// What an activity means. Everything may be there at once; nothing of it is fine too.
struct Decoded {
    Decoded() = default;
    std::vector<core::ChannelAddress> addresses;  ///< how its conversations are reached
    std::optional<Sighting> sighting;
    std::optional<Happening> happening;
    int status = 200;  ///< the answer when nothing happens
};

/// Decodes an activity that passed TokenCheck. Never fails: what concerns nobody is answered with
/// an empty 200, an invoke that does not exist with 501.
[[nodiscard]] Decoded decode(json::Ref activity, const std::string& app_id);

// The parts, by type of activity.
[[nodiscard]] Decoded decode_message(json::Ref activity, const std::string& app_id);
[[nodiscard]] Decoded decode_edit(json::Ref activity, const std::string& app_id);
[[nodiscard]] Decoded decode_deletion(json::Ref activity);
[[nodiscard]] Decoded decode_invoke(json::Ref activity);
[[nodiscard]] Decoded decode_installation(json::Ref activity);
[[nodiscard]] Decoded decode_membership(json::Ref activity);

}  // namespace debrief::teams
