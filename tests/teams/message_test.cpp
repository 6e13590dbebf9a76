// One activity out of a rendered template: the card or the text, stamped, within the limits.
#include "adapters/teams/message.hpp"

#include "adapters/teams/workflow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using testing::HasSubstr;
using testing::Not;

json::Value parsed(std::string_view text) {
    auto value = json::parse(text);
    EXPECT_TRUE(value) << text;
    return value ? std::move(*value) : json::Value();
}

const json::Value& with_everything() {
    static const json::Value rendered = parsed(R"({
      "text": "Full words",
      "card": {
        "type": "AdaptiveCard", "version": "1.5",
        "msteams": {"width": "Full", "entities": [{"type": "mention", "text": "<at>Olga</at>",
                    "mentioned": {"id": "29:1olga", "name": "Olga"}}]},
        "refresh": {"action": {"type": "Action.Execute", "verb": "again"}},
        "body": [
          {"type": "TextBlock", "text": "Asked by <at>Olga</at>"},
          {"type": "Input.Text", "id": "note"},
          {"type": "Container", "items": [{"type": "TextBlock", "text": "in"}],
           "selectAction": {"type": "Action.Submit", "data": {"value": "tap"}}},
          {"type": "ActionSet", "actions": [{"type": "Action.Submit", "data": {"value": "in body"}}]}
        ],
        "actions": [
          {"type": "Action.Execute", "verb": "works", "data": {"value": "answer works F-1"},
           "fallback": {"type": "Action.Submit", "data": {"value": "answer works F-1"}}},
          {"type": "Action.Submit", "data": "own text"},
          {"type": "Action.OpenUrl", "url": "https://example.com", "title": "Look"},
          {"type": "Action.ShowCard", "card": {"type": "AdaptiveCard", "actions": [
            {"type": "Action.Submit", "title": "inner"}]}}
        ]
      }})");
    return rendered;
}

TEST(Activity, IsACardWithASummaryAndNoText) {
    const json::Value activity = activity_of(with_everything(), "abc");
    EXPECT_EQ(activity["type"].str(), "message");
    EXPECT_FALSE(activity["text"].exists()) << "Teams would make two messages of it";
    EXPECT_EQ(activity["summary"].str(), "Full words");
    ASSERT_EQ(activity["attachments"].size(), 1U);
    const json::Ref attachment = activity["attachments"].at(0);
    EXPECT_EQ(attachment["contentType"].str(), "application/vnd.microsoft.card.adaptive");
    EXPECT_EQ(attachment["content"]["fallbackText"].str(), "Full words");
    EXPECT_THAT(json::dump(activity), Not(HasSubstr("null"))) << "the Connector refuses them";
}

TEST(Activity, EveryActionCarriesTheMarkerWhereverItStands) {
    const json::Value activity = activity_of(with_everything(), "abc");
    const json::Ref card = activity["attachments"].at(0)["content"];
    const auto marker = [](json::Ref action) { return action["data"]["m"].str(); };
    const json::Ref first = card["actions"].at(0);
    EXPECT_EQ(marker(first), "abc");
    EXPECT_EQ(first["data"]["value"].str(), "answer works F-1");
    EXPECT_EQ(marker(first["fallback"]), "abc");
    EXPECT_EQ(card["actions"].at(1)["data"].str(), "own text") << "no room for one";
    EXPECT_FALSE(card["actions"].at(2)["data"].exists()) << "a link brings nothing back";
    EXPECT_EQ(marker(card["actions"].at(3)["card"]["actions"].at(0)), "abc");
    EXPECT_EQ(marker(card["body"].at(2)["selectAction"]), "abc");
    EXPECT_EQ(marker(card["body"].at(3)["actions"].at(0)), "abc");
    EXPECT_EQ(marker(card["refresh"]["action"]), "abc");
    const json::Value unmarked = activity_of(with_everything(), "");
    EXPECT_THAT(json::dump(unmarked), Not(HasSubstr("\"m\":")));
}

TEST(Activity, WithoutACardIsPlainText) {
    const json::Value rendered = parsed(
        R"({"text":"Hello <at>Olga</at>","entities":[{"type":"mention","text":"<at>Olga</at>"}]})"
    );
    const json::Value activity = activity_of(rendered, "abc");
    EXPECT_EQ(activity["text"].str(), "Hello <at>Olga</at>");
    EXPECT_EQ(activity["textFormat"].str(), "plain");
    EXPECT_EQ(activity["entities"].size(), 1U);
    EXPECT_FALSE(activity["attachments"].exists());
}

TEST(Activity, ACardThatIsTooLargeBecomesItsText) {
    const auto with_block = [](std::size_t letters) {
        json::Value block = json::Value::object();
        block.set("type", "TextBlock").set("text", std::string(letters, 'x'));
        json::Value body = json::Value::array();
        body.push(std::move(block));
        json::Value card = json::Value::object();
        card.set("type", "AdaptiveCard").set("body", std::move(body));
        json::Value rendered = json::Value::object();
        rendered.set("text", "short").set("card", std::move(card));
        return activity_of(rendered, "abc");
    };
    const std::size_t around = json::dump(with_block(0)).size();
    const std::size_t most = 80 * 1024 / 2 - around;
    EXPECT_TRUE(with_block(most)["attachments"].exists());
    EXPECT_FALSE(with_block(most + 1)["attachments"].exists());
    EXPECT_EQ(with_block(most + 1)["text"].str(), "short");
}

TEST(Activity, SizesCountAsUtf16) {
    EXPECT_EQ(size_as_utf16("abc"), 6U);
    EXPECT_EQ(size_as_utf16("äö"), 4U);
    EXPECT_EQ(size_as_utf16("€"), 2U);
    EXPECT_EQ(size_as_utf16("🙂"), 4U);
}

TEST(Activity, NamesThePersonItIsFor) {
    const json::Value activity = named_activity_of(with_everything(), "29:1olga", "Olga <& Co>");
    EXPECT_EQ(activity["text"].str(), "<at>Olga &lt;&amp; Co&gt;</at> Full words");
    const json::Ref mention = activity["entities"].at(0);
    EXPECT_EQ(mention["mentioned"]["id"].str(), "29:1olga");
    EXPECT_EQ(mention["text"].str(), "<at>Olga &lt;&amp; Co&gt;</at>");
    EXPECT_FALSE(activity["attachments"].exists());
}

TEST(Parameters, SayOnlyWhatIsKnown) {
    EXPECT_EQ(
        json::dump(thread_parameters("19:c@thread.tacv2", "T", json::Value::object())),
        R"({"isGroup":true,"channelData":{"channel":{"id":"19:c@thread.tacv2"}},"activity":{},"tenantId":"T"})"
    );
    EXPECT_EQ(
        json::dump(chat_parameters("29:1olga", "")),
        R"({"isGroup":false,"members":[{"id":"29:1olga"}]})"
    );
}

TEST(WorkflowBody, KeepsWordsAndLinksOnly) {
    const json::Value body = workflow_body(with_everything());
    EXPECT_EQ(body["type"].str(), "message");
    const json::Ref attachment = body["attachments"].at(0);
    EXPECT_TRUE(attachment["contentUrl"].is_null());
    EXPECT_EQ(attachment["contentType"].str(), "application/vnd.microsoft.card.adaptive");
    const json::Ref card = attachment["content"];
    ASSERT_EQ(card["actions"].size(), 1U);
    EXPECT_EQ(card["actions"].at(0)["type"].str(), "Action.OpenUrl");
    ASSERT_EQ(card["body"].size(), 2U) << "no input, and no row of actions without actions";
    EXPECT_EQ(card["body"].at(0)["text"].str(), "Asked by Olga");
    EXPECT_EQ(card["body"].at(1)["items"].size(), 1U);
    EXPECT_EQ(card["msteams"]["width"].str(), "Full");
    const std::string text = json::dump(body);
    for (const char* gone :
         {"Action.Submit",
          "Action.Execute",
          "Action.ShowCard",
          "Input.",
          "refresh",
          "entities",
          "selectAction",
          "29:1olga"})
        EXPECT_THAT(text, Not(HasSubstr(gone)));
}

TEST(WorkflowBody, StaysBelowWhatAFlowTakes) {
    const auto with_block = [](std::size_t letters) {
        json::Value block = json::Value::object();
        block.set("type", "TextBlock").set("text", std::string(letters, 'x'));
        json::Value blocks = json::Value::array();
        blocks.push(std::move(block));
        json::Value card = json::Value::object();
        card.set("type", "AdaptiveCard").set("body", std::move(blocks));
        json::Value rendered = json::Value::object();
        rendered.set("text", "short <at>words</at>").set("card", std::move(card));
        return workflow_body(rendered);
    };
    const std::size_t most = 25 * 1024 - json::dump(with_block(0)).size();
    EXPECT_EQ(json::dump(with_block(most)).size(), 25U * 1024);
    const json::Value cut = with_block(most + 1);
    EXPECT_EQ(cut["attachments"].at(0)["content"]["body"].at(0)["text"].str(), "short words");
    const json::Value plain = workflow_body(parsed(R"({"text":"only words"})"));
    EXPECT_EQ(plain["attachments"].at(0)["content"]["body"].at(0)["text"].str(), "only words")
        << "a flow fails on a message without a card";
}

}  // namespace
}  // namespace debrief::teams
