// Messages and commands.
#include "adapters/sandbox/client.hpp"

#include "adapters/sandbox/block_kit.hpp"
#include "adapters/sandbox/content.hpp"
#include "adapters/sandbox/typed_text.hpp"
#include "bot/base/text.hpp"

namespace debrief::sandbox {
namespace {

std::string channel_name(const Channel& channel) {
    switch (channel.kind) {
        case ChannelKind::open:
            return channel.name;
        case ChannelKind::closed:
            return "privategroup";
        case ChannelKind::direct:
            return "directmessage";
    }
    return channel.name;
}

/// Empty when that person may write there.
std::string refuse_writing(
    const Workspace& workspace, const std::string& user, const std::string& channel_id
) {
    const Channel* channel = workspace.channel(channel_id);
    if (channel == nullptr) return "This channel does not exist any more.";
    if (channel->archived) return "#" + channel->name + " is archived.";
    if (!workspace.is_member(channel_id, user))
        return "You are not in #" + channel->name + ". Join it first.";
    return {};
}

Message typed_message(Workspace& workspace, const std::string& user, std::string text) {
    Message message;
    message.user = user;
    message.blocks = rich_text_of(text, workspace.random());
    message.text = std::move(text);
    message.client_msg_id = fresh_key(workspace.random());
    return message;
}

bool is_json(const net::HttpResponse& response) {
    return text::lower(response.headers.get("content-type")).starts_with("application/json");
}

}  // namespace

void Client::notice(
    const std::string& channel,
    const std::string& user,
    std::string text,
    const std::string& thread_ts
) {
    Message message;
    message.user = ids::slackbot;
    message.only_for = user;
    message.thread_ts = thread_ts;
    message.text = std::move(text);
    workspace_.post(channel, std::move(message));
}

asio::awaitable<std::string> Client::type(
    std::string user, std::string channel, std::string text, std::string thread_ts, bool broadcast
) {
    std::string problem = refuse_writing(workspace_, user, channel);
    if (!problem.empty()) co_return problem;
    text = text::trim(text);
    if (text.empty()) co_return std::string();
    if (text.front() == '/') {
        const std::string word = text.substr(0, text.find(' '));
        if (word != settings_.command) {
            notice(
                channel,
                user,
                word + " is not a valid command. In Slack, the slash starts a command.",
                thread_ts
            );
        } else if (!thread_ts.empty()) {
            notice(channel, user, word + " is not supported in threads. Sorry!", thread_ts);
        } else {
            co_return co_await run_command(std::move(user), std::move(channel), std::move(text));
        }
        co_return std::string();
    }
    std::string written = slack_text(workspace_, text, MentionForm::id);
    const bool mentions_absent_bot =
        written.find(std::string("<@") + ids::bot_user) != std::string::npos &&
        !workspace_.bot_is_in(channel);
    Message message = typed_message(workspace_, user, std::move(written));
    message.thread_ts = thread_ts;
    message.broadcast = broadcast && !thread_ts.empty();
    workspace_.post(channel, std::move(message));
    if (mentions_absent_bot)
        notice(
            channel, user, "You mentioned @debrief, but they’re not in this channel.", thread_ts
        );
    co_return std::string();
}

asio::awaitable<std::string> Client::run_command(
    std::string user, std::string channel_id, std::string text
) {
    const Channel& channel = *workspace_.channel(channel_id);
    const Person& person = *workspace_.person(user);
    const auto space = text.find(' ');
    const std::string_view words =
        space == std::string::npos ? std::string_view() : std::string_view(text).substr(space + 1);
    ResponseUrl url;
    url.user = user;
    url.channel = channel_id;
    std::vector<std::pair<std::string, std::string>> fields{
        {"token", "deprecated-verification-token"},
        {"team_id", ids::team},
        {"team_domain", "debrief-sandbox"},
        {"channel_id", channel_id},
        {"channel_name", channel_name(channel)},
        {"user_id", user},
        {"user_name", person.handle},
        {"command", settings_.command},
        {"text", slack_text(workspace_, words, MentionForm::id_and_name)},
        {"api_app_id", ids::app},
        {"is_enterprise_install", "false"},
        {"response_url", settings_.hooks_url + urls_.issue("commands", std::move(url))},
        {"trigger_id", triggers_.issue(user, {})}};
    const std::string body = net::encode_form(fields);
    const BotAnswer answer =
        co_await link_.post("application/x-www-form-urlencoded", body, ExtraHeaders());
    co_return answer_command(answer, user, channel_id, text);
}

std::string Client::answer_command(
    const BotAnswer& answer,
    const std::string& user,
    const std::string& channel,
    const std::string& typed
) {
    const auto failed = [&](const char* error) {
        notice(channel, user, settings_.command + " failed with the error \"" + error + "\"", {});
        return std::string();
    };
    if (answer.kind == BotAnswer::Kind::timed_out) return failed("operation_timeout");
    if (answer.kind != BotAnswer::Kind::answered || answer.response.status != 200)
        return failed("dispatch_failed");
    const net::HttpResponse& response = answer.response;
    if (text::trim(response.body).empty()) return {};
    json::Value reply = json::Value::object().set("text", response.body);
    if (is_json(response)) {
        auto parsed = json::parse(response.body);
        if (!parsed || !parsed.value().ref().is_object()) return failed("invalid_command_response");
        reply = std::move(parsed.value());
    }
    Content content;
    if (const Refusal refusal = read_content(reply, content)) return failed(refusal.error.c_str());
    const bool in_channel = reply["response_type"].str() == "in_channel";
    if (in_channel) {
        Message echo =
            typed_message(workspace_, user, slack_text(workspace_, typed, MentionForm::id));
        echo.subtype = "slash_command";
        workspace_.post(channel, std::move(echo));
    }
    if (content.empty()) return {};
    Message message;
    message.bot_id = ids::bot;
    message.subtype = "bot_message";
    message.by_app = true;
    message.text = std::move(content.text);
    if (content.blocks.ref().size() > 0)
        message.blocks = with_ids(content.blocks, workspace_.random());
    if (!in_channel) message.only_for = user;
    workspace_.post(channel, std::move(message));
    return {};
}

std::string Client::edit(
    const std::string& user,
    const std::string& channel,
    const std::string& ts,
    std::string_view text
) {
    const Message* message = workspace_.public_message(channel, ts);
    if (message == nullptr || message->user != user) return "You can only edit your own messages.";
    std::string written = slack_text(workspace_, text::trim(text), MentionForm::id);
    if (written.empty()) return "A message cannot be empty. Delete it instead.";
    if (written == message->text) return {};
    workspace_.change(channel, ts, [&](Message& stored) {
        stored.blocks = rich_text_of(written, workspace_.random());
        stored.text = std::move(written);
        stored.edited_by = user;
        stored.edited_ts = workspace_.fresh_ts();
    });
    return {};
}

std::string Client::erase(
    const std::string& user, const std::string& channel, const std::string& ts
) {
    const Message* message = workspace_.message(channel, ts);
    const bool own = message != nullptr && !message->tombstone && message->user == user;
    // A person can also put away what only they see.
    const bool dismissed = message != nullptr && message->only_for == user;
    if (!own && !dismissed) return "You can only delete your own messages.";
    workspace_.remove(channel, ts);
    return {};
}

void Client::open_home(const std::string& user) {
    Change change;
    change.kind = Change::Kind::home_opened;
    change.user = user;
    workspace_.tell(change);
}

}  // namespace debrief::sandbox
