// The Events API: the envelope, and which inner events concern us.
#include "adapters/slack/decode.hpp"
#include "adapters/slack/decode_message.hpp"

#include <string>
#include <string_view>

namespace debrief::slack {
namespace {

/// Which installation the event is for. The envelope's own team can be the other workspace of a
/// shared channel.
bool concerns_us(json::Ref envelope, const Identity& self) {
    const json::Ref authorization = envelope["authorizations"].at(0);
    if (authorization.is_object()) {
        return self.owns(authorization["team_id"].str(), authorization["enterprise_id"].str());
    }
    return self.owns(envelope["team_id"].str(), envelope["enterprise_id"].str());
}

/// Our bot user as this envelope knows it, else as auth.test did.
std::string bot_user_of(json::Ref envelope, const Identity& self) {
    const json::Ref authorization = envelope["authorizations"].at(0);
    if (authorization["is_bot"].boolean().value_or(false)) {
        const std::string_view user = authorization["user_id"].str();
        if (!user.empty()) return std::string(user);
    }
    if (!self.bot_user_id.empty()) return self.bot_user_id;
    return std::string(envelope["authed_users"].at(0).str());
}

bool contains(json::Ref list, std::string_view wanted) {
    bool found = false;
    list.each([&](json::Ref element) { found = found || element.str() == wanted; });
    return found;
}

Decoded removed(std::string words) {
    Notice notice;
    notice.kind = Notice::Kind::removed;
    notice.words = std::move(words);
    return notice;
}

Decoded channel_gone(json::Ref event, std::string_view what) {
    const json::Ref channel = event["channel"];
    Notice notice;
    notice.kind = Notice::Kind::channel_gone;
    notice.channel = channel.is_object() ? channel["id"].str() : channel.str();
    notice.words = "A Slack channel was ";
    notice.words += what;
    notice.words +=
        "; messages for it cannot be delivered until it is back or the configuration "
        "names another one.";
    return notice;
}

/// Only that an account is gone concerns us: profiles change all the time.
Decoded account_changed(json::Ref envelope) {
    const json::Ref user = envelope["event"]["user"];
    const std::string_view id = user["id"].str();
    if (id.empty() || !user["deleted"].boolean().value_or(false)) return acknowledge();
    core::PersonFound found;
    found.account = core::Account(core::Platform::slack, "", std::string(id));
    found.active = false;
    Happening happening;
    happening.key = "slack:gone:" + std::string(envelope["event_id"].str());
    happening.command.origin.via = "slack";
    happening.command.intent = std::move(found);
    return happening;
}

/// Somebody looks at the Home tab: it is brought up to date.
Decoded home_opened(json::Ref envelope, json::Ref event) {
    const std::string user(event["user"].str());
    if (user.empty() || event["tab"].str() != "home") return acknowledge();
    Happening happening;
    happening.answer_as = AnswerAs::event;
    happening.key = "slack:home:" + user + ":";
    happening.key += envelope["event_id"].str();
    happening.command.actor = core::Account(core::Platform::slack, "", user);
    happening.command.origin.via = "home";
    happening.command.intent = core::OpenHome();
    return happening;
}

Decoded decode_inner(json::Ref envelope, const Identity& self) {
    const json::Ref event = envelope["event"];
    const std::string_view type = event["type"].str();
    if (type == "message" || type == "app_mention") {
        return decode_message(event, bot_user_of(envelope, self), self.bot_id);
    }
    if (type == "app_home_opened") return home_opened(envelope, event);
    if (type == "app_uninstalled") {
        return removed(
            "Debrief was uninstalled from the Slack workspace; install it again and "
            "configure the new bot_token."
        );
    }
    if (type == "tokens_revoked") {
        const json::Ref bots = event["tokens"]["bot"];
        const std::string bot = bot_user_of(envelope, self);
        if (bots.size() == 0 || (!bot.empty() && !contains(bots, bot))) return acknowledge();
        return removed(
            "Slack revoked Debrief's token; install the app again and configure the "
            "new bot_token."
        );
    }
    if (type == "channel_archive" || type == "group_archive") {
        return channel_gone(event, "archived");
    }
    if (type == "channel_deleted" || type == "group_deleted") {
        return channel_gone(event, "deleted");
    }
    if (type == "user_change") return account_changed(envelope);
    return acknowledge();  // reactions, joins, renames and whatever Slack invents next
}

}  // namespace

Decoded decode_event(json::Ref envelope, const Identity& self) {
    const std::string_view type = envelope["type"].str();
    if (type == "url_verification") {
        const auto challenge = envelope["challenge"].opt_str();
        if (!challenge) return refuse(400, "The URL verification carries no challenge.");
        return net::HttpResponse(200, "text/plain; charset=utf-8", *challenge);
    }
    if (type == "app_rate_limited") {
        Notice notice;
        notice.words =
            "Slack sends no more events for a while: the workspace passed its limit of "
            "30,000 an hour. What was said meanwhile is not captured.";
        return notice;
    }
    if (type != "event_callback" || !concerns_us(envelope, self)) return acknowledge();
    return decode_inner(envelope, self);
}

}  // namespace debrief::slack
