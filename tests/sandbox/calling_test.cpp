// How the Web API may be called.
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

class Calling : public Playground {
  protected:
    Calling() { start(); }
    Answer raw(
        const std::string& method,
        const std::string& type,
        const std::string& body,
        const std::string& token = test_token
    ) {
        net::HttpRequest request("POST", "/api/" + method);
        if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
        if (!type.empty()) request.headers.add("Content-Type", type);
        request.body = body;
        return send(std::move(request));
    }
};

constexpr auto json_type = "application/json; charset=utf-8";
constexpr auto form_type = "application/x-www-form-urlencoded";

TEST_F(Calling, TellsWhoTheBotIs) {
    const Answer answer = post("auth.test", object());
    EXPECT_TRUE(answer.ok());
    EXPECT_EQ(answer.text("user_id"), ids::bot_user);
    EXPECT_EQ(answer.text("bot_id"), ids::bot);
    EXPECT_EQ(answer.text("team_id"), ids::team);
}

TEST_F(Calling, RefusesTokens) {
    EXPECT_EQ(raw("auth.test", json_type, "{}", "").error(), "not_authed");
    EXPECT_EQ(raw("auth.test", json_type, "{}", "xoxb-other").error(), "invalid_auth");
    EXPECT_EQ(raw("auth.test", json_type, R"({"token":"xoxb-test"})", "").error(), "not_authed");
    EXPECT_TRUE(raw("auth.test", form_type, "token=xoxb-test", "").ok());
    box->revoke_token();
    EXPECT_EQ(post("auth.test", object()).error(), "token_revoked");
}

TEST_F(Calling, ErrorsAreHttp200) {
    EXPECT_EQ(raw("auth.test", json_type, "{}", "no").status, 200);
}

TEST_F(Calling, AsksWhoCallsBeforeWhatIsCalled) {
    EXPECT_EQ(raw("chat.postMessage", json_type, "{broken", "").error(), "not_authed");
}

TEST_F(Calling, RefusesBodies) {
    EXPECT_EQ(raw("chat.postMessage", json_type, "{broken").error(), "invalid_json");
    EXPECT_EQ(raw("chat.postMessage", json_type, "[]").error(), "json_not_object");
    EXPECT_EQ(
        raw("chat.postMessage", "application/json; charset=latin1", "{}").error(), "invalid_charset"
    );
    EXPECT_EQ(raw("chat.postMessage", "text/plain", "x").error(), "invalid_post_type");
    EXPECT_EQ(
        raw("users.info", json_type, R"({"user":"U0OLGA00001"})").error(), "invalid_arguments"
    );
    EXPECT_EQ(raw("chat.postMessage?channel=C1", form_type, "text=x").error(), "invalid_arguments");
}

TEST_F(Calling, WarnsOfAMissingCharset) {
    const Answer answer = raw("auth.test", "application/json", "{}");
    EXPECT_TRUE(answer.ok());
    EXPECT_EQ(answer.text("warning"), "missing_charset");
    EXPECT_EQ(answer.body["response_metadata"]["warnings"].at(0).str(), "missing_charset");
}

TEST_F(Calling, TakesTheRightVerbOnly) {
    EXPECT_EQ(
        get("chat.postMessage", {{"channel", ids::checkout}, {"text", "x"}}).error(),
        "insecure_request"
    );
    EXPECT_TRUE(get("users.info", {{"user", ids::olga}}).ok());
    EXPECT_TRUE(raw("users.info", form_type, "user=U0OLGA00001").ok());
    EXPECT_EQ(post("chat.postMesage", object()).error(), "unknown_method");
}

TEST_F(Calling, ReadsNestedValuesOfFormsAsJson) {
    const std::string blocks = json::dump(button_blocks());
    const std::string body =
        net::encode_form({{"channel", ids::checkout}, {"text", "x"}, {"blocks", blocks}});
    EXPECT_TRUE(raw("chat.postMessage", form_type, body).ok());
    const std::string broken = net::encode_form({{"channel", ids::checkout}, {"blocks", "[{"}});
    EXPECT_EQ(raw("chat.postMessage", form_type, broken).error(), "invalid_blocks_format");
}

TEST(Scopes, AreAskedFor) {
    // A workspace of its own: the scopes are decided at installation.
    struct Granted : Playground {
        void TestBody() override {
            Settings settings = usual();
            settings.scopes = {"chat:write", "channels:read"};
            start(std::move(settings));
            const Answer refused = get("users.info", {{"user", ids::olga}});
            EXPECT_EQ(refused.error(), "missing_scope");
            EXPECT_EQ(refused.text("needed"), "users:read");
            EXPECT_EQ(refused.text("provided"), "channels:read,chat:write");
            EXPECT_TRUE(get("conversations.info", {{"channel", ids::checkout}}).ok());
            const Answer closed = get("conversations.info", {{"channel", ids::security}});
            EXPECT_EQ(closed.error(), "missing_scope");
            EXPECT_EQ(closed.text("needed"), "groups:read");
            EXPECT_EQ(
                post("chat.postMessage", object().set("channel", ids::general).set("text", "x"))
                    .error(),
                "not_in_channel"
            );
        }
    };
    Granted().TestBody();
}

}  // namespace
}  // namespace debrief::sandbox
