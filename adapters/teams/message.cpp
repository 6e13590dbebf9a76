#include "adapters/teams/message.hpp"

#include "bot/base/text.hpp"

namespace debrief::teams {
namespace {

/// Teams refuses about 100 KB and advises to stay below 80.
constexpr std::size_t largest_activity = 80 * 1024;
constexpr std::size_t longest_text = 20'000;
constexpr std::size_t longest_fallback = 8'000;
/// What fits into a notification.
constexpr std::size_t longest_summary = 200;

constexpr std::string_view card_type = "application/vnd.microsoft.card.adaptive";

bool is_marked(std::string_view type) {
    return type == "Action.Execute" || type == "Action.Submit";
}

/// A copy in which every action carries the marker, wherever it stands: in a row of actions, behind
/// a tap on a container, as the fallback of another, in a card within the card.
json::Value stamped(json::Ref node, std::string_view marker) {
    if (node.is_array()) {
        json::Value out = json::Value::array();
        node.each([&](json::Ref element) { out.push(stamped(element, marker)); });
        return out;
    }
    if (!node.is_object()) return json::Value(node);
    json::Value out = json::Value::object();
    node.each_member([&](std::string_view key, json::Ref member) {
        out.set(key, stamped(member, marker));
    });
    if (!is_marked(node["type"].str())) return out;
    json::Value data = json::Value::object();
    if (node["data"].is_object()) data = json::Value(node["data"]);
    // Data that is no object is somebody's own and has no room for a marker.
    if (node["data"].exists() && !node["data"].is_object()) return out;
    data.set(marker_key, marker);
    out.set("data", std::move(data));
    return out;
}

json::Value message_activity() {
    json::Value activity = json::Value::object();
    activity.set("type", "message");
    return activity;
}

std::string escaped(std::string_view name) {
    std::string out;
    for (const char c : name) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace

Result<json::Value> render(const templates::Catalog& catalog, const flow::Outgoing& message) {
    return catalog.render_stored(templates::Platform::teams, message.template_name, message.view);
}

json::Value activity_of(json::Ref rendered, std::string_view marker) {
    if (!rendered["card"].is_object()) return text_activity_of(rendered);
    json::Value card =
        marker.empty() ? json::Value(rendered["card"]) : stamped(rendered["card"], marker);
    const std::string_view text = rendered["text"].str();
    if (card["fallbackText"].str().empty())
        card.set("fallbackText", text::cut(text, longest_fallback));
    json::Value attachment = json::Value::object();
    attachment.set("contentType", card_type).set("content", std::move(card));
    json::Value attachments = json::Value::array();
    attachments.push(std::move(attachment));
    json::Value activity = message_activity();
    activity.set("summary", text::cut(text, longest_summary));
    activity.set("attachments", std::move(attachments));
    if (size_as_utf16(json::dump(activity)) > largest_activity) return text_activity_of(rendered);
    return activity;
}

json::Value text_activity_of(json::Ref rendered) {
    json::Value activity = message_activity();
    activity.set("text", text::cut(rendered["text"].str("…"), longest_text));
    activity.set("textFormat", rendered["textFormat"].str("plain"));
    if (rendered["entities"].size() > 0)
        activity.set("entities", json::Value(rendered["entities"]));
    return activity;
}

json::Value named_activity_of(json::Ref rendered, std::string_view user, std::string_view name) {
    const std::string mention = "<at>" + escaped(name) + "</at>";
    json::Value mentioned = json::Value::object();
    mentioned.set("id", user).set("name", name);
    json::Value entity = json::Value::object();
    entity.set("type", "mention").set("mentioned", std::move(mentioned)).set("text", mention);
    json::Value entities(rendered["entities"]);
    entities.push(std::move(entity));
    json::Value activity = text_activity_of(rendered);
    activity.set("text", mention + " " + std::string(activity["text"].str()));
    activity.set("entities", std::move(entities));
    return activity;
}

json::Value thread_parameters(
    std::string_view channel, std::string_view tenant, json::Value activity
) {
    json::Value id = json::Value::object();
    id.set("id", channel);
    json::Value data = json::Value::object();
    data.set("channel", std::move(id));
    json::Value parameters = json::Value::object();
    parameters.set("isGroup", true);
    parameters.set("channelData", std::move(data));
    parameters.set("activity", std::move(activity));
    if (!tenant.empty()) parameters.set("tenantId", tenant);
    return parameters;
}

json::Value chat_parameters(std::string_view user, std::string_view tenant) {
    json::Value member = json::Value::object();
    member.set("id", user);
    json::Value members = json::Value::array();
    members.push(std::move(member));
    json::Value parameters = json::Value::object();
    parameters.set("isGroup", false);
    parameters.set("members", std::move(members));
    if (!tenant.empty()) parameters.set("tenantId", tenant);
    return parameters;
}

std::size_t size_as_utf16(std::string_view utf8) {
    std::size_t units = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) == 0x80U) continue;  // the rest of a code point
        units += byte >= 0xF0U ? 2 : 1;         // beyond U+FFFF: a pair
    }
    return units * 2;
}

}  // namespace debrief::teams
