// Outgoing webhooks: signed with a shared secret, answered at once, in words.
#include "adapters/teams/outgoing_webhook.hpp"

#include "bot/base/base64.hpp"
#include "tests/teams/teams_double.hpp"

namespace debrief::teams {
namespace {

using test::parsed;
using test::with;

constexpr auto secret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

std::string signature_of(std::string_view body, std::string_view key = secret) {
    crypto::HmacSha256 sign(Secret(from_base64(key).value()));
    const auto digest = sign({body});
    return "HMAC " + to_base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

class TeamsWebhook : public test::InboundFixture {
  protected:
    net::HttpResponse post_to(std::string path, std::string body, std::string authorization) {
        net::HttpRequest request("POST", std::move(path));
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        request.headers.add("Authorization", std::move(authorization));
        request.body = std::move(body);
        return debrief::test::run_coroutine(
            context(), reception_.handle_webhook(std::move(request))
        );
    }
    net::HttpResponse post_message(json::Ref message) {
        const std::string body = json::dump(message);
        return post_to("/teams/outgoing/ops", body, signature_of(body));
    }
    /// What stands in the thread afterwards.
    std::string answer_to(json::Ref message) {
        const auto response = post_message(message);
        EXPECT_EQ(response.status, 200) << response.body;
        const auto document = json::parse(response.body);
        EXPECT_TRUE(document) << response.body;
        if (!document) return {};
        EXPECT_EQ((*document)["type"].str(), "message");
        EXPECT_EQ((*document)["textFormat"].str(), "plain");
        return std::string((*document)["text"].str());
    }
    core::Command opening() const {
        auto command = world_.typed("U1", "open incident Mail was down");
        command.origin.channel = test::room_channel();
        return command;
    }
    static json::Value line(std::string_view text, std::string_view id = "m-1") {
        auto message = test::told(text, id);
        message = with(message, "from.id", "29:1per-webhook");
        return with(message, "recipient.id", "28:outgoing-webhook-id");
    }
};

TEST(TeamsWebhookSignature, FollowsTheKnownVectors) {
    struct Case {
        const char *key, *body, *authorization;
        bool good;
    };
    const auto* first = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";
    const auto* body = R"({"type":"message","text":"<at>Debrief</at> status"})";
    const auto* proof = "HMAC eSvbFmuGgq571vmNZPyBeK4D6w9JQeX+BP7opunTf0M=";
    const Case cases[] = {
        {first, body, proof, true},
        {secret,
         R"({"type":"message","text":"<at>Debrief</at> Grüße – Fehler"})",
         "HMAC to0mrSFW9kswKKpVud8axaswA7nkXNG02Q5DMpciVnI=",
         true},
        {first, R"({"type":"message","text":"<at>Debrief</at> status"} )", proof, false},
        {secret, body, proof, false},
        {first, body, "hmac eSvbFmuGgq571vmNZPyBeK4D6w9JQeX+BP7opunTf0M=", false},
        {first, body, "eSvbFmuGgq571vmNZPyBeK4D6w9JQeX+BP7opunTf0M=", false},
        {first, body, "HMAC eSvbFmuGgq571vmNZPyBeK4D6w9JQeX+BP7opunTf0M", false},
        {first, body, "HMAC ", false},
        {first, "", "HMAC ", false},
    };
    for (const Case& one : cases) {
        crypto::HmacSha256 sign(Secret(from_base64(one.key).value()));
        net::Headers headers;
        headers.add("Authorization", one.authorization);
        EXPECT_EQ(is_signed_by(sign, headers, one.body), one.good) << one.authorization;
    }
    crypto::HmacSha256 sign(Secret(from_base64(first).value()));
    net::Headers two;
    EXPECT_FALSE(is_signed_by(sign, two, body));
    two.add("Authorization", proof);
    two.add("Authorization", proof);
    EXPECT_FALSE(is_signed_by(sign, two, body));
    net::Headers of_nothing;
    of_nothing.add("Authorization", signature_of("", first));
    EXPECT_FALSE(is_signed_by(sign, of_nothing, ""));
}

TEST_F(TeamsWebhook, ACommandIsRecordedOnceAndAnswered) {
    world_.handle(opening());
    const auto message = line("feedback F-1 The runbook was out of date");
    const std::string said = answer_to(message);
    EXPECT_NE(said.find("B-1"), std::string::npos) << said;
    EXPECT_EQ(answer_to(message), said) << "a copy of it gets the same answer";
    EXPECT_EQ(feedbacks().size(), 1U);
    EXPECT_FALSE(address(test::room)) << "where a webhook is answered is no address of the bot";
}

TEST_F(TeamsWebhook, PeopleAreKnownByTheDirectorysId) {
    open_incident();
    answer_to(line("answer works F-1"));
    const core::Account account(
        core::Platform::teams, "", "aad:00000000-0000-0000-0000-000000000020"
    );
    EXPECT_TRUE(world_.look([&](flow::Tx& tx) { return tx.person_by_account(account); }));
    const auto nobody = with(line("answer works F-1", "m-2"), "from.aadObjectId", nullptr);
    EXPECT_NE(answer_to(nobody).find("who you are"), std::string::npos);
    EXPECT_EQ(world_.follow_up().works, 1);
}

TEST_F(TeamsWebhook, WhatNeedsAFormIsToldHowToType) {
    open_incident();
    int id = 100;
    for (const auto& [typed, usage] : std::vector<std::pair<std::string, std::string>>{
             {"feedback", "feedback [F-n] TEXT"},
             {"acknowledge F-1", "acknowledge [F-n]"},
             {"control add", "control add"},
             {"open", "open incident|upgrade TITLE"}}) {
        const std::string said = answer_to(line(typed, std::to_string(++id)));
        EXPECT_NE(said.find(usage), std::string::npos) << said;
        EXPECT_EQ(said.find("button"), std::string::npos) << "there are no buttons here";
    }
    EXPECT_NE(answer_to(line("nonsense", "m-9")).find("nonsense"), std::string::npos);
}

TEST_F(TeamsWebhook, UnsignedMessagesHaveNoEffect) {
    open_incident();
    const std::string body = json::dump(line("feedback evil"));
    EXPECT_EQ(post_to("/teams/outgoing/ops", body, "").status, 401);
    EXPECT_EQ(post_to("/teams/outgoing/ops", body, signature_of(body + " ")).status, 401);
    EXPECT_EQ(post_to("/teams/outgoing/broken", body, signature_of(body)).status, 401);
    EXPECT_EQ(post_to("/teams/outgoing/nobody", body, signature_of(body)).status, 404);
    EXPECT_EQ(post_to("/teams/outgoing/", body, signature_of(body)).status, 404);
    const std::string huge(512 * 1024 + 1, 'x');
    EXPECT_EQ(post_to("/teams/outgoing/ops", huge, signature_of(huge)).status, 413);
    EXPECT_EQ(post_to("/teams/outgoing/ops", "[]", signature_of("[]")).status, 400);
    EXPECT_EQ(post_to("/teams/outgoing/ops", "{", signature_of("{")).status, 400);
    net::HttpRequest get("GET", "/teams/outgoing/ops");
    EXPECT_EQ(debrief::test::run_coroutine(context(), reception_.handle_webhook(get)).status, 405);
    EXPECT_TRUE(feedbacks().empty());
}

TEST_F(TeamsWebhook, OldMessagesAreRefused) {
    open_incident();
    const auto message = [&](const char* time, std::string_view id) {
        return with(line("feedback late", id), "timestamp", time);
    };
    EXPECT_EQ(post_message(message("2026-11-20T11:55:00Z", "1")).status, 200);
    EXPECT_EQ(post_message(message("2026-11-20T11:54:59.999Z", "2")).status, 401);
    EXPECT_EQ(post_message(message("2026-11-20T12:05:00Z", "3")).status, 200);
    EXPECT_EQ(post_message(message("2026-11-20T12:05:00.001Z", "4")).status, 401);
    EXPECT_EQ(post_message(message("", "5")).status, 401);
    EXPECT_EQ(feedbacks().size(), 2U);
}

TEST_F(TeamsWebhook, OtherPeopleAreNamed) {
    open_incident();
    auto message = line("feedback Thanks <at>Megan</at> and <at>Bob</at>");
    auto entities = parsed(R"([
        {"type": "mention", "mentioned": {"id": "28:webhook", "name": "Debrief"}, "text": "<at>Debrief</at>"},
        {"type": "mention", "mentioned": {"id": "29:1per-webhook-m", "name": "Megan", "aadObjectId": "00000000-0000-0000-0000-000000000021"}, "text": "<at>Megan</at>"},
        {"type": "mention", "mentioned": {"id": "29:1per-webhook-b", "name": "Bob"}, "text": "<at>Bob</at>"}])"
    );
    answer_to(with(message, "entities", std::move(entities)));
    ASSERT_EQ(feedbacks().size(), 1U);
    EXPECT_EQ(feedbacks()[0].text, "Thanks @Megan and @Bob");
}

TEST_F(TeamsWebhook, AFailureIsInWords) {
    open_incident();
    world_.store.store().stop();
    EXPECT_NE(answer_to(line("feedback x")).find("nothing was recorded"), std::string::npos);
}

}  // namespace
}  // namespace debrief::teams
