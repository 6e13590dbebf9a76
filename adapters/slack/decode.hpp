// What Slack sends, as what it means: one URL for events (JSON), slash commands and interactivity
// (forms). Pure: verified bytes in, meaning out.
#pragma once
#include "adapters/slack/identity.hpp"
#include "bot/base/json.hpp"
#include "bot/core/command.hpp"
#include "bot/net/http.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace debrief::slack {

/// How the HTTP answer to something that happened has to look.
enum class AnswerAs {
    command,  ///< the reply itself, as an ephemeral message
    event,    ///< an empty 200; after a 503 Slack sends it again
    action,   ///< an empty 200
    view,     ///< an empty 200 closes the modal; errors and another view are possible
};

/// A person did something that goes to the inbox.
struct Happening {
    Happening() = default;
    std::string key;  ///< of the inbox: names this very happening
    core::Command command;
    AnswerAs answer_as = AnswerAs::event;
    std::string trigger_id;           ///< opens one modal within three seconds; may be empty
    std::vector<std::string> inputs;  ///< of a submitted view: the block ids errors may be put on
    bool from_channel = false;        ///< done at the thread's head, which stands in the channel
};

/// Something the operator of the bot should know.
struct Notice {
    enum class Kind { rate_limited, removed, channel_gone };
    Kind kind = Kind::rate_limited;
    std::string words;    ///< a sentence
    std::string channel;  ///< of channel_gone
};

/// A ready answer without effect, or what happened.
using Decoded = std::variant<net::HttpResponse, Happening, Notice>;

/// Decodes a request whose signature was verified. Never fails: what cannot be read is answered
/// with 400 or 415 in words, what does not concern us with an empty 200.
[[nodiscard]] Decoded decode(const net::HttpRequest& request, const Identity& self);

// The parts, by kind of payload.
using Fields = std::vector<std::pair<std::string, std::string>>;
/// A slash command's form. `request` is what the key is made of when there is no trigger id.
[[nodiscard]] Decoded decode_command(
    Fields fields, const net::HttpRequest& request, const Identity& self
);
/// The document of the Events API.
[[nodiscard]] Decoded decode_event(json::Ref envelope, const Identity& self);
/// The document in the form's field "payload".
[[nodiscard]] Decoded decode_interaction(json::Ref payload, const Identity& self);

/// An empty 200: seen, nothing to say.
[[nodiscard]] net::HttpResponse acknowledge();
/// A refusal in a sentence.
[[nodiscard]] net::HttpResponse refuse(int status, std::string sentence);

}  // namespace debrief::slack
