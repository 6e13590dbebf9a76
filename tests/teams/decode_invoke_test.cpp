// What Teams waits for an answer to: buttons of cards, and dialogs.
#include "adapters/teams/decode.hpp"
#include "tests/teams/activities.hpp"

#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using test::invoke;
using test::opens;
using test::pressed;
using test::submits;
using test::with;

Decoded read(json::Ref activity) {
    return decode(activity, test::app_id);
}

Happening happening_in(const Decoded& decoded) {
    EXPECT_TRUE(decoded.happening);
    return decoded.happening ? *decoded.happening : Happening();
}

TEST(DecodeTeamsInvoke, AButtonIsATypedLine) {
    const Decoded decoded = read(pressed("answer works F-12"));
    const Happening happening = happening_in(decoded);
    EXPECT_EQ(happening.answer_as, AnswerAs::action);
    EXPECT_TRUE(std::holds_alternative<core::GiveAnswer>(happening.command.intent));
    EXPECT_EQ(happening.command.origin.reply_by, core::ReplyBy::response);
    EXPECT_FALSE(happening.command.origin.can_open_form);
    EXPECT_EQ(happening.command.origin.via, "button");
    EXPECT_EQ(happening.command.origin.thread, test::head);
    ASSERT_TRUE(decoded.sighting);
    EXPECT_EQ(decoded.sighting->marker, "marker-of-head");
    EXPECT_EQ(decoded.sighting->message.id, test::head);
}

TEST(DecodeTeamsInvoke, TheCardIsTheRootWhereNoThreadIsNamed) {
    const auto bare = with(pressed("answer works F-12"), "conversation.id", test::room);
    EXPECT_EQ(happening_in(read(bare)).command.origin.thread, test::head);
    const auto personal = test::in_private(pressed("snooze 4h"));
    EXPECT_TRUE(happening_in(read(personal)).command.origin.thread.empty());
}

TEST(DecodeTeamsInvoke, WithoutAMarkerOrAMessageNothingIsProven) {
    EXPECT_FALSE(read(with(pressed("answer works F-12"), "value.action.data.m", nullptr)).sighting);
    EXPECT_FALSE(read(with(pressed("answer works F-12"), "replyToId", nullptr)).sighting);
}

TEST(DecodeTeamsInvoke, ACardThatAsksByItselfHasNoEffect) {
    const auto itself = with(pressed("answer works F-12"), "value.trigger", "automatic");
    const Happening happening = happening_in(read(itself));
    EXPECT_EQ(happening.answer_as, AnswerAs::refresh);
    EXPECT_TRUE(std::holds_alternative<core::Misunderstood>(happening.command.intent));
    const auto status = with(pressed("status F-12"), "value.trigger", "Automatic");
    EXPECT_TRUE(std::holds_alternative<core::ShowStatus>(happening_in(read(status)).command.intent)
    );
    // The Playground leaves the trigger out.
    const auto silent = with(pressed("answer works F-12"), "value.trigger", nullptr);
    EXPECT_EQ(happening_in(read(silent)).answer_as, AnswerAs::action);
}

TEST(DecodeTeamsInvoke, OddDataAreToldInWords) {
    for (const auto* value :
         {R"({})",
          R"({"action": {}})",
          R"({"action": {"data": "a string"}})",
          R"({"action": {"data": {"value": ""}}})",
          R"({"action": {"data": {"value": {"value": "answer works"}}}})",
          R"({"action": {"data": {"followup": "FU-7", "ownerNote": "old"}}})",
          R"([1])",
          R"(7)"}) {
        const Happening happening =
            happening_in(read(invoke("adaptiveCard/action", test::parsed(value))));
        EXPECT_TRUE(std::holds_alternative<core::Misunderstood>(happening.command.intent)) << value;
    }
}

TEST(DecodeTeamsInvoke, ADialogIsAskedFor) {
    const Happening happening = happening_in(read(opens("control add M-3")));
    EXPECT_EQ(happening.answer_as, AnswerAs::dialog);
    EXPECT_TRUE(happening.command.origin.can_open_form);
    const auto* form = std::get_if<core::ShowForm>(&happening.command.intent);
    ASSERT_NE(form, nullptr);
    EXPECT_EQ(form->form, "control");
}

TEST(DecodeTeamsInvoke, ADialogIsSubmitted) {
    const Happening happening = happening_in(read(submits(test::parsed(R"({
        "form": "control", "context": "M-3 F-12", "nonce": "n-1",
        "title": "Gate in pipeline", "owner": "olga@example.com", "due": "", "strength": "stronger",
        "conversation": "19:elsewhere@thread.tacv2", "thread": "1", "odd": {"deep": true}
    })"))));
    EXPECT_EQ(happening.answer_as, AnswerAs::submit);
    EXPECT_EQ(happening.form, "control");
    EXPECT_EQ(happening.context, "M-3 F-12");
    EXPECT_EQ(happening.command.origin.channel.id, test::room)
        << "where it happened says Teams, not the client";
    EXPECT_EQ(happening.command.origin.via, "form");
    const auto* control = std::get_if<core::AddControl>(&happening.command.intent);
    ASSERT_NE(control, nullptr);
    EXPECT_EQ(control->title, "Gate in pipeline");
    EXPECT_EQ(control->owner.typed, "olga@example.com");
    EXPECT_EQ(control->strength, core::Strength::stronger);
    EXPECT_TRUE(control->due.empty());
    EXPECT_EQ(happening.fields.size(), 3U) << "what was left empty is left out";
}

TEST(DecodeTeamsInvoke, ATickedBoxIsTicked) {
    const auto ticked = [](const char* data) {
        const Happening happening = happening_in(read(submits(test::parsed(data))));
        const auto* feedback = std::get_if<core::GiveFeedback>(&happening.command.intent);
        return feedback != nullptr && feedback->anonymous;
    };
    EXPECT_TRUE(ticked(R"({"form": "feedback", "text": "x", "anonymous": "true"})"));
    EXPECT_TRUE(ticked(R"({"form": "feedback", "text": "x", "anonymous": true})"));
    EXPECT_FALSE(ticked(R"({"form": "feedback", "text": "x", "anonymous": "false"})"));
    EXPECT_FALSE(ticked(R"({"form": "feedback", "text": "x", "anonymous": false})"));
    EXPECT_FALSE(ticked(R"({"form": "feedback", "text": "x"})"));
}

TEST(DecodeTeamsInvoke, TheNonceNamesTheDialogForEachPerson) {
    const auto key = [](json::Ref activity) { return happening_in(read(activity)).key; };
    const auto first =
        submits(test::parsed(R"({"form": "feedback", "nonce": "n-1", "text": "x"})"), "f:3");
    const auto again =
        submits(test::parsed(R"({"form": "feedback", "nonce": "n-1", "text": "x"})"), "f:4");
    const auto other =
        submits(test::parsed(R"({"form": "feedback", "nonce": "n-2", "text": "x"})"), "f:5");
    EXPECT_EQ(key(first), key(again));
    EXPECT_NE(key(first), key(other));
    EXPECT_NE(
        key(first), key(with(first, "from.aadObjectId", "00000000-0000-0000-0000-000000000021"))
    );
    const auto without = with(first, "value.data.nonce", nullptr);
    EXPECT_NE(key(without), key(with(without, "id", "f:6")));
}

TEST(DecodeTeamsInvoke, OtherInvokesDoNotExist) {
    for (const auto* name : {"composeExtension/query", "tab/fetch", "", "adaptiveCard/Action"}) {
        const Decoded decoded = read(invoke(name, json::Value::object()));
        EXPECT_EQ(decoded.status, 501) << name;
        EXPECT_FALSE(decoded.happening);
    }
}

}  // namespace
}  // namespace debrief::teams
