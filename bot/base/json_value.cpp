// Reading through Ref and building with Value.
#include "bot/base/json_tree.hpp"

#include <stdexcept>

namespace debrief::json {
namespace {

const TreeNode null_node;

const TreeNode* as_tree(const void* node) {
    return static_cast<const TreeNode*>(node);
}

template <class T>
const T* get(const void* node) {
    return node == nullptr ? nullptr : std::get_if<T>(&as_tree(node)->data);
}

}  // namespace

TreeNode* find_member(TreeNode::Object& object, std::string_view key) {
    for (Member& member : object) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}

const TreeNode* find_member(const TreeNode::Object& object, std::string_view key) {
    return find_member(const_cast<TreeNode::Object&>(object), key);
}

Type Ref::type() const {
    return node_ == nullptr ? Type::missing : static_cast<Type>(as_tree(node_)->data.index() + 1);
}

Ref Ref::operator[](std::string_view key) const {
    const auto* object = get<TreeNode::Object>(node_);
    return object == nullptr ? Ref() : Ref(find_member(*object, key));
}

Ref Ref::at(std::size_t index) const {
    const auto* array = get<TreeNode::Array>(node_);
    return array == nullptr || index >= array->size() ? Ref() : Ref(&(*array)[index]);
}

std::size_t Ref::size() const {
    if (const auto* array = get<TreeNode::Array>(node_)) return array->size();
    if (const auto* object = get<TreeNode::Object>(node_)) return object->size();
    return 0;
}

std::string_view Ref::str(std::string_view fallback) const {
    const auto* text = get<std::string>(node_);
    return text == nullptr ? fallback : std::string_view(*text);
}

std::optional<std::string> Ref::opt_str() const {
    const auto* text = get<std::string>(node_);
    return text == nullptr ? std::nullopt : std::optional<std::string>(*text);
}

std::optional<std::int64_t> Ref::integer() const {
    const auto* number = get<std::int64_t>(node_);
    return number == nullptr ? std::nullopt : std::optional<std::int64_t>(*number);
}

std::optional<double> Ref::number() const {
    if (const auto* fraction = get<double>(node_)) return *fraction;
    if (const auto* whole = get<std::int64_t>(node_)) return static_cast<double>(*whole);
    return std::nullopt;
}

std::optional<bool> Ref::boolean() const {
    const auto* flag = get<bool>(node_);
    return flag == nullptr ? std::nullopt : std::optional<bool>(*flag);
}

void Ref::each(const std::function<void(Ref)>& visit) const {
    const auto* array = get<TreeNode::Array>(node_);
    if (array == nullptr) return;
    for (const TreeNode& element : *array) visit(Ref(&element));
}

void Ref::each_member(const std::function<void(std::string_view, Ref)>& visit) const {
    const auto* object = get<TreeNode::Object>(node_);
    if (object == nullptr) return;
    for (const Member& member : *object) visit(member.key, Ref(&member.value));
}

// A Value without a node is null: the common empty case costs no memory.
Value::Value() = default;
Value::Value(bool value) : node_(new Node(TreeNode(TreeNode::Data(value)))) {}
Value::Value(std::int64_t value) : node_(new Node(TreeNode(TreeNode::Data(value)))) {}
Value::Value(double value) : node_(new Node(TreeNode(TreeNode::Data(value)))) {}
Value::Value(std::string value) : node_(new Node(TreeNode(TreeNode::Data(std::move(value))))) {}
Value::Value(Ref copy_of) {
    if (copy_of.exists() && !copy_of.is_null()) {
        node_ = std::make_unique<Node>(*as_tree(copy_of.node_));
    }
}
Value::Value(const Value& other) : Value(other.ref()) {}
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value& other) {
    Value copy(other);
    node_ = std::move(copy.node_);
    return *this;
}
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

Value Value::array() {
    Value value;
    value.node_ = std::make_unique<Node>(TreeNode(TreeNode::Data(TreeNode::Array())));
    return value;
}

Value Value::object() {
    Value value;
    value.node_ = std::make_unique<Node>(TreeNode(TreeNode::Data(TreeNode::Object())));
    return value;
}

Ref Value::ref() const {
    return Ref(node_ ? &node_->tree : &null_node);
}

Value& Value::set(std::string_view key, Value member) & {
    if (!node_) *this = object();
    auto* members = std::get_if<TreeNode::Object>(&node_->tree.data);
    if (members == nullptr) throw std::logic_error("json: a member can only be set on an object");
    TreeNode content = member.node_ ? std::move(member.node_->tree) : TreeNode();
    if (TreeNode* known = find_member(*members, key)) {
        *known = std::move(content);
    } else {
        members->push_back(Member{std::string(key), std::move(content)});
    }
    return *this;
}

Value&& Value::set(std::string_view key, Value member) && {
    return std::move(set(key, std::move(member)));
}

void Value::erase(std::string_view key) {
    if (!node_) return;
    if (auto* members = std::get_if<TreeNode::Object>(&node_->tree.data)) {
        std::erase_if(*members, [&](const Member& member) { return member.key == key; });
    }
}

Value& Value::push(Value element) & {
    if (!node_) *this = array();
    auto* elements = std::get_if<TreeNode::Array>(&node_->tree.data);
    if (elements == nullptr) throw std::logic_error("json: only an array takes further elements");
    elements->push_back(element.node_ ? std::move(element.node_->tree) : TreeNode());
    return *this;
}

Value&& Value::push(Value element) && {
    return std::move(push(std::move(element)));
}

}  // namespace debrief::json
