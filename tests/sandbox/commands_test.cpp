// Commands, buttons and response URLs: what the bot is sent and what people see.
#include "bot/base/crypto.hpp"
#include "bot/net/deadline.hpp"
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

asio::awaitable<net::HttpResponse> answer_late(net::HttpRequest) {
    co_await net::sleep_for(std::chrono::seconds(30));
    co_return net::HttpResponse(200);
}

class Commands : public Playground {
  protected:
    Commands() { start(); }
    /// What Olga sees newest after a command that the bot answers like this.
    std::string reaction_to(net::HttpResponse response) {
        settle();  // no event may take the answer
        bot->push(std::move(response));
        types(ids::olga, ids::checkout, "/debrief status");
        const Message* seen = newest(ids::checkout, ids::olga);
        return seen == nullptr ? "" : seen->text;
    }
    static net::HttpResponse json_answer(const std::string& body) {
        return net::HttpResponse(200, "application/json", body);
    }
    /// Presses the only button of that message as Olga.
    std::string press(const std::string& ts) {
        Press press;
        press.channel = ids::checkout;
        press.ts = ts;
        press.block_id = "b1";
        press.action_id = "go";
        return run(box->client().press(ids::olga, std::move(press)));
    }
    /// The target of a response URL below the sandbox's address.
    std::string path_of(std::string url) const { return "/" + url.substr(box->page_url().size()); }
    Answer respond(const std::string& url, json::Value body) {
        net::HttpRequest request("POST", path_of(url));
        request.headers.add("Content-Type", "application/json");
        request.body = json::dump(body);
        return send(std::move(request));
    }
};

TEST_F(Commands, AreSignedForms) {
    types(ids::olga, ids::checkout, "/debrief open incident Slow search & <b>");
    const auto& request = bot->requests().at(0);
    EXPECT_EQ(request.target, "/slack/events");
    EXPECT_EQ(request.headers.get("content-type"), "application/x-www-form-urlencoded");
    const std::string timestamp(request.headers.get("x-slack-request-timestamp"));
    EXPECT_EQ(timestamp, "1795176000");
    crypto::HmacSha256 hmac{Secret(test_secret)};
    EXPECT_EQ(
        request.headers.get("x-slack-signature"),
        "v0=" + crypto::hex(hmac({"v0:", timestamp, ":", request.body}))
    );
    EXPECT_EQ(field(request, "command"), "/debrief");
    EXPECT_EQ(field(request, "text"), "open incident Slow search &amp; &lt;b&gt;");
    EXPECT_EQ(field(request, "channel_id"), ids::checkout);
    EXPECT_EQ(field(request, "channel_name"), "checkout");
    EXPECT_EQ(field(request, "user_id"), ids::olga);
    EXPECT_EQ(field(request, "team_id"), ids::team);
    EXPECT_FALSE(field(request, "trigger_id").empty());
    EXPECT_EQ(field(request, "thread_ts"), "");
}

TEST_F(Commands, MentionsChannelsAndLinksAreEscaped) {
    types(
        ids::olga,
        ids::checkout,
        "/debrief thanks @Ivan, @piotr. in #search see https://example.com/a?b=1&c=2. a@b.example "
        "@nobody"
    );
    EXPECT_EQ(
        field(bot->requests().at(0), "text"),
        "thanks <@U0IVAN00001|ivan>, <@U0PIOTR0001|piotr>. in <#C0SEARCH001|search> see "
        "<https://example.com/a?b=1&amp;c=2>. a@b.example @nobody"
    );
}

TEST_F(Commands, PrivateChannelsAndDirectConversationsHaveNoName) {
    types(ids::olga, ids::security, "/debrief");
    EXPECT_EQ(field(bot->requests().at(0), "channel_name"), "privategroup");
    types(ids::olga, box->workspace().direct(ids::olga).id, "/debrief");
    EXPECT_EQ(field(bot->requests().at(1), "channel_name"), "directmessage");
}

TEST_F(Commands, DoNotWorkInThreads) {
    const std::string head = say(ids::checkout, "head");
    settle();
    forget();
    types(ids::olga, ids::checkout, "/debrief status", head);
    EXPECT_TRUE(bot->requests().empty());
    EXPECT_EQ(
        newest(ids::checkout, ids::olga)->text, "/debrief is not supported in threads. Sorry!"
    );
    EXPECT_EQ(newest(ids::checkout, ids::olga)->thread_ts, head);
}

TEST_F(Commands, AnswersAreShownAsSlackDoes) {
    EXPECT_EQ(reaction_to(net::HttpResponse(200)), "");
    EXPECT_EQ(reaction_to(net::HttpResponse(200, "text/plain", "plain words")), "plain words");
    EXPECT_EQ(reaction_to(json_answer(R"({"text":"for you"})")), "for you");
    EXPECT_EQ(newest(ids::checkout, ids::olga)->only_for, ids::olga);
    EXPECT_EQ(
        reaction_to(json_answer(R"({"response_type":"in_channel","text":"for all"})")), "for all"
    );
    EXPECT_EQ(newest(ids::checkout, ids::piotr)->text, "for all");
    EXPECT_EQ(newest(ids::checkout)->subtype, "bot_message");
    EXPECT_TRUE(newest(ids::checkout)->user.empty());
    EXPECT_EQ(reaction_to(json_answer(R"({"response_type":"in_channel"})")), "/debrief status");
    EXPECT_EQ(newest(ids::checkout)->user, ids::olga) << "only the typed command";
}

TEST_F(Commands, FailuresAreShownAsSlackDoes) {
    EXPECT_EQ(
        reaction_to(net::HttpResponse(500)), "/debrief failed with the error \"dispatch_failed\""
    );
    EXPECT_EQ(
        reaction_to(net::HttpResponse(201)), "/debrief failed with the error \"dispatch_failed\""
    );
    EXPECT_EQ(
        reaction_to(json_answer("{")), "/debrief failed with the error \"invalid_command_response\""
    );
    EXPECT_EQ(
        reaction_to(json_answer(R"({"text":"x","blocks":[{"type":"nonsense"}]})")),
        "/debrief failed with the error \"invalid_blocks\""
    );
    box->link().connect("http://127.0.0.1:1/slack/events");
    EXPECT_EQ(
        reaction_to(net::HttpResponse(200)), "/debrief failed with the error \"dispatch_failed\""
    );
}

TEST_F(Commands, ASlowBotIsToldByItsDeadline) {
    auto slow =
        net::listen(context.get_executor(), "127.0.0.1", 0, net::ServerLimits(), answer_late);
    box->connect("http://127.0.0.1:" + std::to_string(slow.value()->port()));
    EXPECT_EQ(
        reaction_to(net::HttpResponse(200)), "/debrief failed with the error \"operation_timeout\""
    );
    run(slow.value()->stop(std::chrono::milliseconds(0)));
}

TEST_F(Commands, NeedMembership) {
    EXPECT_NE(types(ids::mei, ids::checkout, "/debrief"), "");
    EXPECT_NE(types(ids::olga, ids::old_checkout, "/debrief"), "");
    EXPECT_TRUE(bot->requests().empty());
}

TEST_F(Commands, ButtonsTellWhereTheyAre) {
    const std::string head = say(ids::checkout, "head");
    const Answer reply = post(
        "chat.postMessage",
        object()
            .set("channel", ids::checkout)
            .set("text", "x")
            .set("thread_ts", head)
            .set("blocks", button_blocks())
    );
    settle();
    forget();
    EXPECT_EQ(press(reply.text("ts")), "");
    const json::Value payload = body_of(bot->requests().at(0));
    EXPECT_EQ(payload["type"].str(), "block_actions");
    EXPECT_EQ(payload["container"]["type"].str(), "message");
    EXPECT_EQ(payload["container"]["message_ts"].str(), reply.text("ts"));
    EXPECT_EQ(payload["container"]["thread_ts"].str(), head);
    EXPECT_EQ(payload["container"]["is_ephemeral"].boolean(), false);
    EXPECT_EQ(payload["message"]["text"].str(), "x");
    EXPECT_EQ(payload["actions"].at(0)["action_id"].str(), "go");
    EXPECT_EQ(payload["actions"].at(0)["value"].str(), "v1");
    EXPECT_EQ(payload["channel"]["id"].str(), ids::checkout);
    bot->push(net::HttpResponse(404));
    EXPECT_EQ(press(reply.text("ts")), "Debrief did not respond. Try again?");
    EXPECT_EQ(press("1.2"), "This message is not there any more.");
}

TEST_F(Commands, EphemeralButtonsBringNoMessage) {
    const Answer answer = post(
        "chat.postEphemeral",
        object()
            .set("channel", ids::checkout)
            .set("user", ids::olga)
            .set("text", "x")
            .set("blocks", button_blocks())
    );
    EXPECT_EQ(press(answer.text("message_ts")), "");
    const json::Value payload = body_of(bot->requests().at(0));
    EXPECT_EQ(payload["container"]["is_ephemeral"].boolean(), true);
    EXPECT_FALSE(payload["message"].exists());
    const std::string url(payload["response_url"].str());
    EXPECT_EQ(respond(url, object().set("text", "done").set("replace_original", true)).status, 200);
    EXPECT_EQ(newest(ids::checkout, ids::olga)->text, "done");
    EXPECT_TRUE(newest(ids::checkout, ids::olga)->blocks.ref().is_null());
    EXPECT_EQ(respond(url, object().set("delete_original", "true")).status, 200);
    EXPECT_EQ(newest(ids::checkout, ids::olga), nullptr);
}

TEST_F(Commands, ResponseUrlsAreForFiveUses) {
    types(ids::olga, ids::checkout, "/debrief");
    const std::string url = field(bot->requests().at(0), "response_url");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(respond(url, object().set("text", "x")).status, 200);
    const Answer sixth = respond(url, object().set("text", "x"));
    EXPECT_EQ(sixth.status, 404);
    EXPECT_EQ(sixth.error(), "used_url");
}

TEST_F(Commands, ResponseUrlsLiveThirtyMinutes) {
    types(ids::olga, ids::checkout, "/debrief");
    const std::string url = field(bot->requests().at(0), "response_url");
    clock.advance(std::chrono::minutes(30));
    EXPECT_EQ(
        respond(url, object().set("text", "x").set("response_type", "in_channel")).status, 200
    );
    EXPECT_EQ(newest(ids::checkout)->bot_id, ids::bot);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(respond(url, object().set("text", "x")).error(), "expired_url");
    EXPECT_EQ(respond(box->page_url() + "hooks/commands/T1/1/x", object()).status, 404);
}

TEST_F(Commands, ResponseUrlsHaveRules) {
    types(ids::olga, ids::general, "/debrief");
    const std::string url = field(bot->requests().at(0), "response_url");
    EXPECT_EQ(respond(url, object()).error(), "no_text");
    EXPECT_EQ(
        respond(url, object().set("text", "x").set("thread_ts", "1.2")).error(), "invalid_thread_ts"
    );
    EXPECT_EQ(
        respond(url, object().set("text", "x").set("blocks", object())).error(),
        "invalid_blocks_format"
    );
    EXPECT_EQ(respond(url, object().set("text", "x")).status, 200)
        << "works where the bot is not a member";
}

}  // namespace
}  // namespace debrief::sandbox
