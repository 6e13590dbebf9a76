// The only file that knows TOML: from text to a tree with places.
#define TOML_HEADER_ONLY 0
#include "config/node.hpp"

#include <toml++/toml.h>

#include <cstdio>

namespace debrief::config {
namespace {

Place place_of(const toml::source_region& source) {
    return Place{static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

std::string text_of(const toml::date& date) {
    char text[16];
    std::snprintf(
        text,
        sizeof text,
        "%04u-%02u-%02u",
        static_cast<unsigned>(date.year) % 10000U,
        static_cast<unsigned>(date.month),
        static_cast<unsigned>(date.day)
    );
    return text;
}

Node convert(const toml::node& from);

void convert_table(const toml::table& table, Node& node) {
    node.type = NodeType::table;
    for (const auto& [key, value] : table) {
        node.members.push_back(Member{
            std::string(key.str()), place_of(key.source()), convert(value)});
    }
}

Node convert(const toml::node& from) {
    Node node;
    node.place = place_of(from.source());
    if (const auto* table = from.as_table()) {
        convert_table(*table, node);
    } else if (const auto* array = from.as_array()) {
        node.type = NodeType::array;
        for (const toml::node& item : *array) node.items.push_back(convert(item));
    } else if (const auto* text = from.as_string()) {
        node.type = NodeType::string;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.type = NodeType::integer;
        node.integer = integer->get();
    } else if (const auto* boolean = from.as_boolean()) {
        node.type = NodeType::boolean;
        node.boolean = boolean->get();
    } else if (const auto* date = from.as_date()) {
        node.type = NodeType::date;
        node.text = text_of(date->get());
    } else {
        node.type = from.is_floating_point() ? NodeType::number : NodeType::other_time;
    }
    return node;
}

}  // namespace

std::variant<Node, Problem> parse_toml(std::string_view text, const std::string& file_name) {
    try {
        return convert(toml::parse(text, file_name));
    } catch (const toml::parse_error& error) {
        return Problem{
            file_name,
            place_of(error.source()),
            "This is not valid TOML: " + std::string(error.description()) + ".",
            "Correct this place first; everything after it was not read."};
    }
}

}  // namespace debrief::config
