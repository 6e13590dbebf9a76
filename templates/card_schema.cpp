// The only place that knows the schema validator, which needs the JSON library's own tree.
#include "templates/card_schema.hpp"

#include "bot/base/text.hpp"
#include "templates/cards.hpp"
#include "templates/embedded.hpp"
#include "templates/expand.hpp"
#include "templates/nearest.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <iterator>
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

json::Ref resolved(json::Ref schema, json::Ref definitions) {
    constexpr std::string_view prefix = "#/definitions/";
    const auto target = schema["$ref"].str();
    return target.starts_with(prefix) ? definitions[target.substr(prefix.size())] : schema;
}

/// Where an error is, and what the schema says about that place.
struct Spot {
    std::string pointer;
    json::Ref node;
    json::Ref schema;
};

Spot spot_of(
    json::Ref card,
    std::string_view base,
    const std::vector<std::string>& path,
    json::Ref definitions
) {
    Spot spot{std::string(base), card, definitions["AdaptiveCard"]};
    std::string_view inside;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const auto key = step(path[i]);
        const bool in_list = spot.node.is_array();
        if (!in_list) inside = key;
        spot.node = below(spot.node, key);
        spot.pointer = pointer_to(spot.pointer, key);
        spot.schema =
            resolved(in_list ? spot.schema["items"] : spot.schema["properties"][key], definitions);
        // What an element may hold depends on its type.
        if (!spot.node.is_object()) continue;
        if (const auto known = definitions[cards::type_of(spot.node, inside)]) spot.schema = known;
    }
    return spot;
}

/// The words that can stand there.
std::vector<std::string_view> choices(json::Ref schema) {
    std::vector<std::string_view> known;
    const auto words = schema["enum"].exists() ? schema["enum"] : schema["then"]["enum"];
    words.each([&](json::Ref word) { known.push_back(word.str()); });
    // Most words are taken in two spellings; one is enough to show.
    const auto is_repeated = [&](std::string_view word) {
        return word[0] >= 'A' && word[0] <= 'Z' &&
               std::any_of(known.begin(), known.end(), [&](std::string_view other) {
                   return other != word && text::lower(other) == text::lower(word);
               });
    };
    std::vector<std::string_view> shown;
    std::copy_if(known.begin(), known.end(), std::back_inserter(shown), std::not_fn(is_repeated));
    return shown;
}

std::vector<std::string_view> members(json::Ref schema) {
    std::vector<std::string_view> known;
    schema["properties"].each_member([&](std::string_view key, json::Ref) { known.push_back(key); }
    );
    return known;
}

/// "string or number"
std::string types(json::Ref schema) {
    std::string out(schema["type"].str());
    schema["type"].each([&](json::Ref type) {
        out += (out.empty() ? "" : " or ") + std::string(type.str());
    });
    return out;
}

std::string in_quotes(std::string_view word) {
    std::string out("'");
    return out.append(word).append("'");
}

/// What stands between the last two quotes.
std::string between_quotes(std::string_view text) {
    const auto end = text.rfind('\'');
    const auto begin = end == std::string_view::npos ? end : text.rfind('\'', end - 1);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin + 1, end - begin - 1));
}

/// The validator's words as ours. What only repeats an error further in gives nothing.
std::optional<Finding> finding_of(const std::string& words, const Spot& spot) {
    const auto says = [&](std::string_view begin) { return words.starts_with(begin); };
    const auto value = spot.node.is_string() ? std::string(spot.node.str()) : json::dump(spot.node);
    Finding finding{Finding::Kind::structure, spot.pointer, {}, {}};
    if (says("Missing required property")) {
        finding.what = in_quotes(between_quotes(words)) + " is missing";
        finding.remedy = "add it";
    } else if (says("Object contains a property")) {
        const auto key = between_quotes(words);
        finding.pointer = pointer_to(spot.pointer, key);
        finding.what = "unknown member " + in_quotes(key);
        finding.remedy = suggest(key, members(spot.schema));
    } else if (says("Failed to match against any enum") || says("Failed to match expected value")) {
        finding.what = in_quotes(value) + " is not one of its values";
        finding.remedy = suggest(value, choices(spot.schema));
    } else if (says("Value type not permitted")) {
        finding.what = "has the wrong type";
        finding.remedy = "write a value of type " + types(spot.schema);
    } else if (says("Failed to match regex")) {
        finding.what = in_quotes(value) + " does not have the right form";
        finding.remedy = "it has to match " + std::string(spot.schema["pattern"].str());
    } else if (says("Array should contain") || says("Failed to validate against any schemas")) {
        finding.what = in_quotes(value) + " cannot stand there";
        finding.remedy = "compare with a built-in template";
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
            const auto spot = spot_of(card, base, error.context, known.words["definitions"]);
            auto finding = finding_of(error.description, spot);
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
