#include "tests/slack/payloads.hpp"

#include "bot/base/crypto.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace debrief::slack::test {

json::Value payload(std::string_view name) {
    const std::string path =
        std::string(DEBRIEF_SOURCE_DIR) + "/tests/slack/fixtures/" + std::string(name) + ".json";
    std::ifstream file(path, std::ios::binary);
    const std::string text(
        (std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>()
    );
    auto document = json::parse(text);
    if (!document) throw std::runtime_error(path + ": " + document.error().what());
    return std::move(*document);
}

json::Value with(json::Value document, std::string_view path, json::Value value) {
    if (path.empty()) return value;
    const std::size_t dot = path.find('.');
    const std::string_view key = path.substr(0, dot);
    const std::string_view rest =
        dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    if (!document.ref().is_array()) {
        json::Value inner(document[key]);
        document.set(key, with(std::move(inner), rest, std::move(value)));
        return document;
    }
    std::size_t wanted = 0;
    std::from_chars(key.data(), key.data() + key.size(), wanted);
    json::Value list = json::Value::array();
    for (std::size_t i = 0; i < document.ref().size(); ++i) {
        json::Value element(document.ref().at(i));
        if (i == wanted) element = with(std::move(element), rest, value);
        list.push(std::move(element));
    }
    return list;
}

Identity ourselves() {
    Identity self;
    self.team_id = "T0OURTEAM";
    self.team = "Ours";
    self.bot_user_id = "U0DEBRIEF";
    self.bot_id = "B0DEBRIEF";
    return self;
}

Form slash(std::string_view text, std::string_view trigger) {
    Form form{
        {"token", "unused"},
        {"team_id", "T0OURTEAM"},
        {"team_domain", "ours"},
        {"channel_id", "C0OPSROOM"},
        {"channel_name", "ops-room"},
        {"user_id", "U0OLGA"},
        {"user_name", "olga"},
        {"command", "/debrief"},
        {"text", std::string(text)},
        {"api_app_id", "A0DEBRIEF"},
        {"is_enterprise_install", "false"},
        {"response_url", "https://hooks.slack.com/commands/T0OURTEAM/1/x"}};
    if (!trigger.empty()) form.emplace_back("trigger_id", trigger);
    return form;
}

net::HttpRequest request(std::string content_type, std::string body) {
    net::HttpRequest request("POST", "/slack/events");
    request.headers.add("Content-Type", std::move(content_type));
    request.body = std::move(body);
    return request;
}

net::HttpRequest form_request(const Form& form) {
    return request("application/x-www-form-urlencoded", net::encode_form(form));
}

net::HttpRequest event_request(json::Ref event) {
    return request("application/json", json::dump(event));
}

net::HttpRequest interaction_request(json::Ref payload) {
    return form_request({{"payload", json::dump(payload)}});
}

net::HttpRequest sign(net::HttpRequest request, UtcTime at, std::string_view secret) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    const std::string stamp = std::to_string(seconds);
    crypto::HmacSha256 hmac{Secret(std::string(secret))};
    const std::string digest = crypto::hex(hmac({"v0:", stamp, ":", request.body}));
    request.headers.add("X-Slack-Request-Timestamp", stamp);
    request.headers.add("X-Slack-Signature", "v0=" + digest);
    return request;
}

}  // namespace debrief::slack::test
