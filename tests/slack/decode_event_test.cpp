#include "tests/slack/payloads.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using test::payload;
using test::with;

Decoded decoded(json::Ref event, const Identity& self = test::ourselves()) {
    return decode(test::event_request(event), self);
}

Happening happening(json::Ref event, const Identity& self = test::ourselves()) {
    Decoded result = decoded(event, self);
    if (auto* found = std::get_if<Happening>(&result)) return std::move(*found);
    ADD_FAILURE() << "no happening: " << json::dump(event);
    return Happening();
}

bool is_ignored(json::Ref event, const Identity& self = test::ourselves()) {
    const Decoded result = decoded(event, self);
    const auto* response = std::get_if<net::HttpResponse>(&result);
    return response != nullptr && response->status == 200 && response->body.empty();
}

template <class Intent>
Intent intent_of(const Happening& found) {
    const auto* intent = std::get_if<Intent>(&found.command.intent);
    if (intent != nullptr) return *intent;
    ADD_FAILURE() << "another intent, number " << found.command.intent.index();
    return Intent();
}

TEST(Events, AnswerTheChallenge) {
    json::Value document = json::Value::object();
    document.set("type", "url_verification").set("challenge", "3eZbrw1a").set("token", "x");
    const Decoded result = decoded(document);
    const auto& response = std::get<net::HttpResponse>(result);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "3eZbrw1a");
}

TEST(Events, AReplyInAThreadIsHeard) {
    const Happening found = happening(payload("message_in_thread"));
    EXPECT_EQ(found.key, "slack:message:C0OPSROOM:1795175900.000200");
    EXPECT_EQ(found.answer_as, AnswerAs::event);
    EXPECT_EQ(found.command.actor.user, "U0OLGA");
    EXPECT_EQ(found.command.origin.channel.id, "C0OPSROOM");
    EXPECT_EQ(found.command.origin.thread, "1795170000.000100");
    EXPECT_EQ(found.command.origin.message, "1795175900.000200");
    EXPECT_EQ(found.command.origin.reply_by, core::ReplyBy::none);
    EXPECT_FALSE(found.command.origin.can_open_form);
    EXPECT_EQ(intent_of<core::ThreadReply>(found).text, "Mail is still slow for <sales> & co");
}

TEST(Events, OpeningTheHomeTabAsksForIt) {
    json::Value opened = with(
        payload("message_in_thread"),
        "event",
        json::Value::object()
            .set("type", "app_home_opened")
            .set("user", "U0OLGA")
            .set("channel", "D0OLGA")
            .set("tab", "home")
    );
    opened = with(std::move(opened), "event_id", "Ev1");
    const Happening found = happening(opened);
    EXPECT_EQ(found.key, "slack:home:U0OLGA:Ev1");
    EXPECT_EQ(found.command.actor.user, "U0OLGA");
    EXPECT_TRUE(found.command.origin.channel.empty());
    EXPECT_EQ(found.command.origin.reply_by, core::ReplyBy::none);
    intent_of<core::OpenHome>(found);
    EXPECT_TRUE(is_ignored(with(opened, "event.tab", "messages")));
    EXPECT_TRUE(is_ignored(with(opened, "event.user", "")));
}

TEST(Events, AGreetingInADirectMessageAsksWhatWaits) {
    const auto greeting = with(payload("direct_message"), "event.text", "hi");
    intent_of<core::Greet>(happening(greeting));
    const auto bare = happening(with(payload("direct_message"), "event.text", "list"));
    EXPECT_EQ(intent_of<core::ShowList>(bare).what, core::ListWhat::mine);
    const auto mention = with(payload("app_mention"), "event.text", "<@U0DEBRIEF> hi");
    intent_of<core::Misunderstood>(happening(mention));
}

TEST(Events, OnlyWhatPeopleSayInThreadsIsHeard) {
    const json::Value reply = payload("message_in_thread");
    EXPECT_TRUE(is_ignored(with(reply, "event.thread_ts", "1795175900.000200"))) << "a head";
    EXPECT_TRUE(is_ignored(with(reply, "event.thread_ts", nullptr))) << "outside of threads";
    EXPECT_TRUE(is_ignored(with(reply, "event.text", "  "))) << "nothing said";
    EXPECT_TRUE(is_ignored(with(reply, "event.subtype", "channel_topic")));
    EXPECT_TRUE(is_ignored(with(reply, "event.channel", nullptr)));
    EXPECT_TRUE(is_ignored(with(reply, "event.ts", 17)));
    for (const char* subtype : {"thread_broadcast", "me_message", "file_share"}) {
        const Happening found = happening(with(reply, "event.subtype", subtype));
        EXPECT_FALSE(intent_of<core::ThreadReply>(found).text.empty()) << subtype;
    }
}

TEST(Events, BotsAreNotListenedTo) {
    const json::Value reply = payload("message_in_thread");
    EXPECT_TRUE(is_ignored(with(reply, "event.user", "U0DEBRIEF"))) << "ourselves";
    EXPECT_TRUE(is_ignored(with(reply, "event.bot_id", "B0OTHER")));
    EXPECT_TRUE(is_ignored(with(reply, "event.user", nullptr)));
    EXPECT_TRUE(is_ignored(with(reply, "event.user", "USLACKBOT")));
    // Ourselves by the envelope, while auth.test did not answer yet.
    EXPECT_TRUE(is_ignored(with(reply, "event.user", "U0DEBRIEF"), Identity()));
    // What we posted through a response_url comes back without a user.
    const json::Value own =
        with(with(reply, "event.subtype", "bot_message"), "event.user", nullptr);
    EXPECT_TRUE(is_ignored(with(own, "event.bot_id", "B0DEBRIEF")));
    const json::Value direct = payload("direct_message");
    EXPECT_TRUE(is_ignored(with(direct, "event.bot_id", "B0DEBRIEF"))) << "our own direct message";
}

TEST(Events, FilesWithoutWordsAreNamed) {
    const Happening found = happening(payload("file_share"));
    EXPECT_EQ(intent_of<core::ThreadReply>(found).text, "Queue at noon, log.txt");
}

TEST(Events, AMentionIsACommand) {
    const Happening found = happening(payload("app_mention"));
    EXPECT_EQ(found.command.origin.reply_by, core::ReplyBy::post);
    EXPECT_FALSE(found.command.origin.can_open_form);
    EXPECT_EQ(found.command.origin.via, "mention");
    EXPECT_EQ(found.command.origin.thread, "1795170000.000100");
    ASSERT_EQ(found.command.mentions.size(), 1U) << "the bot itself is not meant";
    EXPECT_EQ(found.command.mentions[0].handle, "U0IVO");
    EXPECT_EQ(intent_of<core::GiveFeedback>(found).text, "ask @U0IVO first");
}

TEST(Events, AMentionOutsideAThreadIsACommandToo) {
    const json::Value mention = with(payload("app_mention"), "event.thread_ts", nullptr);
    const Happening found = happening(with(mention, "event.text", "<@U0DEBRIEF>"));
    EXPECT_EQ(found.command.origin.thread, "");
    intent_of<core::ShowHelp>(found);
}

TEST(Events, AMentionAndItsMessageAreOneHappening) {
    const json::Value mention = payload("app_mention");
    json::Value message = with(mention, "event.type", "message");
    message = with(std::move(message), "event.channel_type", "channel");
    message = with(std::move(message), "event_id", "Ev0OTHER");
    const Happening as_message = happening(message);
    EXPECT_EQ(as_message.key, happening(mention).key);
    EXPECT_EQ(intent_of<core::GiveFeedback>(as_message).text, "ask @U0IVO first");
    EXPECT_EQ(as_message.command.origin.via, "mention");
}

TEST(Events, ADirectMessageNeedsNoMention) {
    const Happening found = happening(payload("direct_message"));
    EXPECT_EQ(found.command.origin.via, "direct message");
    EXPECT_EQ(found.command.origin.reply_by, core::ReplyBy::post);
    EXPECT_EQ(found.command.origin.channel.id, "D0OLGA");
    EXPECT_EQ(intent_of<core::ShowList>(found).what, core::ListWhat::mine);
    const json::Value mentioned =
        with(payload("direct_message"), "event.text", "<@U0DEBRIEF> help");
    intent_of<core::ShowHelp>(happening(mentioned));
}

TEST(Events, AnEditTellsTheMessageAndItsNewWords) {
    const Happening found = happening(payload("message_changed"));
    EXPECT_EQ(found.key, "slack:edit:C0OPSROOM:1795175900.000200:1795175999.000900");
    EXPECT_EQ(found.command.actor.user, "U0OLGA");
    const auto edited = intent_of<core::MessageEdited>(found);
    EXPECT_EQ(edited.text, "Mail is fine now");
    EXPECT_EQ(edited.message.id, "1795175900.000200");
    EXPECT_EQ(edited.message.channel.id, "C0OPSROOM");
}

TEST(Events, AnEditThatChangesNoWordsIsNone) {
    const json::Value edit = payload("message_changed");
    EXPECT_TRUE(is_ignored(with(edit, "event.message.text", "Mail is slow"))) << "an unfurled link";
    EXPECT_TRUE(is_ignored(with(edit, "event.message.bot_id", "B0DEBRIEF"))) << "our own update";
    json::Value nameless = with(edit, "event.message.ts", nullptr);
    EXPECT_EQ(intent_of<core::MessageEdited>(happening(nameless)).message.id, "1795175900.000200");
    nameless = with(std::move(nameless), "event.previous_message.ts", nullptr);
    EXPECT_TRUE(is_ignored(nameless));
}

TEST(Events, ADeletionTellsTheMessage) {
    const Happening found = happening(payload("message_deleted"));
    EXPECT_EQ(found.key, "slack:delete:C0OPSROOM:1795175900.000200");
    EXPECT_EQ(intent_of<core::MessageDeleted>(found).message.id, "1795175900.000200");
    const json::Value own =
        with(payload("message_deleted"), "event.previous_message.bot_id", "B0DEBRIEF");
    EXPECT_TRUE(is_ignored(own));
}

TEST(Events, ATombstoneIsADeletion) {
    const json::Value edit = with(payload("message_changed"), "event.message.subtype", "tombstone");
    EXPECT_EQ(intent_of<core::MessageDeleted>(happening(edit)).message.id, "1795175900.000200");
}

TEST(Events, OfOthersAreIgnored) {
    const json::Value reply = payload("message_in_thread");
    EXPECT_TRUE(is_ignored(with(reply, "authorizations.0.team_id", "T0THEIRS")));
    // In a shared channel the envelope names the other workspace, the authorization ours.
    const json::Value shared = with(reply, "team_id", "T0THEIRS");
    EXPECT_EQ(happening(shared).command.actor.user, "U0OLGA");
    const json::Value bare = with(shared, "authorizations", nullptr);
    EXPECT_TRUE(is_ignored(bare));
    EXPECT_EQ(happening(bare, Identity()).command.actor.user, "U0OLGA");
}

TEST(Events, UnknownOnesAreAcknowledged) {
    const json::Value reply = payload("message_in_thread");
    for (const char* type : {"reaction_added", "member_joined_channel", "some_future_event"}) {
        EXPECT_TRUE(is_ignored(with(reply, "event.type", type))) << type;
    }
    EXPECT_TRUE(is_ignored(with(reply, "type", "some_future_envelope")));
    EXPECT_TRUE(is_ignored(with(reply, "event", nullptr)));
    EXPECT_TRUE(is_ignored(with(reply, "event", "text")));
}

TEST(Events, RetriesAreNotDropped) {
    auto request = test::event_request(payload("message_in_thread"));
    request.headers.add("X-Slack-Retry-Num", "1");
    request.headers.add("X-Slack-Retry-Reason", "http_timeout");
    EXPECT_TRUE(std::holds_alternative<Happening>(decode(request, test::ourselves())));
}

Notice notice(json::Ref event) {
    const Decoded result = decoded(event);
    const auto* found = std::get_if<Notice>(&result);
    if (found == nullptr) ADD_FAILURE() << "no notice: " << json::dump(event);
    return found == nullptr ? Notice() : *found;
}

TEST(Events, TheOperatorLearnsWhatEndsDelivery) {
    const json::Value reply = payload("message_in_thread");
    EXPECT_EQ(notice(with(reply, "event.type", "app_uninstalled")).kind, Notice::Kind::removed);
    const Notice gone = notice(with(reply, "event.type", "channel_archive"));
    EXPECT_EQ(gone.kind, Notice::Kind::channel_gone);
    EXPECT_EQ(gone.channel, "C0OPSROOM");
    json::Value limited = json::Value::object();
    limited.set("type", "app_rate_limited").set("team_id", "T0OURTEAM");
    EXPECT_EQ(notice(limited).kind, Notice::Kind::rate_limited);
}

TEST(Events, AnAccountThatIsGoneIsToldAndNoOtherChangeOfAProfile) {
    const json::Value changed = with(payload("message_in_thread"), "event.type", "user_change");
    const auto user = [](bool deleted) {
        return json::Value::object().set("id", "U0OLGA").set("deleted", deleted);
    };
    EXPECT_TRUE(is_ignored(with(changed, "event.user", user(false))));
    const Decoded result = decoded(with(changed, "event.user", user(true)));
    const auto* happening = std::get_if<Happening>(&result);
    ASSERT_NE(happening, nullptr);
    const auto& found = std::get<core::PersonFound>(happening->command.intent);
    EXPECT_EQ(found.account, core::Account(core::Platform::slack, "", "U0OLGA"));
    EXPECT_FALSE(found.active);
    EXPECT_TRUE(happening->command.actor.empty());
}

TEST(Events, OnlyOurOwnTokenMatters) {
    json::Value revoked = with(payload("message_in_thread"), "event.type", "tokens_revoked");
    EXPECT_TRUE(is_ignored(revoked));
    json::Value list = json::Value::array();
    list.push("U0OTHER");
    revoked = with(std::move(revoked), "event.tokens.bot", list);
    EXPECT_TRUE(is_ignored(revoked));
    list.push("U0DEBRIEF");
    EXPECT_EQ(
        notice(with(std::move(revoked), "event.tokens.bot", list)).kind, Notice::Kind::removed
    );
}

}  // namespace
}  // namespace debrief::slack
