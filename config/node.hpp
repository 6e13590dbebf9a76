// A configuration document as a plain tree with places, so that only toml.cpp knows the TOML
// library.
#pragma once
#include "config/problem.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace debrief::config {

enum class NodeType { string, integer, number, boolean, date, other_time, array, table };

struct Member;

struct Node {
    NodeType type = NodeType::table;
    Place place;
    std::string text;          ///< of a string; of a date as 2026-12-25
    std::int64_t integer = 0;  ///< of an integer
    bool boolean = false;      ///< of a boolean
    std::vector<Node> items;   ///< of an array
    std::vector<Member> members;

    /// The member's value, or null.
    [[nodiscard]] const Node* find(std::string_view key) const;
};

struct Member {
    std::string key;
    Place place;  ///< of the key
    Node value;
};

/// "a string", "a list", … for messages.
[[nodiscard]] std::string_view name_of(NodeType type);

/// The document's root table, or the first thing that is not TOML.
[[nodiscard]] std::variant<Node, Problem> parse_toml(
    std::string_view text, const std::string& file_name
);

}  // namespace debrief::config
