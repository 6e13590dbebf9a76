// chat.*: posting, updating, deleting.
#include "adapters/sandbox/api_methods.hpp"
#include "adapters/sandbox/content.hpp"
#include "adapters/sandbox/shapes.hpp"
#include "bot/base/text.hpp"

#include <array>

namespace debrief::sandbox {
namespace {

/// Where a post goes. A user id means the direct conversation with that person.
const Channel* resolve(ApiContext& context, const std::string& id) {
    if (const Channel* channel = visible_channel(context, id)) return channel;
    const Person* person = context.workspace.person(id);
    if (person == nullptr || person->bot || person->deactivated) return nullptr;
    return &context.workspace.direct(id);
}

/// Membership and archive, as every way of posting asks for them.
Refusal refuse_posting(const ApiContext& context, const Channel* channel) {
    if (channel == nullptr) return Refusal("channel_not_found");
    if (channel->archived) return Refusal("is_archived");
    const bool may =
        context.workspace.bot_is_in(channel->id) ||
        (channel->kind == ChannelKind::open && context.installation.may("chat:write.public"));
    return may ? Refusal() : Refusal("not_in_channel");
}

/// A reply needs a parent: a message that is there and is no reply itself.
Refusal refuse_thread(
    const ApiContext& context, const Channel& channel, const std::string& thread_ts
) {
    if (thread_ts.empty()) return {};
    const Message* parent = context.workspace.message(channel.id, thread_ts);
    if (parent == nullptr || !parent->only_for.empty()) return Refusal("thread_not_found");
    return parent->thread_ts.empty() ? Refusal() : Refusal("cannot_reply_to_message");
}

Message bot_message(Content content, Random& random) {
    Message message;
    message.user = ids::bot_user;
    message.bot_id = ids::bot;
    message.by_app = true;
    message.text = std::move(content.text);
    if (content.blocks.ref().size() > 0) message.blocks = with_ids(content.blocks, random);
    if (content.metadata.ref().size() > 0) message.metadata = std::move(content.metadata);
    return message;
}

ApiReply post_message(ApiContext& context, const Arguments& arguments) {
    if (!arguments.has("channel"))
        return invalid_argument("missing required field: channel [json-pointer:/channel]");
    const Channel* channel = resolve(context, arguments.text("channel"));
    if (Refusal refusal = refuse_posting(context, channel)) return refusal;
    const auto wait = context.limits.refuse(
        "chat.postMessage " + channel->id, 60, context.limits.settings().channel_burst
    );
    ApiReply reply;
    if (wait) {
        reply.retry_after = static_cast<int>(wait->count());
        return reply;
    }
    Content content;
    if (Refusal refusal = read_content(arguments, MetadataRule::allowed, content)) return refusal;
    if (content.empty()) return fail("no_text");
    const std::string thread_ts = arguments.text("thread_ts");
    if (Refusal refusal = refuse_thread(context, *channel, thread_ts)) return refusal;
    reply.warnings = content.warnings;
    Message message = bot_message(std::move(content), context.workspace.random());
    message.thread_ts = thread_ts;
    message.broadcast = !thread_ts.empty() && arguments.flag("reply_broadcast");
    const Message& posted = *context.workspace.post(channel->id, std::move(message));
    reply.body.set("channel", channel->id)
        .set("ts", posted.ts)
        .set("message", message_json(context.workspace, *channel, posted));
    return reply;
}

/// The message to change or delete: the app's own, not ephemeral, in a channel it can know.
Refusal own_message(
    const ApiContext& context,
    const Arguments& arguments,
    const char* foreign,
    const Channel*& channel,
    const Message*& message
) {
    channel = visible_channel(context, arguments.text("channel"));
    if (channel == nullptr) return Refusal("channel_not_found");
    message = context.workspace.public_message(channel->id, arguments.text("ts"));
    if (message == nullptr) return Refusal("message_not_found");
    return message->by_app ? Refusal() : Refusal(foreign);
}

void apply_update(Message& message, Content& content, Workspace& workspace) {
    // Text without blocks takes the blocks away; neither keeps both.
    if (content.has_text || content.has_blocks) {
        const bool text_only = content.blocks.ref().size() == 0;
        message.text = std::move(content.text);
        message.blocks = text_only ? json::Value() : with_ids(content.blocks, workspace.random());
        if (text_only) {
            message.edited_by = ids::bot_user;
            message.edited_ts = workspace.fresh_ts();
        }
    }
    if (!content.has_metadata) return;
    message.metadata =
        content.metadata.ref().size() > 0 ? std::move(content.metadata) : json::Value();
}

ApiReply update(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = nullptr;
    const Message* message = nullptr;
    if (Refusal refusal = own_message(context, arguments, "cant_update_message", channel, message))
        return refusal;
    if (channel->archived) return fail("is_inactive");
    if (text::length(arguments.text("text")) > update_text_limit) return fail("msg_too_long");
    Content content;
    if (Refusal refusal = read_content(arguments, MetadataRule::allowed, content)) return refusal;
    if ((content.has_text || content.has_blocks) && content.empty()) return fail("no_text");
    if (!content.has_text && !content.has_blocks && !content.has_metadata) return fail("no_text");
    const std::string ts = message->ts;
    context.workspace.change(channel->id, ts, [&](Message& stored) {
        apply_update(stored, content, context.workspace);
    });
    const Message& changed = *context.workspace.message(channel->id, ts);
    ApiReply reply;
    reply.body.set("channel", channel->id)
        .set("ts", ts)
        .set("text", changed.text)
        .set("message", message_json(context.workspace, *channel, changed));
    return reply;
}

ApiReply remove(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = nullptr;
    const Message* message = nullptr;
    if (Refusal refusal = own_message(context, arguments, "cant_delete_message", channel, message))
        return refusal;
    const std::string ts = message->ts;
    context.workspace.remove(channel->id, ts);
    ApiReply reply;
    reply.body.set("channel", channel->id).set("ts", ts);
    return reply;
}

ApiReply post_ephemeral(ApiContext& context, const Arguments& arguments) {
    for (const char* needed : {"channel", "user"}) {
        if (!arguments.has(needed))
            return invalid_argument(std::string("missing required field: ") + needed);
    }
    const Channel* channel = visible_channel(context, arguments.text("channel"));
    if (channel == nullptr) return fail("channel_not_found");
    if (channel->archived) return fail("is_archived");
    if (!context.workspace.bot_is_in(channel->id)) return fail("not_in_channel");
    const std::string user = arguments.text("user");
    if (!context.workspace.is_member(channel->id, user)) return fail("user_not_in_channel");
    Content content;
    if (Refusal refusal = read_content(arguments, MetadataRule::refused, content)) return refusal;
    if (content.empty()) return fail("no_text");
    const std::string thread_ts = arguments.text("thread_ts");
    if (Refusal refusal = refuse_thread(context, *channel, thread_ts)) return refusal;
    Message message = bot_message(std::move(content), context.workspace.random());
    message.thread_ts = thread_ts;
    message.only_for = user;
    const Message& posted = *context.workspace.post(channel->id, std::move(message));
    ApiReply reply;
    reply.body.set("message_ts", posted.ts);
    return reply;
}

ApiReply get_permalink(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = visible_channel(context, arguments.text("channel"));
    if (channel == nullptr) return fail("channel_not_found");
    const Message* message =
        context.workspace.public_message(channel->id, arguments.text("message_ts"));
    if (message == nullptr) return fail("message_not_found");
    std::string digits = message->ts;
    std::erase(digits, '.');
    std::string link = context.installation.page_url + "archives/" + channel->id + "/p" + digits;
    if (!message->thread_ts.empty())
        link += "?thread_ts=" + message->thread_ts + "&cid=" + channel->id;
    ApiReply reply;
    reply.body.set("channel", channel->id).set("permalink", std::move(link));
    return reply;
}

constexpr CallRules posting{false, true};
constexpr CallRules reading{true, false};

constexpr std::array methods{
    // "Several hundred a minute" for the workspace; one a second per channel is checked inside.
    ApiMethod{"chat.postMessage", posting, 300, "chat:write", post_message},
    ApiMethod{"chat.update", posting, 50, "chat:write", update},
    ApiMethod{"chat.delete", posting, 50, "chat:write", remove},
    ApiMethod{"chat.postEphemeral", posting, 100, "chat:write", post_ephemeral},
    ApiMethod{"chat.getPermalink", reading, 600, "", get_permalink},
};

}  // namespace

std::span<const ApiMethod> chat_methods() {
    return methods;
}

}  // namespace debrief::sandbox
