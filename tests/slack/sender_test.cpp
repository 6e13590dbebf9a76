#include "tests/slack/slack_double.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using Action = flow::Outgoing::Action;
using Kind = flow::SendOutcome::Kind;
using debrief::test::run_coroutine;

class Sending : public testing::Test {
  protected:
    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    test::Wired wired_{context_.get_executor(), clock_};
    test::SlackDouble& slack_ = wired_.slack;

    static flow::Outgoing message(Action action) {
        flow::Outgoing message;
        message.action = action;
        message.channel = core::Channel(core::Platform::slack, "", "C0OPSROOM");
        message.thread = "1795170000.000100";
        message.template_name = "notice";
        message.view = R"({"text":"a <b> & c"})";
        message.marker = "0123456789abcdef";
        if (action == Action::update || action == Action::remove) {
            message.message = "1795170000.000100";
        }
        if (action == Action::ephemeral) message.user = "U0OLGA";
        return message;
    }
    static flow::Outgoing direct() {
        flow::Outgoing to_olga = message(Action::post);
        to_olga.channel.id.clear();
        to_olga.thread.clear();
        to_olga.user = "U0OLGA";
        return to_olga;
    }
    flow::SendOutcome send(flow::Outgoing outgoing) {
        return run_coroutine(context_, wired_.sender->send(std::move(outgoing)));
    }
    const test::Call& last() { return slack_.calls().back(); }
};

TEST_F(Sending, APostCarriesEverythingAndItsMarker) {
    const auto outcome = send(message(Action::post));
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_EQ(outcome.message.id, "1795180000.000100");
    EXPECT_EQ(outcome.message.channel.id, "C0OPSROOM");
    EXPECT_EQ(last().method, "chat.postMessage");
    const json::Ref sent = last().arguments;
    EXPECT_EQ(sent["channel"].str(), "C0OPSROOM");
    EXPECT_EQ(sent["thread_ts"].str(), "1795170000.000100");
    EXPECT_EQ(sent["text"].str(), "a &lt;b&gt; &amp; c");
    EXPECT_EQ(sent["blocks"].size(), 1U);
    EXPECT_EQ(sent["metadata"]["event_type"].str(), "debrief_message");
    EXPECT_EQ(sent["metadata"]["event_payload"]["debrief_key"].str(), "0123456789abcdef");
    EXPECT_EQ(sent["unfurl_links"].boolean(), false);
    EXPECT_EQ(sent["unfurl_media"].boolean(), false);
    EXPECT_EQ(sent["parse"].str(), "none");
    EXPECT_EQ(sent["link_names"].boolean(), false);
}

TEST_F(Sending, ADirectMessageOpensItsConversationOnce) {
    slack_.next("chat.postMessage", R"({"ok":true,"channel":"D0OLGA","ts":"1.2"})");
    const auto outcome = send(direct());
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_EQ(outcome.message.channel.id, "D0OLGA");
    EXPECT_EQ(last().arguments["channel"].str(), "D0OLGA");
    send(direct());
    EXPECT_EQ(slack_.calls("conversations.open").size(), 1U);
    EXPECT_EQ(slack_.calls("conversations.open")[0].arguments["users"].str(), "U0OLGA");
    slack_.forget();
    flow::Outgoing nobody = direct();
    nobody.user = "U0GONE";
    slack_.fail("conversations.open", "user_disabled");
    EXPECT_EQ(send(nobody).kind, Kind::park);
    EXPECT_TRUE(slack_.calls("chat.postMessage").empty());
}

TEST_F(Sending, AnUpdateAlwaysSaysTextAndBlocks) {
    const auto outcome = send(message(Action::update));
    ASSERT_EQ(outcome.kind, Kind::sent);
    EXPECT_EQ(outcome.message.id, "1795170000.000100");
    const json::Ref sent = last().arguments;
    EXPECT_EQ(last().method, "chat.update");
    EXPECT_EQ(sent["ts"].str(), "1795170000.000100");
    EXPECT_FALSE(sent["text"].str().empty());
    EXPECT_EQ(sent["blocks"].size(), 1U);
    slack_.fail("chat.update", "message_not_found");
    EXPECT_EQ(send(message(Action::update)).kind, Kind::gone);
}

TEST_F(Sending, WhatIsGoneNeedNotBeRemoved) {
    EXPECT_EQ(send(message(Action::remove)).kind, Kind::sent);
    EXPECT_EQ(last().method, "chat.delete");
    slack_.fail("chat.delete", "message_not_found");
    EXPECT_EQ(send(message(Action::remove)).kind, Kind::sent);
    slack_.fail("chat.delete", "cant_delete_message");
    EXPECT_EQ(send(message(Action::remove)).kind, Kind::park);
}

TEST_F(Sending, AnEphemeralMessageBecomesADirectOneWhereItCannotBeSeen) {
    slack_.next("chat.postEphemeral", R"({"ok":true,"message_ts":"5.6"})");
    EXPECT_EQ(send(message(Action::ephemeral)).message.id, "5.6");
    EXPECT_EQ(last().arguments["user"].str(), "U0OLGA");
    EXPECT_EQ(last().arguments["thread_ts"].str(), "1795170000.000100");
    EXPECT_FALSE(last().arguments["metadata"].exists());
    for (const char* error : {"user_not_in_channel", "channel_not_found", "not_in_channel"}) {
        slack_.forget();
        slack_.fail("chat.postEphemeral", error);
        EXPECT_EQ(send(message(Action::ephemeral)).kind, Kind::sent) << error;
        ASSERT_EQ(last().method, "chat.postMessage") << error;
        EXPECT_EQ(last().arguments["channel"].str(), "D0OLGA");
        EXPECT_FALSE(last().arguments["thread_ts"].exists());
        EXPECT_FALSE(last().arguments["user"].exists());
    }
    flow::Outgoing nowhere = message(Action::ephemeral);
    nowhere.channel.id.clear();
    slack_.forget();
    EXPECT_EQ(send(nowhere).kind, Kind::sent);
    EXPECT_TRUE(slack_.calls("chat.postEphemeral").empty());
}

TEST_F(Sending, JoinsAPublicChannelOnceBeforeGivingUp) {
    slack_.fail("chat.postMessage", "not_in_channel");
    EXPECT_EQ(send(message(Action::post)).kind, Kind::sent);
    EXPECT_EQ(slack_.calls("conversations.join")[0].arguments["channel"].str(), "C0OPSROOM");
    slack_.forget();
    slack_.fail("chat.postMessage", "channel_not_found");
    slack_.fail("conversations.join", "method_not_supported_for_channel_type");
    const auto outcome = send(message(Action::post));
    EXPECT_EQ(outcome.kind, Kind::park);
    EXPECT_NE(outcome.reason.find("/invite @Debrief"), std::string::npos);
    EXPECT_EQ(slack_.calls("chat.postMessage").size(), 1U);
}

TEST_F(Sending, FallsBackToTextWhenTheLooksAreRefused) {
    for (const char* error : {"invalid_blocks", "msg_too_long", "msg_blocks_too_long"}) {
        slack_.forget();
        slack_.fail("chat.postMessage", error);
        EXPECT_EQ(send(message(Action::post)).kind, Kind::sent) << error;
        EXPECT_FALSE(last().arguments["blocks"].exists()) << error;
        EXPECT_EQ(last().arguments["text"].str(), "a &lt;b&gt; &amp; c");
        EXPECT_TRUE(last().arguments["metadata"].is_object());
    }
    slack_.fail("chat.update", "invalid_blocks");
    EXPECT_EQ(send(message(Action::update)).kind, Kind::sent);
    EXPECT_EQ(last().arguments["blocks"].type(), json::Type::array);
    EXPECT_EQ(last().arguments["blocks"].size(), 0U) << "else the old blocks would stay";
    slack_.fail("chat.postMessage", "invalid_blocks");
    slack_.fail("chat.postMessage", "invalid_blocks");
    EXPECT_EQ(send(message(Action::post)).kind, Kind::park) << "once, not for ever";
}

TEST_F(Sending, WaitsAsLongAsSlackSays) {
    net::HttpResponse limited(429, "application/json", R"({"ok":false,"error":"ratelimited"})");
    limited.headers.add("Retry-After", "17");
    slack_.next("chat.postMessage", limited);
    const auto outcome = send(message(Action::post));
    EXPECT_EQ(outcome.kind, Kind::wait);
    EXPECT_EQ(outcome.after, std::chrono::seconds(17));
    bool is_a_pace = false;
    for (const auto& pace : wired_.sender->paces(message(Action::post))) {
        is_a_pace = is_a_pace || pace.key == outcome.pace_key;
    }
    EXPECT_TRUE(is_a_pace);
    EXPECT_EQ(send(message(Action::post)).kind, Kind::wait);
    EXPECT_EQ(slack_.calls("chat.postMessage").size(), 1U) << "nothing is sent meanwhile";
}

TEST_F(Sending, HoldsEverythingBackWhileTheTokenIsRevoked) {
    for (const char* error : {"invalid_auth", "token_revoked", "account_inactive"}) {
        slack_.fail("chat.postMessage", error);
        const auto outcome = send(message(Action::post));
        EXPECT_EQ(outcome.kind, Kind::wait) << error;
        EXPECT_GE(outcome.after, std::chrono::seconds(60)) << error;
        for (const Action action :
             {Action::post, Action::update, Action::remove, Action::ephemeral}) {
            bool is_held = false;
            for (const auto& pace : wired_.sender->paces(message(action))) {
                is_held = is_held || pace.key == outcome.pace_key;
            }
            EXPECT_TRUE(is_held) << error;
        }
    }
    EXPECT_FALSE(wired_.adapter.state().trouble.empty());
}

TEST_F(Sending, UnclearEndsAreUnknownForPostsAndRepeatedElsewhere) {
    const auto broken = [] { return net::HttpResponse(500, "text/html", "<html>oops</html>"); };
    slack_.next("chat.postMessage", broken());
    EXPECT_EQ(send(message(Action::post)).kind, Kind::unknown);
    slack_.next("chat.postMessage", net::HttpResponse(200, "text/html", "<html>proxy</html>"));
    EXPECT_EQ(send(message(Action::post)).kind, Kind::unknown);
    slack_.fail("chat.postMessage", "fatal_error");
    EXPECT_EQ(send(message(Action::post)).kind, Kind::unknown);
    slack_.next("chat.update", broken());
    EXPECT_EQ(send(message(Action::update)).kind, Kind::retry);
    slack_.next("chat.delete", broken());
    EXPECT_EQ(send(message(Action::remove)).kind, Kind::retry);
    slack_.next("conversations.open", broken());
    EXPECT_EQ(send(direct()).kind, Kind::retry) << "nothing was posted yet";
}

struct Refusal {
    const char* error;
    const char* says;
};

class Refusals : public Sending, public testing::WithParamInterface<Refusal> {};

TEST_P(Refusals, AreParkedInWords) {
    slack_.next(
        "chat.postMessage",
        std::string(R"({"ok":false,"error":")") + GetParam().error +
            R"(","needed":"chat:write","provided":"x"})"
    );
    const auto outcome = send(message(Action::post));
    EXPECT_EQ(outcome.kind, Kind::park);
    EXPECT_NE(outcome.reason.find(GetParam().says), std::string::npos) << outcome.reason;
    EXPECT_EQ(outcome.reason.find(test::bot_token), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Slack,
    Refusals,
    testing::Values(
        Refusal{"is_archived", "archived"},
        Refusal{"missing_scope", "chat:write"},
        Refusal{"restricted_action", "administrator"},
        Refusal{"restricted_action_thread_locked", "locked"},
        Refusal{"messages_tab_disabled", "App Home"},
        Refusal{"cannot_reply_to_message", "reply"},
        Refusal{"some_future_error", "some_future_error"}
    )
);

TEST_F(Sending, WhatCannotBeRenderedIsParked) {
    flow::Outgoing unreadable = message(Action::post);
    unreadable.view = "{";
    EXPECT_EQ(send(unreadable).kind, Kind::park);
    flow::Outgoing unknown = message(Action::post);
    unknown.template_name = "no_such_template";
    const auto outcome = send(unknown);
    EXPECT_EQ(outcome.kind, Kind::park);
    EXPECT_NE(outcome.reason.find("no_such_template"), std::string::npos);
    EXPECT_TRUE(slack_.calls().empty());
}

TEST_F(Sending, PostsPassAChannelBucketAndTheWorkspaces) {
    const auto paces = wired_.sender->paces(message(Action::post));
    ASSERT_EQ(paces.size(), 3U);
    EXPECT_EQ(paces[1].per_minute, 300);
    EXPECT_NE(paces[2].key.find("C0OPSROOM"), std::string::npos);
    EXPECT_EQ(paces[2].per_minute, 60);
    EXPECT_EQ(wired_.sender->paces(message(Action::update))[1].per_minute, 50);
    EXPECT_EQ(wired_.sender->paces(message(Action::ephemeral))[1].per_minute, 100);
    EXPECT_NE(wired_.sender->paces(direct())[2].key, paces[2].key);
}

// ---- After an unknown outcome

class Finding : public Sending {
  protected:
    Result<core::MessageRef> find(flow::Outgoing outgoing) {
        return run_coroutine(context_, wired_.sender->find(std::move(outgoing), clock_.now()));
    }
    static std::string page(std::string_view marker, std::string_view cursor) {
        std::string body = R"({"ok":true,"messages":[{"ts":"1.0","text":"head"},)";
        body += R"({"ts":"7.8","metadata":{"event_type":"debrief_message",)";
        body += R"("event_payload":{"debrief_key":")" + std::string(marker) + R"("}}}],)";
        body += R"("response_metadata":{"next_cursor":")" + std::string(cursor) + R"("}})";
        return body;
    }
};

TEST_F(Finding, LooksForItsMarkerPageByPage) {
    slack_.next("conversations.replies", page("another", "abc"));
    slack_.next("conversations.replies", page("0123456789abcdef", ""));
    const auto found = find(message(Action::post));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, "7.8");
    EXPECT_EQ(found->channel.id, "C0OPSROOM");
    const auto calls = slack_.calls("conversations.replies");
    ASSERT_EQ(calls.size(), 2U);
    const json::Ref asked = calls[0].arguments;
    EXPECT_EQ(asked["ts"].str(), "1795170000.000100");
    EXPECT_EQ(asked["include_all_metadata"].str(), "true");
    EXPECT_LE(std::stoi(std::string(asked["limit"].str())), 15);
    EXPECT_EQ(asked["oldest"].str(), "1795175880.000000") << "two minutes before, for the clocks";
    EXPECT_EQ(calls[1].arguments["cursor"].str(), "abc");
}

TEST_F(Finding, SaysWhetherItIsSurelyNotThere) {
    slack_.next("conversations.replies", page("another", ""));
    EXPECT_EQ(find(message(Action::post)).error().code(), Errc::not_found);
    slack_.fail("conversations.replies", "thread_not_found");
    EXPECT_EQ(find(message(Action::post)).error().code(), Errc::not_found);
    slack_.fail("conversations.replies", "internal_error");
    EXPECT_NE(find(message(Action::post)).error().code(), Errc::not_found);
    slack_.fail("conversations.replies", "missing_scope");
    EXPECT_NE(find(message(Action::post)).error().code(), Errc::not_found);
    slack_.next("conversations.replies", net::HttpResponse(429));
    EXPECT_NE(find(message(Action::post)).error().code(), Errc::not_found);
}

TEST_F(Finding, ReadsTheHistoryOutsideOfThreads) {
    flow::Outgoing head = message(Action::post);
    head.thread.clear();
    slack_.next("conversations.history", page("0123456789abcdef", ""));
    EXPECT_TRUE(find(head));
    slack_.next("conversations.history", page("0123456789abcdef", ""));
    const auto found = find(direct());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->channel.id, "D0OLGA");
}

// ---- People

class LookingUp : public Sending {
  protected:
    Result<flow::Profile> look_up(std::string user, std::string email) {
        core::Account account(core::Platform::slack, "", std::move(user));
        return run_coroutine(
            context_, wired_.sender->look_up(std::move(account), std::move(email))
        );
    }
    static constexpr auto olga =
        R"({"ok":true,"user":{"id":"U0OLGA","name":"olga","deleted":false,"real_name":"Olga Ops",)"
        R"("tz":"Europe/Berlin","profile":{"display_name":"","real_name":"Olga Ops",)"
        R"("email":"Olga@Example.com"}}})";
};

TEST_F(LookingUp, FindsByAccountAndByEmail) {
    slack_.next("users.info", olga);
    const auto by_account = look_up("U0OLGA", "");
    ASSERT_TRUE(by_account);
    EXPECT_EQ(by_account->account.user, "U0OLGA");
    EXPECT_EQ(by_account->name, "Olga Ops");
    EXPECT_EQ(by_account->email, "olga@example.com");
    EXPECT_EQ(by_account->timezone, "Europe/Berlin");
    EXPECT_TRUE(by_account->active);
    EXPECT_EQ(last().arguments["user"].str(), "U0OLGA");
    slack_.next("users.lookupByEmail", olga);
    ASSERT_TRUE(look_up("", "olga@example.com"));
    EXPECT_EQ(last().arguments["email"].str(), "olga@example.com");
    EXPECT_EQ(last().content_type, "application/x-www-form-urlencoded");
}

TEST_F(LookingUp, TellsNobodyFromNotNow) {
    slack_.fail("users.lookupByEmail", "users_not_found");
    EXPECT_EQ(look_up("", "x@example.com").error().code(), Errc::not_found);
    slack_.fail("users.info", "user_not_found");
    EXPECT_EQ(look_up("U9", "").error().code(), Errc::not_found);
    EXPECT_EQ(look_up("", "").error().code(), Errc::not_found);
    slack_.next("users.info", net::HttpResponse(503));
    EXPECT_EQ(look_up("U9", "").error().code(), Errc::busy);
    slack_.next(
        "users.info", R"({"ok":false,"error":"missing_scope","needed":"users:read.email"})"
    );
    EXPECT_NE(look_up("U9", "").error().what().find("users:read.email"), std::string::npos);
    slack_.next("users.info", R"({"ok":true,"user":{"id":"U9","name":"x","deleted":true}})");
    const auto gone = look_up("U9", "");
    ASSERT_TRUE(gone);
    EXPECT_FALSE(gone->active);
    EXPECT_EQ(gone->name, "x");
}

}  // namespace
}  // namespace debrief::slack
