// The sandbox installs Debrief as its manifests say: no scope more, no event more.
#include "adapters/sandbox/event_feed.hpp"
#include "adapters/sandbox/teams/cast.hpp"
#include "adapters/sandbox/web_api.hpp"
#include "config/slack_manifest.hpp"
#include "config/teams_manifest.hpp"
#include "tests/support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace debrief::sandbox {
namespace {

using Names = std::set<std::string, std::less<>>;

Names names_in(json::Ref list) {
    Names names;
    list.each([&](json::Ref each) { names.emplace(each.str()); });
    return names;
}

TEST(Manifest, IsWhatTheSandboxGrants) {
    const auto manifest = json::parse(config::slack_manifest("https://debrief.example.com"));
    ASSERT_TRUE(manifest.has_value());
    const json::Ref root = manifest.value();
    EXPECT_EQ(usual_scopes(), names_in(root["oauth_config"]["scopes"]["bot"]));
    EXPECT_EQ(usual_events(), names_in(root["settings"]["event_subscriptions"]["bot_events"]));
}

TEST(Manifest, IsWhatTheTenantInstalls) {
    const auto manifest =
        json::parse(config::teams_manifest(teams::ids::app, "https://debrief.example.com"));
    ASSERT_TRUE(manifest.has_value());
    const json::Ref bot = json::Ref(manifest.value())["bots"].at(0);
    EXPECT_EQ(bot["botId"].str(), teams::ids::app);
    EXPECT_EQ(names_in(bot["scopes"]), (Names{"groupChat", "personal", "team"}));
    Names permissions;
    manifest.value()["authorization"]["permissions"]["resourceSpecific"].each([&](json::Ref each) {
        permissions.emplace(each["name"].str());
    });
    test::FakeClock clock;
    SeededRandom random(1);
    teams::Tenant tenant(clock, random);
    teams::furnish(tenant);
    // The team gave its consent: only because the app asks for it.
    EXPECT_EQ(
        tenant.team(teams::ids::services)->consent,
        permissions.contains("ChannelMessage.Read.Group")
    );
}

}  // namespace
}  // namespace debrief::sandbox
