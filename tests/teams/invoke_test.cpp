// Buttons and dialogs, as the person at the other end sees them.
#include "tests/teams/teams_double.hpp"

namespace debrief::teams {
namespace {

using test::invoke;
using test::opens;
using test::parsed;
using test::pressed;
using test::submits;
using test::with;

constexpr std::string_view message_type = "application/vnd.microsoft.activity.message";

class TeamsInvokes : public test::InboundFixture {
  protected:
    /// The words that stand there for a moment after a button.
    std::string words(json::Ref activity) {
        const auto answer = ask(activity);
        EXPECT_EQ(answer["statusCode"].integer(), 200);
        EXPECT_EQ(answer["type"].str(), message_type) << json::dump(answer);
        return std::string(answer["value"].str());
    }
    /// The dialog that opens: title, card.
    json::Value dialog(json::Ref activity) {
        const auto answer = ask(activity);
        EXPECT_EQ(answer["task"]["type"].str(), "continue") << json::dump(answer);
        return json::Value(answer["task"]["value"]);
    }
    std::string dialog_words(json::Ref activity) {
        const auto answer = ask(activity);
        EXPECT_EQ(answer["task"]["type"].str(), "message") << json::dump(answer);
        return std::string(answer["task"]["value"].str());
    }
    /// What the submit button of a dialog carries.
    static json::Value data_of(json::Ref dialog) {
        return json::Value(dialog["card"]["content"]["actions"].at(0)["data"]);
    }
    /// The value of an input of the dialog's card; "(none)" when there is no such input.
    static std::string value_of(json::Ref dialog, std::string_view id) {
        std::string value = "(none)";
        dialog["card"]["content"]["body"].each([&](json::Ref element) {
            if (element["id"].str() == id) value = element["value"].str();
        });
        return value;
    }
};

TEST_F(TeamsInvokes, AButtonActsAndSaysSo) {
    open_incident();
    const std::string said = words(pressed("answer works F-1"));
    EXPECT_NE(said.find("F-1"), std::string::npos) << said;
    EXPECT_EQ(said.find('<'), std::string::npos);
    EXPECT_EQ(world_.follow_up().works, 1);
    const auto seen = evidence_.find("marker-of-head");
    ASSERT_TRUE(seen);
    EXPECT_EQ(*seen, core::MessageRef(test::room_channel(), test::head));
}

TEST_F(TeamsInvokes, WordsAreNoMarkup) {
    open_incident();
    json::Value data = data_of(dialog(opens("control add F-1")));
    data.set("title", "Ask <twice> & *wait* for <at>Bob</at> [x](y)").set("owner", "me");
    const std::string added = dialog_words(submits(data));
    EXPECT_NE(added.find("Ask <twice> & *wait* for"), std::string::npos) << added;
    EXPECT_EQ(added.find("<at>"), std::string::npos) << added;
    const std::string status = words(pressed("status F-1"));
    EXPECT_NE(status.find("Ask <twice> & *wait* for"), std::string::npos) << status;
    EXPECT_NE(status.find("Olga Ops"), std::string::npos) << status;
    EXPECT_EQ(status.find("<at>"), std::string::npos) << status;
}

TEST_F(TeamsInvokes, ARefusalIsInWords) {
    open_incident();
    for (const auto* line :
         {"answer works F-99", "nonsense", "feedback F-1", "control done C-99"}) {
        const std::string said = words(pressed(line, std::string("f:") + line));
        EXPECT_GT(said.size(), 20U) << line;
        EXPECT_EQ(said.find("Error"), std::string::npos);
    }
}

TEST_F(TeamsInvokes, ChangedAndOldCardsAreToldInWords) {
    open_incident();
    for (const auto* value :
         {R"({})",
          R"({"action": {"data": {"incident": "INC-42", "kind": "mistake"}}})",
          R"({"action": {"data": {"value": 7}}})",
          R"({"action": {"data": [1, 2]}})",
          R"({"action": {"data": {"form": "no such form"}}})",
          R"({"action": {"data": {"form": "feedback", "context": "F-1"}}})"}) {
        const std::string said = words(invoke("adaptiveCard/action", parsed(value), value));
        EXPECT_GT(said.size(), 20U) << value;
    }
    EXPECT_TRUE(feedbacks().empty());
}

TEST_F(TeamsInvokes, ACardPressedMonthsLaterStillWorks) {
    open_incident();
    words(pressed("answer works F-1", "f:20"));
    words(pressed("close F-1 The vendor fixes it", "f:21"));
    EXPECT_FALSE(world_.follow_up().open());
    world_.pass(std::chrono::hours(24 * 120), std::chrono::hours(24));
    const std::string said = words(pressed("answer broken F-1", "f:22"));
    EXPECT_NE(said.find("F-1"), std::string::npos);
    EXPECT_TRUE(world_.follow_up().open()) << "still broken opens it again";
}

TEST_F(TeamsInvokes, ACardThatAsksByItselfGetsACardAndNothingElse) {
    open_incident();
    const auto by_itself = with(pressed("answer works F-1"), "value.trigger", "automatic");
    const auto refused = ask(by_itself);
    EXPECT_EQ(refused["type"].str(), "application/vnd.microsoft.error");
    EXPECT_EQ(refused["statusCode"].integer(), 400);
    EXPECT_GT(refused["value"]["message"].str().size(), 20U);
    EXPECT_EQ(world_.follow_up().works, 0);
    const auto card = ask(with(pressed("status F-1"), "value.trigger", "automatic"));
    EXPECT_EQ(card["type"].str(), "application/vnd.microsoft.card.adaptive");
    EXPECT_EQ(card["value"]["type"].str(), "AdaptiveCard");
    const auto missing = ask(with(pressed("status F-99"), "value.trigger", "automatic"));
    EXPECT_EQ(missing["statusCode"].integer(), 400) << "a refusal does not replace the card";
}

TEST_F(TeamsInvokes, ADialogOpensAndIsRecorded) {
    open_incident();
    const auto opened = dialog(opens("feedback F-1"));
    EXPECT_FALSE(opened["title"].str().empty());
    EXPECT_EQ(opened["card"]["contentType"].str(), "application/vnd.microsoft.card.adaptive");
    json::Value data = data_of(opened);
    EXPECT_EQ(data["form"].str(), "feedback");
    EXPECT_EQ(data["context"].str(), "F-1");
    EXPECT_EQ(data["nonce"].str().size(), 32U);
    data.set("text", "Tell us <before> & after").set("anonymous", "false");
    const std::string said = dialog_words(submits(data));
    EXPECT_NE(said.find("B-1"), std::string::npos) << said;
    ASSERT_EQ(feedbacks().size(), 1U);
    EXPECT_EQ(feedbacks()[0].text, "Tell us <before> & after");
}

TEST_F(TeamsInvokes, ADialogSubmittedTwiceActsOnce) {
    open_incident();
    json::Value data = data_of(dialog(opens("feedback F-1")));
    data.set("text", "Once");
    const std::string first = dialog_words(submits(data, "f:30"));
    EXPECT_EQ(dialog_words(submits(data, "f:31")), first);
    EXPECT_EQ(feedbacks().size(), 1U);
    json::Value other = data_of(dialog(opens("feedback F-1", "f:32")));
    EXPECT_NE(other["nonce"].str(), data["nonce"].str());
    other.set("text", "Once");
    dialog_words(submits(other, "f:33"));
    EXPECT_EQ(feedbacks().size(), 2U) << "another dialog is another feedback";
}

TEST_F(TeamsInvokes, WhatIsWrongStandsBesideItsFieldAndNothingIsLost) {
    open_incident();
    json::Value data = data_of(dialog(opens("control add F-1")));
    data.set("title", "Gate <in> pipeline").set("due", "2020-01-01").set("owner", "me");
    const auto again = dialog(submits(data, "f:40"));
    EXPECT_EQ(value_of(again, "title"), "Gate <in> pipeline");
    EXPECT_EQ(value_of(again, "due"), "2020-01-01");
    EXPECT_EQ(value_of(again, "owner"), "me");
    EXPECT_NE(json::dump(again).find("ttention"), std::string::npos) << json::dump(again);
    json::Value next = data_of(again);
    EXPECT_EQ(next["form"].str(), "control");
    EXPECT_NE(next["nonce"].str(), data["nonce"].str())
        << "or the remembered errors would answer for ever";
    next.set("title", "Gate <in> pipeline").set("due", "2026-12-01").set("owner", "me");
    const std::string said = dialog_words(submits(next, "f:41"));
    EXPECT_NE(said.find("C-1"), std::string::npos) << said;
}

TEST_F(TeamsInvokes, AnEmptyFormComesBack) {
    open_incident();
    const json::Value data = data_of(dialog(opens("feedback F-1")));
    const auto again = dialog(submits(data, "f:42"));
    EXPECT_NE(json::dump(again).find("empty"), std::string::npos);
    EXPECT_TRUE(feedbacks().empty());
}

TEST_F(TeamsInvokes, ADialogWithNothingToShowSaysWhy) {
    const std::string said = dialog_words(opens("acknowledge"));
    EXPECT_NE(said.find("no follow-up"), std::string::npos) << said;
    EXPECT_GT(dialog_words(opens("nonsense", "f:50")).size(), 20U);
    EXPECT_GT(
        dialog_words(submits(parsed(R"({"form": "gone", "nonce": "n"})"), "f:51")).size(), 20U
    );
    EXPECT_GT(dialog_words(submits(parsed(R"({})"), "f:52")).size(), 20U);
    EXPECT_GT(dialog_words(submits(parsed(R"("text")"), "f:53")).size(), 20U);
}

TEST_F(TeamsInvokes, AFailureIsInWordsNeverACode) {
    open_incident();
    json::Value data = data_of(dialog(opens("feedback F-1")));
    data.set("text", "Do not lose me");
    world_.store.store().stop();
    EXPECT_NE(words(pressed("answer works F-1")).find("nothing was recorded"), std::string::npos);
    EXPECT_NE(
        dialog_words(opens("feedback F-1", "f:60")).find("nothing was recorded"), std::string::npos
    );
    EXPECT_NE(dialog_words(submits(data, "f:61")).find("nothing was recorded"), std::string::npos);
    const auto refresh = ask(with(pressed("status F-1"), "value.trigger", "automatic"));
    EXPECT_EQ(refresh["type"].str(), "application/vnd.microsoft.error");
}

}  // namespace
}  // namespace debrief::teams
