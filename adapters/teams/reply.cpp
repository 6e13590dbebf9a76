#include "adapters/teams/reply.hpp"

#include "bot/flow/failure.hpp"
#include "bot/flow/view_json.hpp"

namespace debrief::teams {
namespace {

constexpr std::string_view card_type = "application/vnd.microsoft.card.adaptive";
constexpr std::string_view message_type = "application/vnd.microsoft.activity.message";
constexpr std::string_view error_type = "application/vnd.microsoft.error";

net::HttpResponse json_answer(json::Ref body) {
    return net::HttpResponse(200, "application/json; charset=utf-8", json::dump(body));
}

net::HttpResponse action_answer(int status, std::string_view type, json::Value value) {
    json::Value body = json::Value::object();
    body.set("statusCode", status).set("type", type).set("value", std::move(value));
    return json_answer(body);
}

/// Where a mention cannot be one, its name stands there.
std::string without_tags(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find('<');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const std::size_t size = text.starts_with("<at>") ? 4 : text.starts_with("</at>") ? 5 : 0;
        if (size == 0) out += '<';
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return out;
}

}  // namespace

json::Value message_of(const templates::Catalog& catalog, const core::Reply& reply) {
    return catalog.render_answer(templates::Platform::teams, reply.name, flow::to_json(reply.view));
}

std::string words_of(const templates::Catalog& catalog, const core::Reply& reply) {
    if (reply.kind == core::Reply::Kind::silent) return "Noted.";
    return without_tags(message_of(catalog, reply)["text"].str());
}

std::string failure_words(const Error& error) {
    return flow::failure_reply(error).errors.front().second;
}

net::HttpResponse passing_message(std::string words) {
    return action_answer(200, message_type, std::move(words));
}

net::HttpResponse card_answer(json::Value card) {
    return action_answer(200, card_type, std::move(card));
}

net::HttpResponse card_error(std::string words) {
    json::Value error = json::Value::object();
    error.set("code", "BadRequest").set("message", std::move(words));
    return action_answer(400, error_type, std::move(error));
}

net::HttpResponse dialog_answer(json::Value task) {
    json::Value body = json::Value::object();
    body.set("task", std::move(task));
    return json_answer(body);
}

net::HttpResponse dialog_message(std::string words) {
    json::Value task = json::Value::object();
    task.set("type", "message").set("value", std::move(words));
    return dialog_answer(std::move(task));
}

net::HttpResponse message_answer(std::string words) {
    json::Value body = json::Value::object();
    body.set("type", "message").set("textFormat", "plain").set("text", std::move(words));
    return json_answer(body);
}

net::HttpResponse refuse(int status, std::string sentence) {
    json::Value body = json::Value::object();
    body.set("error", std::move(sentence));
    return net::HttpResponse(status, "application/json; charset=utf-8", json::dump(body));
}

}  // namespace debrief::teams
