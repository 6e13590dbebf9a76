// chat.*: what may be posted where.
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

class Posting : public Playground {
  protected:
    Posting() { start(); }
    std::string error_of(json::Value arguments) {
        return post("chat.postMessage", std::move(arguments)).error();
    }
    static json::Value to(const std::string& channel) {
        return object().set("channel", channel).set("text", "hello");
    }
    static json::Value sections(std::size_t count, std::size_t length) {
        json::Value blocks = json::Value::array();
        for (std::size_t i = 0; i < count; ++i) {
            json::Value text = object().set("type", "mrkdwn").set("text", std::string(length, 'x'));
            blocks.push(object().set("type", "section").set("text", std::move(text)));
        }
        return blocks;
    }
};

TEST_F(Posting, NeedsAPlaceTheBotCanReach) {
    EXPECT_EQ(error_of(to("C0NOWHERE01")), "channel_not_found");
    EXPECT_EQ(error_of(to("#checkout")), "channel_not_found");
    EXPECT_EQ(error_of(to(ids::leads)), "channel_not_found")
        << "a private channel without the bot is not visible";
    EXPECT_EQ(error_of(to(ids::old_checkout)), "is_archived");
    EXPECT_EQ(error_of(object().set("text", "x")), "invalid_arguments");
    EXPECT_TRUE(post("chat.postMessage", to(ids::security)).ok());
    EXPECT_TRUE(post("chat.postMessage", to(ids::general)).ok()) << "chat:write.public";
}

TEST_F(Posting, APersonMeansTheDirectConversation) {
    const Answer answer = post("chat.postMessage", to(ids::olga));
    EXPECT_TRUE(answer.text("channel").starts_with("D"));
    EXPECT_EQ(
        post("conversations.open", object().set("users", ids::olga)).body["channel"]["id"].str(),
        answer.text("channel")
    );
    EXPECT_EQ(error_of(to(ids::former)), "channel_not_found");
}

TEST_F(Posting, AnswersWithTheStoredMessage) {
    const Answer answer = post("chat.postMessage", to(ids::checkout));
    EXPECT_EQ(answer.text("ts"), "1795176000.000000");
    const json::Ref message = answer.body["message"];
    EXPECT_EQ(message["user"].str(), ids::bot_user);
    EXPECT_EQ(message["bot_id"].str(), ids::bot);
    EXPECT_EQ(message["ts"].str(), answer.text("ts"));
    EXPECT_NE(say(ids::checkout, "again"), answer.text("ts"));
}

TEST_F(Posting, NeedsContent) {
    EXPECT_EQ(error_of(object().set("channel", ids::checkout)), "no_text");
    EXPECT_EQ(
        error_of(object()
                     .set("channel", ids::checkout)
                     .set("text", "")
                     .set("blocks", json::Value::array())),
        "no_text"
    );
}

TEST_F(Posting, CutsLongTextsWithAWarning) {
    const Answer answer =
        post("chat.postMessage", to(ids::checkout).set("text", std::string(40'001, 'x')));
    EXPECT_TRUE(answer.ok());
    EXPECT_EQ(answer.text("warning"), "message_truncated");
}

TEST_F(Posting, ChecksBlocks) {
    EXPECT_EQ(error_of(to(ids::checkout).set("blocks", object())), "invalid_blocks_format");
    const Answer answer =
        post("chat.postMessage", to(ids::checkout).set("blocks", sections(1, 3'001)));
    EXPECT_EQ(answer.error(), "invalid_blocks");
    EXPECT_NE(answer.message().find("[json-pointer:/blocks/0/text/text]"), std::string::npos)
        << answer.message();
    EXPECT_TRUE(answer.message().starts_with("[ERROR] "));
    EXPECT_GT(answer.body["errors"].size(), 0U);
    EXPECT_EQ(error_of(to(ids::checkout).set("blocks", sections(51, 1))), "invalid_blocks");
    EXPECT_EQ(error_of(to(ids::checkout).set("blocks", sections(6, 2'500))), "msg_blocks_too_long");
    EXPECT_TRUE(post("chat.postMessage", to(ids::checkout).set("blocks", sections(4, 2'500))).ok());
}

TEST_F(Posting, GivesIdsToBlocksWithoutOne) {
    const Answer answer = post("chat.postMessage", to(ids::checkout).set("blocks", sections(1, 5)));
    EXPECT_FALSE(answer.body["message"]["blocks"].at(0)["block_id"].str().empty());
}

TEST_F(Posting, ChecksMetadata) {
    const auto with = [](const char* text) {
        auto parsed = json::parse(text);
        return to(ids::checkout).set("metadata", std::move(parsed.value()));
    };
    EXPECT_EQ(error_of(with(R"({"event_type":"x"})")), "invalid_metadata_format");
    EXPECT_EQ(error_of(with(R"("text")")), "invalid_metadata_format");
    EXPECT_EQ(
        error_of(with(R"({"event_type":"a b","event_payload":{}})")), "invalid_metadata_schema"
    );
    EXPECT_EQ(
        error_of(with(R"({"event_type":"a","event_payload":{"Key":1}})")), "invalid_metadata_schema"
    );
    EXPECT_EQ(
        error_of(with(R"({"event_type":"a","event_payload":{"key":null}})")),
        "invalid_metadata_schema"
    );
    EXPECT_EQ(
        error_of(with(R"({"event_type":"a","event_payload":{"k":{"l":{"m":1}}}})")),
        "invalid_metadata_schema"
    );
    const std::string big =
        R"({"event_type":"a","event_payload":{"k":")" + std::string(5'000, 'x') + R"("}})";
    EXPECT_EQ(error_of(with(big.c_str())), "metadata_too_large");
    EXPECT_TRUE(post(
                    "chat.postMessage",
                    with(R"({"event_type":"a","event_payload":{"k":"v","n":[1,{"x":true}]}})")
    )
                    .ok());
}

TEST_F(Posting, RepliesNeedAParent) {
    const std::string head = say(ids::checkout, "head");
    const std::string reply = say(ids::checkout, "reply", head);
    EXPECT_EQ(error_of(to(ids::checkout).set("thread_ts", reply)), "cannot_reply_to_message");
    EXPECT_EQ(error_of(to(ids::checkout).set("thread_ts", "1.000001")), "thread_not_found");
}

TEST_F(Posting, UpdatesItsOwnMessagesOnly) {
    types(ids::olga, ids::checkout, "mine");
    const std::string foreign = newest(ids::checkout)->ts;
    const auto update = [&](const std::string& ts, json::Value arguments) {
        return post(
            "chat.update", std::move(arguments.set("channel", ids::checkout).set("ts", ts))
        );
    };
    EXPECT_EQ(update(foreign, object().set("text", "x")).error(), "cant_update_message");
    EXPECT_EQ(update("1.000001", object().set("text", "x")).error(), "message_not_found");
    const std::string ts = say(ids::checkout, "old");
    EXPECT_EQ(update(ts, object().set("text", std::string(4'001, 'x'))).error(), "msg_too_long");
    EXPECT_EQ(update(ts, object().set("text", "")).error(), "no_text");
    EXPECT_TRUE(update(ts, object().set("text", "new")).ok());
    EXPECT_EQ(newest(ids::checkout)->text, "new");
}

TEST_F(Posting, UpdatingByTextTakesTheBlocksAway) {
    json::Value metadata =
        object().set("event_type", "a").set("event_payload", object().set("k", "v"));
    const std::string ts =
        post(
            "chat.postMessage",
            to(ids::checkout).set("blocks", button_blocks()).set("metadata", metadata)
        )
            .text("ts");
    const auto update = [&](json::Value arguments) {
        return post(
            "chat.update", std::move(arguments.set("channel", ids::checkout).set("ts", ts))
        );
    };
    EXPECT_TRUE(update(object().set("text", "x").set("blocks", button_blocks("other"))).ok());
    EXPECT_TRUE(newest(ids::checkout)->edited_ts.empty())
        << "an update with blocks does not show (edited)";
    EXPECT_TRUE(newest(ids::checkout)->metadata.ref().is_object())
        << "metadata that is not given stays";
    EXPECT_TRUE(update(object().set("text", "only text")).ok());
    EXPECT_TRUE(newest(ids::checkout)->blocks.ref().is_null());
    EXPECT_FALSE(newest(ids::checkout)->edited_ts.empty());
    EXPECT_TRUE(update(object().set("metadata", object())).ok());
    EXPECT_TRUE(newest(ids::checkout)->metadata.ref().is_null());
    EXPECT_EQ(newest(ids::checkout)->text, "only text")
        << "neither text nor blocks given keeps both";
}

TEST_F(Posting, Deletes) {
    types(ids::olga, ids::checkout, "mine");
    const std::string foreign = newest(ids::checkout)->ts;
    const auto remove = [&](const std::string& ts) {
        return post("chat.delete", object().set("channel", ids::checkout).set("ts", ts)).error();
    };
    EXPECT_EQ(remove(foreign), "cant_delete_message");
    const std::string head = say(ids::checkout, "head");
    say(ids::checkout, "reply", head);
    EXPECT_EQ(remove(head), "");
    EXPECT_TRUE(box->workspace().message(ids::checkout, head)->tombstone)
        << "the thread is still there";
    EXPECT_EQ(remove(head), "message_not_found");
}

TEST_F(Posting, EphemeralMessagesHaveOneViewer) {
    const auto whisper = [&](const std::string& channel, const std::string& user) {
        return post(
            "chat.postEphemeral",
            object().set("channel", channel).set("user", user).set("text", "psst")
        );
    };
    EXPECT_EQ(whisper(ids::checkout, ids::mei).error(), "user_not_in_channel");
    EXPECT_EQ(whisper(ids::general, ids::olga).error(), "not_in_channel")
        << "chat:write.public does not help";
    EXPECT_EQ(whisper(ids::leads, ids::olga).error(), "channel_not_found");
    const std::string ts = whisper(ids::checkout, ids::olga).text("message_ts");
    EXPECT_EQ(newest(ids::checkout, ids::olga)->text, "psst");
    EXPECT_EQ(newest(ids::checkout, ids::piotr), nullptr);
    EXPECT_EQ(
        post("chat.update", object().set("channel", ids::checkout).set("ts", ts).set("text", "x"))
            .error(),
        "message_not_found"
    );
    EXPECT_EQ(
        get("conversations.history", {{"channel", ids::checkout}}).body["messages"].size(), 0U
    );
}

TEST_F(Posting, PermalinksLeadToThePage) {
    const std::string head = say(ids::checkout, "head");
    const std::string reply = say(ids::checkout, "reply", head);
    const Answer answer =
        get("chat.getPermalink", {{"channel", ids::checkout}, {"message_ts", reply}});
    EXPECT_EQ(
        answer.text("permalink"),
        box->page_url() + "archives/C0CHECKOUT1/p1795176000000100?thread_ts=" + head +
            "&cid=C0CHECKOUT1"
    );
    EXPECT_EQ(
        get("chat.getPermalink", {{"channel", ids::checkout}, {"message_ts", "1.2"}}).error(),
        "message_not_found"
    );
}

}  // namespace
}  // namespace debrief::sandbox
