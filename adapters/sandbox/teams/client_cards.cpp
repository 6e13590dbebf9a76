// Buttons of cards and dialogs, and what the client makes of the bot's answers.
#include "adapters/sandbox/teams/card_check.hpp"
#include "adapters/sandbox/teams/card_inputs.hpp"
#include "adapters/sandbox/teams/client.hpp"
#include "bot/base/text.hpp"

namespace debrief::sandbox::teams {
namespace {

using json::Ref;
using json::Value;

constexpr std::string_view card_type = "application/vnd.microsoft.card.adaptive";

Value dialog_value(Value data) {
    Value value = Value::object().set("data", std::move(data));
    value.set("context", Value::object().set("theme", "default"));
    value.set("tabContext", Value());
    return value;
}

Value execute_value(Ref action, Ref inputs, const std::string& trigger) {
    Value sent = Value::object().set("type", "Action.Execute");
    for (const char* member : {"id", "title", "verb"}) {
        if (action[member]) sent.set(member, Value(action[member]));
    }
    sent.set("data", merged_data(action, inputs));
    return Value::object().set("action", std::move(sent)).set("trigger", trigger);
}

/// The words of a transport that failed; empty when the bot answered with 200.
const char* transport_words(const BotAnswer& answer) {
    if (answer.kind != BotAnswer::Kind::answered) return unreachable_words;
    return answer.response.status == 200 ? "" : trouble_words;
}

}  // namespace

std::string Client::trouble(
    const std::string& user, const std::string& message, std::string words
) {
    Notice notice;
    notice.id = tenant_.fresh_guid();
    notice.text = words;
    notice.message = message;
    notice.error = true;
    desks_.notice(user, std::move(notice));
    tenant_.touch();
    return words;
}

std::string Client::complain(
    const std::string& user, const std::string& message, const std::string& what
) {
    desks_.complaints.push_back(what);
    return trouble(user, message, trouble_words);
}

const Message* Client::used_card(const std::string& user, const Press& press, std::string& problem)
    const {
    const Conversation* place = tenant_.conversation(press.conversation);
    const Message* message = tenant_.message(press.conversation, press.message);
    const bool there = message != nullptr && !message->deleted && card_seen(*message, user);
    if (!there || !tenant_.is_member(*place, user)) {
        problem = "This card is gone.";
        return nullptr;
    }
    return message;
}

asio::awaitable<std::string> Client::press(std::string user, Press press) {
    std::string problem;
    const Message* message = used_card(user, press, problem);
    if (message == nullptr) co_return problem;
    const Value card(card_seen(*message, user));
    const auto actions = actions_in(card);
    if (press.action >= actions.size()) co_return std::string("This button is gone.");
    Value action(actions[press.action]);
    if (press.inputs.ref().is_null()) press.inputs = untouched_values(card);
    std::string_view type = action["type"].str();
    if (type == "Action.Execute" && settings_.old_clients.contains(user)) {
        if (!action["fallback"].is_object())
            co_return std::string("Your client does not know this button.");
        Value instead(action["fallback"]);
        action = std::move(instead);
        type = action["type"].str();
    }
    if (type != "Action.Execute" && type != "Action.Submit") co_return std::string();
    if (takes_inputs(action)) {
        const auto refused = refused_inputs(card, press.inputs);
        if (!refused.empty()) co_return refused.front().second;
    }
    std::string trigger = "manual";
    if (type == "Action.Execute") {
        problem = co_await execute(
            std::move(user), std::move(press), std::move(action), std::move(trigger)
        );
        co_return problem;
    }
    Value data = merged_data(action, press.inputs);
    problem =
        co_await send_submit(std::move(user), std::move(press), std::move(action), std::move(data));
    co_return problem;
}

asio::awaitable<std::string> Client::refresh(
    std::string user, std::string conversation, std::string message_id
) {
    Press press;
    press.conversation = std::move(conversation);
    press.message = std::move(message_id);
    press.inputs = Value::object();
    std::string problem;
    const Message* message = used_card(user, press, problem);
    if (message == nullptr) co_return problem;
    Value action(card_seen(*message, user)["refresh"]["action"]);
    if (!action.ref().is_object()) co_return std::string("This card does not refresh itself.");
    std::string trigger = "automatic";
    problem =
        co_await execute(std::move(user), std::move(press), std::move(action), std::move(trigger));
    co_return problem;
}

asio::awaitable<std::string> Client::execute(
    std::string user, Press press, json::Value action, std::string trigger
) {
    const Conversation& place = *tenant_.conversation(press.conversation);
    const Message message = *tenant_.message(press.conversation, press.message);
    Value value = execute_value(action, press.inputs, trigger);
    Value activity = shapes_.invoke(place, message, user, "adaptiveCard/action", std::move(value));
    const BotAnswer answer = co_await channel_.invoke(std::move(activity));
    co_return apply_card_answer(user, press, answer);
}

std::string Client::apply_card_answer(
    const std::string& user, const Press& press, const BotAnswer& answer
) {
    const std::string failed = transport_words(answer);
    if (!failed.empty()) return trouble(user, press.message, failed);
    const auto parsed = json::parse(answer.response.body);
    const Ref body = parsed ? parsed.value().ref() : Ref();
    const auto status = body["statusCode"].integer().value_or(0);
    const std::string_view type = body["type"].str();
    const Ref value = body["value"];
    if (status == 200 && type == card_type) {
        const auto problems = problems_of_card(value, CardUse::message);
        if (!problems.empty()) return complain(user, press.message, problems.front());
        tenant_.change(press.conversation, press.message, [&](Message& each) {
            each.views.insert_or_assign(user, Value(value));
        });
        return {};
    }
    Notice notice;
    notice.id = tenant_.fresh_guid();
    notice.message = press.message;
    if (status == 200 && type == "application/vnd.microsoft.activity.message") {
        notice.text = value.str();
    } else if ((status == 400 || status == 500) && type == "application/vnd.microsoft.error") {
        notice.text = value["code"].is_string() ? value["message"].str() : std::string_view();
        notice.error = true;
    }
    if (notice.text.empty())
        return complain(
            user, press.message, "the answer to Action.Execute is not one: " + answer.response.body
        );
    desks_.notice(user, std::move(notice));
    tenant_.touch();
    return {};
}

// ---- Action.Submit and dialogs

asio::awaitable<std::string> Client::send_submit(
    std::string user, Press press, json::Value action, json::Value data
) {
    const Ref own = data["msteams"];
    const std::string kind(own["type"].str());
    if (kind == "task/fetch") {
        std::string problem =
            co_await fetch_dialog(std::move(user), std::move(press), std::move(data));
        co_return problem;
    }
    const Conversation& place = *tenant_.conversation(press.conversation);
    const Message& message = *tenant_.message(press.conversation, press.message);
    if (kind == "imBack") {
        Place where(press.conversation, tenant_.thread_of(place, message));
        std::string words(own["value"].str());
        std::string problem = co_await type(std::move(user), std::move(where), std::move(words));
        co_return problem;
    }
    if (!kind.empty() && kind != "messageBack")
        co_return complain(user, press.message, "the sandbox knows no button of kind " + kind);
    Value activity = shapes_.submitted(place, message, user, std::move(data));
    if (kind == "messageBack") activity.set("text", Value(action["data"]["msteams"]["text"]));
    // Nobody sees that anything happened until the bot does something.
    channel_.send(activity);
    co_return std::string();
}

asio::awaitable<std::string> Client::fetch_dialog(std::string user, Press press, json::Value data) {
    const Conversation& place = *tenant_.conversation(press.conversation);
    const Message message = *tenant_.message(press.conversation, press.message);
    Value value = dialog_value(std::move(data));
    Value activity = shapes_.invoke(place, message, user, "task/fetch", std::move(value));
    const BotAnswer answer = co_await channel_.invoke(std::move(activity));
    Dialog dialog;
    dialog.id = tenant_.fresh_guid();
    dialog.conversation = press.conversation;
    dialog.message = press.message;
    co_return apply_dialog_answer(user, std::move(dialog), answer, false);
}

asio::awaitable<std::string> Client::submit(
    std::string user, std::string id, std::size_t index, json::Value inputs
) {
    Dialog* open = desks_.dialog(user);
    if (open == nullptr || open->id != id) co_return std::string("This dialog is closed.");
    const Value card = open->card;
    const auto actions = actions_in(card);
    if (index >= actions.size()) co_return std::string("This button is gone.");
    const Ref action = actions[index];
    if (action["type"].str() != "Action.Submit") co_return std::string();
    open->trouble.clear();
    open->errors.clear();
    if (takes_inputs(action)) open->errors = refused_inputs(card, inputs);
    tenant_.touch();
    if (!open->errors.empty()) co_return std::string();
    const Conversation& place = *tenant_.conversation(open->conversation);
    const Message* message = tenant_.message(open->conversation, open->message);
    if (message == nullptr) co_return std::string("This card is gone.");
    Value value = dialog_value(merged_data(action, inputs));
    Value activity = shapes_.invoke(place, *message, user, "task/submit", std::move(value));
    const Dialog before = *open;
    const BotAnswer answer = co_await channel_.invoke(std::move(activity));
    co_return apply_dialog_answer(user, before, answer, true);
}

std::string Client::apply_dialog_answer(
    const std::string& user, Dialog dialog, const BotAnswer& answer, bool may_be_empty
) {
    const auto fails = [&](const char* words) {
        if (!may_be_empty) return trouble(user, dialog.message, words);
        // The dialog stays, with what was entered.
        dialog.trouble = words;
        desks_.open(user, dialog);
        tenant_.touch();
        return std::string();
    };
    const std::string failed = transport_words(answer);
    if (!failed.empty()) return fails(failed.c_str());
    if (may_be_empty && text::trim(answer.response.body).empty()) {
        close(user);
        return {};
    }
    const auto parsed = json::parse(answer.response.body);
    const Ref task = parsed ? parsed.value()["task"] : Ref();
    const Ref value = task["value"];
    if (task["type"].str() == "message" && !value.str().empty()) {
        dialog.card = Value();
        dialog.words = value.str();
    } else {
        const Ref card = value["card"]["content"];
        const auto problems = problems_of_card(card, CardUse::dialog);
        std::string what = problems.empty() ? "" : problems.front();
        if (task["type"].str() != "continue") what = "task.type must be continue or message";
        if (value["card"]["contentType"].str() != card_type) what = "a dialog shows a card";
        if (value["title"].str().empty()) what = "a dialog needs a title";
        if (!what.empty()) {
            desks_.complaints.push_back(what);
            return fails(trouble_words);
        }
        dialog.id = tenant_.fresh_guid();
        dialog.title = value["title"].str();
        dialog.card = Value(card);
        dialog.words.clear();
    }
    dialog.errors.clear();
    dialog.trouble.clear();
    desks_.open(user, std::move(dialog));
    tenant_.touch();
    return {};
}

void Client::close(const std::string& user) {
    desks_.close(user);
    tenant_.touch();
}

}  // namespace debrief::sandbox::teams
