// The sandbox installs Debrief as its manifest says: no scope more, no event more.
#include "adapters/sandbox/event_feed.hpp"
#include "adapters/sandbox/web_api.hpp"
#include "config/slack_manifest.hpp"

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

}  // namespace
}  // namespace debrief::sandbox
