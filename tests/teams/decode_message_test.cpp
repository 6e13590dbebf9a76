// What messages mean: typed to us, said in a thread, edited, deleted, or sent by a button.
#include "adapters/teams/decode.hpp"
#include "tests/teams/activities.hpp"

#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using test::activity;
using test::in_private;
using test::said;
using test::told;
using test::with;

Decoded read(json::Ref activity) {
    return decode(activity, test::app_id);
}

const Happening& happening_in(const Decoded& decoded) {
    static const Happening none;
    EXPECT_TRUE(decoded.happening);
    return decoded.happening ? *decoded.happening : none;
}

TEST(DecodeTeamsMessage, AMentionIsACommandAndIsAnsweredHere) {
    const Decoded decoded = read(told("answer partly F-12 Sending works"));
    const Happening& happening = happening_in(decoded);
    const core::Command& command = happening.command;
    EXPECT_EQ(command.actor, core::Account(core::Platform::teams, "", test::olga));
    EXPECT_EQ(command.actor_name, "Olga Ops");
    EXPECT_EQ(command.origin.channel, core::Channel(core::Platform::teams, "", test::room));
    EXPECT_EQ(command.origin.thread, test::head);
    EXPECT_EQ(command.origin.message, "1795282279000");
    EXPECT_EQ(command.origin.reply_by, core::ReplyBy::here);
    EXPECT_FALSE(command.origin.can_open_form);
    EXPECT_EQ(command.origin.via, "mention");
    const auto* answer = std::get_if<core::GiveAnswer>(&command.intent);
    ASSERT_NE(answer, nullptr);
    EXPECT_EQ(answer->verdict, core::Verdict::partly);
    EXPECT_EQ(answer->text, "Sending works");
    EXPECT_EQ(happening.answer_as, AnswerAs::nothing);
}

TEST(DecodeTeamsMessage, WhatBeginsAThreadIsItsRoot) {
    const auto bare = with(told("help", "1795282279111"), "conversation.id", test::room);
    EXPECT_EQ(happening_in(read(bare)).command.origin.thread, "1795282279111");
    const auto own = with(
        told("help", "1795282279111"),
        "conversation.id",
        std::string(test::room) + ";messageid=1795282279111"
    );
    EXPECT_EQ(happening_in(read(own)).command.origin.thread, "1795282279111");
    // replyToId never says where a message stands.
    const auto misleading = with(told("help"), "replyToId", "1700000000000");
    EXPECT_EQ(happening_in(read(misleading)).command.origin.thread, test::head);
}

TEST(DecodeTeamsMessage, AGreetingInAPersonalChatAsksWhatWaits) {
    for (const char* words : {"hi", "Hello!", "start"}) {
        const Decoded greeted = read(in_private(said(words)));
        EXPECT_TRUE(std::holds_alternative<core::Greet>(happening_in(greeted).command.intent))
            << words;
    }
    const Decoded among_people = read(told("hi"));
    EXPECT_FALSE(std::holds_alternative<core::Greet>(happening_in(among_people).command.intent));
}

TEST(DecodeTeamsMessage, ChatsHaveNoThreads) {
    const Decoded personal = read(in_private(said("list mine\n")));
    const core::Command& command = happening_in(personal).command;
    EXPECT_EQ(command.origin.channel.id, "a:1olga");
    EXPECT_TRUE(command.origin.thread.empty());
    EXPECT_EQ(command.origin.via, "direct message");
    EXPECT_EQ(command.origin.reply_by, core::ReplyBy::here);
    EXPECT_TRUE(std::holds_alternative<core::ShowList>(command.intent));
    const auto group = with(
        with(told("list"), "conversation.id", "19:chat@thread.v2"),
        "conversation.conversationType",
        "groupChat"
    );
    EXPECT_TRUE(happening_in(read(group)).command.origin.thread.empty());
    EXPECT_EQ(happening_in(read(group)).command.origin.channel.id, "19:chat@thread.v2");
    const auto unheard = with(
        with(said("hello"), "conversation.id", "19:chat@thread.v2"),
        "conversation.conversationType",
        "groupChat"
    );
    EXPECT_FALSE(read(unheard).happening) << "said among people, not to us";
}

TEST(DecodeTeamsMessage, AMentionAloneAsksForHelp) {
    EXPECT_TRUE(std::holds_alternative<core::ShowHelp>(happening_in(read(told(""))).command.intent)
    );
}

TEST(DecodeTeamsMessage, AReplyInAThreadIsHeard) {
    const Decoded decoded = read(said("The runbook was out of date"));
    const core::Command& command = happening_in(decoded).command;
    const auto* reply = std::get_if<core::ThreadReply>(&command.intent);
    ASSERT_NE(reply, nullptr);
    EXPECT_EQ(reply->text, "The runbook was out of date");
    EXPECT_EQ(command.origin.thread, test::head);
    EXPECT_EQ(command.origin.reply_by, core::ReplyBy::none);
}

TEST(DecodeTeamsMessage, APostOfSomebodyIsNoReply) {
    EXPECT_FALSE(read(said("Lunch?", test::head)).happening);
    EXPECT_FALSE(read(with(said("Lunch?"), "conversation.id", test::room)).happening);
    EXPECT_FALSE(read(said(" \n")).happening);
}

TEST(DecodeTeamsMessage, FilesAreNamedAndTheHtmlCopyIsNone) {
    const auto attachments = test::parsed(R"([
        {"contentType": "text/html", "content": "<p></p>", "name": "copy"},
        {"contentType": "image/png", "name": "queue.png"},
        {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "log.txt"},
        {"contentType": "application/vnd.microsoft.card.adaptive", "name": "card"}])");
    const auto message = with(said(""), "attachments", json::Value(attachments));
    const Decoded decoded = read(message);
    const auto* reply = std::get_if<core::ThreadReply>(&happening_in(decoded).command.intent);
    ASSERT_NE(reply, nullptr);
    EXPECT_EQ(reply->text, "queue.png, log.txt");
}

TEST(DecodeTeamsMessage, BotsAreNotListenedTo) {
    const auto* other = "28:99999999-0000-0000-0000-000000000000";
    EXPECT_FALSE(read(with(told("open incident X"), "from.id", other)).happening);
    EXPECT_FALSE(read(with(said("I opened X"), "from.id", test::bot)).happening);
    EXPECT_FALSE(read(with(told("help"), "from.role", "bot")).happening);
    EXPECT_FALSE(read(with(told("help"), "from", nullptr)).happening);
    EXPECT_FALSE(read(with(test::pressed("answer works F-1"), "from.id", other)).happening);
}

TEST(DecodeTeamsMessage, AButtonOfAnOldClientIsACommandForOneself) {
    auto message = with(activity("message", "1795282279005"), "replyToId", "1795282277999");
    message.set("value", test::parsed(R"({"value": "answer works F-12", "m": "marker-7"})"));
    const Decoded decoded = read(message);
    const core::Command& command = happening_in(decoded).command;
    EXPECT_TRUE(std::holds_alternative<core::GiveAnswer>(command.intent));
    EXPECT_EQ(command.origin.reply_by, core::ReplyBy::post);
    EXPECT_EQ(command.origin.thread, test::head);
    EXPECT_EQ(command.origin.via, "button");
    ASSERT_TRUE(decoded.sighting);
    EXPECT_EQ(decoded.sighting->marker, "marker-7");
    EXPECT_EQ(decoded.sighting->message.id, "1795282277999");
    EXPECT_EQ(decoded.sighting->message.channel.id, test::room);
}

TEST(DecodeTeamsMessage, OddButtonsAreToldInWords) {
    for (const auto* value :
         {R"({"action": "feedback", "incident": "INC-42"})",
          R"({"value": 7})",
          R"({"value": ["answer works"]})",
          R"("a string")",
          R"([])",
          R"({"form": "control", "context": "F-12"})",
          R"({"form": "nonsense"})"}) {
        auto message = activity("message", "1795282279005");
        message.set("value", test::parsed(value));
        const Decoded decoded = read(message);
        const auto* told = std::get_if<core::Misunderstood>(&happening_in(decoded).command.intent);
        ASSERT_NE(told, nullptr) << value;
        EXPECT_FALSE(told->problem.empty());
        EXPECT_FALSE(told->advice.empty());
        EXPECT_TRUE(told->field.empty()) << "there is no dialog to show it in";
    }
}

TEST(DecodeTeamsMessage, EditsAndDeletionsNameTheirMessage) {
    auto edit =
        with(activity("messageUpdate", "1795282278111"), "channelData.eventType", "editMessage");
    edit.set("text", "we forgot the pager (edited)");
    const core::MessageRef message(
        core::Channel(core::Platform::teams, "", test::room), "1795282278111"
    );
    const Decoded edited = read(edit);
    const auto* change = std::get_if<core::MessageEdited>(&happening_in(edited).command.intent);
    ASSERT_NE(change, nullptr);
    EXPECT_EQ(change->message, message);
    EXPECT_EQ(change->text, "we forgot the pager (edited)");
    const auto back = with(edit, "channelData.eventType", "undeleteMessage");
    EXPECT_TRUE(std::holds_alternative<core::MessageEdited>(happening_in(read(back)).command.intent)
    );
    const auto gone = with(
        activity("messageDelete", "1795282278111"), "channelData.eventType", "softDeleteMessage"
    );
    const Decoded deleted = read(gone);
    const auto* end = std::get_if<core::MessageDeleted>(&happening_in(deleted).command.intent);
    ASSERT_NE(end, nullptr);
    EXPECT_EQ(end->message, message);
    EXPECT_FALSE(read(with(edit, "channelData.eventType", "somethingElse")).happening);
    EXPECT_FALSE(read(with(edit, "channelData.eventType", nullptr)).happening);
}

TEST(DecodeTeamsMessage, KeysNameTheVeryHappening) {
    const auto key = [](json::Ref activity) { return happening_in(read(activity)).key; };
    EXPECT_EQ(key(told("help", "1")), key(with(told("status", "1"), "timestamp", "later")));
    EXPECT_NE(key(told("help", "1")), key(told("help", "2")));
    EXPECT_NE(
        key(told("help", "1")), key(with(told("help", "1"), "conversation.id", "19:b@thread.tacv2"))
    );
    EXPECT_NE(key(told("help", "")), key(told("status", ""))) << "without an id the content counts";
    EXPECT_EQ(key(told("help", "")), key(told("help", "")));
    auto edit = with(activity("messageUpdate", "1"), "channelData.eventType", "editMessage");
    EXPECT_NE(key(edit), key(with(edit, "timestamp", "2026-11-20T12:00:07Z")));
    EXPECT_NE(
        key(edit), key(with(told("help", "1"), "timestamp", edit["timestamp"].opt_str().value()))
    );
    EXPECT_LT(key(told("help", std::string(5000, 'x'))).size(), 600U);
}

TEST(DecodeTeamsMessage, EveryActivityTellsHowItsConversationIsReached) {
    for (const auto* type : {"message", "typing", "messageReaction", "event", "newThing"}) {
        const Decoded decoded = read(activity(type, "1"));
        ASSERT_EQ(decoded.addresses.size(), 1U) << type;
        EXPECT_EQ(decoded.addresses[0].channel.id, test::room);
        EXPECT_EQ(decoded.addresses[0].url, test::service);
        EXPECT_FALSE(decoded.addresses[0].removed);
        EXPECT_EQ(decoded.status, 200);
    }
    EXPECT_FALSE(read(with(
                          activity("messageReaction", "1"),
                          "reactionsAdded",
                          test::parsed(R"([{"type": "like"}])")
                      ))
                     .happening);
}

}  // namespace
}  // namespace debrief::teams
