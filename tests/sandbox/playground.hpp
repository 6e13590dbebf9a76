// A sandbox on loopback with a scripted bot behind it, for strictness tests.
#pragma once
#include "adapters/sandbox/sandbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/scripted_server.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace debrief::sandbox {

inline constexpr auto test_token = "xoxb-test";
inline constexpr auto test_secret = "test-signing-secret";

class Playground : public testing::Test {
  protected:
    Playground() : clock(real), random(7) {
        client = net::create_http_client(context.get_executor());
    }
    ~Playground() override { stop(); }

    static Settings usual() {
        Settings settings;
        settings.signing_secret = Secret(test_secret);
        settings.bot_token = Secret(test_token);
        settings.rates.on = false;
        // More than Debrief itself asks for: here every method has its turn.
        for (const char* scope : {"chat:write.public", "reactions:write", "team:read"}) {
            settings.scopes.insert(scope);
        }
        settings.deadline = std::chrono::milliseconds(300);
        return settings;
    }

    /// Starts the sandbox and the bot, which answers everything with an empty 200.
    void start(Settings settings = usual()) {
        bot = std::make_unique<test::ScriptedServer>(
            context.get_executor(), [](const net::HttpRequest&) { return net::HttpResponse(200); }
        );
        box = std::make_unique<Sandbox>(context.get_executor(), clock, random, std::move(settings));
        ASSERT_TRUE(box->start().has_value());
        box->connect(bot->url());
    }
    void stop() {
        if (!box) return;
        client->stop();
        test::run_coroutine(context, [this] { return box->stop(); });
        box.reset();
    }

    template <class T>
    T run(asio::awaitable<T> task) {
        return test::run_coroutine(context, std::move(task));
    }

    struct Answer {
        int status = 0;
        std::string retry_after;
        json::Value body;
        [[nodiscard]] bool ok() const { return body["ok"].boolean().value_or(false); }
        [[nodiscard]] std::string error() const { return std::string(body["error"].str()); }
        [[nodiscard]] std::string text(std::string_view member) const {
            return std::string(body[member].str());
        }
        [[nodiscard]] std::string message(std::size_t index = 0) const {
            return std::string(body["response_metadata"]["messages"].at(index).str());
        }
    };

    Answer send(net::HttpRequest request) {
        const std::string url = box->page_url() + request.target.substr(1);
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

    /// A JSON call with the right token.
    Answer post(const std::string& method, json::Value arguments) {
        net::HttpRequest request("POST", "/api/" + method);
        request.headers.add("Authorization", std::string("Bearer ") + test_token);
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        request.body = json::dump(arguments);
        return send(std::move(request));
    }
    Answer get(
        const std::string& method, const std::vector<std::pair<std::string, std::string>>& arguments
    ) {
        net::HttpRequest request("GET", "/api/" + method + "?" + net::encode_form(arguments));
        request.headers.add("Authorization", std::string("Bearer ") + test_token);
        return send(std::move(request));
    }

    /// Posts a text and returns its ts.
    std::string say(
        const std::string& channel, const std::string& text, const std::string& thread_ts = {}
    ) {
        json::Value arguments = json::Value::object().set("channel", channel).set("text", text);
        if (!thread_ts.empty()) arguments.set("thread_ts", thread_ts);
        const Answer answer = post("chat.postMessage", std::move(arguments));
        EXPECT_TRUE(answer.ok()) << answer.error();
        return answer.text("ts");
    }

    std::string types(
        const std::string& user,
        const std::string& channel,
        const std::string& text,
        const std::string& thread = {}
    ) {
        return run(box->client().type(user, channel, text, thread, false));
    }

    /// Runs until the bot got that many requests and the sandbox has no delivery under way.
    void settle(std::size_t requests = 0) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while ((bot->requests().size() < requests || box->feed().under_way() > 0) &&
               std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_one_for(std::chrono::milliseconds(50));
        }
        EXPECT_GE(bot->requests().size(), requests);
    }
    void forget() { bot->forget_requests(); }

    /// The newest message of a channel as that person sees it, or null.
    const Message* newest(const std::string& channel, const std::string& viewer = {}) const {
        const Message* found = nullptr;
        for (const auto& [ts, each] : box->workspace().channel(channel)->messages) {
            if (each.only_for.empty() || each.only_for == viewer) found = &each;
        }
        return found;
    }

    /// The JSON body of a request the bot got: an event's, or the payload of an interaction.
    static json::Value body_of(const net::HttpRequest& request) {
        std::string text = request.body;
        for (auto& [name, value] : net::decode_form(request.body)) {
            if (name == "payload") text = value;
        }
        auto parsed = json::parse(text);
        return parsed ? std::move(parsed.value()) : json::Value();
    }
    static std::string field(const net::HttpRequest& request, std::string_view name) {
        for (auto& [key, value] : net::decode_form(request.body)) {
            if (key == name) return value;
        }
        return {};
    }
    /// All events of that type (and subtype) the bot got.
    std::vector<json::Value> events(std::string_view type, std::string_view subtype = {}) const {
        std::vector<json::Value> found;
        for (const auto& request : bot->requests()) {
            json::Value body = body_of(request);
            if (body["event"]["type"].str() == type && body["event"]["subtype"].str() == subtype)
                found.push_back(std::move(body));
        }
        return found;
    }

    asio::io_context context{1};
    test::FakeClock real;
    SandboxClock clock;
    SeededRandom random;
    std::unique_ptr<net::HttpClient> client;
    std::unique_ptr<test::ScriptedServer> bot;
    std::unique_ptr<Sandbox> box;
};

inline json::Value object() {
    return json::Value::object();
}

/// A button in an actions block.
inline json::Value button_blocks(
    const std::string& action_id = "go", const std::string& label = "Go"
) {
    json::Value text = object().set("type", "plain_text").set("text", label);
    json::Value button = object()
                             .set("type", "button")
                             .set("action_id", action_id)
                             .set("value", "v1")
                             .set("text", std::move(text));
    json::Value block = object().set("type", "actions").set("block_id", "b1");
    block.set("elements", json::Value::array().push(std::move(button)));
    return json::Value::array().push(std::move(block));
}

/// A modal with one required text input ("in"/"text").
inline json::Value form_view(const std::string& title = "Form") {
    const auto plain = [](const std::string& text) {
        return object().set("type", "plain_text").set("text", text);
    };
    json::Value element =
        object().set("type", "plain_text_input").set("action_id", "text").set("max_length", 20);
    json::Value input =
        object().set("type", "input").set("block_id", "in").set("label", plain("Words"));
    input.set("element", std::move(element));
    json::Value view =
        object().set("type", "modal").set("title", plain(title)).set("submit", plain("Send"));
    view.set("blocks", json::Value::array().push(std::move(input)));
    return view;
}

/// What a person entered into that modal.
inline json::Value filled(const std::string& text) {
    return object().set("in", object().set("text", object().set("value", text)));
}

}  // namespace debrief::sandbox
