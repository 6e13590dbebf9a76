// The manifest is what Slack accepts, asks for what the adapter uses, and equals the file in
// config/deploy.
#include "config/slack_manifest.hpp"

#include "bot/base/json.hpp"
#include "bot/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace debrief::test {
namespace {

using testing::Contains;
using testing::IsSubsetOf;

json::Value manifest() {
    auto parsed = json::parse(config::slack_manifest("https://debrief.example.com"));
    EXPECT_TRUE(parsed);
    return *parsed;
}

std::set<std::string> texts(json::Ref list) {
    std::set<std::string> out;
    list.each([&](json::Ref item) { out.emplace(item.str()); });
    EXPECT_EQ(out.size(), list.size()) << "no doubles";
    return out;
}

std::set<std::string> keys(json::Ref object) {
    std::set<std::string> out;
    object.each_member([&](std::string_view key, json::Ref) { out.emplace(key); });
    return out;
}

void expect_length(json::Ref text, std::size_t least, std::size_t most) {
    EXPECT_TRUE(text.is_string());
    EXPECT_GE(text::length(text.str()), least);
    EXPECT_LE(text::length(text.str()), most) << text.str();
}

TEST(SlackManifestTest, KeepsTheLimitsOfSlacksManifestFormat) {
    const json::Value whole = manifest();
    const std::set<std::string> top{
        "_metadata", "display_information", "features", "oauth_config", "settings"};
    EXPECT_EQ(keys(whole), top);
    expect_length(whole["display_information"]["name"], 1, 35);
    expect_length(whole["display_information"]["description"], 1, 140);
    expect_length(whole["features"]["bot_user"]["display_name"], 1, 80);
    const json::Ref command = whole["features"]["slash_commands"].at(0);
    expect_length(command["command"], 2, 32);
    EXPECT_EQ(command["command"].str().front(), '/');
    expect_length(command["url"], 1, 3000);
    expect_length(command["description"], 1, 2000);
    expect_length(command["usage_hint"], 1, 1000);
    whole["features"]["shortcuts"].each([](json::Ref shortcut) {
        expect_length(shortcut["name"], 1, 24);
        expect_length(shortcut["callback_id"], 1, 255);
        expect_length(shortcut["description"], 1, 150);
    });
    EXPECT_LE(whole["settings"]["event_subscriptions"]["bot_events"].size(), 100U);
    EXPECT_LE(whole["oauth_config"]["scopes"]["bot"].size(), 255U);
}

TEST(SlackManifestTest, EveryAddressIsTheOneRoute) {
    const json::Value whole = manifest();
    const std::string url = "https://debrief.example.com/slack/events";
    EXPECT_EQ(whole["features"]["slash_commands"].at(0)["url"].str(), url);
    EXPECT_EQ(whole["settings"]["event_subscriptions"]["request_url"].str(), url);
    EXPECT_EQ(whole["settings"]["interactivity"]["request_url"].str(), url);
    EXPECT_EQ(whole["features"]["slash_commands"].at(0)["should_escape"].boolean(), true);
}

TEST(SlackManifestTest, TheShortcutsAreThoseTheAdapterKnows) {
    const json::Value whole = manifest();
    const json::Ref shortcuts = whole["features"]["shortcuts"];
    ASSERT_EQ(shortcuts.size(), 2U);
    EXPECT_EQ(shortcuts.at(0)["callback_id"].str(), "debrief_open");
    EXPECT_EQ(shortcuts.at(0)["type"].str(), "global");
    EXPECT_EQ(shortcuts.at(1)["callback_id"].str(), "debrief_feedback");
    EXPECT_EQ(shortcuts.at(1)["type"].str(), "message");
}

/// A typing error in a name passes Slack's format check and fails only when the app is created.
TEST(SlackManifestTest, ScopesAndEventsAreSlacksAndEveryEventHasItsScope) {
    const json::Value whole = manifest();
    const auto scopes = texts(whole["oauth_config"]["scopes"]["bot"]);
    const std::set<std::string> known_scopes{
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "reactions:read",
        "usergroups:read",
        "users:read",
        "users:read.email"};
    EXPECT_THAT(scopes, IsSubsetOf(known_scopes));
    const std::map<std::string, std::string> scope_of{
        {"app_home_opened", ""},
        {"app_mention", "app_mentions:read"},
        {"app_uninstalled", ""},
        {"tokens_revoked", ""},
        {"channel_archive", "channels:read"},
        {"channel_deleted", "channels:read"},
        {"group_archive", "groups:read"},
        {"group_deleted", "groups:read"},
        {"message.channels", "channels:history"},
        {"message.groups", "groups:history"},
        {"message.im", "im:history"},
        {"user_change", "users:read"}};
    for (const auto& event : texts(whole["settings"]["event_subscriptions"]["bot_events"])) {
        ASSERT_TRUE(scope_of.contains(event)) << event;
        if (!scope_of.at(event).empty()) {
            EXPECT_THAT(scopes, Contains(scope_of.at(event))) << event;
        }
    }
}

/// Enough of YAML for a manifest: two blanks per level, plain scalars.
void write_yaml(json::Ref value, const std::string& indent, std::string& out) {
    if (value.is_object()) {
        value.each_member([&](std::string_view key, json::Ref member) {
            const bool nested = member.is_object() || member.is_array();
            out += indent + std::string(key) + ":" + (nested ? "\n" : " ");
            write_yaml(member, indent + "  ", out);
        });
    } else if (value.is_array()) {
        value.each([&](json::Ref item) {
            std::string inner;
            write_yaml(item, indent + "  ", inner);
            if (item.is_object()) inner.erase(0, indent.size() + 2);
            out += indent + "- " + inner;
        });
    } else {
        out += (value.is_string() ? std::string(value.str()) : json::dump(value)) + "\n";
    }
}

TEST(SlackManifestTest, TheYamlFileSaysTheSame) {
    std::ifstream file(std::string(DEBRIEF_SOURCE_DIR) + "/config/deploy/slack-app.yaml");
    std::string yaml{std::istreambuf_iterator<char>(file), {}};
    while (yaml.starts_with('#')) yaml.erase(0, yaml.find('\n') + 1);
    std::string expected;
    write_yaml(manifest(), "", expected);
    EXPECT_EQ(yaml, expected);
}

}  // namespace
}  // namespace debrief::test
