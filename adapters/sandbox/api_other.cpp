// auth.test, reactions.*, team.info, bots.info.
#include "adapters/sandbox/api_methods.hpp"

#include <algorithm>
#include <array>

namespace debrief::sandbox {
namespace {

ApiReply auth_test(ApiContext& context, const Arguments&) {
    ApiReply reply;
    reply.body.set("url", context.installation.page_url)
        .set("team", "Debrief sandbox")
        .set("user", "debrief")
        .set("team_id", ids::team)
        .set("user_id", ids::bot_user)
        .set("bot_id", ids::bot)
        .set("is_enterprise_install", false);
    return reply;
}

bool is_emoji_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
    });
}

/// The message a reaction is for.
Refusal find_reacted(const ApiContext& context, const Arguments& arguments) {
    const Channel* channel = visible_channel(context, arguments.text("channel"));
    if (channel == nullptr) return Refusal("channel_not_found");
    if (!is_emoji_name(arguments.text("name"))) return Refusal("invalid_name");
    if (!context.workspace.bot_is_in(channel->id)) return Refusal("not_in_channel");
    if (channel->archived) return Refusal("is_archived");
    const Message* message =
        context.workspace.public_message(channel->id, arguments.text("timestamp"));
    return message == nullptr ? Refusal("message_not_found") : Refusal();
}

ApiReply add_reaction(ApiContext& context, const Arguments& arguments) {
    if (Refusal refusal = find_reacted(context, arguments)) return refusal;
    const bool added = context.workspace.react(
        arguments.text("channel"),
        arguments.text("timestamp"),
        ids::bot_user,
        arguments.text("name")
    );
    return added ? ApiReply() : fail("already_reacted");
}

ApiReply remove_reaction(ApiContext& context, const Arguments& arguments) {
    if (Refusal refusal = find_reacted(context, arguments)) return refusal;
    const bool removed = context.workspace.unreact(
        arguments.text("channel"),
        arguments.text("timestamp"),
        ids::bot_user,
        arguments.text("name")
    );
    return removed ? ApiReply() : fail("no_reaction");
}

ApiReply team_info(ApiContext&, const Arguments&) {
    ApiReply reply;
    reply.body.set(
        "team",
        json::Value::object()
            .set("id", ids::team)
            .set("name", "Debrief sandbox")
            .set("domain", "debrief-sandbox")
    );
    return reply;
}

ApiReply bots_info(ApiContext&, const Arguments& arguments) {
    if (arguments.text("bot") != ids::bot) return fail("bot_not_found");
    ApiReply reply;
    reply.body.set(
        "bot",
        json::Value::object()
            .set("id", ids::bot)
            .set("app_id", ids::app)
            .set("user_id", ids::bot_user)
            .set("name", "Debrief")
            .set("deleted", false)
    );
    return reply;
}

constexpr CallRules posting{false, true};
constexpr CallRules reading{true, false};
constexpr CallRules either{true, true};

constexpr std::array methods{
    ApiMethod{"auth.test", either, 600, "", auth_test},
    ApiMethod{"reactions.add", posting, 50, "reactions:write", add_reaction},
    ApiMethod{"reactions.remove", posting, 20, "reactions:write", remove_reaction},
    ApiMethod{"team.info", reading, 50, "team:read", team_info},
    ApiMethod{"bots.info", reading, 50, "users:read", bots_info},
};

}  // namespace

std::span<const ApiMethod> other_methods() {
    return methods;
}

}  // namespace debrief::sandbox
