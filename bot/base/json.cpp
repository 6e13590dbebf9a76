// Parsing. The JSON library only reads tokens (it knows numbers, escapes and strict UTF-8); the
// tree is ours, because the library's ordered object copies its content when it grows and compares
// every key with every other.
#include "bot/base/json.hpp"

#include "bot/base/json_tree.hpp"

#include <nlohmann/json.hpp>

#include <unordered_map>

namespace debrief::json {
namespace {

using Library = nlohmann::json;

/// Beyond this many members a repeated key is looked for by hash.
constexpr std::size_t long_object = 24;

/// Receives the tokens and grows the tree.
class Builder final : public nlohmann::json_sax<Library> {
  public:
    explicit Builder(std::size_t max_depth) : max_depth_(max_depth) {}

    bool null() override { return put(std::monostate()); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(std::int64_t value) override { return put(value); }
    bool number_unsigned(std::uint64_t value) override {
        if (value > static_cast<std::uint64_t>(INT64_MAX)) return put(static_cast<double>(value));
        return put(static_cast<std::int64_t>(value));
    }
    bool number_float(double value, const std::string&) override { return put(value); }
    bool string(std::string& value) override { return put(std::move(value)); }
    bool binary(Library::binary_t&) override { return false; }  // JSON text has none
    bool start_object(std::size_t) override { return open<TreeNode::Object>(); }
    bool start_array(std::size_t) override { return open<TreeNode::Array>(); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(std::string& key) override {
        Level& level = open_.back();
        auto& members = std::get<TreeNode::Object>(level.node->data);
        if (Member* known = find(level, members, key)) {
            level.member = static_cast<std::size_t>(known - members.data());
            return true;
        }
        level.member = members.size();
        if (level.index) level.index->emplace(key, level.member);
        members.push_back(Member{std::move(key), TreeNode()});
        return true;
    }

    bool parse_error(std::size_t offset, const std::string&, const Library::exception&) override {
        error_offset_ = offset;
        return false;
    }

    [[nodiscard]] bool too_deep() const { return too_deep_; }
    [[nodiscard]] std::size_t error_offset() const { return error_offset_; }
    [[nodiscard]] TreeNode& root() { return root_; }

  private:
    using Index = std::unordered_map<std::string, std::size_t>;
    struct Level {
        explicit Level(TreeNode* opened) : node(opened) {}
        TreeNode* node;          ///< stays where it is: its parent grows only after it is closed
        std::size_t member = 0;  ///< the member whose value comes next
        std::unique_ptr<Index> index;
    };

    static Member* find(Level& level, TreeNode::Object& members, const std::string& key) {
        if (members.size() < long_object) {
            for (Member& member : members) {
                if (member.key == key) return &member;
            }
            return nullptr;
        }
        if (!level.index) {
            level.index = std::make_unique<Index>();
            for (std::size_t i = 0; i < members.size(); ++i)
                level.index->emplace(members[i].key, i);
        }
        const auto found = level.index->find(key);
        return found == level.index->end() ? nullptr : &members[found->second];
    }

    /// Where the next value goes.
    TreeNode& slot() {
        if (open_.empty()) return root_;
        Level& level = open_.back();
        if (auto* array = std::get_if<TreeNode::Array>(&level.node->data)) {
            return array->emplace_back();
        }
        return std::get<TreeNode::Object>(level.node->data)[level.member].value;
    }

    template <class T>
    bool put(T value) {
        slot().data.template emplace<T>(std::move(value));
        return true;
    }

    template <class Container>
    bool open() {
        if (open_.size() >= max_depth_) {
            too_deep_ = true;
            return false;
        }
        TreeNode& node = slot();
        node.data.template emplace<Container>();
        open_.emplace_back(&node);
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::size_t max_depth_;
    bool too_deep_ = false;
    std::size_t error_offset_ = 0;
    TreeNode root_;
    std::vector<Level> open_;
};

}  // namespace

Result<Value> parse(std::string_view text, Limits limits) {
    Builder builder(limits.max_depth);
    if (!Library::sax_parse(text.begin(), text.end(), &builder)) {
        if (builder.too_deep()) {
            return Error(
                Errc::too_large,
                "JSON nested deeper than " + std::to_string(limits.max_depth) +
                    " levels; flatten it"
            );
        }
        return Error(
            Errc::invalid_input,
            "not valid JSON: the problem is at byte " + std::to_string(builder.error_offset())
        );
    }
    Value value;
    value.node_ = std::make_unique<Value::Node>(std::move(builder.root()));
    return value;
}

Place place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
    return Place{static_cast<std::size_t>(lines) + 1, before.size() - line_start + 1};
}

}  // namespace debrief::json
