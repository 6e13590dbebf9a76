// Slash commands: a form with the command, what was typed, who and where.
#include "adapters/slack/decode.hpp"
#include "adapters/slack/text.hpp"
#include "bot/base/crypto.hpp"
#include "bot/core/grammar.hpp"

namespace debrief::slack {
namespace {

struct Typed {
    std::string text, team, enterprise, channel, user, user_name, trigger;
};

Typed pick(Fields fields) {
    Typed typed;
    for (auto& [key, value] : fields) {
        if (key == "text")
            typed.text = std::move(value);
        else if (key == "team_id")
            typed.team = std::move(value);
        else if (key == "enterprise_id")
            typed.enterprise = std::move(value);
        else if (key == "channel_id")
            typed.channel = std::move(value);
        else if (key == "user_id")
            typed.user = std::move(value);
        else if (key == "user_name")
            typed.user_name = std::move(value);
        else if (key == "trigger_id")
            typed.trigger = std::move(value);
    }
    return typed;
}

/// Without a trigger id the bytes and the moment name the happening.
std::string key_of(const Typed& typed, const net::HttpRequest& request) {
    if (!typed.trigger.empty()) return "slack:command:" + typed.trigger;
    std::string named(request.headers.get("x-slack-request-timestamp"));
    named += ':';
    named += request.body;
    return "slack:command:" + crypto::hex(crypto::sha256(named));
}

}  // namespace

Decoded decode_command(Fields fields, const net::HttpRequest& request, const Identity& self) {
    Typed typed = pick(std::move(fields));
    if (typed.user.empty() || typed.channel.empty()) {
        return refuse(400, "The slash command does not say who typed it and where.");
    }
    if (!self.owns(typed.team, typed.enterprise)) {
        return net::HttpResponse(
            200,
            "application/json",
            R"({"response_type":"ephemeral","text":"This workspace is not set up here: Debrief works for another one. Ask your administrator to install it from its own manifest."})"
        );
    }
    PlainText line = read_text(typed.text);
    Happening happening;
    happening.key = key_of(typed, request);
    happening.answer_as = AnswerAs::command;
    happening.trigger_id = std::move(typed.trigger);
    core::Command& command = happening.command;
    command.actor = core::Account(core::Platform::slack, "", std::move(typed.user));
    command.actor_name = std::move(typed.user_name);
    command.origin.channel = core::Channel(core::Platform::slack, "", std::move(typed.channel));
    command.origin.reply_by = core::ReplyBy::response;
    command.origin.can_open_form = !happening.trigger_id.empty();
    command.origin.via = "slash command";
    command.mentions = std::move(line.mentions);
    command.intent = core::read_command(line.text);
    return happening;
}

}  // namespace debrief::slack
