// The Events API: what the bot hears, and how often.
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

class Events : public Playground {
  protected:
    Events() {
        start();
        for (const char* event :
             {"member_joined_channel", "member_left_channel", "reaction_added"}) {
            box->feed().settings().subscribed.insert(event);
        }
    }
};

TEST_F(Events, MessagesComeInAnEnvelope) {
    types(ids::olga, ids::checkout, "It works again");
    settle(1);
    const json::Value body = body_of(bot->requests().at(0));
    EXPECT_EQ(body["type"].str(), "event_callback");
    EXPECT_TRUE(body["event_id"].str().starts_with("Ev"));
    EXPECT_EQ(body["event_time"].integer(), 1'795'176'000);
    EXPECT_EQ(body["authorizations"].at(0)["user_id"].str(), ids::bot_user);
    const json::Ref event = body["event"];
    EXPECT_EQ(event["type"].str(), "message");
    EXPECT_EQ(event["channel_type"].str(), "channel");
    EXPECT_EQ(event["user"].str(), ids::olga);
    EXPECT_EQ(event["text"].str(), "It works again");
    EXPECT_EQ(event["ts"].str(), event["event_ts"].str());
    EXPECT_FALSE(event["client_msg_id"].str().empty());
    EXPECT_EQ(event["blocks"].at(0)["type"].str(), "rich_text");
    EXPECT_FALSE(bot->requests().at(0).headers.has("x-slack-retry-num"));
}

TEST_F(Events, TheBotHearsOnlyWhereItIs) {
    types(ids::olga, ids::general, "hello @debrief");
    types(ids::olga, ids::leads, "secret");
    settle();
    EXPECT_TRUE(bot->requests().empty());
    EXPECT_EQ(newest(ids::general, ids::olga)->user, ids::slackbot)
        << "a hint that the bot is not there";
}

TEST_F(Events, AMentionIsToldTwice) {
    types(ids::olga, ids::checkout, "@debrief status");
    settle(2);
    const auto mention = events("app_mention").at(0);
    EXPECT_EQ(mention["event"]["text"].str(), "<@U0DEBRIEF01> status");
    EXPECT_EQ(mention["event"]["ts"].str(), events("message").at(0)["event"]["ts"].str());
    EXPECT_FALSE(mention["event"]["channel_type"].exists());
    EXPECT_NE(mention["event_id"].str(), events("message").at(0)["event_id"].str());
    forget();
    types(ids::olga, box->workspace().direct(ids::olga).id, "@debrief status");
    settle(1);
    EXPECT_TRUE(events("app_mention").empty()) << "not in direct conversations";
    EXPECT_EQ(events("message").at(0)["event"]["channel_type"].str(), "im");
}

TEST_F(Events, RepliesEditsAndDeletions) {
    const std::string head = say(ids::checkout, "head");
    types(ids::olga, ids::checkout, "reply", head);
    const std::string ts = newest(ids::checkout)->ts;
    EXPECT_EQ(box->client().edit(ids::olga, ids::checkout, ts, "reply, better"), "");
    EXPECT_EQ(box->client().erase(ids::olga, ids::checkout, ts), "");
    settle(4);
    const auto all = events("message");
    ASSERT_EQ(all.size(), 2U) << "the bot hears its own message too";
    const json::Ref reply =
        all.at(0)["event"]["bot_id"].exists() ? all.at(1)["event"] : all.at(0)["event"];
    EXPECT_EQ(reply["thread_ts"].str(), head);
    EXPECT_EQ(reply["parent_user_id"].str(), ids::bot_user);
    const auto changed = events("message", "message_changed").at(0);
    EXPECT_EQ(changed["event"]["message"]["text"].str(), "reply, better");
    EXPECT_EQ(changed["event"]["message"]["ts"].str(), ts);
    EXPECT_EQ(changed["event"]["message"]["edited"]["user"].str(), ids::olga);
    EXPECT_EQ(changed["event"]["previous_message"]["text"].str(), "reply");
    EXPECT_NE(changed["event"]["ts"].str(), ts) << "the ts of the change";
    const auto deleted = events("message", "message_deleted").at(0);
    EXPECT_EQ(deleted["event"]["deleted_ts"].str(), ts);
    EXPECT_EQ(deleted["event"]["previous_message"]["text"].str(), "reply, better");
}

TEST_F(Events, NobodyChangesWhatOthersWrote) {
    types(ids::olga, ids::checkout, "mine");
    const std::string ts = newest(ids::checkout)->ts;
    EXPECT_NE(box->client().edit(ids::ivan, ids::checkout, ts, "yours"), "");
    EXPECT_NE(box->client().erase(ids::ivan, ids::checkout, ts), "");
    EXPECT_EQ(newest(ids::checkout)->text, "mine");
}

TEST_F(Events, UpdatesAndDeletionsOfTheBotAreToldToo) {
    const std::string ts = say(ids::checkout, "old");
    post("chat.update", object().set("channel", ids::checkout).set("ts", ts).set("text", "new"));
    post("chat.delete", object().set("channel", ids::checkout).set("ts", ts));
    settle(3);
    EXPECT_EQ(
        events("message", "message_changed").at(0)["event"]["message"]["bot_id"].str(), ids::bot
    );
    EXPECT_EQ(events("message", "message_deleted").size(), 1U);
}

TEST_F(Events, MembershipReactionsAndChannels) {
    box->workspace().join(ids::general, ids::bot_user, ids::olga);
    const std::string ts = say(ids::checkout, "x");
    box->workspace().react(ids::checkout, ts, ids::olga, "eyes");
    box->workspace().archive(ids::search, true);
    box->workspace().leave(ids::general, ids::bot_user);
    box->workspace().remove_channel(ids::security);
    settle(6);
    const auto joined = events("member_joined_channel").at(0);
    EXPECT_EQ(joined["event"]["user"].str(), ids::bot_user);
    EXPECT_EQ(joined["event"]["inviter"].str(), ids::olga);
    const auto reaction = events("reaction_added").at(0);
    EXPECT_EQ(reaction["event"]["item"]["ts"].str(), ts);
    EXPECT_EQ(reaction["event"]["item_user"].str(), ids::bot_user);
    EXPECT_EQ(events("channel_archive").at(0)["event"]["channel"].str(), ids::search);
    EXPECT_EQ(events("member_left_channel").size(), 1U);
    EXPECT_EQ(events("group_deleted").at(0)["event"]["channel"].str(), ids::security);
}

TEST_F(Events, OnlySubscribedEventsAreSent) {
    const std::string ts = say(ids::checkout, "x");
    settle(1);
    forget();
    box->feed().settings().subscribed = {"message.im", "reaction_added"};
    types(ids::olga, ids::checkout, "@debrief hello");
    types(ids::olga, ids::security, "hello");
    box->workspace().react(ids::checkout, ts, ids::olga, "eyes");
    types(ids::olga, box->workspace().direct(ids::olga).id, "hello");
    settle(2);
    EXPECT_EQ(bot->requests().size(), 2U);
    EXPECT_EQ(events("reaction_added").size(), 1U);
    EXPECT_EQ(events("message").at(0)["event"]["channel_type"].str(), "im");
}

TEST_F(Events, FailedDeliveriesAreRetriedByTheClock) {
    for (int i = 0; i < 4; ++i) bot->push(net::HttpResponse(500));
    types(ids::olga, ids::checkout, "x");
    settle(2);
    EXPECT_EQ(bot->requests().at(1).headers.get("x-slack-retry-num"), "1");
    EXPECT_EQ(bot->requests().at(1).headers.get("x-slack-retry-reason"), "http_error");
    EXPECT_EQ(bot->requests().at(1).body, bot->requests().at(0).body) << "the same event id";
    clock.advance(std::chrono::seconds(59));
    settle();
    EXPECT_EQ(bot->requests().size(), 2U);
    clock.advance(std::chrono::seconds(1));
    settle(3);
    EXPECT_EQ(bot->requests().at(2).headers.get("x-slack-retry-num"), "2");
    EXPECT_EQ(box->feed().waiting(), 1U);
    clock.advance(std::chrono::minutes(5));
    settle(4);
    EXPECT_EQ(bot->requests().at(3).headers.get("x-slack-retry-num"), "3");
    EXPECT_EQ(box->feed().waiting(), 0U);
    EXPECT_EQ(box->feed().given_up().size(), 1U);
}

TEST_F(Events, AnAppCanRefuseRetries) {
    net::HttpResponse response(500);
    response.headers.add("X-Slack-No-Retry", "1");
    bot->push(std::move(response));
    types(ids::olga, ids::checkout, "x");
    settle(1);
    EXPECT_EQ(bot->requests().size(), 1U);
    EXPECT_EQ(box->feed().waiting(), 0U);
}

TEST_F(Events, TwoRedirectsAreFollowed) {
    const auto redirect = [&] {
        net::HttpResponse response(302);
        response.headers.add("Location", bot->url("/elsewhere"));
        return response;
    };
    bot->push(redirect());
    bot->push(redirect());
    types(ids::olga, ids::checkout, "x");
    settle(3);
    EXPECT_EQ(bot->requests().at(2).target, "/elsewhere");
    EXPECT_FALSE(bot->requests().at(2).headers.has("x-slack-retry-num"));
}

TEST_F(Events, CopiesHaveDifferentIdsWhenAskedFor) {
    box->feed().settings().duplicates = true;
    types(ids::olga, ids::checkout, "x");
    settle(2);
    const auto copies = events("message");
    ASSERT_EQ(copies.size(), 2U);
    EXPECT_NE(copies.at(0)["event_id"].str(), copies.at(1)["event_id"].str());
}

TEST_F(Events, TheUrlIsVerified) {
    bot->set_rule([](const net::HttpRequest& request) {
        return net::HttpResponse(
            200, "text/plain", std::string(body_of(request)["challenge"].str())
        );
    });
    EXPECT_TRUE(run(box->feed().verify_url()));
    bot->set_rule([](const net::HttpRequest&) { return net::HttpResponse(200); });
    EXPECT_FALSE(run(box->feed().verify_url()));
}

TEST_F(Events, StopWhenTheTokenIsRevoked) {
    box->revoke_token();
    settle(1);
    EXPECT_EQ(events("tokens_revoked").size(), 1U);
    forget();
    types(ids::olga, ids::checkout, "x");
    settle();
    EXPECT_TRUE(bot->requests().empty());
}

TEST_F(Events, ShortcutsComeFromAnywhere) {
    const std::string head = say(ids::checkout, "head");
    settle();
    forget();
    run(box->client().shortcut(ids::olga, "new"));
    run(box->client().message_shortcut(ids::olga, "add", ids::checkout, head));
    const json::Value global = body_of(bot->requests().at(0));
    EXPECT_EQ(global["type"].str(), "shortcut");
    EXPECT_FALSE(global["channel"].exists());
    EXPECT_FALSE(global["response_url"].exists());
    const json::Value message = body_of(bot->requests().at(1));
    EXPECT_EQ(message["type"].str(), "message_action");
    EXPECT_EQ(message["message"]["ts"].str(), head);
    EXPECT_FALSE(message["response_url"].str().empty());
}

}  // namespace
}  // namespace debrief::sandbox
