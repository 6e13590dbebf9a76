// The Teams tenant on loopback with a scripted bot behind it, for strictness tests.
#pragma once
#include "tests/sandbox/playground.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace debrief::sandbox {

/// "19%3A…": one path segment.
inline std::string segment(const std::string& id) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : id) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        }
    }
    return out;
}

class TeamsPlayground : public Playground {
  protected:
    static Settings teams_settings() {
        Settings settings = usual();
        settings.teams.rate_limits = false;
        settings.teams.deadline = std::chrono::milliseconds(300);
        return settings;
    }
    void start_teams(Settings settings = teams_settings()) { start(std::move(settings)); }

    TeamsTenant& tenant() { return box->teams(); }

    /// Any request to the sandbox; a path or a whole URL of it.
    Answer ask(net::HttpRequest request, const std::string& url) {
        auto result = run(client->send(url, std::move(request)));
        Answer answer;
        if (!result) {
            ADD_FAILURE() << result.error().what();
            return answer;
        }
        answer.status = result.value().status;
        answer.retry_after = result.value().headers.get("retry-after");
        auto parsed = json::parse(result.value().body);
        if (parsed) answer.body = std::move(parsed.value());
        return answer;
    }

    Answer ask_token(std::vector<std::pair<std::string, std::string>> form, std::string in = {}) {
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/x-www-form-urlencoded");
        request.body = net::encode_form(form);
        if (in.empty()) in = teams::ids::tenant;
        return ask(std::move(request), tenant().login_url() + "/" + in + "/oauth2/v2.0/token");
    }
    static std::vector<std::pair<std::string, std::string>> right_form() {
        return {
            {"grant_type", "client_credentials"},
            {"client_id", teams::ids::app},
            {"client_secret", "sandbox-client-secret"},
            {"scope", "https://api.botframework.com/.default"}};
    }
    std::string token() {
        if (token_.empty()) token_ = ask_token(right_form()).text("access_token");
        return token_;
    }

    /// A call of the Connector with the right token; `path` follows the service URL, without "/".
    Answer connector(const std::string& method, const std::string& path, json::Value body = {}) {
        net::HttpRequest request(method, "/");
        request.headers.add("Authorization", "Bearer " + token());
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        if (!body.ref().is_null()) request.body = json::dump(body);
        return ask(std::move(request), tenant().service_url() + path);
    }
    Answer send_to(const std::string& conversation, json::Value activity) {
        return connector(
            "POST", "v3/conversations/" + segment(conversation) + "/activities", std::move(activity)
        );
    }
    Answer put(const std::string& conversation, const std::string& id, json::Value activity) {
        return connector(
            "PUT",
            "v3/conversations/" + segment(conversation) + "/activities/" + id,
            std::move(activity)
        );
    }
    static std::string code(const Answer& answer) {
        return std::string(answer.body["error"]["code"].str());
    }
    static std::string words(const Answer& answer) {
        return std::string(answer.body["error"]["message"].str());
    }
    static json::Value text_activity(const std::string& text) {
        return json::Value::object()
            .set("type", "message")
            .set("text", text)
            .set("textFormat", "plain");
    }
    static json::Value parsed(const std::string& text) {
        auto value = json::parse(text);
        EXPECT_TRUE(value.has_value()) << text;
        return value ? std::move(value.value()) : json::Value();
    }
    /// A whole card around a body and actions, both as JSON text.
    static json::Value card(const std::string& body, const std::string& actions = "[]") {
        return parsed(
            R"({"type":"AdaptiveCard","version":"1.5","fallbackText":"plain","body":)" + body +
            R"(,"actions":)" + actions + "}"
        );
    }
    static json::Value card_activity(json::Value content) {
        json::Value attachment = json::Value::object();
        attachment.set("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.set("content", std::move(content));
        json::Value activity = json::Value::object().set("type", "message").set("summary", "s");
        activity.set("attachments", json::Value::array().push(std::move(attachment)));
        return activity;
    }
    /// Posts that card as the bot and returns its id.
    std::string post_card(const std::string& conversation, json::Value content) {
        const Answer answer = send_to(conversation, card_activity(std::move(content)));
        EXPECT_EQ(answer.status, 201) << words(answer);
        return answer.text("id");
    }

    /// The newest message of a conversation, or null.
    const teams::Message* newest_in(const std::string& conversation) {
        const auto* place = tenant().tenant().conversation(conversation);
        return place == nullptr || place->messages.empty() ? nullptr
                                                           : &place->messages.rbegin()->second;
    }
    std::string says(
        const std::string& user,
        const std::string& conversation,
        const std::string& text,
        const std::string& root = {}
    ) {
        return run(tenant().client().type(user, teams::Place(conversation, root), text));
    }
    /// Runs until the bot got that many requests and nothing is on its way.
    void arrive(std::size_t requests) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while ((bot->requests().size() < requests || tenant().channel().under_way() > 0) &&
               std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_one_for(std::chrono::milliseconds(50));
        }
        EXPECT_EQ(bot->requests().size(), requests);
    }
    /// The activity of a request that the bot got.
    json::Value activity(std::size_t index = 0) {
        return index < bot->requests().size() ? body_of(bot->requests()[index]) : json::Value();
    }
    void answer_with(const std::string& body, int status = 200) { bot->push_json(body, status); }

  private:
    std::string token_;
};

}  // namespace debrief::sandbox
