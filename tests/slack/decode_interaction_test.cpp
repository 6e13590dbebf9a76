#include "adapters/slack/form_state.hpp"
#include "tests/slack/payloads.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using test::payload;
using test::with;

Decoded decoded(json::Ref payload, const Identity& self = test::ourselves()) {
    return decode(test::interaction_request(payload), self);
}

Happening happening(json::Ref payload) {
    Decoded result = decoded(payload);
    if (auto* found = std::get_if<Happening>(&result)) return std::move(*found);
    ADD_FAILURE() << "no happening: " << json::dump(payload);
    return Happening();
}

bool is_ignored(json::Ref payload) {
    const Decoded result = decoded(payload);
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

TEST(Buttons, CarryACommandLine) {
    const Happening found = happening(payload("button"));
    EXPECT_EQ(found.key, "slack:action:90001.1.aa");
    EXPECT_EQ(found.answer_as, AnswerAs::action);
    EXPECT_EQ(found.trigger_id, "90001.1.aa");
    EXPECT_TRUE(found.from_channel) << "the head stands in the channel";
    const core::Origin& origin = found.command.origin;
    EXPECT_EQ(origin.channel.id, "C0OPSROOM");
    EXPECT_EQ(origin.thread, "1795170000.000100");
    EXPECT_EQ(origin.message, "") << "the bot's message is not what the person said";
    EXPECT_EQ(origin.reply_by, core::ReplyBy::post);
    EXPECT_TRUE(origin.can_open_form);
    EXPECT_EQ(origin.via, "button");
    EXPECT_EQ(found.command.actor_name, "olga");
    EXPECT_EQ(intent_of<core::GiveAnswer>(found).verdict, core::Verdict::works);
}

TEST(Buttons, OnTheHomeTabHaveNoChannelAndAreKnown) {
    json::Value container = json::Value::object().set("type", "view").set("view_id", "V1");
    json::Value press = with(payload("button"), "container", std::move(container));
    press.erase("channel");
    press.erase("message");
    EXPECT_TRUE(is_ignored(with(press, "view", json::Value::object().set("type", "modal"))));
    const auto at_home = with(press, "view", json::Value::object().set("type", "home"));
    const core::Origin origin = happening(at_home).command.origin;
    EXPECT_TRUE(origin.at_home);
    EXPECT_TRUE(origin.channel.empty());
    EXPECT_TRUE(origin.thread.empty());
    EXPECT_EQ(origin.reply_by, core::ReplyBy::post);
    EXPECT_FALSE(happening(payload("button")).command.origin.at_home);
    FormPlace place;
    place.context = "F-1";
    place.at_home = true;
    EXPECT_TRUE(read_place(write_place(place)).at_home);
    EXPECT_FALSE(read_place(write_place(FormPlace())).at_home);
}

TEST(Buttons, UnderAHeadWithoutRepliesBelongToItsThread) {
    json::Value press = with(payload("button"), "container.thread_ts", nullptr);
    press = with(std::move(press), "message.thread_ts", nullptr);
    const Happening found = happening(press);
    EXPECT_EQ(found.command.origin.thread, "1795170000.000100");
    EXPECT_TRUE(found.from_channel);
    const Happening ephemeral = happening(with(press, "container.is_ephemeral", true));
    EXPECT_EQ(ephemeral.command.origin.thread, "") << "nothing can hang under an ephemeral message";
    const json::Value inside = with(payload("button"), "container.message_ts", "1795175900.000700");
    EXPECT_FALSE(happening(inside).from_channel);
}

TEST(Buttons, WithoutTriggerAreNamedByTheirPress) {
    const json::Value press = with(payload("button"), "trigger_id", nullptr);
    const Happening found = happening(press);
    EXPECT_FALSE(found.command.origin.can_open_form);
    const Happening later = happening(with(press, "actions.0.action_ts", "1795175941.000000"));
    EXPECT_NE(found.key, later.key);
    EXPECT_NE(found.key, happening(with(press, "user.id", "U0IVO")).key);
    EXPECT_EQ(found.key, happening(press).key);
}

TEST(Buttons, MenusCarryLinesToo) {
    json::Value press = with(payload("button"), "actions.0.value", nullptr);
    press = with(std::move(press), "actions.0.type", "overflow");
    press = with(std::move(press), "actions.0.selected_option.value", "status F-1");
    intent_of<core::ShowStatus>(happening(press));
}

TEST(Buttons, WithoutALineAreOnlyAcknowledged) {
    const json::Value press = payload("button");
    EXPECT_TRUE(is_ignored(with(press, "actions.0.value", "")));
    EXPECT_TRUE(is_ignored(with(press, "actions.0.url", "https://a.example")));
    EXPECT_TRUE(is_ignored(with(press, "actions", nullptr)));
    EXPECT_TRUE(is_ignored(with(press, "container.type", "view")));
    EXPECT_TRUE(is_ignored(with(press, "team.id", "T0THEIRS")));
}

TEST(Forms, AreReadByTheirName) {
    const Happening found = happening(payload("submission"));
    EXPECT_EQ(found.key, "slack:view:V0FORM:1795175950.h4sh");
    EXPECT_EQ(found.answer_as, AnswerAs::view);
    EXPECT_EQ(found.inputs, (std::vector<std::string>{"text", "anonymous"}));
    EXPECT_EQ(found.command.origin.channel.id, "C0OPSROOM");
    EXPECT_EQ(found.command.origin.thread, "1795170000.000100");
    EXPECT_EQ(found.command.origin.via, "form");
    const auto feedback = intent_of<core::GiveFeedback>(found);
    EXPECT_EQ(feedback.text, "Tell us <before> & after") << "typed text is not mrkdwn";
    EXPECT_EQ(feedback.id, core::FollowUpId::read("F-1"));
    EXPECT_FALSE(feedback.anonymous);
}

TEST(Forms, ATickedBoxIsAYes) {
    auto options = json::parse(R"([{"value":"yes"}])");
    const json::Value submitted = with(
        payload("submission"),
        "view.state.values.anonymous.value.selected_options",
        std::move(*options)
    );
    EXPECT_TRUE(intent_of<core::GiveFeedback>(happening(submitted)).anonymous);
}

TEST(Forms, SurviveForeignMetadata) {
    for (const char* metadata : {"", "not json", "[1]", "{\"context\":7}"}) {
        const Happening found =
            happening(with(payload("submission"), "view.private_metadata", metadata));
        EXPECT_TRUE(found.command.origin.channel.empty()) << metadata;
    }
    EXPECT_TRUE(is_ignored(with(payload("submission"), "view.callback_id", "somebody_elses")));
    EXPECT_TRUE(is_ignored(with(payload("submission"), "type", "view_closed")));
}

TEST(FormState, ReadsEveryKindOfElement) {
    const auto view = json::parse(R"({"state":{"values":{
        "t":{"value":{"type":"plain_text_input","value":"words"}},
        "empty":{"value":{"type":"plain_text_input","value":null}},
        "s":{"value":{"type":"static_select","selected_option":{"value":"2"}}},
        "none":{"value":{"type":"static_select","selected_option":null}},
        "u":{"value":{"type":"users_select","selected_user":"U1"}},
        "us":{"value":{"type":"multi_users_select","selected_users":["U2","U3"]}},
        "d":{"value":{"type":"datepicker","selected_date":"2026-11-20"}},
        "h":{"value":{"type":"timepicker","selected_time":"14:00"}},
        "m":{"value":{"type":"datetimepicker","selected_date_time":1795176000}},
        "c":{"value":{"type":"checkboxes","selected_options":[{"value":"a"}]}},
        "o":{"value":{"type":"multi_static_select","selected_options":[{"value":"a"},{"value":"b"}]}}
    }}})");
    ASSERT_TRUE(view);
    const FormInput input = read_input(view->ref());
    const std::vector<std::pair<std::string, std::string>> expected{
        {"t", "words"},
        {"s", "2"},
        {"u", "@U1"},
        {"us", "@U2 @U3"},
        {"d", "2026-11-20"},
        {"h", "14:00"},
        {"m", "2026-11-20T12:00:00Z"},
        {"c", "yes"},
        {"o", "a b"}};
    EXPECT_EQ(input.fields, expected);
    ASSERT_EQ(input.mentions.size(), 3U);
    EXPECT_EQ(input.mentions[2].handle, "U3");
}

TEST(FormState, ThePlaceComesBack) {
    FormPlace place;
    place.context = "F-1 M-2";
    place.channel = "C1";
    place.thread = "1.2";
    const FormPlace back = read_place(write_place(place));
    EXPECT_EQ(back.context, "F-1 M-2");
    EXPECT_EQ(back.channel, "C1");
    EXPECT_EQ(back.thread, "1.2");
}

TEST(Shortcuts, OpenForms) {
    const Happening found = happening(payload("global_shortcut"));
    EXPECT_EQ(found.key, "slack:shortcut:90004.1.dd");
    EXPECT_TRUE(found.command.origin.channel.empty());
    EXPECT_EQ(intent_of<core::ShowForm>(found).form, "open");
    EXPECT_TRUE(is_ignored(with(payload("global_shortcut"), "callback_id", "other")));
    EXPECT_TRUE(is_ignored(with(payload("message_shortcut"), "callback_id", "other")));
}

TEST(Shortcuts, KeepAMessageAsFeedback) {
    const Happening found = happening(payload("message_shortcut"));
    EXPECT_EQ(found.command.actor.user, "U0IVO");
    EXPECT_EQ(found.command.origin.channel.id, "C0OPSROOM");
    EXPECT_EQ(found.command.origin.thread, "1795170000.000100");
    const auto form = intent_of<core::ShowForm>(found);
    EXPECT_EQ(form.form, "feedback");
    const std::vector<std::pair<std::string, std::string>> prefill{
        {"text", "@U0IVO please warn #sales & us"}};
    EXPECT_EQ(form.prefill, prefill);
}

TEST(Interactions, OfAnOrganisationCarryNoTeam) {
    const json::Value installed = with(payload("global_shortcut"), "team", nullptr);
    EXPECT_EQ(intent_of<core::ShowForm>(happening(installed)).form, "open");
    EXPECT_TRUE(is_ignored(with(installed, "user.team_id", "T0THEIRS")));
}

TEST(Interactions, SuggestionsAreEmpty) {
    const Decoded result = decoded(with(payload("button"), "type", "block_suggestion"));
    EXPECT_EQ(std::get<net::HttpResponse>(result).body, R"({"options":[]})");
}

TEST(Interactions, UnknownOnesAreAcknowledged) {
    EXPECT_TRUE(is_ignored(with(payload("button"), "type", "interactive_message")));
    EXPECT_TRUE(is_ignored(with(payload("button"), "type", nullptr)));
}

}  // namespace
}  // namespace debrief::slack
