// Buttons, modals and shortcuts.
#include "adapters/sandbox/block_kit.hpp"
#include "adapters/sandbox/client.hpp"
#include "adapters/sandbox/form_values.hpp"
#include "adapters/sandbox/shapes.hpp"
#include "bot/base/text.hpp"

#include <set>

namespace debrief::sandbox {
namespace {

using json::Value;

constexpr auto no_answer = "Debrief did not respond. Try again?";

Value user_shape(const Person& person) {
    return Value::object()
        .set("id", person.id)
        .set("username", person.handle)
        .set("name", person.handle)
        .set("team_id", ids::team);
}

/// `actions[0]`: what was used and what was chosen.
Value action_shape(json::Ref element, const Press& press, const std::string& action_ts) {
    Value action = Value::object()
                       .set("type", element["type"].str())
                       .set("action_id", press.action_id)
                       .set("block_id", press.block_id)
                       .set("action_ts", action_ts);
    for (const char* member : {"text", "value"}) {
        if (element[member].exists()) action.set(member, Value(element[member]));
    }
    press.chosen.ref().each_member([&](std::string_view key, json::Ref value) {
        action.set(key, Value(value));
    });
    return action;
}

/// Keys of an `errors` answer must be input blocks of the view.
bool read_errors(
    json::Ref errors, json::Ref blocks, std::vector<std::pair<std::string, std::string>>& found
) {
    std::set<std::string, std::less<>> inputs;
    blocks.each([&](json::Ref block) {
        if (block["type"].str() == "input") inputs.emplace(block["block_id"].str());
    });
    bool fine = errors.is_object() && errors.size() > 0;
    errors.each_member([&](std::string_view block, json::Ref words) {
        fine = fine && words.is_string() && inputs.contains(block);
        found.emplace_back(block, words.str());
    });
    return fine;
}

}  // namespace

Value Client::payload_for(const std::string& type, const std::string& user) {
    return Value::object()
        .set("type", type)
        .set("user", user_shape(*workspace_.person(user)))
        .set("api_app_id", ids::app)
        .set("token", "deprecated-verification-token")
        .set("team", Value::object().set("id", ids::team).set("domain", "debrief-sandbox"))
        .set("enterprise", Value())
        .set("is_enterprise_install", false);
}

asio::awaitable<BotAnswer> Client::interact(Value payload) {
    std::vector<std::pair<std::string, std::string>> fields;
    fields.emplace_back("payload", json::dump(payload));
    const std::string body = net::encode_form(fields);
    co_return co_await link_.post("application/x-www-form-urlencoded", body, ExtraHeaders());
}

Value Client::place_in_view(const std::string& user, const Press& press, Value& element) {
    const View* view = modals_.find(press.view);
    if (view == nullptr || view->user != user) return {};
    element = Value(find_element(view->definition["blocks"], press.block_id, press.action_id));
    const Value values = complete_values(view->definition["blocks"], press.state);
    modals_.note(press.view, [&](View& stored) { stored.values = values; });
    view = modals_.find(press.view);
    return Value::object()
        .set("container", Value::object().set("type", "view").set("view_id", press.view))
        .set("view", view_json(*view))
        .set("state", Value::object().set("values", values))
        .set("hash", view->hash);
}

Value Client::place_in_message(const std::string& user, const Press& press, Value& element) {
    const Channel* channel = workspace_.channel(press.channel);
    const Message* message = workspace_.message(press.channel, press.ts);
    const bool visible = message != nullptr && !message->tombstone &&
                         (message->only_for.empty() || message->only_for == user);
    if (channel == nullptr || !visible) return {};
    element = Value(find_element(message->blocks, press.block_id, press.action_id));
    const bool ephemeral = !message->only_for.empty();
    Value container = Value::object().set("type", "message").set("message_ts", press.ts);
    container.set("channel_id", press.channel).set("is_ephemeral", ephemeral);
    if (!message->thread_ts.empty()) container.set("thread_ts", message->thread_ts);
    ResponseUrl url;
    url.user = user;
    url.channel = press.channel;
    url.message = press.ts;
    url.thread = message->thread_ts;
    url.ephemeral = ephemeral;
    const std::string name = channel->name.empty() ? "directmessage" : channel->name;
    Value values = press.state.ref().is_object() ? press.state : Value::object();
    Value place =
        Value::object()
            .set("container", std::move(container))
            .set("channel", Value::object().set("id", press.channel).set("name", name))
            .set("state", Value::object().set("values", std::move(values)))
            .set("response_url", settings_.hooks_url + urls_.issue("actions", std::move(url)));
    // Of a message that only one person sees, Slack tells the app no more than where it is.
    if (!ephemeral) place.set("message", message_json(workspace_, *channel, *message));
    return place;
}

asio::awaitable<std::string> Client::press(std::string user, Press press) {
    Value element;
    const bool in_view = !press.view.empty();
    const Value place =
        in_view ? place_in_view(user, press, element) : place_in_message(user, press, element);
    if (place.ref().is_null()) {
        co_return std::string(
            in_view ? "This view is not open any more." : "This message is not there any more."
        );
    }
    if (!element.ref().is_object()) co_return std::string("This button is not there any more.");
    Value payload = payload_for("block_actions", user);
    place.ref().each_member([&](std::string_view key, json::Ref value) {
        payload.set(key, Value(value));
    });
    payload.set("trigger_id", triggers_.issue(user, press.view))
        .set("actions", Value::array().push(action_shape(element, press, workspace_.fresh_ts())));
    const BotAnswer answer = co_await interact(std::move(payload));
    const bool fine = answer.kind == BotAnswer::Kind::answered && answer.response.status == 200;
    co_return std::string(fine ? "" : no_answer);
}

asio::awaitable<std::string> Client::submit(std::string user, std::string view_id, Value values) {
    const View* view = modals_.top(user);
    if (view == nullptr || view->id != view_id)
        co_return std::string("This form is not open any more.");
    if (!view->definition["submit"].exists())
        co_return std::string("This view has nothing to submit.");
    const Value typed = complete_values(view->definition["blocks"], values);
    auto incomplete = incomplete_fields(view->definition, typed);
    const bool complete = incomplete.empty();
    modals_.note(view_id, [&](View& stored) {
        stored.values = typed;
        stored.errors = std::move(incomplete);
        stored.trouble.clear();
    });
    if (!complete) co_return std::string();
    Value payload = payload_for("view_submission", user);
    payload.set("trigger_id", triggers_.issue(user, view_id))
        .set("view", view_json(*modals_.find(view_id)))
        .set("response_urls", Value::array());
    const BotAnswer answer = co_await interact(std::move(payload));
    const bool understood = apply_submission(user, view_id, answer);
    if (!understood)
        modals_.note(view_id, [](View& stored) { stored.trouble = submission_trouble; });
    co_return std::string();
}

bool Client::apply_submission(
    const std::string& user, const std::string& view_id, const BotAnswer& answer
) {
    if (answer.kind != BotAnswer::Kind::answered || answer.response.status != 200) return false;
    const View* view = modals_.find(view_id);
    if (text::trim(answer.response.body).empty()) {
        if (view != nullptr) modals_.close(view_id);
        return true;
    }
    const auto parsed = json::parse(answer.response.body);
    if (!parsed) return false;
    const json::Ref body = parsed.value();
    const std::string_view action = body["response_action"].str();
    if (action == "clear") {
        modals_.clear(user);
        return true;
    }
    if (view == nullptr) return false;
    if (action == "errors") {
        std::vector<std::pair<std::string, std::string>> errors;
        if (!read_errors(body["errors"], view->definition["blocks"], errors)) return false;
        return modals_.note(view_id, [&](View& stored) { stored.errors = std::move(errors); });
    }
    if (action != "update" && action != "push") return false;
    if (refuse_view(body["view"], "modal")) return false;
    const View* same = modals_.find_external(body["view"]["external_id"].str());
    if (same != nullptr && !(action == "update" && same->id == view_id)) return false;
    if (action == "push") return modals_.push(user, body["view"]) != nullptr;
    return modals_.update(view_id, body["view"]);
}

asio::awaitable<std::string> Client::close(std::string user, std::string view_id, bool all) {
    const View* view = modals_.find(view_id);
    if (view == nullptr || view->user != user) co_return std::string();
    const bool whole_stack = all || view->definition["clear_on_close"].boolean().value_or(false);
    const View closed = whole_stack ? *modals_.find(view->root) : *view;
    if (whole_stack)
        modals_.clear(user);
    else
        modals_.close(view_id);
    if (!closed.definition["notify_on_close"].boolean().value_or(false)) co_return std::string();
    View blank = closed;  // what was entered is not told
    blank.values = Value::object();
    Value payload = payload_for("view_closed", user);
    payload.set("view", view_json(blank)).set("is_cleared", all);
    co_await interact(std::move(payload));
    co_return std::string();
}

asio::awaitable<std::string> Client::shortcut(std::string user, std::string callback_id) {
    Value payload = payload_for("shortcut", user);
    payload.set("callback_id", callback_id)
        .set("trigger_id", triggers_.issue(user, std::string()))
        .set("action_ts", workspace_.fresh_ts());
    const BotAnswer answer = co_await interact(std::move(payload));
    co_return std::string(answer.fine() ? "" : no_answer);
}

asio::awaitable<std::string> Client::message_shortcut(
    std::string user, std::string callback_id, std::string channel_id, std::string ts
) {
    const Channel* channel = workspace_.channel(channel_id);
    const Message* message = workspace_.public_message(channel_id, ts);
    if (channel == nullptr || message == nullptr)
        co_return std::string("This message is not there any more.");
    ResponseUrl url;
    url.user = user;
    url.channel = channel_id;
    url.thread = message->thread_ts;
    Value payload = payload_for("message_action", user);
    payload.set("callback_id", callback_id)
        .set("trigger_id", triggers_.issue(user, std::string()))
        .set("action_ts", workspace_.fresh_ts())
        .set("message_ts", ts)
        .set("channel", Value::object().set("id", channel_id).set("name", channel->name))
        .set("message", message_json(workspace_, *channel, *message))
        .set("response_url", settings_.hooks_url + urls_.issue("app", std::move(url)));
    const BotAnswer answer = co_await interact(std::move(payload));
    co_return std::string(answer.fine() ? "" : no_answer);
}

}  // namespace debrief::sandbox
