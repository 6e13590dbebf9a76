#include "adapters/sandbox/hooks.hpp"

#include "adapters/sandbox/block_kit.hpp"
#include "adapters/sandbox/content.hpp"

namespace debrief::sandbox {
namespace {

constexpr std::string_view prefix = "/hooks/";

net::HttpResponse refused(int status, std::string_view error) {
    const json::Value body = json::Value::object().set("ok", false).set("error", error);
    return net::HttpResponse(status, "application/json; charset=utf-8", json::dump(body));
}

/// The documentation shows these as booleans and as strings.
bool truth(json::Ref value) {
    return value.boolean().value_or(false) || value.str() == "true";
}

Message message_of(Content content, Random& random) {
    Message message;
    message.bot_id = ids::bot;
    message.subtype = "bot_message";
    message.by_app = true;
    message.text = std::move(content.text);
    if (content.blocks.ref().size() > 0) message.blocks = with_ids(content.blocks, random);
    return message;
}

}  // namespace

net::HttpResponse Hooks::answer(const net::HttpRequest& request) {
    std::string_view path = request.path();
    path.remove_prefix(std::min(prefix.size(), path.size()));
    const auto parsed = json::parse(request.body);
    if (!parsed || !parsed.value().ref().is_object()) return refused(400, "invalid_payload");
    std::string error;
    const ResponseUrl* url = urls_.use(path, error);
    if (url == nullptr) return refused(404, error);
    error = apply(path, *url, parsed.value());
    if (!error.empty()) return refused(400, error);
    return net::HttpResponse(200, "text/plain; charset=utf-8", "ok");
}

std::string Hooks::apply(std::string_view path, const ResponseUrl& url, const json::Value& body) {
    Content content;
    if (const Refusal refusal = read_content(body, content)) return refusal.error;
    const bool replace = truth(body["replace_original"]);
    const bool remove = truth(body["delete_original"]);
    const bool in_channel = body["response_type"].str() == "in_channel";
    const std::string thread_ts(body["thread_ts"].str());
    const std::string channel = url.channel;
    const std::string original = url.message;
    const std::string user = url.user;
    if (!thread_ts.empty() && (!in_channel || replace)) return "invalid_thread_ts";
    if (remove && !original.empty()) workspace_.remove(channel, original);
    if (content.empty()) return remove ? "" : "no_text";
    if (replace && !original.empty()) {
        const bool replaced = workspace_.change(channel, original, [&](Message& stored) {
            stored.text = std::move(content.text);
            stored.blocks = json::Value();
            if (content.blocks.ref().size() > 0)
                stored.blocks = with_ids(content.blocks, workspace_.random());
        });
        return replaced ? "" : "message_not_found";
    }
    Message message = message_of(std::move(content), workspace_.random());
    message.thread_ts = thread_ts;
    if (!in_channel) message.only_for = user;
    const Message* posted = workspace_.post(channel, std::move(message));
    if (posted == nullptr) return "channel_not_found";
    if (remove) urls_.move_message(path, posted->ts);
    return {};
}

}  // namespace debrief::sandbox
