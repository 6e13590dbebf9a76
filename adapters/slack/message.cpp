#include "adapters/slack/message.hpp"

#include "bot/base/text.hpp"

namespace debrief::slack {
namespace {

/// chat.update takes no longer text.
constexpr std::size_t longest_text = 3'900;

void keep_words(json::Value& body) {
    body.set("parse", "none");
    body.set("link_names", false);
}

}  // namespace

Result<json::Value> render(const templates::Catalog& catalog, const flow::Outgoing& message) {
    return catalog.render_stored(templates::Platform::slack, message.template_name, message.view);
}

void address_post(json::Value& body, const flow::Outgoing& message, std::string_view channel) {
    body.set("channel", channel);
    if (!message.thread.empty()) body.set("thread_ts", message.thread);
    if (!message.marker.empty()) {
        json::Value payload = json::Value::object();
        payload.set(marker_key, message.marker);
        json::Value metadata = json::Value::object();
        metadata.set("event_type", marker_event).set("event_payload", std::move(payload));
        body.set("metadata", std::move(metadata));
    }
    body.set("unfurl_links", false).set("unfurl_media", false);
    keep_words(body);
}

void address_update(json::Value& body, const flow::Outgoing& message) {
    body.set("channel", message.channel.id).set("ts", message.message);
    // Without blocks Slack would keep or drop the old ones depending on the text: always say both.
    if (!body["blocks"].is_array()) body.set("blocks", json::Value::array());
    keep_words(body);
}

void address_ephemeral(json::Value& body, const flow::Outgoing& message, bool in_thread) {
    body.set("channel", message.channel.id).set("user", message.user);
    if (in_thread) body.set("thread_ts", message.thread);
    keep_words(body);
}

json::Value text_only(json::Ref body) {
    json::Value out(body);
    out.set("text", text::cut(body["text"].str("…"), longest_text));
    if (body["ts"].exists()) {
        out.set("blocks", json::Value::array());
    } else {
        out.erase("blocks");
    }
    return out;
}

bool has_marker(json::Ref message, std::string_view marker) {
    const json::Ref metadata = message["metadata"];
    return metadata["event_type"].str() == marker_event &&
           metadata["event_payload"][marker_key].str() == marker;
}

}  // namespace debrief::slack
