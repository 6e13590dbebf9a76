// conversations.*: channels, members, history and threads.
#include "adapters/sandbox/api_methods.hpp"
#include "adapters/sandbox/shapes.hpp"

#include <algorithm>
#include <array>

namespace debrief::sandbox {
namespace {

/// The channel of the argument, with the scope that its kind asks for.
ApiReply known_channel(
    const ApiContext& context,
    const Arguments& arguments,
    std::string_view right,
    const Channel*& channel
) {
    if (!arguments.has("channel")) return invalid_argument("missing required field: channel");
    channel = visible_channel(context, arguments.text("channel"));
    if (channel == nullptr) return fail("channel_not_found");
    const std::string scope = scope_for(*channel, right);
    return context.installation.may(scope) ? ApiReply() : missing_scope(scope);
}

ApiReply open(ApiContext& context, const Arguments& arguments) {
    ApiReply reply;
    if (arguments.has("channel")) {
        const Channel* channel = visible_channel(context, arguments.text("channel"));
        if (channel == nullptr || channel->kind != ChannelKind::direct)
            return fail("channel_not_found");
        reply.body.set("channel", json::Value::object().set("id", channel->id));
        return reply;
    }
    const std::string user = arguments.text("users");
    if (user.empty()) return fail("users_list_not_supplied");
    if (user.find(',') != std::string::npos) return fail("method_not_supported_for_channel_type");
    const Person* person = context.workspace.person(user);
    if (person == nullptr) return fail("user_not_found");
    if (person->deactivated) return fail("user_disabled");
    if (person->bot) return fail("cannot_dm_bot");
    const Channel& channel = context.workspace.direct(user);
    if (arguments.flag("return_im"))
        reply.body.set("channel", channel_json(context.workspace, channel));
    else
        reply.body.set("channel", json::Value::object().set("id", channel.id));
    return reply;
}

ApiReply info(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = nullptr;
    ApiReply reply = known_channel(context, arguments, "read", channel);
    if (reply.refusal) return reply;
    json::Value shape = channel_json(context.workspace, *channel);
    if (arguments.flag("include_num_members")) shape.set("num_members", channel->members.size());
    reply.body.set("channel", std::move(shape));
    return reply;
}

bool asked_for(const Channel& channel, std::string_view types) {
    const char* type = channel.kind == ChannelKind::open     ? "public_channel"
                       : channel.kind == ChannelKind::closed ? "private_channel"
                                                             : "im";
    while (!types.empty()) {
        const auto end = std::min(types.find(','), types.size());
        if (types.substr(0, end) == type) return true;
        types.remove_prefix(std::min(end + 1, types.size()));
    }
    return false;
}

ApiReply list_channels(ApiContext& context, const Arguments& arguments, bool members_only) {
    const std::string types = arguments.has("types") ? arguments.text("types") : "public_channel";
    std::vector<const Channel*> found;
    for (const auto& [id, each] : context.workspace.channels()) {
        if (!asked_for(each, types) || visible_channel(context, id) == nullptr) continue;
        if (members_only && !context.workspace.bot_is_in(id)) continue;
        if (arguments.flag("exclude_archived") && each.archived) continue;
        const std::string scope = scope_for(each, "read");
        if (!context.installation.may(scope)) return missing_scope(scope);
        found.push_back(&each);
    }
    Page page;
    if (Refusal refusal = read_page(arguments, found.size(), 100, 999, page)) return refusal;
    json::Value channels = json::Value::array();
    for (std::size_t i = page.from; i < page.to; ++i)
        channels.push(channel_json(context.workspace, *found[i]));
    ApiReply reply;
    reply.body.set("channels", std::move(channels));
    add_cursor(reply.body, page);
    return reply;
}

ApiReply list(ApiContext& context, const Arguments& arguments) {
    return list_channels(context, arguments, false);
}
ApiReply of_the_bot(ApiContext& context, const Arguments& arguments) {
    return list_channels(context, arguments, true);
}

ApiReply members(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = nullptr;
    ApiReply reply = known_channel(context, arguments, "read", channel);
    if (reply.refusal) return reply;
    Page page;
    if (Refusal refusal = read_page(arguments, channel->members.size(), 100, 1000, page))
        return refusal;
    json::Value ids = json::Value::array();
    for (std::size_t i = page.from; i < page.to; ++i) ids.push(channel->members[i]);
    reply.body.set("members", std::move(ids));
    add_cursor(reply.body, page);
    return reply;
}

ApiReply join(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = visible_channel(context, arguments.text("channel"));
    if (channel == nullptr) return fail("channel_not_found");
    if (channel->kind != ChannelKind::open) return fail("method_not_supported_for_channel_type");
    if (channel->archived) return fail("is_archived");
    const bool joined = context.workspace.join(channel->id, ids::bot_user, {});
    ApiReply reply;
    reply.body.set("channel", channel_json(context.workspace, *channel));
    if (!joined) reply.warnings.emplace_back("already_in_channel");
    return reply;
}

// ---- messages

/// Messages between `oldest` and `latest` (exclusive unless `inclusive`).
bool in_range(const Arguments& arguments, const std::string& ts) {
    const std::string oldest = arguments.text("oldest");
    const std::string latest = arguments.text("latest");
    const bool inclusive = arguments.flag("inclusive");
    if (!oldest.empty() && oldest != "0" && !(ts > oldest || (inclusive && ts == oldest)))
        return false;
    return latest.empty() || ts < latest || (inclusive && ts == latest);
}

json::Value messages_json(
    const ApiContext& context,
    const Arguments& arguments,
    const Channel& channel,
    const std::vector<const Message*>& found,
    const Page& page
) {
    const auto detail =
        arguments.flag("include_all_metadata") ? MetadataDetail::all : MetadataDetail::type_only;
    json::Value shapes = json::Value::array();
    for (std::size_t i = page.from; i < page.to; ++i) {
        shapes.push(message_json(context.workspace, channel, *found[i], detail));
    }
    return shapes;
}

ApiReply history(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = nullptr;
    ApiReply reply = known_channel(context, arguments, "history", channel);
    if (reply.refusal) return reply;
    if (!context.workspace.bot_is_in(channel->id)) return fail("not_in_channel");
    std::vector<const Message*> found;
    for (const auto& [ts, each] : channel->messages) {
        const bool in_channel = each.thread_ts.empty() || each.broadcast;
        if (in_channel && each.only_for.empty() && in_range(arguments, ts)) found.push_back(&each);
    }
    std::reverse(found.begin(), found.end());  // newest first
    Page page;
    if (Refusal refusal = read_page(arguments, found.size(), 100, 999, page)) return refusal;
    reply.body.set("messages", messages_json(context, arguments, *channel, found, page))
        .set("has_more", page.more)
        .set("pin_count", 0);
    add_cursor(reply.body, page);
    return reply;
}

ApiReply replies(ApiContext& context, const Arguments& arguments) {
    const Channel* channel = nullptr;
    ApiReply reply = known_channel(context, arguments, "history", channel);
    if (reply.refusal) return reply;
    if (!context.workspace.bot_is_in(channel->id)) return fail("not_in_channel");
    const Message* parent = context.workspace.message(channel->id, arguments.text("ts"));
    if (parent == nullptr || !parent->only_for.empty()) return fail("thread_not_found");
    if (!parent->thread_ts.empty())
        parent = context.workspace.message(channel->id, parent->thread_ts);
    if (parent == nullptr) return fail("thread_not_found");
    std::vector<const Message*> found{parent};  // oldest first; the parent always comes along
    for (const Message* each : context.workspace.replies(channel->id, parent->ts)) {
        if (in_range(arguments, each->ts)) found.push_back(each);
    }
    Page page;
    if (Refusal refusal = read_page(arguments, found.size(), 1000, 1000, page)) return refusal;
    reply.body.set("messages", messages_json(context, arguments, *channel, found, page))
        .set("has_more", page.more);
    add_cursor(reply.body, page);
    return reply;
}

constexpr CallRules posting{false, true};
constexpr CallRules reading{true, false};
constexpr CallRules either{true, true};
constexpr auto read_scopes = "channels:read,groups:read,im:read,mpim:read";
constexpr auto history_scopes = "channels:history,groups:history,im:history,mpim:history";

constexpr std::array methods{
    ApiMethod{"conversations.open", posting, 50, "im:write,mpim:write", open},
    ApiMethod{"conversations.info", reading, 50, read_scopes, info},
    ApiMethod{"conversations.list", reading, 20, read_scopes, list},
    ApiMethod{"users.conversations", reading, 50, read_scopes, of_the_bot},
    ApiMethod{"conversations.members", reading, 100, read_scopes, members},
    ApiMethod{"conversations.join", posting, 50, "channels:join", join},
    ApiMethod{"conversations.history", either, 50, history_scopes, history},
    ApiMethod{"conversations.replies", reading, 50, history_scopes, replies},
};

}  // namespace

std::span<const ApiMethod> conversation_methods() {
    return methods;
}

}  // namespace debrief::sandbox
