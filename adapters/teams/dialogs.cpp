#include "adapters/teams/dialogs.hpp"

#include "adapters/teams/reply.hpp"
#include "templates/forms.hpp"

namespace debrief::teams {
namespace {

constexpr std::string_view form_prefix = "form_";
constexpr std::string_view card_type = "application/vnd.microsoft.card.adaptive";

std::string_view form_of(std::string_view template_name) {
    if (!template_name.starts_with(form_prefix)) return {};
    return template_name.substr(form_prefix.size());
}

json::Value task_of(std::string_view title, json::Value card) {
    json::Value attachment = json::Value::object();
    attachment.set("contentType", card_type).set("content", std::move(card));
    json::Value value = json::Value::object();
    value.set("title", title.empty() ? std::string_view("Debrief") : title);
    value.set("height", "medium").set("width", "medium").set("card", std::move(attachment));
    json::Value task = json::Value::object();
    task.set("type", "continue").set("value", std::move(value));
    return task;
}

json::Value data_of(const core::Reply& form, const std::string& nonce) {
    json::Value data = json::Value::object();
    data.set("form", form_of(form.name)).set("context", form.view.text("context"));
    data.set("nonce", nonce);
    return data;
}

bool submits(std::string_view type) {
    return type == "Action.Submit" || type == "Action.Execute";
}

}  // namespace

json::Value dialog_of(
    const templates::Catalog& catalog, const core::Reply& form, const std::string& nonce
) {
    const json::Value rendered = message_of(catalog, form);
    return task_of(rendered["title"].str(), with_data(rendered["card"], data_of(form, nonce)));
}

json::Value dialog_with_errors(
    const templates::Catalog& catalog,
    const core::Reply& form,
    const std::string& nonce,
    const FieldErrors& errors,
    const Fields& entered
) {
    const json::Value rendered = message_of(catalog, form);
    json::Value values = json::Value::object();
    for (const auto& [field, value] : entered) values.set(field, value);
    const json::Value card = templates::with_errors(json::Value(rendered["card"]), errors, values);
    return task_of(rendered["title"].str(), with_data(card, data_of(form, nonce)));
}

json::Value with_data(json::Ref card, json::Ref members) {
    if (card.is_array()) {
        json::Value out = json::Value::array();
        card.each([&](json::Ref element) { out.push(with_data(element, members)); });
        return out;
    }
    if (!card.is_object()) return json::Value(card);
    json::Value out = json::Value::object();
    const bool is_button = submits(card["type"].str());
    card.each_member([&](std::string_view key, json::Ref member) {
        if (!is_button || key != "data") out.set(key, with_data(member, members));
    });
    if (!is_button) return out;
    const json::Ref own = card["data"];
    json::Value data = own.is_object() ? json::Value(own) : json::Value::object();
    members.each_member([&](std::string_view key, json::Ref member) {
        data.set(key, json::Value(member));
    });
    out.set("data", std::move(data));
    return out;
}

}  // namespace debrief::teams
