// What a well-behaved client sees: keep-alive, pipelining, continue, HEAD, errors.
#include "tests/net/server_fixture.hpp"
#include "tests/support/scripted_server.hpp"

namespace debrief::net {
namespace {

using test::RawConnection;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(ServerTest, AnswersOneRequestAfterTheOtherOnOneConnection) {
    start();
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        for (int i = 0; i < 3; ++i) {
            co_await connection.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
            );
            const std::string text = co_await connection.read_message();
            EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK\r\n"));
            EXPECT_THAT(text, HasSubstr("Content-Type: text/plain\r\n"));
            EXPECT_THAT(text, Not(HasSubstr("Connection:")));
            EXPECT_THAT(text, EndsWith("\r\n\r\nPOST /x hello"));
        }
    });
    EXPECT_EQ(handled_, 3);
}

TEST_F(ServerTest, ClosesWhenTheClientAsksForIt) {
    start();
    const std::string text = talk("GET /1 HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(text, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(text, EndsWith("GET /1 "));
}

TEST_F(ServerTest, SpeaksHttp10) {
    start();
    EXPECT_THAT(talk("GET /old HTTP/1.0\r\n\r\n"), HasSubstr("Connection: close\r\n"));
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        const std::string text = co_await connection.read_message();
        EXPECT_THAT(text, HasSubstr("Connection: keep-alive\r\n"));
    });
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    start();
    slow_ = 5ms;
    const std::string text = talk(
        "GET /slow HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 3\r\n\r\ntwo"
        "\r\nPOST /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nthree\r\n0\r\n\r\n"
        "GET /4 HTTP/1.1\r\nConnection: close\r\n\r\nGET /never HTTP/1.1\r\n\r\n"
    );
    const auto first = text.find("GET /slow ");
    const auto second = text.find("POST /2 two");
    const auto third = text.find("POST /3 three");
    const auto fourth = text.find("GET /4 ");
    EXPECT_LT(first, second);
    EXPECT_LT(second, third);
    EXPECT_LT(third, fourth);
    EXPECT_NE(fourth, std::string::npos);
    EXPECT_EQ(handled_, 4) << "nothing is answered behind Connection: close";
}

TEST_F(ServerTest, SendsContinueOnlyToWhoWaitsForIt) {
    start();
    run([&]() -> asio::awaitable<void> {
        RawConnection connection(context_.get_executor());
        co_await connection.connect(server_->port());
        co_await connection.send(
            "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        );
        const std::string interim = co_await connection.read_through("\r\n\r\n");
        EXPECT_EQ(interim, "HTTP/1.1 100 Continue\r\n\r\n");
        co_await connection.send("ok");
        const std::string final = co_await connection.read_message();
        EXPECT_THAT(final, EndsWith("POST / ok"));
    });
    const std::string impatient = talk(
        "POST / HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: "
        "2\r\n\r\nok"
    );
    EXPECT_THAT(impatient, StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(ServerTest, HeadGetsTheHeadOnly) {
    start();
    const std::string text = talk("HEAD /abc HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(text, HasSubstr("Content-Length: 10\r\n"));
    EXPECT_THAT(text, EndsWith("\r\n\r\n"));
}

TEST_F(ServerTest, NoContentHasNoLength) {
    start();
    const std::string text = talk("GET /empty HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(text, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}

TEST_F(ServerTest, AThrowingHandlerIsAnEmpty500AndNothingElseBreaks) {
    start();
    const std::string text =
        talk("GET /throw HTTP/1.1\r\n\r\nGET /next HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(
        text, StartsWith("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")
    );
    EXPECT_THAT(text, Not(HasSubstr("a bug in a handler")));
    EXPECT_THAT(text, EndsWith("GET /next "));
}

TEST_F(ServerTest, AHeaderValueCannotStartAnotherHeader) {
    start();
    EXPECT_THAT(talk("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), Not(HasSubstr("\nInjected")));
}

TEST_F(ServerTest, SendsALargeAnswerWhole) {
    const std::string large(20'000'000, 'x');
    test::ScriptedServer server(context_.get_executor());
    server.push(HttpResponse(200, "text/plain", large));
    const std::string request = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
    const std::string text = run([&] { return test::talk(server.port(), request); });
    EXPECT_GT(text.size(), large.size());
    EXPECT_EQ(text.substr(text.size() - large.size()), large);
}

TEST_F(ServerTest, APortInUseIsRefusedInWords) {
    start();
    const auto second =
        listen(context_.get_executor(), "127.0.0.1", server_->port(), limits_, nullptr);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), Errc::refused);
    EXPECT_THAT(second.error().what(), HasSubstr("127.0.0.1:" + std::to_string(server_->port())));
    EXPECT_THAT(second.error().what(), HasSubstr("already in use"));
}

TEST_F(ServerTest, AForeignAddressIsRefusedInWords) {
    const auto server = listen(context_.get_executor(), "192.0.2.1", 0, limits_, nullptr);
    ASSERT_FALSE(server);
    EXPECT_THAT(server.error().what(), HasSubstr("no such address"));
}

}  // namespace
}  // namespace debrief::net
