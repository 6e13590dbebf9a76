// Writing JSON. Nothing here can fail: bad UTF-8 is replaced and numbers JSON cannot hold become
// null.
#include "bot/base/json_tree.hpp"
#include "bot/base/utf8.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace debrief::json {
namespace {

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

void append_escaped(std::string& out, char c) {
    constexpr char digits[] = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    out += "\\u00";
    out += digits[static_cast<unsigned char>(c) >> 4U];
    out += digits[static_cast<unsigned char>(c) & 0xFU];
}

template <class Number>
void append_number(std::string& out, Number number) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end.ptr);
}

void append_fraction(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    const std::size_t start = out.size();
    append_number(out, number);
    // So that it is read back as the same type.
    if (out.find_first_of(".e", start) == std::string::npos) out += ".0";
}

class Writer {
  public:
    Writer(std::string& out, int indent) : out_(out), indent_(indent) {}

    void write(const TreeNode& node, int level) {
        std::visit([&](const auto& data) { put(data, level); }, node.data);
    }

  private:
    void put(std::monostate, int) { out_ += "null"; }
    void put(bool flag, int) { out_ += flag ? "true" : "false"; }
    void put(std::int64_t number, int) { append_number(out_, number); }
    void put(double number, int) { append_fraction(out_, number); }
    void put(const std::string& text, int) { append_quoted(out_, text); }

    void put(const TreeNode::Array& array, int level) {
        list('[', ']', array, level, [&](const TreeNode& element) { write(element, level + 1); });
    }

    void put(const TreeNode::Object& object, int level) {
        list('{', '}', object, level, [&](const Member& member) {
            append_quoted(out_, member.key);
            out_ += indent_ < 0 ? ":" : ": ";
            write(member.value, level + 1);
        });
    }

    template <class Items, class WriteItem>
    void list(char open, char close, const Items& items, int level, const WriteItem& write_item) {
        out_ += open;
        bool first = true;
        for (const auto& item : items) {
            if (!first) out_ += ',';
            first = false;
            new_line(level + 1);
            write_item(item);
        }
        if (!first) new_line(level);
        out_ += close;
    }

    void new_line(int level) {
        if (indent_ < 0) return;
        out_ += '\n';
        out_.append(static_cast<std::size_t>(level) * static_cast<std::size_t>(indent_), ' ');
    }

    std::string& out_;
    int indent_;
};

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && is_plain(text[plain])) ++plain;
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        if (static_cast<unsigned char>(text.front()) < 0x80) {
            append_escaped(out, text.front());
            text.remove_prefix(1);
            continue;
        }
        const std::size_t size = text::detail::sequence_size(text);
        out += size == 0 ? text::detail::replacement : text.substr(0, size);
        text.remove_prefix(size == 0 ? 1 : size);
    }
    out += '"';
}

std::string dump(Ref value, int indent) {
    if (!value.exists()) return "null";
    std::string out;
    Writer(out, indent).write(*static_cast<const TreeNode*>(value.node_), 0);
    return out;
}

}  // namespace debrief::json
