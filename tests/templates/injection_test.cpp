// Properties of what people write, for every template of Teams: it changes texts, never what a card
// consists of, whom it mentions, where it leads or which macros are evaluated.
#include "templates/catalog.hpp"
#include "templates/embedded.hpp"
#include "templates/markup.hpp"
#include "templates/mentions.hpp"
#include "tests/templates/card_builders.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::templates {
namespace {

/// Pieces that mean something somewhere, in any order.
rc::Gen<std::string> hostile_text() {
    static const std::vector<std::string> pieces{
        "<at>",
        "</at>",
        "<at>Olga Ops</at>",
        "[",
        "]",
        "(",
        ")",
        "](https://evil.example)",
        "https://evil.example",
        "{{",
        "}}",
        "{",
        "{{DATE(2026-11-20T14:00:00Z, SHORT)}}",
        "${title}",
        "*",
        "**",
        "_",
        "`",
        "~",
        "\\",
        "&",
        "&lt;at&gt;",
        "#",
        "<",
        ">",
        "\n",
        "\r",
        "\t",
        "- ",
        "1. ",
        "!",
        "\"",
        "'",
        "\x02",
        "\x1f",
        "\x03",
        "\x02"
        "29:1evil\x1f"
        "Evil\x03",
        "x",
        "ש",
        "😀",
        " ",
        "{\"type\":\"Image\"}",
        "|",
        "=",
        "<!channel>"};
    return rc::gen::map(
        rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
        [](const std::vector<std::string>& chosen) {
            std::string text;
            for (const auto& piece : chosen) text += piece;
            return text;
        }
    );
}

/// People keep their accounts: whom a card mentions must not depend on what anybody writes.
Value with_text(json::Ref node, std::string_view text) {
    if (node.is_string()) return text;
    if (node.is_array()) {
        auto list = Value::array();
        node.each([&](json::Ref element) { list.push(with_text(element, text)); });
        return list;
    }
    if (!node.is_object()) return Value(node);
    auto object = Value::object();
    node.each_member([&](std::string_view key, json::Ref member) {
        object.set(key, key == "teams" ? Value(member) : with_text(member, text));
    });
    return object;
}

std::string ids_in(json::Ref card) {
    std::set<std::string> ids;
    card["msteams"]["entities"].each([&](json::Ref entity) {
        ids.insert(std::string(entity["mentioned"]["id"].str()));
    });
    std::string out;
    for (const auto& id : ids) out += id + ' ';
    return out;
}

/// What the document consists of, without its texts.
std::string skeleton(json::Ref node, std::string_view key = {}) {
    std::string out;
    if (key == "entities") return out;
    if (node.is_array()) {
        out += '[';
        node.each([&](json::Ref inner) { out += skeleton(inner) + ','; });
        return out + ']';
    }
    if (!node.is_object()) return "*";
    out += '{';
    node.each_member([&](std::string_view member, json::Ref inner) {
        const bool named = member == "type" || member == "id" || member == "verb";
        out.append(member).append(":");
        out += named ? std::string(inner.str()) : skeleton(inner, member);
    });
    return out + '}';
}

void each_markup(
    json::Ref node, std::string_view inside, const std::function<void(std::string)>& visit
) {
    const auto& dialect = dialect_of(Platform::teams);
    if (node.is_array()) node.each([&](json::Ref inner) { each_markup(inner, inside, visit); });
    if (!node.is_object()) return;
    node.each_member([&](std::string_view key, json::Ref inner) {
        if (inner.is_string() && dialect.place(node, key, inside, false) == Place::markup)
            visit(std::string(inner.str()));
        each_markup(inner, key, visit);
    });
}

/// Every text of the document, whatever its place.
void each_shown(
    json::Ref node, const std::function<void(std::string)>& visit, std::string_view inside = {}
) {
    if (node.is_string()) return visit(std::string(node.str()));
    if (node.is_array()) node.each([&](json::Ref inner) { each_shown(inner, visit, inside); });
    if (!node.is_object()) return;
    node.each_member([&](std::string_view key, json::Ref inner) {
        // What a button carries and what an input holds is not shown as text.
        const bool held = key == "value" && (node["id"].exists() || inside == "choices");
        if (key != "data" && key != "entities" && key != "url" && !held)
            each_shown(inner, visit, key);
    });
}

struct Case {
    std::string name;
    Value sample;
    bool is_view;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all = [] {
        std::vector<Case> list;
        for (const auto& embedded : embedded_templates()) {
            if (embedded.platform != "teams") continue;
            const auto document = json::parse(embedded.text);
            list.push_back(Case{
                std::string(embedded.name),
                Value(document->ref()["sample"]),
                document->ref()["kind"].str() == "view"});
        }
        return list;
    }();
    return all;
}

const Catalog& catalog() {
    static const Catalog loaded = std::move(Catalog::load().value());
    return loaded;
}

Value rendered(const Case& one, std::string_view text) {
    return catalog().render(Platform::teams, one.name, with_text(one.sample, text)).value();
}

std::string without(const std::string& text, const std::string& pattern) {
    return std::regex_replace(text, std::regex(pattern), "");
}

RC_GTEST_PROP(Injection, WordsNeverChangeWhatACardConsistsOf, ()) {
    const auto text = "x" + *hostile_text();
    RC_PRE(text.size() < 100);
    const auto& one = *rc::gen::elementOf(cases());
    const auto benign = rendered(one, "xyz"), hostile = rendered(one, text);
    RC_ASSERT(skeleton(benign["card"]) == skeleton(hostile["card"]));
    RC_ASSERT(ids_in(benign["card"]) == ids_in(hostile["card"]));
}

RC_GTEST_PROP(Injection, OnlyEntitiesAreMentioned, ()) {
    const auto& one = *rc::gen::elementOf(cases());
    const auto document = rendered(one, *hostile_text());
    std::set<std::string> entities, seen;
    document["card"]["msteams"]["entities"].each([&](json::Ref entity) {
        RC_ASSERT(entities.insert(std::string(entity["text"].str())).second);
    });
    each_shown(document, [&](const std::string& text) {
        static const std::regex tag("<at>.*?</at>");
        for (std::sregex_iterator at(text.begin(), text.end(), tag), end; at != end; ++at)
            seen.insert(at->str());
        RC_ASSERT(without(text, "<at>.*?</at>").find("<at") == std::string::npos);
        RC_ASSERT(without(text, "<at>.*?</at>").find("</at") == std::string::npos);
        for (const char mark : {'\x02', '\x03', '\x1f'})
            RC_ASSERT(text.find(mark) == std::string::npos);
    });
    RC_ASSERT(entities == seen);
}

RC_GTEST_PROP(Injection, OnlyTimesOfTheTemplateAreMacros, ()) {
    const auto& one = *rc::gen::elementOf(cases());
    // The samples' own times are numbers, and none of them is in November.
    const auto document = rendered(one, *hostile_text());
    each_shown(document, [&](const std::string& text) {
        const auto rest = without(
            text,
            R"(\{\{(DATE\(2026-10-[0-9T:-]+Z, SHORT|TIME\(2026-10-[0-9T:-]+Z|DATE\(2026-11-0[0-9T:-]+Z, SHORT)\)\}\})"
        );
        RC_ASSERT(rest.find("{{") == std::string::npos);
    });
}

RC_GTEST_PROP(Injection, OnlyTheTemplatesLinksLeadSomewhere, ()) {
    const auto& one = *rc::gen::elementOf(cases());
    const auto document = rendered(one, *hostile_text());
    each_markup(document["card"], "card", [&](const std::string& text) {
        // Without escaped characters, a bracket is Markdown. The one link of a template may lead
        // where the data says.
        const auto own = without(text, R"(^\[Where it was reported\]\([^)\s<>]*\)$)");
        const auto bare = without(own, R"(\\[^a-zA-Z0-9])");
        RC_ASSERT(bare.find("](") == std::string::npos);
        RC_ASSERT(without(bare, "</?at>").find('<') == std::string::npos);
        RC_ASSERT(bare.find('`') == std::string::npos);
    });
}

RC_GTEST_PROP(Injection, AnythingCutAnywhereStaysWhole, ()) {
    std::string marked = "**Bold** ";
    const auto text = *hostile_text();
    teams_markdown().value(marked, text);
    teams_markdown().mention(marked, Value::object().set("name", text).set("teams", "29:1olga"));
    teams_markdown().link(marked, "https://x.example/" + text, text);
    const auto limit = *rc::gen::inRange<std::size_t>(4, 200);
    Mentions mentions;
    const auto finished = finish_markdown(marked, limit, mentions);
    // Every tag is whole and has its entity; no half escape at the end; bold is closed.
    const auto tag = mentions.empty() ? std::string()
                                      : std::string(mentions.entities().ref().at(0)["text"].str());
    RC_ASSERT(tag.empty() == (finished.find("<at>") == std::string::npos));
    RC_ASSERT(tag.empty() || finished.find(tag) != std::string::npos);
    const auto bare = without(finished, R"(\\[^a-zA-Z0-9])");
    std::size_t stars = 0;
    for (const char c : without(bare, R"(\]\([^)]*\))")) stars += c == '*' ? 1 : 0;
    RC_ASSERT(stars % 4 == 0);
}

}  // namespace
}  // namespace debrief::templates
