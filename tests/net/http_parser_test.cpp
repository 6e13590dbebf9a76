// The parsers as tables: bytes in, message or refusal out, in every possible cut.
#include "bot/net/http_parser.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace debrief::net {
namespace {

/// Feeds in pieces of the given size, the way a connection would; the last state.
template <class Parser>
Parsed feed_in_pieces(Parser& parser, std::string_view text, std::size_t piece) {
    std::string waiting;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        waiting += text.substr(at, piece);
        while (!waiting.empty()) {
            const ParseStep step = parser.feed(waiting);
            waiting.erase(0, step.used);
            if (step.state == Parsed::need_more) break;
            if (step.state != Parsed::head) return step.state;
        }
    }
    return Parsed::need_more;
}

constexpr std::string_view post =
    "POST /slack/events?a=1 HTTP/1.1\r\nHost: example.org\r\nContent-Type: text/plain\r\n"
    "Content-Length: 11\r\n\r\nhello\r\n\0you";
const std::string full_post(post.data(), post.find("hello"));

TEST(RequestParser, GivesTheSameMessageHoweverTheBytesArrive) {
    const std::string text = full_post + std::string("hello\r\n\0you", 11);
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        RequestParser parser(1000, 1000);
        ASSERT_EQ(feed_in_pieces(parser, text, piece), Parsed::message) << piece;
        EXPECT_TRUE(parser.keep_alive());
        const HttpRequest request = parser.take();
        EXPECT_EQ(request.method, "POST");
        EXPECT_EQ(request.target, "/slack/events?a=1");
        EXPECT_EQ(request.headers.get("content-type"), "text/plain");
        EXPECT_EQ(request.body, std::string("hello\r\n\0you", 11));
    }
}

TEST(RequestParser, JoinsChunksAndIgnoresTrailers) {
    const std::string text =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n "
        "\r\n3\r\nyou\r\n0\r\n"
        "Authorization: smuggled\r\n\r\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        RequestParser parser(1000, 1000);
        ASSERT_EQ(feed_in_pieces(parser, text, piece), Parsed::message) << piece;
        const HttpRequest request = parser.take();
        EXPECT_EQ(request.body, "hello you");
        EXPECT_FALSE(request.headers.has("Authorization"));
    }
}

TEST(RequestParser, LeavesTheNextRequestAlone) {
    RequestParser parser(1000, 1000);
    const std::string two = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.0\r\n\r\n";
    const ParseStep first = parser.feed(two);
    EXPECT_EQ(first.state, Parsed::message);
    EXPECT_FALSE(parser.is_http_1_0());
    EXPECT_EQ(parser.take().target, "/1");
    const ParseStep second = parser.feed(std::string_view(two).substr(first.used));
    EXPECT_EQ(second.state, Parsed::message);
    EXPECT_TRUE(parser.is_http_1_0());
    EXPECT_FALSE(parser.keep_alive());
    EXPECT_EQ(parser.take().target, "/2");
}

TEST(RequestParser, HoldsTheHeadLimitToTheByte) {
    const std::string head =
        "GET /" + std::string(200, 'x') + " HTTP/1.1\r\nX: " + std::string(200, 'y') + "\r\n\r\n";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, head.size()}) {
        RequestParser exact(head.size(), 0);
        EXPECT_EQ(feed_in_pieces(exact, head, piece), Parsed::message);
        RequestParser less(head.size() - 1, 0);
        EXPECT_EQ(feed_in_pieces(less, head, piece), Parsed::head_too_large);
    }
    RequestParser endless(1000, 0);
    EXPECT_EQ(feed_in_pieces(endless, std::string(2000, 'x'), 100), Parsed::head_too_large);
}

TEST(RequestParser, TheBodyIsNotPartOfTheHead) {
    RequestParser parser(100, 10'000);
    const std::string text =
        "POST / HTTP/1.1\r\nContent-Length: 9000\r\n\r\n" + std::string(9000, 'b');
    EXPECT_EQ(feed_in_pieces(parser, text, text.size()), Parsed::message);
}

std::string with_length(std::size_t size) {
    return "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'b');
}
std::string chunked(std::size_t chunks) {
    std::string text = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t i = 0; i < chunks; ++i) text += "a\r\n0123456789\r\n";
    return text + "0\r\n\r\n";
}

TEST(RequestParser, HoldsTheBodyLimitToTheByteHoweverItIsSent) {
    RequestParser a(1000, 100);
    EXPECT_EQ(feed_in_pieces(a, with_length(100), 64), Parsed::message);
    RequestParser b(1000, 100);
    EXPECT_EQ(feed_in_pieces(b, with_length(101), 64), Parsed::body_too_large);
    RequestParser c(1000, 100);
    EXPECT_EQ(feed_in_pieces(c, chunked(10), 64), Parsed::message);
    RequestParser d(1000, 100);
    EXPECT_EQ(feed_in_pieces(d, chunked(11), 64), Parsed::body_too_large);
}

TEST(RequestParser, ALargeAnnouncementIsRefusedBeforeTheBodyComes) {
    RequestParser parser(1000, 100);
    EXPECT_EQ(
        parser.feed("POST / HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\n").state,
        Parsed::body_too_large
    );
}

TEST(RequestParser, KnowsWhoWaitsForContinue) {
    RequestParser parser(1000, 100);
    const auto step =
        parser.feed("POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(step.state, Parsed::head);
    EXPECT_TRUE(parser.expects_continue());
}

class Malformed : public testing::TestWithParam<const char*> {};

TEST_P(Malformed, IsRefused) {
    RequestParser parser(1000, 1000);
    EXPECT_EQ(feed_in_pieces(parser, GetParam(), 1000), Parsed::malformed);
}

INSTANTIATE_TEST_SUITE_P(
    RequestParser,
    Malformed,
    testing::Values(
        "\x16\x03\x01 this is TLS\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/2.0\r\n\r\n",
        "GET / HTTX/1.1\r\n\r\n",
        "GET /a b HTTP/1.1\r\n\r\n",
        "G\x01T / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nNo colon\r\n\r\n",
        "GET / HTTP/1.1\r\nName : blank\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: ten\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabcdef\r\n\r\n"
    )
);

TEST(ResponseParser, SkipsInterimAnswers) {
    const std::string text =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        ResponseParser parser(1000, 1000, false);
        ASSERT_EQ(feed_in_pieces(parser, text, piece), Parsed::message) << piece;
        const HttpResponse response = parser.take();
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, "ok");
        EXPECT_FALSE(response.headers.has("Link"));
    }
}

TEST(ResponseParser, ABodyWithoutLengthEndsWithTheConnection) {
    ResponseParser parser(1000, 1000, false);
    EXPECT_EQ(feed_in_pieces(parser, "HTTP/1.1 200 OK\r\n\r\npart", 5), Parsed::need_more);
    EXPECT_FALSE(parser.keep_alive());
    EXPECT_EQ(parser.feed_end(), Parsed::message);
    EXPECT_EQ(parser.take().body, "part");
}

TEST(ResponseParser, AnAnnouncedBodyMustComeWhole) {
    ResponseParser parser(1000, 1000, false);
    EXPECT_EQ(
        feed_in_pieces(parser, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\npart", 100),
        Parsed::need_more
    );
    EXPECT_EQ(parser.feed_end(), Parsed::malformed);
}

TEST(ResponseParser, TheAnswerToHeadHasNoBody) {
    ResponseParser parser(1000, 1000, true);
    EXPECT_EQ(
        feed_in_pieces(parser, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 100), Parsed::message
    );
}

TEST(ResponseParser, LimitsBodiesOfEveryKind) {
    for (const char* head :
         {"Content-Length: 11\r\n\r\n", "\r\n", "Transfer-Encoding: chunked\r\n\r\nb\r\n"}) {
        ResponseParser parser(1000, 10, false);
        const std::string text = std::string("HTTP/1.1 200 OK\r\n") + head + "01234567890";
        EXPECT_EQ(feed_in_pieces(parser, text, 1000), Parsed::body_too_large) << head;
    }
}

}  // namespace
}  // namespace debrief::net
