#include "adapters/teams/workflow.hpp"

#include "adapters/teams/placement.hpp"
#include "adapters/teams/retry_after.hpp"
#include "bot/base/log.hpp"
#include "bot/base/text.hpp"

namespace debrief::teams {
namespace {

using Kind = flow::SendOutcome::Kind;

/// A flow takes 28 KB; the rest is for what stands around the card on its way.
constexpr std::size_t largest_body = 25 * 1024;
constexpr std::size_t longest_text = 6'000;
constexpr Duration default_pause = std::chrono::seconds(30);

/// A flow hears of no button and of no input.
bool is_kept(json::Ref element) {
    const std::string_view type = element["type"].str();
    if (type.starts_with("Input.")) return false;
    return !type.starts_with("Action.") || type == "Action.OpenUrl";
}

/// The flow's bot cannot mention anybody: only the name stays.
std::string without_mentions(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const bool open = text.starts_with("<at>");
        const bool close = text.starts_with("</at>");
        if (!open && !close) out += text.front();
        text.remove_prefix(open ? 4 : close ? 5 : 1);
    }
    return out;
}

/// An element that holds others and is nothing without them.
bool is_empty_holder(json::Ref element) {
    const std::string_view type = element["type"].str();
    return (type == "ActionSet" && !element["actions"].exists()) ||
           (type == "Container" && !element["items"].exists());
}

json::Value plain_card(json::Ref node) {
    if (node.is_string()) return json::Value(without_mentions(node.str()));
    if (node.is_array()) {
        json::Value out = json::Value::array();
        node.each([&](json::Ref element) {
            if (!is_kept(element)) return;
            json::Value kept = plain_card(element);
            if (!is_empty_holder(kept)) out.push(std::move(kept));
        });
        return out;
    }
    if (!node.is_object()) return json::Value(node);
    json::Value out = json::Value::object();
    node.each_member([&](std::string_view key, json::Ref member) {
        if (key == "refresh" || key == "entities" || !is_kept(member)) return;
        json::Value kept = plain_card(member);
        const bool emptied = member.is_array() && member.size() > 0 && kept.ref().size() == 0;
        if (!emptied) out.set(key, std::move(kept));
    });
    return out;
}

json::Value text_card(std::string_view text) {
    json::Value block = json::Value::object();
    block.set("type", "TextBlock").set("text", text::cut(text, longest_text)).set("wrap", true);
    json::Value body = json::Value::array();
    body.push(std::move(block));
    json::Value card = json::Value::object();
    card.set("type", "AdaptiveCard")
        .set("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .set("version", "1.5")
        .set("body", std::move(body));
    return card;
}

json::Value with_card(json::Value card) {
    json::Value attachment = json::Value::object();
    attachment.set("contentType", "application/vnd.microsoft.card.adaptive")
        .set("contentUrl", nullptr)
        .set("content", std::move(card));
    json::Value attachments = json::Value::array();
    attachments.push(std::move(attachment));
    json::Value body = json::Value::object();
    body.set("type", "message").set("attachments", std::move(attachments));
    return body;
}

flow::SendOutcome sent(const flow::Outgoing& message) {
    flow::SendOutcome outcome;
    std::string id = message.message.empty() ? message.marker : message.message;
    outcome.message = core::MessageRef(message.channel, std::move(id));
    return outcome;
}

flow::SendOutcome classify(
    const Result<net::HttpResponse>& response, const flow::Outgoing& message
) {
    const std::string whose = "The workflow " + message.channel.id;
    if (!response) {
        const bool unsent = response.error().code() == Errc::refused ||
                            response.error().code() == Errc::invalid_input;
        return flow::SendOutcome(
            unsent ? Kind::retry : Kind::unknown,
            whose + " could not be reached: " + response.error().what()
        );
    }
    const int status = response->status;
    if (status == 202) return sent(message);
    log::warn(
        "a workflow did not take a message", {{"workflow", message.channel.id}, {"status", status}}
    );
    const std::string answered = whose + " answered with HTTP status " + std::to_string(status);
    if (status == 429) {
        flow::SendOutcome outcome(Kind::wait, whose + " asks to wait.");
        outcome.after = retry_after(*response).value_or(default_pause);
        outcome.pace_key = pace_key(message);
        return outcome;
    }
    if (status >= 500 || status == 408) return flow::SendOutcome(Kind::retry, answered + ".");
    if (status == 404 || status == 410) {
        return flow::SendOutcome(
            Kind::park, answered + ": the flow was deleted; create it again and configure its URL."
        );
    }
    if (status >= 400) {
        return flow::SendOutcome(
            Kind::park,
            answered +
                ": its URL is wrong, or the flow is turned off or has lost its owner; copy "
                "the URL again in Power Automate."
        );
    }
    return flow::SendOutcome(
        Kind::park,
        answered +
            " instead of 202: this is not the URL of a \"When a Teams webhook request is "
            "received\" flow."
    );
}

}  // namespace

json::Value workflow_body(json::Ref rendered) {
    const std::string text = without_mentions(rendered["text"].str("…"));
    if (!rendered["card"].is_object()) return with_card(text_card(text));
    json::Value card = plain_card(rendered["card"]);
    json::Value body = with_card(std::move(card));
    if (json::dump(body).size() <= largest_body) return body;
    return with_card(text_card(text));
}

Workflows::Workflows(net::HttpClient& http, std::vector<WorkflowTarget> targets)
    : http_(http), targets_(std::move(targets)) {}

const WorkflowTarget* Workflows::find(const std::string& name) const {
    for (const WorkflowTarget& target : targets_) {
        if (target.name == name) return &target;
    }
    return nullptr;
}

asio::awaitable<flow::SendOutcome> Workflows::send(flow::Outgoing message, json::Ref rendered) {
    if (message.action != flow::Outgoing::Action::post) co_return sent(message);
    const WorkflowTarget* target = find(message.channel.id);
    if (target == nullptr) {
        co_return flow::SendOutcome(
            Kind::park, "There is no [[teams.workflow]] called " + message.channel.id + " any more."
        );
    }
    net::HttpRequest request("POST", "");
    request.headers.add("Content-Type", "application/json; charset=utf-8");
    request.body = json::dump(workflow_body(rendered));
    std::string url(target->url.reveal());
    const auto response = co_await http_.send(std::move(url), std::move(request));
    co_return classify(response, message);
}

}  // namespace debrief::teams
