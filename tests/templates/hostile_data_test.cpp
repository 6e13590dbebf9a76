// Whatever people write, however much of it: every built-in template gives what its platform takes,
// and nobody's words become a mention or a link.
#include "templates/catalog.hpp"
#include "templates/embedded.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

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

/// Every text below the node that its platform reads as markup, one after the other.
std::string markup_of(const Dialect& dialect, json::Ref node, std::string_view inside, bool top) {
    std::string out;
    const auto look = [&](json::Ref inner, std::string_view key) {
        const bool is_markup = node.is_object() && inner.is_string() &&
                               dialect.place(node, key, inside, top) == Place::markup;
        if (is_markup) out.append(inner.str()).append("\n");
        out += markup_of(dialect, inner, node.is_object() ? key : inside, false);
    };
    if (node.is_array()) node.each([&](json::Ref inner) { look(inner, {}); });
    if (node.is_object())
        node.each_member([&](std::string_view key, json::Ref inner) { look(inner, key); });
    return out;
}

std::vector<std::string_view> forbidden_in(const Dialect& dialect) {
    if (dialect.platform == Platform::slack)
        return {"<!channel", "<!here", "<@U666", "<https://evil"};
    return {"<at>Everybody", "](https://evil", "{{DATE(2026-11-20"};
}

void expect_harmless(std::string_view text, std::size_t copies) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    for (const auto& embedded : embedded_templates()) {
        const auto& dialect =
            dialect_of(embedded.platform == "slack" ? Platform::slack : Platform::teams);
        const auto document = json::parse(embedded.text);
        ASSERT_TRUE(document);
        const auto data = changed(document->ref()["sample"], text, copies);
        const auto rendered = catalog->render(dialect.platform, embedded.name, data.ref());
        ASSERT_TRUE(rendered) << embedded.name;
        const bool is_view = document->ref()["kind"].str() == "view";
        for (const auto& finding : dialect.check(rendered->ref(), is_view))
            ADD_FAILURE() << embedded.name << ' ' << finding.pointer << ": " << finding.what;
        const auto markup = markup_of(dialect, rendered->ref(), "", !is_view);
        for (const auto forbidden : forbidden_in(dialect))
            EXPECT_EQ(markup.find(forbidden), std::string::npos)
                << embedded.name << ' ' << forbidden;
    }
}

constexpr std::string_view hostile =
    "<!channel> & <@U666> <https://evil.example|here> <!here> `*_~\n> "
    "<at>Everybody</at> [here](https://evil.example) {{DATE(2026-11-20T14:00:00Z)}}\n- ";

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
