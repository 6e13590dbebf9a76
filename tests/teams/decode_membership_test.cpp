// Where the bot was added and taken out.
#include "adapters/teams/decode.hpp"
#include "tests/teams/activities.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace debrief::teams {
namespace {

using test::activity;
using test::with;

Decoded read(json::Ref activity) {
    return decode(activity, test::app_id);
}

json::Value installation(std::string_view action) {
    auto out = with(activity("installationUpdate", "f:9"), "action", std::string(action));
    return with(out, "conversation.id", test::room);
}

/// Whether the bot was taken out of that conversation; nothing when it is not spoken of.
std::optional<bool> removed(const Decoded& decoded, std::string_view id) {
    for (const auto& address : decoded.addresses) {
        if (address.channel.id == id) return address.removed;
    }
    return std::nullopt;
}

TEST(DecodeTeamsMembership, AnInstallationIsWelcomed) {
    const Decoded decoded = read(installation("add"));
    ASSERT_TRUE(decoded.happening);
    const core::Command& command = decoded.happening->command;
    EXPECT_TRUE(std::holds_alternative<core::ShowHelp>(command.intent));
    EXPECT_EQ(command.origin.reply_by, core::ReplyBy::here);
    EXPECT_EQ(command.origin.channel.id, test::room);
    EXPECT_TRUE(command.origin.thread.empty());
    EXPECT_EQ(removed(decoded, test::room), false);
    EXPECT_EQ(removed(decoded, "19:general@thread.tacv2"), false);
}

TEST(DecodeTeamsMembership, InAPersonalChatTheWelcomeSaysWhatWaits) {
    auto personal = with(installation("add"), "conversation.id", "a:1olga");
    personal = with(personal, "conversation.conversationType", "personal");
    const Decoded decoded = read(personal);
    ASSERT_TRUE(decoded.happening);
    EXPECT_TRUE(std::holds_alternative<core::Greet>(decoded.happening->command.intent));
}

TEST(DecodeTeamsMembership, OnlyARemovalRemoves) {
    for (const auto* action : {"add-upgrade", "remove-upgrade", "Add-Upgrade", "something"}) {
        const Decoded decoded = read(installation(action));
        EXPECT_FALSE(decoded.happening) << action;
        EXPECT_EQ(removed(decoded, test::room), false) << action;
    }
    for (const auto* action : {"remove", "Remove"}) {
        const Decoded decoded = read(installation(action));
        EXPECT_FALSE(decoded.happening);
        EXPECT_EQ(removed(decoded, test::room), true);
        EXPECT_EQ(removed(decoded, "19:general@thread.tacv2"), true);
    }
    EXPECT_TRUE(read(installation("Add")).happening);
}

TEST(DecodeTeamsMembership, TheChosenChannelIsReachedToo) {
    const auto chosen = with(
        installation("add"), "channelData.settings.selectedChannel.id", "19:chosen@thread.tacv2"
    );
    EXPECT_EQ(removed(read(chosen), "19:chosen@thread.tacv2"), false);
}

TEST(DecodeTeamsMembership, MembersCountWhenTheyAreUs) {
    auto update =
        with(activity("conversationUpdate", "f:8"), "conversation.id", "19:general@thread.tacv2");
    const auto us =
        test::parsed(R"([{"id": "29:1new"}, {"id": "28:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"}])");
    const auto somebody = test::parsed(R"([{"id": "29:1new"}])");
    const Decoded gone = read(with(update, "membersRemoved", json::Value(us)));
    EXPECT_EQ(removed(gone, "19:general@thread.tacv2"), true);
    const Decoded there = read(with(update, "membersAdded", json::Value(us)));
    EXPECT_EQ(removed(there, "19:general@thread.tacv2"), false);
    EXPECT_FALSE(there.happening) << "the welcome belongs to the installation";
    const Decoded other = read(with(update, "membersRemoved", json::Value(somebody)));
    EXPECT_EQ(removed(other, "19:general@thread.tacv2"), false);
}

TEST(DecodeTeamsMembership, ChannelsComeAndGo) {
    const auto update =
        with(activity("conversationUpdate", "f:8"), "conversation.id", "19:general@thread.tacv2");
    const auto of = [&](const char* kind) {
        return removed(read(with(update, "channelData.eventType", kind)), test::room);
    };
    EXPECT_EQ(of("channelDeleted"), true);
    EXPECT_EQ(of("ChannelDeleted"), true);
    EXPECT_EQ(of("channelRestored"), false);
    EXPECT_EQ(of("channelRenamed"), std::nullopt);
    EXPECT_EQ(of("somethingNew"), std::nullopt);
    const auto team = read(with(update, "channelData.eventType", "teamDeleted"));
    EXPECT_EQ(removed(team, "19:general@thread.tacv2"), true);
}

}  // namespace
}  // namespace debrief::teams
