#include "tests/slack/payloads.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

Happening happening(const Decoded& decoded) {
    if (const auto* response = std::get_if<net::HttpResponse>(&decoded)) {
        ADD_FAILURE() << "answered " << response->status << ": " << response->body;
        return Happening();
    }
    return std::get<Happening>(decoded);
}

net::HttpResponse answer(const Decoded& decoded) {
    const auto* response = std::get_if<net::HttpResponse>(&decoded);
    EXPECT_NE(response, nullptr);
    return response ? *response : net::HttpResponse(0);
}

TEST(SlashCommand, SaysWhoWhereAndWhat) {
    const auto request = test::form_request(test::slash("feedback a &lt;b&gt; by <@U0IVO|ivo>"));
    const Happening found = happening(decode(request, test::ourselves()));
    EXPECT_EQ(found.key, "slack:command:1.2.trigger");
    EXPECT_EQ(found.answer_as, AnswerAs::command);
    EXPECT_EQ(found.trigger_id, "1.2.trigger");
    const core::Command& command = found.command;
    EXPECT_EQ(command.actor, core::Account(core::Platform::slack, "", "U0OLGA"));
    EXPECT_EQ(command.actor_name, "olga");
    EXPECT_EQ(command.origin.channel, core::Channel(core::Platform::slack, "", "C0OPSROOM"));
    EXPECT_EQ(command.origin.thread, "");
    EXPECT_EQ(command.origin.reply_by, core::ReplyBy::response);
    EXPECT_TRUE(command.origin.can_open_form);
    EXPECT_EQ(command.origin.via, "slash command");
    ASSERT_EQ(command.mentions.size(), 1U);
    EXPECT_EQ(command.mentions[0].name, "ivo");
    ASSERT_TRUE(std::holds_alternative<core::GiveFeedback>(command.intent));
    EXPECT_EQ(std::get<core::GiveFeedback>(command.intent).text, "a <b> by @U0IVO");
}

TEST(SlashCommand, ReadsPlusAndPercentAlike) {
    const std::string body =
        "team_id=T0OURTEAM&channel_id=C0OPSROOM&user_id=U0OLGA&command=%2fdebrief"
        "&text=feedback+more%20air+%2B+light&response_url=https://hooks.slack.com/commands/1";
    const Happening found =
        happening(decode(test::request("application/x-www-form-urlencoded", body), Identity()));
    ASSERT_TRUE(std::holds_alternative<core::GiveFeedback>(found.command.intent));
    EXPECT_EQ(std::get<core::GiveFeedback>(found.command.intent).text, "more air + light");
}

TEST(SlashCommand, WithoutTriggerIsNamedByItsBytesAndTime) {
    auto first = test::form_request(test::slash("status", ""));
    first.headers.add("X-Slack-Request-Timestamp", "1");
    auto later = test::form_request(test::slash("status", ""));
    later.headers.add("X-Slack-Request-Timestamp", "2");
    const Happening one = happening(decode(first, test::ourselves()));
    EXPECT_FALSE(one.command.origin.can_open_form);
    EXPECT_EQ(one.key, happening(decode(first, test::ourselves())).key);
    EXPECT_NE(one.key, happening(decode(later, test::ourselves())).key);
}

TEST(SlashCommand, OfAnotherWorkspaceIsToldSo) {
    auto form = test::slash("feedback x");
    form[1].second = "T0THEIRS";
    const auto told = answer(decode(test::form_request(form), test::ourselves()));
    EXPECT_EQ(told.status, 200);
    EXPECT_NE(told.body.find("not set up here"), std::string::npos);
    EXPECT_NE(told.body.find("ephemeral"), std::string::npos);
    // Before Slack told us who we are, everybody with our signature is welcome.
    EXPECT_EQ(happening(decode(test::form_request(form), Identity())).command.actor.user, "U0OLGA");
}

TEST(SlashCommand, OfAWorkspaceOfOurOrganisationIsOurs) {
    auto form = test::slash("status");
    form[1].second = "T0SISTER";
    form.emplace_back("enterprise_id", "E0ORG");
    Identity self = test::ourselves();
    self.enterprise_id = "E0ORG";
    EXPECT_EQ(answer(decode(test::form_request(form), self)).status, 200);
    self.org_install = true;
    EXPECT_EQ(happening(decode(test::form_request(form), self)).command.actor.user, "U0OLGA");
}

TEST(SlashCommand, WithoutPersonOrPlaceIsRefused) {
    for (const std::string gone : {"user_id", "channel_id"}) {
        test::Form form = test::slash("status");
        std::erase_if(form, [&](const auto& field) { return field.first == gone; });
        EXPECT_EQ(answer(decode(test::form_request(form), test::ourselves())).status, 400) << gone;
    }
}

struct Bad {
    const char* type;
    std::string body;
    int status;
};

class BadRequests : public testing::TestWithParam<Bad> {};

TEST_P(BadRequests, AreRefusedInASentence) {
    const auto told =
        answer(decode(test::request(GetParam().type, GetParam().body), test::ourselves()));
    EXPECT_EQ(told.status, GetParam().status);
    ASSERT_FALSE(told.body.empty());
    EXPECT_EQ(told.body.back(), '.');
}

constexpr auto form_type = "application/x-www-form-urlencoded";

INSTANTIATE_TEST_SUITE_P(
    Decoding,
    BadRequests,
    testing::Values(
        Bad{"text/plain", "{}", 415},
        Bad{"", "{}", 415},
        Bad{"multipart/form-data; boundary=x", "payload={}", 415},
        Bad{"application/json", "", 400},
        Bad{"application/json", "{\"type\":", 400},
        Bad{"application/json", "[1,2]", 400},
        Bad{"application/json", "{\"type\":\"event_callback\"} x", 400},
        Bad{"application/json", "{\"text\":\"\xff\xfe\"}", 400},
        Bad{"application/json", std::string(100'000, '['), 400},
        Bad{"application/json", R"({"type":"url_verification"})", 400},
        Bad{form_type, "", 400},
        Bad{form_type, "%%%", 400},
        Bad{form_type, "text=hello", 400},
        Bad{form_type, "payload=%7B", 400},
        Bad{form_type, "payload=%5B%5D", 400},
        Bad{form_type, "payload={}&payload={}", 400},
        Bad{form_type, "payload={}&command=%2Fdebrief", 400},
        Bad{form_type, "payload=" + std::string(5'000, '['), 400},
        Bad{form_type, "command=%2Fdebrief&channel_id=C1&user_id=U1&text=%ff%fe", 400},
        Bad{form_type, "payload=%7B%22type%22%3A%22block_actions%22%7D", 400}
    )
);

TEST(SslCheckForms, CarryNothingThatIsLookedAt) {
    auto form = test::slash("feedback evil");
    form.emplace_back("ssl_check", "1");
    const auto told = answer(decode(test::form_request(form), test::ourselves()));
    EXPECT_EQ(told.status, 200);
    EXPECT_TRUE(told.body.empty());
}

}  // namespace
}  // namespace debrief::slack
