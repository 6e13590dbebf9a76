#include "adapters/teams/outgoing_webhook.hpp"

#include "adapters/teams/activity.hpp"
#include "adapters/teams/mention_text.hpp"
#include "adapters/teams/reply.hpp"
#include "adapters/teams/timestamp.hpp"
#include "bot/base/base64.hpp"
#include "bot/base/log.hpp"
#include "bot/base/text.hpp"
#include "bot/core/grammar.hpp"

#include <chrono>

namespace debrief::teams {
namespace {

constexpr std::string_view prefix = "/teams/outgoing/";
constexpr std::string_view scheme = "HMAC ";
constexpr std::size_t body_limit = 512 * 1024;
/// The signature knows no time: a message that is copied is refused by its age, or by its id while
/// it is young.
constexpr Duration tolerated_age = std::chrono::minutes(5);

bool is_recent(json::Ref activity, UtcTime now) {
    const auto sent = read_timestamp(activity["timestamp"].str());
    return sent && now - *sent <= tolerated_age && *sent - now <= tolerated_age;
}

/// Ids are another set for each webhook; only the directory's id is the person's own.
std::string handle_of(json::Ref account) {
    const std::string_view id = account["aadObjectId"].str();
    return id.empty() ? std::string() : "aad:" + std::string(id);
}

Reading reading_for(const std::string& name) {
    Reading reading;
    reading.is_us = [name = text::lower(name)](json::Ref mentioned, std::string_view called) {
        return !mentioned.exists() || mentioned["id"].str().starts_with("28:") ||
               text::lower(called) == name;
    };
    reading.handle_of = handle_of;
    return reading;
}

/// No form can be opened: say how the verb is typed.
core::Intent without_forms(core::Intent intent) {
    const auto* form = std::get_if<core::ShowForm>(&intent);
    if (form == nullptr) return intent;
    core::ShowHelp help;
    help.verb = core::find_verb(form->form) == nullptr ? "control" : form->form;
    return help;
}

core::Command command_of(const std::string& name, json::Ref activity) {
    PlainText words = read_text(activity, reading_for(name));
    core::Command command = command_by(activity, core::ReplyBy::response, "outgoing webhook");
    command.actor.user = handle_of(activity["from"]);
    command.origin.thread = thread_of(activity);
    command.origin.message = activity["id"].str();
    command.mentions = std::move(words.mentions);
    command.intent = without_forms(core::read_command(words.said));
    return command;
}

}  // namespace

bool is_signed_by(crypto::HmacSha256& sign, const net::Headers& headers, std::string_view body) {
    std::string_view given;
    int count = 0;
    for (const auto& [key, value] : headers.fields()) {
        if (text::lower(key) != "authorization") continue;
        given = value;
        ++count;
    }
    if (count != 1 || body.empty() || !given.starts_with(scheme)) return false;
    const auto signature = from_base64(given.substr(scheme.size()));
    if (!signature) return false;
    const crypto::Digest digest = sign({body});
    const std::string_view expected(reinterpret_cast<const char*>(digest.data()), digest.size());
    return crypto::equal_constant_time(*signature, expected);
}

OutgoingWebhooks::OutgoingWebhooks(
    const std::vector<OutgoingWebhook>& webhooks,
    const Clock& clock,
    flow::Inbox& inbox,
    const templates::Catalog& catalog
)
    : clock_(clock), inbox_(inbox), catalog_(catalog) {
    for (const OutgoingWebhook& webhook : webhooks) {
        auto key = from_base64(text::trim(webhook.secret.reveal()));
        Webhook entry;
        if (key && !key->empty()) {
            entry.sign = std::make_unique<crypto::HmacSha256>(Secret(std::move(*key)));
        } else {
            log::error(
                "the secret of an outgoing webhook is not the Base64 that Teams showed when it was "
                "made; it takes no messages",
                {{"webhook", webhook.name}}
            );
        }
        webhooks_.insert_or_assign(webhook.name, std::move(entry));
    }
}

asio::awaitable<net::HttpResponse> OutgoingWebhooks::handle(net::HttpRequest request) {
    if (request.method != "POST") co_return refuse(405, "Teams posts its messages here.");
    const std::string_view path = request.path();
    const bool is_below = path.starts_with(prefix);
    std::string name(is_below ? path.substr(prefix.size()) : std::string_view());
    const auto webhook = webhooks_.find(name);
    if (webhook == webhooks_.end()) co_return refuse(404, "There is no webhook of this name.");
    if (request.body.size() > body_limit) co_return refuse(413, "The message is too large.");
    crypto::HmacSha256* sign = webhook->second.sign.get();
    if (sign == nullptr || !is_signed_by(*sign, request.headers, request.body)) {
        co_return refuse(401, "The message is not signed with this webhook's secret.");
    }
    auto document = json::parse(request.body);
    if (!document || (*document)["conversation"]["id"].str().empty()) {
        co_return refuse(400, "The body is not a message as Teams sends it.");
    }
    if (!is_recent(*document, clock_.now())) {
        co_return refuse(401, "The message is not of the last five minutes.");
    }
    if ((*document)["type"].str() != "message") co_return net::HttpResponse(200);
    co_return co_await answer(std::move(name), std::move(*document));
}

asio::awaitable<net::HttpResponse> OutgoingWebhooks::answer(
    std::string name, json::Value activity
) {
    core::Command command = command_of(name, activity);
    if (command.actor.empty()) {
        co_return message_answer(
            "Teams does not say who you are, so nothing was done. Guests and anonymous users "
            "cannot use Debrief through a webhook."
        );
    }
    std::string key = "teams:outgoing:" + name + ":" + key_of(activity);
    const auto handled = co_await inbox_.handle(std::move(key), std::move(command));
    if (!handled) {
        log::error(
            "a message of an outgoing webhook was not handled",
            {{"webhook", name}, {"error", handled.error().what()}}
        );
        co_return message_answer(failure_words(handled.error()));
    }
    co_return message_answer(words_of(catalog_, *handled));
}

}  // namespace debrief::teams
