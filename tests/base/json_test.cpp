#include "bot/base/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace debrief::json {
namespace {

Value parsed(std::string_view text) {
    Result<Value> result = parse(text);
    if (!result) {
        ADD_FAILURE() << text << ": " << result.error().what();
        return {};
    }
    return std::move(result.value());
}

TEST(JsonRef, ReadsEachTypeAndNothingElse) {
    const Value doc = parsed(R"({"s":"x","i":-7,"f":2.5,"t":true,"n":null,"a":[1],"o":{}})");
    EXPECT_EQ(doc["s"].str(), "x");
    EXPECT_EQ(doc["i"].integer(), -7);
    EXPECT_EQ(doc["i"].number(), -7.0);
    EXPECT_EQ(doc["f"].number(), 2.5);
    EXPECT_EQ(doc["t"].boolean(), true);
    EXPECT_EQ(doc["n"].type(), Type::null);
    EXPECT_EQ(doc["a"].type(), Type::array);
    EXPECT_EQ(doc["o"].type(), Type::object);

    EXPECT_EQ(doc["i"].str("fallback"), "fallback");
    EXPECT_EQ(doc["i"].opt_str(), std::nullopt);
    EXPECT_EQ(doc["f"].integer(), std::nullopt);
    EXPECT_EQ(doc["s"].number(), std::nullopt);
    EXPECT_EQ(doc["n"].boolean(), std::nullopt);
}

TEST(JsonRef, ChainsSafelyThroughWhatIsMissing) {
    const Value doc = parsed(R"({"a":{"b":[{"c":"deep"}]}})");
    EXPECT_EQ(doc["a"]["b"].at(0)["c"].str(), "deep");
    EXPECT_FALSE(doc["a"]["b"].at(1).exists());
    EXPECT_FALSE(doc["x"]["y"].at(3)["z"].exists());
    EXPECT_EQ(doc["a"]["b"]["not an object"].type(), Type::missing);
    EXPECT_EQ(Ref().str("none"), "none");
    EXPECT_EQ(Ref().size(), 0U);
}

TEST(JsonRef, VisitsInDocumentOrder) {
    const Value doc = parsed(R"({"z":1,"a":2,"m":[3,4]})");
    std::string seen;
    doc.ref().each_member([&](std::string_view key, Ref) { seen += key; });
    doc["m"].each([&](Ref element) { seen += std::to_string(*element.integer()); });
    EXPECT_EQ(seen, "zam34");
}

TEST(JsonValue, BuildsAndChanges) {
    Value doc = Value::object()
                    .set("b", 1)
                    .set("a", "text")
                    .set("list", Value::array().push(true).push(nullptr));
    doc.set("b", 2.5);
    doc.set("gone", 1);
    doc.erase("gone");
    doc.erase("was never there");
    EXPECT_EQ(dump(doc), R"({"b":2.5,"a":"text","list":[true,null]})");
}

TEST(JsonValue, NullTurnsIntoWhatIsPutIn) {
    Value object;
    object.set("k", 1);
    Value array;
    array.push(1);
    EXPECT_EQ(dump(object), R"({"k":1})");
    EXPECT_EQ(dump(array), "[1]");
    EXPECT_EQ(dump(Value()), "null");
    EXPECT_TRUE(Value().ref().exists());
}

TEST(JsonValue, SettingAMemberOfAScalarIsABug) {
    Value text("x");
    EXPECT_THROW(text.set("k", 1), std::logic_error);
    EXPECT_THROW(text.push(1), std::logic_error);
}

TEST(JsonValue, CopiesAreIndependent) {
    Value original = parsed(R"({"a":{"b":1}})");
    Value copy = original;
    const Value part(original["a"]);
    copy.set("a", 0);
    original = Value();
    EXPECT_EQ(dump(part), R"({"b":1})");
    EXPECT_EQ(dump(copy), R"({"a":0})");
    EXPECT_EQ(dump(Value(Ref())), "null");
}

TEST(JsonParse, TheLastOfEqualMembersCounts) {
    EXPECT_EQ(dump(parsed(R"({"a":1,"b":2,"a":3})")), R"({"a":3,"b":2})");
}

TEST(JsonParse, FindsEqualMembersInLongObjectsToo) {
    std::string text = "{";
    for (int i = 0; i < 100; ++i) text += "\"k" + std::to_string(i) + "\":0,";
    text += R"("k7":"new","k99":"newer"})";
    const Value doc = parsed(text);
    EXPECT_EQ(doc.ref().size(), 100U);
    EXPECT_EQ(doc["k7"].str(), "new");
    EXPECT_EQ(doc["k99"].str(), "newer");
}

TEST(JsonParse, IntegersBeyond64BitsBecomeFractions) {
    const Value doc = parsed("[9223372036854775807,9223372036854775808,-9223372036854775808,1e3]");
    EXPECT_EQ(doc.ref().at(0).integer(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(doc.ref().at(1).integer(), std::nullopt);
    EXPECT_EQ(doc.ref().at(1).number(), 9223372036854775808.0);
    EXPECT_EQ(doc.ref().at(2).integer(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(doc.ref().at(3).number(), 1000.0);
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(JsonParse, HoldsTheDepthLimitExactly) {
    EXPECT_TRUE(parse(nested(64)));
    const auto refused = parse(nested(65));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::too_large);

    Limits two;
    two.max_depth = 2;
    EXPECT_TRUE(parse(R"({"a":[1]})", two));
    EXPECT_FALSE(parse(R"({"a":[[]]})", two));
}

TEST(JsonParse, SurvivesAnAbsurdDepth) {
    const auto refused = parse(std::string(1'000'000, '['));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::too_large);
}

class NotJson : public testing::TestWithParam<std::string_view> {};

TEST_P(NotJson, IsRefusedInWords) {
    const auto refused = parse(GetParam());
    ASSERT_FALSE(refused) << GetParam();
    EXPECT_EQ(refused.error().code(), Errc::invalid_input);
    EXPECT_NE(refused.error().what().find("at byte "), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    JsonParse,
    NotJson,
    testing::Values(
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{'a':1}",
        "01",
        "+1",
        "1.",
        "NaN",
        "nul",
        "true false",
        "{} trailing",
        "\"tab\there\"",
        "\"\\ud800\"",
        "\"\\x41\"",
        "\"\xFF\"",
        "\"\xED\xA0\x80\"",
        "\"\xC0\xAF\"",
        "\"open",
        "1e999",
        "// comment\n1"
    )
);

TEST(JsonParse, NamesTheByte) {
    EXPECT_NE(parse("{\"a\":!}").error().what().find("byte 6"), std::string::npos);
}

TEST(JsonDump, EscapesWhatJsonAsksFor) {
    const std::string text("q\" b\\ n\n t\t r\r f\f b\b z\0 u\x1F", 26);
    EXPECT_EQ(dump(Value(text)), R"("q\" b\\ n\n t\t r\r f\f b\b z\u0000 u\u001f")");
    EXPECT_EQ(dump(parsed(dump(Value(text)))), dump(Value(text)));
}

TEST(JsonDump, ReplacesInvalidUtf8InValuesAndKeys) {
    const Value doc = Value::object().set("k\xFF", "a\xC3(");
    EXPECT_EQ(dump(doc), "{\"k\xEF\xBF\xBD\":\"a\xEF\xBF\xBD(\"}");
}

TEST(JsonDump, WritesNumbersSoThatTheyComeBack) {
    EXPECT_EQ(dump(Value(0.1)), "0.1");
    EXPECT_EQ(dump(Value(3.0)), "3.0");
    EXPECT_EQ(dump(Value(1e300)), "1e+300");
    EXPECT_EQ(dump(Value(std::nan(""))), "null");
    EXPECT_EQ(dump(Value(std::numeric_limits<double>::infinity())), "null");
    EXPECT_EQ(dump(Value(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
}

TEST(JsonDump, Indents) {
    EXPECT_EQ(
        dump(parsed(R"({"a":[1,{}],"b":[]})"), 2),
        "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}"
    );
}

TEST(JsonPlace, CountsLinesAndColumnsFromOne) {
    const std::string_view text = "ab\ncd\n\nx";
    const auto place = [&](std::size_t offset) {
        const Place at = place_of(text, offset);
        return std::to_string(at.line) + ":" + std::to_string(at.column);
    };
    EXPECT_EQ(place(0), "1:1");
    EXPECT_EQ(place(1), "1:2");
    EXPECT_EQ(place(3), "2:1");
    EXPECT_EQ(place(7), "4:1");
    EXPECT_EQ(place(99), "4:2");
}

}  // namespace
}  // namespace debrief::json
