#include "adapters/slack/reply.hpp"

#include "bot/flow/view_json.hpp"

#include <algorithm>
#include <array>

namespace debrief::slack {
namespace {

using Reply = core::Reply;

json::Value plain(std::string_view text) {
    json::Value out = json::Value::object();
    out.set("type", "plain_text").set("text", text).set("emoji", true);
    return out;
}

json::Value section(std::string_view text) {
    json::Value out = json::Value::object();
    out.set("type", "section").set("text", plain(text));
    return out;
}

json::Value modal(std::string_view title, json::Value blocks, std::string_view external_id) {
    json::Value out = json::Value::object();
    out.set("type", "modal").set("title", plain(title)).set("close", plain("Close"));
    out.set("blocks", std::move(blocks));
    if (!external_id.empty()) out.set("external_id", external_id);
    return out;
}

/// At most 24 characters, as Slack demands of titles.
std::string_view title_of(std::string_view form) {
    struct Title {
        std::string_view form, title;
    };
    constexpr std::array titles{
        Title{"open", "Open a follow-up"},
        Title{"answer", "How is it now?"},
        Title{"feedback", "Give feedback"},
        Title{"acknowledge", "Acknowledge a mistake"},
        Title{"factor", "Add a factor"},
        Title{"control", "Add a control"},
        Title{"done", "Control done"},
        Title{"close", "Close the follow-up"},
        Title{"reopen", "Reopen the follow-up"},
        Title{"snooze", "Remind me later"},
    };
    const auto* found = std::find_if(titles.begin(), titles.end(), [&](const Title& title) {
        return title.form == form;
    });
    return found == titles.end() ? "Debrief" : found->title;
}

json::Value message_modal(json::Value message, std::string_view external_id) {
    json::Value blocks(message["blocks"]);
    if (blocks.ref().size() == 0) {
        blocks = json::Value::array();
        blocks.push(section(message["text"].str("Debrief has nothing to show.")));
    }
    return modal("Debrief", std::move(blocks), external_id);
}

net::HttpResponse json_answer(json::Ref body) {
    return net::HttpResponse(200, "application/json; charset=utf-8", json::dump(body));
}

/// Errors beside fields the modal has; the others beside its first field.
json::Value errors_of(const Reply& reply, const std::vector<std::string>& inputs) {
    json::Value errors = json::Value::object();
    for (const auto& [field, sentence] : reply.errors) {
        const bool is_there = std::find(inputs.begin(), inputs.end(), field) != inputs.end();
        errors.set(is_there ? field : inputs.front(), sentence);
    }
    return errors;
}

}  // namespace

json::Value message_of(const templates::Catalog& catalog, const Reply& reply) {
    return catalog.render_answer(templates::Platform::slack, reply.name, flow::to_json(reply.view));
}

json::Value modal_of(
    const templates::Catalog& catalog,
    const Reply& reply,
    const FormPlace& place,
    std::string_view external_id
) {
    if (reply.kind == Reply::Kind::silent) return message_modal(json::Value(), external_id);
    json::Value rendered = message_of(catalog, reply);
    if (reply.kind != Reply::Kind::form || rendered["type"].str() != "modal") {
        return message_modal(std::move(rendered), external_id);
    }
    FormPlace carried = place;
    carried.context = reply.view.text("context");
    rendered.set("callback_id", reply.name);
    rendered.set("private_metadata", write_place(carried));
    if (!external_id.empty()) rendered.set("external_id", external_id);
    return rendered;
}

json::Value loading_modal(
    const templates::Catalog& catalog, std::string_view form, std::string_view external_id
) {
    json::Value data = json::Value::object();
    data.set("title", title_of(form));
    auto rendered = catalog.render(templates::Platform::slack, "loading", data);
    json::Value view = rendered ? std::move(*rendered) : message_modal(json::Value(), "");
    view.set("external_id", external_id);
    return view;
}

net::HttpResponse command_answer(const templates::Catalog& catalog, const Reply& reply) {
    if (reply.kind == Reply::Kind::silent || reply.kind == Reply::Kind::form) {
        return net::HttpResponse(200);
    }
    json::Value message = message_of(catalog, reply);
    message.set("response_type", "ephemeral");
    return json_answer(message);
}

net::HttpResponse view_answer(
    const templates::Catalog& catalog,
    const Reply& reply,
    const FormPlace& place,
    const std::vector<std::string>& inputs
) {
    json::Value answer = json::Value::object();
    if (reply.kind == Reply::Kind::form_errors && !inputs.empty() && !reply.errors.empty()) {
        answer.set("response_action", "errors").set("errors", errors_of(reply, inputs));
        return json_answer(answer);
    }
    if (reply.kind == Reply::Kind::form || reply.kind == Reply::Kind::form_errors) {
        answer.set("response_action", "update");
        answer.set("view", modal_of(catalog, reply, place, ""));
        return json_answer(answer);
    }
    // Anything but an empty body or a response_action makes Slack show an error.
    return net::HttpResponse(200);
}

}  // namespace debrief::slack
