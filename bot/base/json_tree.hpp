// Internal to base/json*.cpp: the tree behind json::Value. Members keep their order in a plain
// vector, so a node moves without copying and a short object is found faster than through any hash.
#pragma once
#include "bot/base/json.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace debrief::json {

struct Member;

struct TreeNode {
    using Array = std::vector<TreeNode>;
    using Object = std::vector<Member>;
    /// In the order of json::Type after `missing`.
    using Data =
        std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object>;

    // Defined below, where Member is complete.
    TreeNode();
    explicit TreeNode(Data value);
    TreeNode(const TreeNode&);
    TreeNode(TreeNode&&) noexcept;
    TreeNode& operator=(const TreeNode&);
    TreeNode& operator=(TreeNode&&) noexcept;
    ~TreeNode();

    Data data;
};

struct Member {
    std::string key;
    TreeNode value;
};

inline TreeNode::TreeNode() = default;
inline TreeNode::TreeNode(Data value) : data(std::move(value)) {}
inline TreeNode::TreeNode(const TreeNode&) = default;
inline TreeNode::TreeNode(TreeNode&&) noexcept = default;
inline TreeNode& TreeNode::operator=(const TreeNode&) = default;
inline TreeNode& TreeNode::operator=(TreeNode&&) noexcept = default;
inline TreeNode::~TreeNode() = default;

struct Value::Node {
    explicit Node(TreeNode value) : tree(std::move(value)) {}
    TreeNode tree;
};

/// The member of that name, or null.
[[nodiscard]] TreeNode* find_member(TreeNode::Object& object, std::string_view key);
[[nodiscard]] const TreeNode* find_member(const TreeNode::Object& object, std::string_view key);

/// Appends the text in quotes, escaped; invalid UTF-8 is replaced.
void append_quoted(std::string& out, std::string_view text);

}  // namespace debrief::json
