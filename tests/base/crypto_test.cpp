#include "bot/base/crypto.hpp"

#include <gtest/gtest.h>

#include <string>

namespace debrief::crypto {
namespace {

// NIST, FIPS 180-2 examples.
TEST(Sha256, GivesThePublishedDigests) {
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(
        hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

struct Vector {
    std::string key;
    std::string data;
    const char* digest;
};
class HmacVector : public testing::TestWithParam<Vector> {};

TEST_P(HmacVector, Matches) {
    HmacSha256 hmac{Secret(GetParam().key)};
    EXPECT_EQ(hex(hmac({GetParam().data})), GetParam().digest);
}

// RFC 4231 cases 1, 2, 3 and 6.
INSTANTIATE_TEST_SUITE_P(
    Rfc4231,
    HmacVector,
    testing::Values(
        Vector{
            std::string(20, '\x0b'),
            "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        Vector{
            "Jefe",
            "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        Vector{
            std::string(20, '\xaa'),
            std::string(50, '\xdd'),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        Vector{
            std::string(131, '\xaa'),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"}
    )
);

// The worked example of Slack's page on verifying requests.
TEST(HmacSha256, MatchesSlacksExample) {
    const std::string body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id="
        "G8PSS9T3V"
        "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&"
        "text="
        "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
        "96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121."
        "803a0bc887a14d10d2c447fce8b6703c";
    HmacSha256 hmac{Secret("8f742231b10e8888abcd99yyyzzz85a5")};
    EXPECT_EQ(
        hex(hmac({"v0:", "1531420618", ":", body})),
        "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    );
}

TEST(HmacSha256, StartsOverWithEachCall) {
    HmacSha256 hmac{Secret("key")};
    const Digest first = hmac({"a", "b"});
    EXPECT_NE(hmac({"something else"}), first);
    EXPECT_EQ(hmac({"ab"}), first);
    EXPECT_EQ(hmac({"", "ab", ""}), first);
}

TEST(HmacSha256, TakesAnEmptyKey) {
    HmacSha256 hmac{Secret()};
    EXPECT_EQ(hex(hmac({})), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    EXPECT_EQ(hex(hmac({})), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hex, ReadsBothCasesAndNothingElse) {
    const Digest digest = sha256("abc");
    std::string text = hex(digest);
    EXPECT_EQ(digest_from_hex(text), digest);
    for (char& c : text) c = static_cast<char>(std::toupper(c));
    EXPECT_EQ(digest_from_hex(text), digest);
    EXPECT_EQ(digest_from_hex(text.substr(1)), std::nullopt);
    EXPECT_EQ(digest_from_hex(text + "0"), std::nullopt);
    text[63] = 'g';
    EXPECT_EQ(digest_from_hex(text), std::nullopt);
}

TEST(EqualConstantTime, ComparesContent) {
    EXPECT_TRUE(equal_constant_time("abc", "abc"));
    EXPECT_TRUE(equal_constant_time("", ""));
    EXPECT_FALSE(equal_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_constant_time("abc", "abcd"));
    EXPECT_FALSE(equal_constant_time(sha256("a"), sha256("b")));
    EXPECT_TRUE(equal_constant_time(sha256("a"), sha256("a")));
}

}  // namespace
}  // namespace debrief::crypto
