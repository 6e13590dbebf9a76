// Interactivity: buttons, submitted forms, shortcuts.
#include "adapters/slack/decode.hpp"
#include "adapters/slack/form_state.hpp"
#include "adapters/slack/text.hpp"
#include "bot/core/grammar.hpp"

#include <string>
#include <string_view>

namespace debrief::slack {
namespace {

bool concerns_us(json::Ref payload, const Identity& self) {
    const json::Ref team = payload["team"];
    if (team.is_object()) return self.owns(team["id"].str(), team["enterprise_id"].str());
    // Of an app installed for a whole organisation.
    return self.owns(payload["user"]["team_id"].str(), payload["enterprise"]["id"].str());
}

/// Who, and by what; the rest is up to the kind of interaction.
Happening happening_by(json::Ref payload, AnswerAs answer_as, std::string_view via) {
    Happening happening;
    happening.answer_as = answer_as;
    happening.trigger_id = payload["trigger_id"].str();
    core::Command& command = happening.command;
    const json::Ref user = payload["user"];
    std::string_view name = user["username"].str();
    if (name.empty()) name = user["name"].str();
    command.actor = core::Account(core::Platform::slack, "", std::string(user["id"].str()));
    command.actor_name = name;
    command.origin.reply_by = core::ReplyBy::post;
    command.origin.can_open_form = !happening.trigger_id.empty();
    command.origin.via = via;
    return happening;
}

core::Channel channel(std::string_view id) {
    return core::Channel(core::Platform::slack, "", std::string(id));
}

/// The command line behind a button, menu or list; empty when there is none.
std::string_view line_of(json::Ref action) {
    if (!action["url"].str().empty()) return {};
    const std::string_view value = action["value"].str();
    return value.empty() ? action["selected_option"]["value"].str() : value;
}

std::string action_key(json::Ref payload, json::Ref action, std::string_view message) {
    std::string key = "slack:action:";
    if (const auto trigger = payload["trigger_id"].str(); !trigger.empty()) {
        key += trigger;
        return key;
    }
    for (const std::string_view part :
         {message, action["action_id"].str(), action["action_ts"].str()}) {
        key += part;
        key += ':';
    }
    key += payload["user"]["id"].str();
    return key;
}

Decoded pressed(json::Ref payload) {
    const json::Ref container = payload["container"];
    const json::Ref action = payload["actions"].at(0);
    const std::string_view line = line_of(action);
    const bool is_view = container["type"].str() == "view";
    const bool at_home = is_view && payload["view"]["type"].str() == "home";
    if (line.empty() || (is_view && !at_home)) return acknowledge();
    std::string_view place = container["channel_id"].str();
    if (place.empty()) place = payload["channel"]["id"].str();
    const std::string_view message = container["message_ts"].str();
    std::string_view thread = container["thread_ts"].str();
    if (thread.empty()) thread = payload["message"]["thread_ts"].str();

    Happening happening = happening_by(payload, AnswerAs::action, "button");
    happening.key = action_key(payload, action, message);
    core::Origin& origin = happening.command.origin;
    origin.channel = channel(place);
    origin.at_home = at_home;
    const bool is_ephemeral = container["is_ephemeral"].boolean().value_or(false);
    // A message nobody replied to yet is the head of its own thread.
    if (thread.empty() && !is_ephemeral) thread = message;
    happening.from_channel = thread == message;
    origin.thread = thread;
    happening.command.intent = core::read_command(line);
    return happening;
}

Decoded submitted(json::Ref payload) {
    const json::Ref view = payload["view"];
    const std::string_view form = form_of(view["callback_id"].str());
    if (form.empty()) return acknowledge();
    Happening happening = happening_by(payload, AnswerAs::view, "form");
    happening.key = "slack:view:";
    happening.key += view["id"].str();
    happening.key += ':';
    happening.key += view["hash"].str();
    FormInput input = read_input(view);
    const FormPlace place = read_place(view["private_metadata"].str());
    core::Command& command = happening.command;
    if (!place.channel.empty()) command.origin.channel = channel(place.channel);
    command.origin.thread = place.thread;
    command.origin.at_home = place.at_home;
    command.mentions = std::move(input.mentions);
    command.intent = core::read_form(form, place.context, input.fields);
    happening.inputs = std::move(input.blocks);
    return happening;
}

std::string shortcut_key(json::Ref payload) {
    std::string key = "slack:shortcut:";
    std::string_view id = payload["trigger_id"].str();
    if (id.empty()) id = payload["action_ts"].str();
    key += id;
    return key;
}

Decoded global_shortcut(json::Ref payload) {
    if (payload["callback_id"].str() != "debrief_open") return acknowledge();
    Happening happening = happening_by(payload, AnswerAs::action, "shortcut");
    happening.key = shortcut_key(payload);
    core::ShowForm intent;
    intent.form = "open";
    happening.command.intent = std::move(intent);
    return happening;
}

Decoded message_shortcut(json::Ref payload) {
    if (payload["callback_id"].str() != "debrief_feedback") return acknowledge();
    const json::Ref message = payload["message"];
    std::string_view thread = message["thread_ts"].str();
    if (thread.empty()) thread = payload["message_ts"].str();
    if (thread.empty()) thread = message["ts"].str();
    PlainText words = read_text(message["text"].str());
    Happening happening = happening_by(payload, AnswerAs::action, "shortcut");
    happening.key = shortcut_key(payload);
    core::Command& command = happening.command;
    command.origin.channel = channel(payload["channel"]["id"].str());
    command.origin.thread = thread;
    happening.from_channel = thread == payload["message_ts"].str();
    command.mentions = std::move(words.mentions);
    core::ShowForm intent;
    intent.form = "feedback";
    if (!words.text.empty()) intent.prefill.emplace_back("text", std::move(words.text));
    command.intent = std::move(intent);
    return happening;
}

}  // namespace

Decoded decode_interaction(json::Ref payload, const Identity& self) {
    const std::string_view type = payload["type"].str();
    if (type == "block_suggestion") {
        return net::HttpResponse(200, "application/json", R"({"options":[]})");
    }
    if (!concerns_us(payload, self)) return acknowledge();
    const bool is_known = type == "block_actions" || type == "view_submission" ||
                          type == "shortcut" || type == "message_action";
    if (!is_known) return acknowledge();  // view_closed, and what Slack had or will have
    if (payload["user"]["id"].str().empty()) {
        return refuse(400, "The interaction does not say whose it is.");
    }
    if (type == "block_actions") return pressed(payload);
    if (type == "view_submission") return submitted(payload);
    return type == "shortcut" ? global_shortcut(payload) : message_shortcut(payload);
}

}  // namespace debrief::slack
