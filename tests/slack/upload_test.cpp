// Files to Slack: three steps, and what becomes of it when one of them fails.
#include "adapters/slack/web_api.hpp"
#include "tests/slack/slack_double.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using Kind = flow::SendOutcome::Kind;
using debrief::test::run_coroutine;

TEST(UploadAddress, IsOneOfTheSameService) {
    const char* slack = "https://slack.com/api/";
    EXPECT_TRUE(is_of_same_service("https://files.slack.com/upload/v1/CwABAAA", slack));
    EXPECT_TRUE(is_of_same_service("https://slack.com/upload", slack));
    EXPECT_TRUE(is_of_same_service("https://files.slack.com/x", "https://www.slack.com/api/"));
    EXPECT_TRUE(is_of_same_service("https://files.slack-gov.com/x", "https://slack-gov.com/api/"));
    EXPECT_TRUE(is_of_same_service("http://127.0.0.1:4000/up", "http://127.0.0.1:4000/api/"));
    for (const char* foreign :
         {"http://files.slack.com/x",
          "https://slack.com.evil.example/x",
          "https://evilslack.com/x",
          "https://files.slack.com:8443/x",
          "https://slack.com@evil.example/x",
          "file:///etc/passwd",
          "https://10.0.0.1/x",
          ""})
        EXPECT_FALSE(is_of_same_service(foreign, slack)) << foreign;
    EXPECT_FALSE(is_of_same_service("http://127.0.0.1:4001/up", "http://127.0.0.1:4000/api/"));
    EXPECT_FALSE(is_of_same_service("http://1.127.0.0.1/up", "http://127.0.0.1/api/"));
    EXPECT_FALSE(is_of_same_service("http://x.localhost/up", "http://localhost/api/"));
}

class Uploading : public testing::Test {
  protected:
    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    test::Wired wired_{context_.get_executor(), clock_};
    test::SlackDouble& slack_ = wired_.slack;

    flow::SendOutcome send() {
        flow::Outgoing message;
        message.channel = core::Channel(core::Platform::slack, "", "");
        message.user = "U0OLGA";
        message.template_name = "export_ready";
        message.view = R"({"format":"csv","service":"mail","since":null,"expires":1,
            "link":"https://debrief.example.com/api/v1/exports/00","attached":false})";
        message.marker = "0123456789abcdef";
        message.file_name = "debrief-2026-11-20.csv";
        message.file = "id,what\r\n";
        return run_coroutine(context_, wired_.sender->send(std::move(message)));
    }
    void promise(const std::string& url) {
        slack_.next(
            "files.getUploadURLExternal",
            R"({"ok":true,"file_id":"F0FILE","upload_url":")" + url + "\"}"
        );
    }
    void promise() { promise(slack_.url() + "put_here"); }
};

TEST_F(Uploading, TakesThreeStepsToADirectMessage) {
    promise();
    EXPECT_EQ(send().kind, Kind::sent);
    const auto asked = slack_.calls("files.getUploadURLExternal");
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_NE(asked[0].content_type.find("form-urlencoded"), std::string::npos);
    EXPECT_EQ(asked[0].arguments["filename"].str(), "debrief-2026-11-20.csv");
    EXPECT_EQ(asked[0].arguments["length"].str(), "9");
    const auto put = slack_.calls("put_here");
    ASSERT_EQ(put.size(), 1U);
    EXPECT_EQ(put[0].authorization, "") << "the token stays here";
    const auto done = slack_.calls("files.completeUploadExternal");
    ASSERT_EQ(done.size(), 1U);
    EXPECT_EQ(done[0].arguments["channel_id"].str(), "D0OLGA");
    EXPECT_EQ(done[0].arguments["files"].at(0)["id"].str(), "F0FILE");
    const auto comment = done[0].arguments["initial_comment"].str();
    EXPECT_NE(comment.find("Your csv export of mail"), std::string_view::npos) << comment;
    EXPECT_EQ(comment.find("24 hours"), std::string_view::npos) << comment;
    EXPECT_TRUE(slack_.calls("chat.postMessage").empty());
}

TEST_F(Uploading, WhereSlackTakesNoFileTheLinkGoesOut) {
    for (const char* method : {"files.getUploadURLExternal", "files.completeUploadExternal"}) {
        slack_.forget();
        if (std::string(method) == "files.completeUploadExternal") promise();
        slack_.fail(method, "missing_scope");
        EXPECT_EQ(send().kind, Kind::sent) << method;
        const auto posted = slack_.calls("chat.postMessage");
        ASSERT_EQ(posted.size(), 1U) << method;
        EXPECT_EQ(posted[0].arguments["channel"].str(), "D0OLGA");
        EXPECT_NE(
            posted[0].arguments["text"].str().find("https://debrief.example.com/api/v1/exports/00"),
            std::string_view::npos
        );
    }
}

TEST_F(Uploading, NothingGoesToAForeignAddress) {
    promise("https://files.example.com/steal");
    EXPECT_EQ(send().kind, Kind::sent);
    EXPECT_EQ(slack_.calls("chat.postMessage").size(), 1U) << "the link instead";
    EXPECT_TRUE(slack_.calls("files.completeUploadExternal").empty());
}

TEST_F(Uploading, WhatIsUnclearBeforeTheLastStepIsRepeated) {
    slack_.next("files.getUploadURLExternal", net::HttpResponse(500));
    EXPECT_EQ(send().kind, Kind::retry);
    promise();
    slack_.next("put_here", net::HttpResponse(503));
    EXPECT_EQ(send().kind, Kind::retry);
    promise();
    slack_.next("files.completeUploadExternal", net::HttpResponse(500));
    EXPECT_EQ(send().kind, Kind::unknown);
}

TEST_F(Uploading, ADeadTokenHoldsItBack) {
    slack_.fail("files.getUploadURLExternal", "token_revoked");
    EXPECT_EQ(send().kind, Kind::wait);
    EXPECT_TRUE(slack_.calls("chat.postMessage").empty());
}

}  // namespace
}  // namespace debrief::slack
