#include "adapters/slack/decode.hpp"

#include "adapters/slack/verify.hpp"
#include "bot/base/text.hpp"

#include <algorithm>

namespace debrief::slack {
namespace {

Decoded unreadable(const Error& error) {
    if (error.code() == Errc::too_large) {
        return refuse(400, "The JSON document is nested too deeply.");
    }
    return refuse(400, "The body is not a JSON document: " + error.what() + ".");
}

Decoded decode_json(const net::HttpRequest& request, const Identity& self) {
    const auto document = json::parse(request.body);
    if (!document) return unreadable(document.error());
    if (!document->ref().is_object()) {
        return refuse(400, "The body is JSON, but not an object as Slack sends it.");
    }
    return decode_event(document->ref(), self);
}

Decoded decode_fields(const net::HttpRequest& request, const Identity& self) {
    Fields fields = net::decode_form(request.body);
    bool is_command = false;
    bool is_check = false;
    std::size_t payloads = 0;
    const std::string* payload = nullptr;
    for (const auto& [key, value] : fields) {
        if (!text::is_utf8(value)) return refuse(400, "The form holds bytes that are not UTF-8.");
        if (key == "payload") {
            payload = &value;
            ++payloads;
        }
        is_command = is_command || key == "command";
        is_check = is_check || key == "ssl_check";
    }
    // A request that tests the certificate carries nothing that may be looked at.
    if (is_check) return acknowledge();
    if (payloads == 1 && !is_command) {
        const auto document = json::parse(*payload);
        if (!document) return unreadable(document.error());
        if (!document->ref().is_object()) {
            return refuse(400, "The field payload is JSON, but not an object as Slack sends it.");
        }
        return decode_interaction(document->ref(), self);
    }
    if (payloads == 0 && is_command) return decode_command(std::move(fields), request, self);
    return refuse(400, "The form holds neither a slash command nor an interaction of Slack.");
}

}  // namespace

Decoded decode(const net::HttpRequest& request, const Identity& self) {
    const std::string type = media_type(request);
    if (type == "application/json") return decode_json(request, self);
    if (type == "application/x-www-form-urlencoded") return decode_fields(request, self);
    return refuse(
        415,
        "Slack sends application/json or application/x-www-form-urlencoded; nothing else is read "
        "here."
    );
}

net::HttpResponse acknowledge() {
    return net::HttpResponse(200);
}

net::HttpResponse refuse(int status, std::string sentence) {
    return net::HttpResponse(status, "text/plain; charset=utf-8", std::move(sentence));
}

}  // namespace debrief::slack
