// conversations.* and users.*: what the bot can find out.
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

class Reading : public Playground {
  protected:
    Reading() { start(); }
    static std::string id_at(json::Ref list, std::size_t index) {
        return std::string(list.at(index)["id"].str());
    }
};

TEST_F(Reading, ListsChannelsPageByPage) {
    const Answer first = get("conversations.list", {{"limit", "2"}, {"exclude_archived", "true"}});
    EXPECT_EQ(first.body["channels"].size(), 2U);
    const std::string cursor(first.body["response_metadata"]["next_cursor"].str());
    ASSERT_FALSE(cursor.empty());
    const Answer second =
        get("conversations.list",
            {{"limit", "2"}, {"exclude_archived", "true"}, {"cursor", cursor}});
    EXPECT_EQ(second.body["channels"].size(), 2U);
    EXPECT_NE(id_at(first.body["channels"], 0), id_at(second.body["channels"], 0));
    EXPECT_EQ(second.body["response_metadata"]["next_cursor"].str(), "");
    EXPECT_EQ(get("conversations.list", {{"cursor", "3"}}).error(), "invalid_cursor");
    EXPECT_EQ(get("conversations.list", {{"limit", "1000"}}).error(), "invalid_limit");
}

TEST_F(Reading, DoesNotShowPrivateChannelsOfOthers) {
    const Answer all = get("conversations.list", {{"types", "private_channel"}});
    ASSERT_EQ(all.body["channels"].size(), 1U);
    EXPECT_EQ(id_at(all.body["channels"], 0), ids::security);
    EXPECT_EQ(get("conversations.info", {{"channel", ids::leads}}).error(), "channel_not_found");
    const Answer mine = get("users.conversations", {{"exclude_archived", "true"}});
    for (std::size_t i = 0; i < mine.body["channels"].size(); ++i)
        EXPECT_NE(id_at(mine.body["channels"], i), ids::general);
}

TEST_F(Reading, TellsTheMembersOfUserGroups) {
    const Answer users = get("usergroups.users.list", {{"usergroup", ids::lead_group}});
    ASSERT_TRUE(users.ok()) << users.error();
    EXPECT_EQ(users.body["users"].size(), 2U);
    EXPECT_EQ(users.body["users"].at(0).str(), ids::olga);
    EXPECT_EQ(get("usergroups.users.list", {{"usergroup", "S0"}}).error(), "no_such_subteam");
    EXPECT_EQ(get("usergroups.users.list", {}).error(), "invalid_arguments");
    const Answer all = get("usergroups.list", {{"include_users", "true"}});
    EXPECT_EQ(all.body["usergroups"].at(0)["users"].size(), 2U);
    // A reading method takes no JSON.
    EXPECT_FALSE(post("usergroups.users.list", object().set("usergroup", ids::lead_group)).ok());
}

TEST_F(Reading, TellsMembersAndMembership) {
    EXPECT_EQ(
        get("conversations.members", {{"channel", ids::security}}).body["members"].size(), 3U
    );
    EXPECT_EQ(
        get("conversations.info", {{"channel", ids::general}})
            .body["channel"]["is_member"]
            .boolean(),
        false
    );
    EXPECT_TRUE(post("conversations.join", object().set("channel", ids::general)).ok());
    EXPECT_EQ(
        get("conversations.info", {{"channel", ids::general}})
            .body["channel"]["is_member"]
            .boolean(),
        true
    );
    EXPECT_EQ(
        post("conversations.join", object().set("channel", ids::general)).text("warning"),
        "already_in_channel"
    );
    EXPECT_EQ(
        post("conversations.join", object().set("channel", ids::security)).error(),
        "method_not_supported_for_channel_type"
    );
    EXPECT_EQ(
        post("conversations.join", object().set("channel", ids::old_checkout)).error(),
        "is_archived"
    );
}

TEST_F(Reading, HistoryIsNewestFirstWithoutReplies) {
    const std::string head = say(ids::checkout, "head");
    say(ids::checkout, "reply", head);
    const std::string last = say(ids::checkout, "last");
    const Answer answer = get("conversations.history", {{"channel", ids::checkout}});
    ASSERT_EQ(answer.body["messages"].size(), 2U);
    EXPECT_EQ(answer.body["messages"].at(0)["ts"].str(), last);
    EXPECT_EQ(answer.body["messages"].at(1)["reply_count"].integer(), 1);
    EXPECT_EQ(answer.body["messages"].at(1)["thread_ts"].str(), head);
    const Answer later =
        get("conversations.history", {{"channel", ids::checkout}, {"oldest", head}});
    EXPECT_EQ(later.body["messages"].size(), 1U) << "oldest is exclusive";
    EXPECT_EQ(get("conversations.history", {{"channel", ids::general}}).error(), "not_in_channel");
}

TEST_F(Reading, RepliesAreOldestFirstWithTheParent) {
    const std::string head = say(ids::checkout, "head");
    const std::string one = say(ids::checkout, "one", head);
    say(ids::checkout, "two", head);
    const Answer answer =
        get("conversations.replies", {{"channel", ids::checkout}, {"ts", head}, {"limit", "2"}});
    ASSERT_EQ(answer.body["messages"].size(), 2U);
    EXPECT_EQ(answer.body["messages"].at(0)["ts"].str(), head);
    EXPECT_EQ(answer.body["messages"].at(1)["ts"].str(), one);
    EXPECT_EQ(answer.body["messages"].at(1)["parent_user_id"].str(), ids::bot_user);
    EXPECT_EQ(answer.body["has_more"].boolean(), true);
    EXPECT_EQ(
        get("conversations.replies", {{"channel", ids::checkout}, {"ts", "1.2"}}).error(),
        "thread_not_found"
    );
}

TEST_F(Reading, MetadataIsShownWhenAskedFor) {
    json::Value metadata =
        object().set("event_type", "debrief").set("event_payload", object().set("key", "k1"));
    post(
        "chat.postMessage",
        object().set("channel", ids::checkout).set("text", "x").set("metadata", metadata)
    );
    const Answer brief = get("conversations.history", {{"channel", ids::checkout}});
    EXPECT_EQ(brief.body["messages"].at(0)["metadata"]["event_type"].str(), "debrief");
    EXPECT_FALSE(brief.body["messages"].at(0)["metadata"]["event_payload"].exists());
    const Answer full =
        get("conversations.history",
            {{"channel", ids::checkout}, {"include_all_metadata", "true"}});
    EXPECT_EQ(full.body["messages"].at(0)["metadata"]["event_payload"]["key"].str(), "k1");
}

TEST_F(Reading, FindsPeople) {
    const Answer olga = get("users.info", {{"user", ids::olga}});
    EXPECT_EQ(olga.body["user"]["tz"].str(), "Europe/Berlin");
    EXPECT_EQ(olga.body["user"]["tz_offset"].integer(), 3'600);
    EXPECT_EQ(olga.body["user"]["profile"]["email"].str(), "olga@example.com");
    EXPECT_FALSE(get("users.info", {{"user", ids::sam}}).body["user"]["profile"]["email"].exists());
    EXPECT_EQ(get("users.info", {{"user", ids::former}}).body["user"]["deleted"].boolean(), true);
    EXPECT_EQ(get("users.info", {{"user", "U1"}}).error(), "user_not_found");
    EXPECT_EQ(
        get("users.lookupByEmail", {{"email", "IVAN@example.com"}}).body["user"]["id"].str(),
        ids::ivan
    );
    EXPECT_EQ(
        get("users.lookupByEmail", {{"email", "dana@example.com"}}).error(), "users_not_found"
    );
    EXPECT_EQ(get("users.list", {{"limit", "100"}}).body["members"].size(), 9U);
}

TEST_F(Reading, OpensDirectConversations) {
    EXPECT_EQ(post("conversations.open", object()).error(), "users_list_not_supplied");
    EXPECT_EQ(post("conversations.open", object().set("users", "U1")).error(), "user_not_found");
    EXPECT_EQ(
        post("conversations.open", object().set("users", ids::former)).error(), "user_disabled"
    );
    const Answer answer =
        post("conversations.open", object().set("users", ids::piotr).set("return_im", true));
    EXPECT_EQ(answer.body["channel"]["user"].str(), ids::piotr);
}

TEST_F(Reading, ReactionsHaveRules) {
    const std::string ts = say(ids::checkout, "x");
    const auto react = [&](const std::string& name, const std::string& channel = ids::checkout) {
        return post(
                   "reactions.add",
                   object().set("channel", channel).set("timestamp", ts).set("name", name)
        )
            .error();
    };
    EXPECT_EQ(react(":eyes:"), "invalid_name");
    EXPECT_EQ(react("eyes"), "");
    EXPECT_EQ(react("eyes"), "already_reacted");
    EXPECT_EQ(react("eyes", ids::search), "message_not_found");
    EXPECT_EQ(
        get("conversations.history", {{"channel", ids::checkout}})
            .body["messages"]
            .at(0)["reactions"]
            .at(0)["count"]
            .integer(),
        1
    );
}

}  // namespace
}  // namespace debrief::sandbox
