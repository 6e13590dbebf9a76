// Whatever people write, however much of it: every built-in template gives what Slack takes, and
// nobody's words become a mention or a link.
#include "templates/catalog.hpp"
#include "templates/embedded.hpp"
#include "templates/limits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace debrief::templates {
namespace {

/// The same document with every text replaced and every list made `copies` times as long.
json::Value changed(json::Ref node, std::string_view text, std::size_t copies) {
    if (node.is_string()) return text;
    if (node.is_array()) {
        auto list = json::Value::array();
        for (std::size_t i = 0; i < copies; ++i)
            node.each([&](json::Ref element) { list.push(changed(element, text, copies)); });
        return list;
    }
    if (!node.is_object()) return json::Value(node);
    auto object = json::Value::object();
    node.each_member([&](std::string_view key, json::Ref member) {
        object.set(key, changed(member, text, copies));
    });
    return object;
}

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

/// Every mrkdwn text and message text below the node, one after the other.
std::string markup_of(json::Ref node, bool top) {
    std::string out;
    const bool is_markup = top || node["type"].str() == "mrkdwn";
    if (is_markup) out += node["text"].str();
    if (node.is_array()) node.each([&](json::Ref inner) { out += markup_of(inner, false); });
    if (node.is_object())
        node.each_member([&](std::string_view, json::Ref inner) { out += markup_of(inner, false); }
        );
    return out;
}

void expect_harmless(std::string_view text, std::size_t copies) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    for (const auto& embedded : embedded_templates()) {
        if (embedded.platform != "slack") continue;
        const auto document = json::parse(embedded.text);
        ASSERT_TRUE(document);
        const auto data = changed(document->ref()["sample"], text, copies);
        const auto rendered = catalog->render(Platform::slack, embedded.name, data.ref());
        ASSERT_TRUE(rendered) << embedded.name;
        const bool is_view = document->ref()["kind"].str() == "view";
        const auto findings =
            is_view ? check_view(rendered->ref()) : check_message(rendered->ref());
        for (const auto& finding : findings)
            ADD_FAILURE() << embedded.name << ' ' << finding.pointer << ": " << finding.what;
        const auto markup = markup_of(rendered->ref(), !is_view);
        for (const std::string_view forbidden : {"<!channel", "<!here", "<@U666", "<https://evil"})
            EXPECT_EQ(markup.find(forbidden), std::string::npos)
                << embedded.name << ' ' << forbidden;
    }
}

constexpr std::string_view hostile =
    "<!channel> & <@U666> <https://evil.example|here> <!here> `*_~\n> ";

TEST(HostileData, IsHarmless) {
    expect_harmless(hostile, 1);
}
TEST(HostileData, IsCutWhenLong) {
    expect_harmless(repeated(hostile, 300), 1);
}
TEST(HostileData, IsCutInManyCharacters) {
    expect_harmless(repeated("😀שלום&", 900), 4);
}
TEST(HostileData, IsCutWhenThereIsMuch) {
    expect_harmless(hostile, 8);
}
TEST(HostileData, MayBeEmptyWhereWordsAreExpected) {
    expect_harmless("-", 0);
}

}  // namespace
}  // namespace debrief::templates
