// Talking: messages, edits, reactions, outgoing webhooks.
#include "adapters/sandbox/teams/client.hpp"

#include "adapters/sandbox/teams/activity_check.hpp"
#include "adapters/sandbox/teams/card_check.hpp"
#include "bot/base/text.hpp"

#include <algorithm>

namespace debrief::sandbox::teams {
namespace {

using json::Value;

constexpr auto not_here = "You are not part of this conversation.";
constexpr auto gone = "This message is gone.";

bool begins_with_mention(std::string_view text, std::string_view name) {
    return text.starts_with('@') && text::lower(text.substr(1, name.size())) == text::lower(name);
}

}  // namespace

std::string Client::refuse_writing(const std::string& user, const Conversation* place) const {
    if (place == nullptr || place->closed || !tenant_.is_member(*place, user)) return not_here;
    if (place->scope == Scope::personal && !tenant_.installed_in(*place))
        return "Add Debrief first: then you can chat with it.";
    return {};
}

bool Client::heard(const Conversation& place, bool mentioned) const {
    return tenant_.installed_in(place) && (mentioned || tenant_.reads_all_of(place));
}

asio::awaitable<std::string> Client::type(std::string user, Place place, std::string text) {
    const Conversation* where = tenant_.conversation(place.conversation);
    std::string problem = refuse_writing(user, where);
    if (!problem.empty()) co_return problem;
    const Typed typed = read_typed(tenant_, text, tenant_.installed_in(*where));
    Message message;
    message.from = user;
    message.text = typed.text;
    message.mentions = typed.mentions;
    const Message* posted = tenant_.post(place, std::move(message));
    if (posted == nullptr) co_return std::string(gone);
    const std::string id = posted->id;
    if (heard(*where, typed.names(ids::bot))) {
        channel_.send(shapes_.message(*where, *posted, typed, settings_.untidy));
    }
    const bool hooked = !settings_.webhook_url.empty() && where->scope == Scope::channel &&
                        begins_with_mention(text, settings_.webhook_name);
    if (hooked) co_await ask_webhook(user, place, id);
    co_return std::string();
}

std::string Client::edit(
    const std::string& user,
    const std::string& conversation,
    const std::string& id,
    std::string_view text
) {
    const Conversation* place = tenant_.conversation(conversation);
    const Message* message = tenant_.message(conversation, id);
    if (message == nullptr || message->deleted) return gone;
    if (message->from != user) return "Only the author can edit a message.";
    const Typed typed = read_typed(tenant_, text, tenant_.installed_in(*place));
    const bool mentioned =
        typed.names(ids::bot) ||
        std::any_of(message->mentions.begin(), message->mentions.end(), [](const Mention& each) {
            return each.id == ids::bot;
        });
    tenant_.change(conversation, id, [&](Message& each) {
        each.text = typed.text;
        each.mentions = typed.mentions;
        each.edited = true;
    });
    if (heard(*place, mentioned))
        channel_.send(shapes_.message_change(*place, *message, "editMessage"));
    return {};
}

std::string Client::erase(
    const std::string& user, const std::string& conversation, const std::string& id
) {
    const Conversation* place = tenant_.conversation(conversation);
    const Message* message = tenant_.message(conversation, id);
    if (message == nullptr || message->deleted) return gone;
    if (message->from != user) return "Only the author can delete a message.";
    tenant_.remove(conversation, id);
    const bool mentioned = message->text.find("<at>Debrief</at>") != std::string::npos;
    if (heard(*place, mentioned))
        channel_.send(shapes_.message_change(*place, *message, "softDeleteMessage"));
    return {};
}

std::string Client::restore(
    const std::string& user, const std::string& conversation, const std::string& id
) {
    const Conversation* place = tenant_.conversation(conversation);
    const Message* message = tenant_.message(conversation, id);
    if (message == nullptr || !message->deleted || message->from != user) return gone;
    tenant_.change(conversation, id, [](Message& each) { each.deleted = false; });
    const bool mentioned = message->text.find("<at>Debrief</at>") != std::string::npos;
    if (heard(*place, mentioned))
        channel_.send(shapes_.message_change(*place, *message, "undeleteMessage"));
    return {};
}

std::string Client::react(
    const std::string& user,
    const std::string& conversation,
    const std::string& id,
    const std::string& name
) {
    const Conversation* place = tenant_.conversation(conversation);
    const Message* message = tenant_.message(conversation, id);
    if (message == nullptr || message->deleted) return gone;
    if (!tenant_.is_member(*place, user)) return not_here;
    bool added = false;
    tenant_.change(conversation, id, [&](Message& each) {
        auto found =
            std::find_if(each.reactions.begin(), each.reactions.end(), [&](const Reaction& one) {
                return one.name == name;
            });
        if (found == each.reactions.end())
            found = each.reactions.insert(each.reactions.end(), Reaction{name, {}});
        added = std::erase(found->users, user) == 0;
        if (added)
            found->users.push_back(user);
        else if (found->users.empty())
            each.reactions.erase(found);
    });
    // Of other people's messages the bot never hears this, whatever it may read.
    if (message->by_bot && tenant_.installed_in(*place))
        channel_.send(shapes_.reaction(*place, *message, user, name, added));
    return {};
}

// ---- outgoing webhooks

asio::awaitable<void> Client::ask_webhook(std::string user, Place place, std::string id) {
    const Conversation& where = *tenant_.conversation(place.conversation);
    const Message message = *tenant_.message(place.conversation, id);
    Typed typed;
    const std::string name = "<at>" + settings_.webhook_name + "</at>";
    typed.text = name + message.text.substr(settings_.webhook_name.size() + 1);
    typed.html = "<p>" + escape_xml(message.text) + "</p>";
    typed.mentions.emplace_back("28:outgoing-webhook", settings_.webhook_name);
    Value activity = shapes_.message(where, message, typed, settings_.untidy);
    // Ids belong to the webhook: the bot's own ids of the same people are others.
    const Person* person = tenant_.person(user);
    Value from = Value::object();
    from.set("id", "29:1hook-" + person->aad.substr(24)).set("name", person->name);
    activity.set("from", std::move(from.set("aadObjectId", person->aad)));
    Value recipient = Value::object();
    recipient.set("id", "28:outgoing-webhook").set("name", settings_.webhook_name);
    activity.set("recipient", std::move(recipient));
    net::HttpRequest request("POST", "/");
    request.body = json::dump(activity);
    request.headers.add("Content-Type", "application/json; charset=utf-8");
    request.headers.add("Authorization", webhook_signature(settings_.webhook_secret, request.body));
    std::string url = settings_.webhook_url;
    const BotAnswer answer = co_await channel_.post_elsewhere(std::move(url), std::move(request));
    Message reply;
    reply.from = settings_.webhook_name;
    reply.by_flow = true;
    const auto parsed = json::parse(answer.response.body);
    const json::Ref body = parsed ? parsed.value().ref() : json::Ref();
    const json::Ref card = card_of(body);
    reply.text = body["text"].str();
    if (card && problems_of_card(card, CardUse::posted).empty()) reply.card = Value(card);
    const bool understood = answer.fine() && body["type"].str() == "message" &&
                            (!reply.text.empty() || !reply.card.ref().is_null());
    if (!understood) {
        desks_.complaints.emplace_back("the outgoing webhook was not answered with a message");
        reply.text = "Sorry, there was a problem encountered with your request";
        reply.card = Value();
    }
    Place thread(place.conversation, tenant_.thread_of(where, message));
    tenant_.post(thread, std::move(reply));
}

}  // namespace debrief::sandbox::teams
