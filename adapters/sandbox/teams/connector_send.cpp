// Sending, updating, deleting, and opening conversations.
#include "adapters/sandbox/teams/connector.hpp"
#include "adapters/sandbox/teams/connector_request.hpp"

namespace debrief::sandbox::teams {
namespace {

using json::Ref;
using json::Value;

Refusal bad_creation() {
    return Refusal(400, "BadSyntax", "Incorrect conversation creation parameters");
}

net::HttpResponse answer_id(int status, const std::string& id) {
    return connector_answer(status, Value::object().set("id", id));
}

bool names_tenant(Ref body) {
    return body["tenantId"].str() == ids::tenant ||
           body["channelData"]["tenant"]["id"].str() == ids::tenant;
}

}  // namespace

void fill_message(Message& message, Ref activity) {
    message.text = activity["text"].str();
    message.format = activity["textFormat"].str("markdown");
    message.summary = activity["summary"].str();
    message.mentions.clear();
    const auto take = [&](Ref each) {
        if (each["type"].str() == "mention")
            message.mentions.emplace_back(
                std::string(each["mentioned"]["id"].str()),
                std::string(each["mentioned"]["name"].str())
            );
    };
    activity["entities"].each(take);
    const Ref card = card_of(activity);
    card["msteams"]["entities"].each(take);
    message.card = card ? Value(card) : Value();
    message.views.clear();
}

std::string Connector::post(const Place& place, Ref activity) {
    Message message;
    message.from = ids::bot;
    message.by_bot = true;
    fill_message(message, activity);
    const bool both = !message.text.empty() && !message.card.ref().is_null();
    if (!both) return tenant_.post(place, std::move(message))->id;
    // Teams makes two messages of it, and the bot learns the id of only one.
    Message text = message;
    text.card = Value();
    message.text.clear();
    std::string id = tenant_.post(place, std::move(text))->id;
    tenant_.post(place, std::move(message));
    return id;
}

net::HttpResponse Connector::send(Request& request) {
    const Conversation* place = nullptr;
    if (Refusal refusal = refuse_place(request, place)) return refusal_answer(refusal);
    if (request.query.find("isTargetedActivity") != std::string::npos)
        return refusal_answer(Refusal(400, "BadArgument", "Targeted messages are in preview."));
    const Ref activity = request.body;
    if (Refusal refusal = refuse_activity(activity, request.raw, sizes_, tenant_, *place))
        return refusal_answer(refusal);
    if (activity["type"].str() == "typing") return connector_answer(202, Value::object());
    // The conversation decides the thread; the activity that is replied to never does. So a reply
    // to the bare channel is a new post.
    const Place where = place_of(request.conversation);
    return answer_id(201, post(where, activity));
}

Refusal Connector::refuse_own_message(const Request& request, const Place& where) const {
    const Message* message = tenant_.message(where.conversation, request.activity);
    const bool here =
        message != nullptr && !message->deleted &&
        (where.root.empty() || message->id == where.root || message->root == where.root);
    if (!here) return Refusal(404, "ActivityNotFoundInConversation", "Activity not found.");
    if (!message->by_bot)
        return Refusal(403, "ForbiddenOperationException", "Only the author can do that.");
    return {};
}

net::HttpResponse Connector::update(Request& request) {
    const Conversation* place = nullptr;
    if (Refusal refusal = refuse_place(request, place)) return refusal_answer(refusal);
    const Place where = place_of(request.conversation);
    if (Refusal refusal = refuse_own_message(request, where)) return refusal_answer(refusal);
    const Ref activity = request.body;
    if (Refusal refusal = refuse_activity(activity, request.raw, sizes_, tenant_, *place))
        return refusal_answer(refusal);
    const bool same = !activity["id"] || activity["id"].str() == request.activity;
    const bool both = !activity["text"].str().empty() && card_of(activity);
    if (!same || both || activity["type"].str() != "message")
        return refusal_answer(Refusal(
            400, "BadSyntax", "An update is one message with the id it has: text or a card."
        ));
    tenant_.change(where.conversation, request.activity, [&](Message& message) {
        fill_message(message, activity);
        message.edited = true;
    });
    return answer_id(200, request.activity);
}

net::HttpResponse Connector::erase(Request& request) {
    const Conversation* place = nullptr;
    if (Refusal refusal = refuse_place(request, place)) return refusal_answer(refusal);
    const Place where = place_of(request.conversation);
    if (Refusal refusal = refuse_own_message(request, where)) return refusal_answer(refusal);
    tenant_.remove(where.conversation, request.activity);
    return net::HttpResponse(200);
}

net::HttpResponse Connector::create(Request& request) {
    const Ref body = request.body;
    if (!body.is_object() || !names_tenant(body) || holds_null(body))
        return refusal_answer(bad_creation());
    const Ref bot = body["bot"]["id"];
    if (bot && bot.str() != ids::bot) return refusal_answer(bad_creation());
    const bool group = body["isGroup"].boolean().value_or(false);
    const std::string channel(body["channelData"]["channel"]["id"].str());
    if (group && !channel.empty()) return create_thread(request, channel);
    // A bot cannot open a group chat.
    if (group || !body["isGroup"].boolean().has_value()) return refusal_answer(bad_creation());
    return create_personal(request);
}

net::HttpResponse Connector::create_thread(Request& request, const std::string& channel) {
    request.conversation = channel;
    const Conversation* place = nullptr;
    if (Refusal refusal = refuse_place(request, place)) return refusal_answer(refusal);
    const Ref activity = request.body["activity"];
    if (!activity || place->scope != Scope::channel || place_of(channel).conversation != channel)
        return refusal_answer(bad_creation());
    if (Refusal refusal = refuse_activity(activity, request.raw, sizes_, tenant_, *place))
        return refusal_answer(refusal);
    if (activity["type"].str() != "message") return refusal_answer(bad_creation());
    Place where(channel, {});
    const std::string id = post(where, activity);
    where.root = id;
    Value body = Value::object().set("id", id_of(where)).set("activityId", id);
    return connector_answer(201, body);
}

net::HttpResponse Connector::create_personal(Request& request) {
    const Ref members = request.body["members"];
    const Person* person = tenant_.person(members.at(0)["id"].str());
    if (members.size() != 1 || !members.at(0)["id"].str().starts_with("29:"))
        return refusal_answer(bad_creation());
    if (person == nullptr) return refusal_answer(Refusal(400, "BadArgument", "Unknown user."));
    request.conversation = tenant_.personal(person->id).id;
    const Conversation* place = nullptr;
    if (Refusal refusal = refuse_place(request, place)) return refusal_answer(refusal);
    if (const Ref activity = request.body["activity"]) {
        if (Refusal refusal = refuse_activity(activity, request.raw, sizes_, tenant_, *place))
            return refusal_answer(refusal);
        post(Place(request.conversation, {}), activity);
    }
    return answer_id(201, request.conversation);
}

}  // namespace debrief::sandbox::teams
