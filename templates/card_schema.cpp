// The only place that knows the schema validator, which needs the JSON library's own tree.
#include "templates/card_schema.hpp"

#include "templates/cards.hpp"
#include "templates/embedded.hpp"
#include "templates/expand.hpp"
#include "templates/nearest.hpp"

#include <exception>
#include <optional>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace debrief::templates {

namespace {

using Library = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

struct CardSchema {
    CardSchema() {
        if (auto parsed = json::parse(embedded_card_schema())) words = std::move(*parsed);
        const auto document = Library::parse(embedded_card_schema());
        valijson::SchemaParser().populateSchema(Adapter(document), schema);
    }
    json::Value words;
    valijson::Schema schema;
};

/// A step of the validator's path, "[body]" or "[3]".
std::string_view step(const std::string& text) {
    std::string_view name = text;
    if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
    return name;
}

json::Ref below(json::Ref node, std::string_view key) {
    if (!node.is_array()) return node[key];
    std::size_t index = 0;
    for (const char c : key) index = index * 10 + static_cast<std::size_t>(c - '0');
    return node.at(index);
}

/// Where an error is: the pointer, the node, and the object that holds it.
struct Spot {
    std::string pointer;
    json::Ref node;
    std::string_view type;    ///< of the nearest object that has one, node itself included
    std::string_view member;  ///< of that object, on the way to the node
};

Spot spot_of(json::Ref card, std::string_view base, const std::vector<std::string>& path) {
    Spot spot{std::string(base), card, cards::type_of(card, ""), {}};
    std::string_view inside;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const auto key = step(path[i]);
        const bool in_list = spot.node.is_array();
        spot.node = below(spot.node, key);
        spot.pointer = pointer_to(spot.pointer, key);
        if (!in_list) {
            inside = key;
            spot.member = key;
        }
        const auto type =
            spot.node.is_object() ? cards::type_of(spot.node, inside) : std::string_view();
        if (type.empty()) continue;
        spot.type = type;
        spot.member = {};
    }
    return spot;
}

json::Ref resolved(json::Ref schema, json::Ref definitions) {
    constexpr std::string_view prefix = "#/definitions/";
    const auto target = schema["$ref"].str();
    return target.starts_with(prefix) ? definitions[target.substr(prefix.size())] : schema;
}

/// The words a member can be.
std::vector<std::string_view> choices(const Spot& spot, json::Ref definitions) {
    std::vector<std::string_view> known;
    auto schema = resolved(definitions[spot.type]["properties"][spot.member], definitions);
    // The type itself is wrong: it may be any that can stand there.
    if (spot.member == "type")
        schema = definitions[spot.type.starts_with("Action") ? "action" : "element"]["properties"]
                            ["type"];
    schema["enum"].each([&](json::Ref word) {
        const auto text = word.str();
        // Both spellings are taken; one is enough to show.
        const bool first = text.empty() || text[0] < 'A' || text[0] > 'Z' || spot.member == "type";
        if (first) known.push_back(text);
    });
    return known;
}

std::vector<std::string_view> members(std::string_view type, json::Ref definitions) {
    std::vector<std::string_view> known;
    definitions[type]["properties"].each_member([&](std::string_view key, json::Ref) {
        known.push_back(key);
    });
    return known;
}

/// What stands between the last two quotes.
std::string in_quotes(std::string_view text) {
    const auto end = text.rfind('\'');
    const auto begin = end == std::string_view::npos ? end : text.rfind('\'', end - 1);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin + 1, end - begin - 1));
}

/// The validator's words as ours. What only repeats an error further in gives nothing.
std::optional<Finding> finding_of(
    const std::string& words, const Spot& spot, json::Ref definitions
) {
    const auto says = [&](std::string_view begin) { return words.starts_with(begin); };
    Finding finding{Finding::Kind::structure, spot.pointer, {}, {}};
    if (says("Missing required property")) {
        finding.what = "'" + in_quotes(words) + "' is missing";
        finding.remedy = "add it";
    } else if (says("Object contains a property")) {
        const auto key = in_quotes(words);
        finding.pointer = pointer_to(spot.pointer, key);
        finding.what = "unknown member '" + key + "'";
        finding.remedy = suggest(key, members(spot.type, definitions));
    } else if (says("Failed to match against any enum values") || says("Failed to match expected value")) {
        const auto value =
            spot.node.is_string() ? std::string(spot.node.str()) : json::dump(spot.node);
        const auto known = choices(spot, definitions);
        finding.what = "'" + value + "' is not one of its values";
        finding.remedy = suggest(value, known);
    } else if (says("Value type not permitted")) {
        const auto schema =
            resolved(definitions[spot.type]["properties"][spot.member], definitions);
        finding.what = "has the wrong type";
        finding.remedy = "write " + (schema["type"].is_string()
                                         ? "a value of type " + std::string(schema["type"].str())
                                         : std::string("what the schema of cards says"));
    } else if (says("Failed to match regex")) {
        finding.what = "'" + std::string(spot.node.str()) + "' does not have the right form";
        finding.remedy =
            "it has to match " +
            std::string(
                resolved(definitions[spot.type]["properties"][spot.member], definitions)["pattern"]
                    .str("what the schema of cards says")
            );
    } else if (says("Array should contain") || says("Failed to validate against any schemas")) {
        finding.what = "is not allowed there";
        finding.remedy = "look at docs/templates.md for what can stand there";
    } else {
        return std::nullopt;
    }
    return finding;
}

}  // namespace

std::vector<Finding> check_card_schema(json::Ref card, std::string_view base) {
    std::vector<Finding> findings;
    try {
        static const CardSchema known;
        const auto document = Library::parse(json::dump(card));
        valijson::ValidationResults results;
        valijson::Validator(valijson::Validator::kStrongTypes)
            .validate(known.schema, Adapter(document), &results);
        for (const auto& error : results) {
            const auto spot = spot_of(card, base, error.context);
            auto finding = finding_of(error.description, spot, known.words["definitions"]);
            if (finding) findings.push_back(std::move(*finding));
        }
        if (findings.empty() && results.numErrors() > 0)
            findings.push_back(Finding{
                Finding::Kind::structure,
                std::string(base),
                "does not follow the schema of cards",
                "compare with the built-in template"});
    } catch (const std::exception& error) {
        findings.push_back(Finding{
            Finding::Kind::structure,
            std::string(base),
            std::string("cannot be checked: ") + error.what(),
            "compare with the built-in template"});
    }
    return findings;
}

}  // namespace debrief::templates
