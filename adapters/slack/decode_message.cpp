#include "adapters/slack/decode_message.hpp"

#include "adapters/slack/text.hpp"
#include "bot/base/text.hpp"
#include "bot/core/grammar.hpp"

namespace debrief::slack {
namespace {

core::Channel channel_of(json::Ref event) {
    return core::Channel(core::Platform::slack, "", std::string(event["channel"].str()));
}

std::string key(std::string_view kind, json::Ref event, std::string_view ts) {
    std::string out = "slack:";
    out += kind;
    out += ':';
    out += event["channel"].str();
    out += ':';
    out += ts;
    return out;
}

/// A reply's head. A head with replies names itself, and is no reply.
std::string_view thread_of(json::Ref message) {
    const std::string_view thread = message["thread_ts"].str();
    return thread == message["ts"].str() ? std::string_view() : thread;
}

bool is_by_bot(json::Ref message, std::string_view bot_user) {
    const std::string_view user = message["user"].str();
    return !message["bot_id"].str().empty() || message["subtype"].str() == "bot_message" ||
           user.empty() || user == bot_user || user == "USLACKBOT";
}

bool is_said_by_people(std::string_view subtype) {
    return subtype.empty() || subtype == "thread_broadcast" || subtype == "file_share" ||
           subtype == "me_message";
}

/// A message without words still says which files it brought.
std::string file_names(json::Ref message) {
    std::string names;
    message["files"].each([&](json::Ref file) {
        std::string_view name = file["title"].str();
        if (name.empty()) name = file["name"].str();
        if (name.empty()) return;
        if (!names.empty()) names += ", ";
        names += name;
    });
    return names;
}

Happening happening_by(json::Ref message, const core::Channel& channel, std::string inbox_key) {
    Happening happening;
    happening.key = std::move(inbox_key);
    happening.answer_as = AnswerAs::event;
    core::Command& command = happening.command;
    command.actor = core::Account(core::Platform::slack, "", std::string(message["user"].str()));
    command.origin.channel = channel;
    command.origin.via = "message";
    return happening;
}

/// A line for us: mentioned, or in a direct conversation.
struct Addressed {
    bool is_command = false;
    std::string_view line;
    std::string_view via;
};

Addressed addressed(json::Ref event, std::string_view words, std::string_view bot_user) {
    Addressed result;
    const MentionPlace mention = find_mention(words, bot_user);
    if (event["channel_type"].str() == "im") {
        result.is_command = true;
        result.line = mention.found ? mention.said() : text::trim(words);
        result.via = "direct message";
    } else if (mention.found || event["type"].str() == "app_mention") {
        result.is_command = true;
        result.line = mention.found ? mention.said() : text::trim(words);
        result.via = "mention";
    }
    return result;
}

Decoded said(json::Ref event, const std::string& bot_user) {
    const std::string_view ts = event["ts"].str();
    if (ts.empty() || is_by_bot(event, bot_user)) return acknowledge();
    Happening happening = happening_by(event, channel_of(event), key("message", event, ts));
    core::Command& command = happening.command;
    command.origin.thread = thread_of(event);
    command.origin.message = ts;
    const Addressed to_us = addressed(event, event["text"].str(), bot_user);
    if (to_us.is_command) {
        PlainText line = read_text(to_us.line);
        command.origin.reply_by = core::ReplyBy::post;
        command.origin.via = to_us.via;
        command.mentions = std::move(line.mentions);
        const bool is_personal = to_us.via == "direct message";
        command.intent =
            is_personal ? core::read_personal(line.text) : core::read_command(line.text);
        return happening;
    }
    if (command.origin.thread.empty()) return acknowledge();
    PlainText words = read_text(event["text"].str());
    core::ThreadReply reply;
    reply.text = text::trim(words.text).empty() ? file_names(event) : std::move(words.text);
    if (reply.text.empty()) return acknowledge();
    command.mentions = std::move(words.mentions);
    command.intent = std::move(reply);
    return happening;
}

Decoded deleted(json::Ref event, json::Ref before, std::string_view ts, std::string_view bot_user) {
    if (ts.empty() || is_by_bot(before, bot_user)) return acknowledge();
    const core::Channel channel = channel_of(event);
    Happening happening = happening_by(before, channel, key("delete", event, ts));
    happening.command.origin.thread = thread_of(before);
    happening.command.origin.message = ts;
    core::MessageDeleted intent;
    intent.message = core::MessageRef(channel, std::string(ts));
    happening.command.intent = std::move(intent);
    return happening;
}

Decoded changed(json::Ref event, const std::string& bot_user) {
    const json::Ref now = event["message"];
    const json::Ref before = event["previous_message"];
    std::string_view ts = now["ts"].str();
    if (ts.empty()) ts = before["ts"].str();
    // A deleted head with replies stays as a tombstone.
    if (now["subtype"].str() == "tombstone") return deleted(event, before, ts, bot_user);
    // Unfurled links and replies "also sent to the channel" change a message without its words.
    const bool same_words = before.exists() && now["text"].str() == before["text"].str();
    if (ts.empty() || is_by_bot(now, bot_user) || same_words) return acknowledge();
    PlainText words = read_text(now["text"].str());
    const core::Channel channel = channel_of(event);
    std::string inbox_key = key("edit", event, ts);
    inbox_key += ':';
    inbox_key += event["ts"].str();  // of the change
    Happening happening = happening_by(now, channel, std::move(inbox_key));
    happening.command.origin.thread = thread_of(now);
    happening.command.origin.message = ts;
    happening.command.mentions = std::move(words.mentions);
    core::MessageEdited intent;
    intent.message = core::MessageRef(channel, std::string(ts));
    intent.text = std::move(words.text);
    happening.command.intent = std::move(intent);
    return happening;
}

}  // namespace

Decoded decode_message(json::Ref event, const std::string& bot_user, std::string_view bot_id) {
    const std::string_view subtype = event["subtype"].str();
    if (event["channel"].str().empty()) return acknowledge();
    if (!bot_id.empty() && event["bot_id"].str() == bot_id) return acknowledge();
    if (is_said_by_people(subtype)) return said(event, bot_user);
    if (subtype == "message_changed") return changed(event, bot_user);
    if (subtype == "message_deleted") {
        return deleted(event, event["previous_message"], event["deleted_ts"].str(), bot_user);
    }
    return acknowledge();
}

}  // namespace debrief::slack
