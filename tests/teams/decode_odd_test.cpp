// Activities from a client that is newer, older or hostile: whatever stands where something else is
// expected, decoding ends in words or in nothing.
#include "adapters/teams/decode.hpp"
#include "tests/teams/activities.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace debrief::teams {
namespace {

using test::parsed;

std::vector<json::Value> samples() {
    auto edit =
        test::with(test::activity("messageUpdate", "1"), "channelData.eventType", "editMessage");
    auto installation = test::with(test::activity("installationUpdate", "f:1"), "action", "add");
    auto members = test::activity("conversationUpdate", "f:2");
    members.set("membersAdded", parsed(R"([{"id": "28:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"}])"));
    auto submit = test::activity("message", "2");
    submit.set("value", parsed(R"({"value": "answer works F-1", "m": "k"})"));
    auto dialog = parsed(
        R"({"form": "control", "context": "F-1", "nonce": "n", "title": "x", "due": "tomorrow"})"
    );
    return {
        test::told("answer works F-1 fine"),
        test::said("a reply"),
        std::move(edit),
        test::with(
            test::activity("messageDelete", "1"), "channelData.eventType", "softDeleteMessage"
        ),
        std::move(installation),
        std::move(members),
        std::move(submit),
        test::pressed("answer works F-1"),
        test::opens("feedback F-1"),
        test::submits(std::move(dialog))};
}

const std::vector<json::Value>& odd_values() {
    static const std::vector<json::Value> values{
        json::Value(),
        json::Value(7),
        json::Value(-1.5),
        json::Value(true),
        json::Value(""),
        json::Value("<at></at>;messageid=;messageid=0"),
        json::Value(std::string(70'000, 'x')),
        parsed("[]"),
        parsed("{}"),
        parsed(R"([[{"id": [1]}], null, {"type": "mention", "mentioned": 7, "text": {}}])"),
        parsed(R"({"id": {"id": 1}, "text": [], "value": {"value": {}}, "data": 7, "form": []})")};
    return values;
}

/// Calls back with the document once for each node, that node replaced.
void replace_each(
    json::Ref node, const json::Value& odd, const std::function<void(json::Value)>& use
) {
    use(odd);
    node.each_member([&](std::string_view changed, json::Ref child) {
        replace_each(child, odd, [&](json::Value replaced) {
            json::Value copy(node);
            copy.set(changed, std::move(replaced));
            use(std::move(copy));
        });
    });
    for (std::size_t i = 0; node.is_array() && i < node.size(); ++i) {
        replace_each(node.at(i), odd, [&](json::Value replaced) {
            json::Value copy = json::Value::array();
            for (std::size_t k = 0; k < node.size(); ++k) {
                copy.push(k == i ? replaced : json::Value(node.at(k)));
            }
            use(std::move(copy));
        });
    }
}

TEST(DecodeOddActivities, EachMemberMayBeAnything) {
    int tried = 0;
    for (const auto& sample : samples()) {
        for (const auto& odd : odd_values()) {
            replace_each(sample, odd, [&](json::Value activity) {
                const Decoded decoded = decode(activity, test::app_id);
                ++tried;
                EXPECT_TRUE(decoded.status == 200 || decoded.status == 501);
                if (!decoded.happening) return;
                EXPECT_FALSE(decoded.happening->command.actor.empty());
                EXPECT_EQ(decoded.happening->key.rfind("teams:", 0), 0U);
                EXPECT_LT(decoded.happening->key.size(), 600U);
            });
        }
    }
    EXPECT_GT(tried, 3'000);
}

}  // namespace
}  // namespace debrief::teams
