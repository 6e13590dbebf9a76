// Messages: typed to us, said in a thread, or sent by a button that does not wait for an answer.
#include "adapters/teams/activity.hpp"
#include "adapters/teams/card_data.hpp"
#include "adapters/teams/conversation.hpp"
#include "adapters/teams/decode.hpp"
#include "adapters/teams/mention_text.hpp"
#include "bot/base/text.hpp"
#include "bot/core/grammar.hpp"

namespace debrief::teams {
namespace {

PlainText plain_text_of(json::Ref activity, const std::string& app_id) {
    return read_text(activity, reading_as(app_id, std::string(activity["recipient"]["id"].str())));
}

/// A message without words still says which files it brought. The HTML copy of the text and cards
/// are no files.
std::string file_names(json::Ref activity) {
    std::string names;
    activity["attachments"].each([&](json::Ref attachment) {
        const std::string_view type = attachment["contentType"].str();
        const std::string_view name = attachment["name"].str();
        if (name.empty() || type == "text/html" || type.find(".card.") != std::string_view::npos) {
            return;
        }
        if (!names.empty()) names += ", ";
        names += name;
    });
    return names;
}

Decoded typed(json::Ref activity, PlainText words, std::string_view via) {
    Happening happening;
    happening.key = key_of(activity);
    happening.command = command_by(activity, core::ReplyBy::here, via);
    happening.command.origin.thread = thread_of(activity);
    happening.command.origin.message = activity["id"].str();
    happening.command.mentions = std::move(words.mentions);
    happening.command.intent = is_personal_chat(activity) ? core::read_personal(words.said)
                                                          : core::read_command(words.said);
    Decoded decoded;
    decoded.happening = std::move(happening);
    return decoded;
}

/// Arrives where Debrief may read all messages of a team. What begins a thread is no reply.
Decoded said_in_thread(json::Ref activity, PlainText words) {
    const std::string thread = thread_of(activity);
    Decoded decoded;
    if (thread.empty() || thread == activity["id"].str()) return decoded;
    core::ThreadReply reply;
    reply.text = text::trim(words.text);
    if (reply.text.empty()) reply.text = file_names(activity);
    if (reply.text.empty()) return decoded;
    Happening happening;
    happening.key = key_of(activity);
    happening.command = command_by(activity, core::ReplyBy::none, "message");
    happening.command.origin.thread = thread;
    happening.command.origin.message = activity["id"].str();
    happening.command.mentions = std::move(words.mentions);
    happening.command.intent = std::move(reply);
    decoded.happening = std::move(happening);
    return decoded;
}

/// A button of a client that knows no Action.Execute: the data arrive as a message without words.
Decoded pressed(json::Ref activity) {
    const json::Ref data = activity["value"];
    const CardData card = read_card_data(data);
    Happening happening;
    happening.key = key_of(activity);
    happening.command = command_by(activity, core::ReplyBy::post, "button");
    happening.command.origin.thread = thread_of_card(activity);
    happening.command.intent = intent_of(card, read_inputs(data));
    // There is no dialog to show an error beside its field.
    auto* misunderstood = std::get_if<core::Misunderstood>(&happening.command.intent);
    if (misunderstood != nullptr) misunderstood->field.clear();
    Decoded decoded;
    decoded.sighting = sighting_of(activity, card);
    decoded.happening = std::move(happening);
    return decoded;
}

}  // namespace

Decoded decode_message(json::Ref activity, const std::string& app_id) {
    if (!is_by_person(activity)) return Decoded();
    PlainText words = plain_text_of(activity, app_id);
    const bool is_wordless = text::trim(activity["text"].str()).empty();
    if (is_wordless && activity["value"].exists() && !activity["value"].is_null()) {
        return pressed(activity);
    }
    if (is_personal_chat(activity)) {
        if (words.said.empty()) words.said = file_names(activity);
        return typed(activity, std::move(words), "direct message");
    }
    if (words.to_us) return typed(activity, std::move(words), "mention");
    return said_in_thread(activity, std::move(words));
}

Decoded decode_edit(json::Ref activity, const std::string& app_id) {
    const std::string kind = text::lower(activity["channelData"]["eventType"].str());
    const std::string_view id = activity["id"].str();
    const bool concerns_us = kind == "editmessage" || kind == "undeletemessage";
    Decoded decoded;
    if (!concerns_us || id.empty() || !is_by_person(activity)) return decoded;
    PlainText words = plain_text_of(activity, app_id);
    core::MessageEdited edited;
    edited.message = core::MessageRef(channel_of(activity), std::string(id));
    edited.text = text::trim(words.text);
    Happening happening;
    happening.key = key_of(activity);
    happening.command = command_by(activity, core::ReplyBy::none, "message");
    happening.command.origin.thread = thread_of(activity);
    happening.command.origin.message = id;
    happening.command.mentions = std::move(words.mentions);
    happening.command.intent = std::move(edited);
    decoded.happening = std::move(happening);
    return decoded;
}

Decoded decode_deletion(json::Ref activity) {
    const std::string kind = text::lower(activity["channelData"]["eventType"].str());
    const std::string_view id = activity["id"].str();
    Decoded decoded;
    if (kind != "softdeletemessage" || id.empty() || !is_by_person(activity)) return decoded;
    core::MessageDeleted deleted;
    deleted.message = core::MessageRef(channel_of(activity), std::string(id));
    Happening happening;
    happening.key = key_of(activity);
    happening.command = command_by(activity, core::ReplyBy::none, "message");
    happening.command.origin.thread = thread_of(activity);
    happening.command.origin.message = id;
    happening.command.intent = std::move(deleted);
    decoded.happening = std::move(happening);
    return decoded;
}

}  // namespace debrief::teams
