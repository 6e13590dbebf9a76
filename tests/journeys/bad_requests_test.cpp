// Requests that no Slack sends, one after the other: each is refused, nothing is recorded, and the
// next good one is answered.
#include "tests/journeys/at_work.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

namespace debrief::test {
namespace {

namespace ids = sandbox::ids;
using namespace std::chrono_literals;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* json_type = "application/json";

class BadRequests : public AtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start();
    }
    net::HttpResponse post_form(std::string body) {
        return post(signed_request(form_type, std::move(body)));
    }
    asio::ip::tcp::socket connect() {
        const std::string address = url_.substr(std::string("http://").size());
        const std::size_t colon = address.rfind(':');
        const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)));
        asio::ip::tcp::socket socket(context_);
        socket.connect({asio::ip::make_address(address.substr(0, colon)), port});
        return socket;
    }
};

TEST_F(BadRequests, AreRefusedAndLeaveNothingBehind) {
    const std::string open = command_form("open incident Never", "never");
    net::HttpRequest unsigned_one("POST", "/");
    unsigned_one.headers.add("Content-Type", form_type);
    unsigned_one.body = open;
    EXPECT_EQ(post(unsigned_one).status, 401);
    net::HttpRequest changed = signed_request(form_type, open);
    changed.body += "x";
    EXPECT_EQ(post(changed).status, 401);
    EXPECT_EQ(post(signed_request(form_type, open, 6min)).status, 401);
    EXPECT_EQ(post(signed_request(form_type, open, -6min)).status, 401);
    EXPECT_EQ(post(signed_request("text/plain", open)).status, 415);
    EXPECT_EQ(post(signed_request(json_type, "{\"type\":")).status, 400);
    EXPECT_EQ(post(signed_request(json_type, "[1]")).status, 400);
    EXPECT_EQ(post(signed_request(json_type, std::string(200'000, '['))).status, 400);
    EXPECT_EQ(post_form("payload=%7B%22type").status, 400);
    EXPECT_EQ(post_form("hello").status, 400);
    EXPECT_EQ(post_form(open + "&text=%FF%FE").status, 400);
    EXPECT_EQ(post_form(open + std::string(1024 * 1024, 'x')).status, 413);
    const auto elsewhere =
        post_form(command_form("open incident Never", "other", ids::checkout, "T0STRANGER1"));
    EXPECT_EQ(elsewhere.status, 200);
    EXPECT_THAT(elsewhere.body, HasSubstr("This workspace is not set up here"));

    EXPECT_THAT(stored("SELECT title FROM follow_ups"), IsEmpty());
    EXPECT_THAT(debrief_->output(), HasSubstr("refused"));
    opens("Olga", "The first");
    EXPECT_THAT(heads()[0]->text, HasSubstr("F-1 "));
}

TEST_F(BadRequests, AReplayedRequestGetsTheSameAnswerAndActsOnce) {
    const net::HttpRequest request =
        signed_request(form_type, command_form("open incident Once", "once"));
    const auto first = post(request);
    const auto second = post(request);
    EXPECT_EQ(first.status, 200);
    EXPECT_THAT(first.body, HasSubstr("F-1"));
    EXPECT_EQ(second.body, first.body);
    ASSERT_TRUE(has_heads(1));
    // Also after a restart, as long as the signature is good.
    stop_debrief();
    start();
    EXPECT_EQ(post(request).body, first.body);
    EXPECT_THAT(stored("SELECT title FROM follow_ups"), ElementsAre("Once"));
}

TEST_F(BadRequests, ASlowClientHoldsNobodyUp) {
    std::vector<asio::ip::tcp::socket> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(connect());
        asio::write(slow.back(), asio::buffer(std::string("POST /slack/events HTTP/1.1\r\nHo")));
    }
    opens("Olga", "Quick");
    stop_debrief();  // nor does it keep the program from ending
}

TEST_F(BadRequests, AChannelThatDoesNotExistIsToldToTheOperator) {
    const auto answer =
        post_form(command_form("open incident Lost private", "nowhere", "C0NOWHERE01"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr("F-1"));
    Ended status;
    ASSERT_TRUE(eventually([&] {
        status = verb("status");
        return status.words.find("given up: 0") == std::string::npos;
    })) << status.words;
    EXPECT_EQ(status.code, 0);
    EXPECT_THAT(status.words, HasSubstr("Debrief is not in the channel C0NOWHERE01"));
    EXPECT_THAT(status.words, HasSubstr("invite"));
}

}  // namespace
}  // namespace debrief::test
