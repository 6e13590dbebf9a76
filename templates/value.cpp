#include "templates/value.hpp"

#include "bot/base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace debrief::templates {

namespace {

void append_node(std::string& out, json::Ref node, const Markup& place) {
    if (!node.is_array()) return place.value(out, name_of(node));
    for (std::size_t i = 0; i < node.size(); ++i) {
        if (i > 0) out += ", ";
        Val(node.at(i)).append(out, place);
    }
}

template <class Number>
void append_number(std::string& out, Number number) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    out.append(buffer.data(), end.ptr);
}

}  // namespace

Val::Val(json::Ref node) {
    switch (node.type()) {
        case json::Type::missing:
        case json::Type::null:
            return;
        case json::Type::boolean:
            *this = of(node.boolean().value_or(false));
            return;
        case json::Type::integer:
            *this = of(node.integer().value_or(0));
            return;
        case json::Type::number:
            *this = of(node.number().value_or(0));
            return;
        case json::Type::string:
            *this = borrowed(node.str());
            return;
        case json::Type::array:
        case json::Type::object:
            break;
    }
    kind_ = Kind::node;
    node_ = node;
}

Val Val::of(bool value) {
    Val val;
    val.kind_ = Kind::boolean;
    val.integer_ = value ? 1 : 0;
    return val;
}

Val Val::of(std::int64_t value) {
    Val val;
    val.kind_ = Kind::integer;
    val.integer_ = value;
    return val;
}

Val Val::of(double value) {
    Val val;
    val.kind_ = Kind::number;
    val.number_ = value;
    return val;
}

Val Val::words(std::string text) {
    Val val;
    val.kind_ = Kind::text;
    val.is_owned_ = true;
    val.owned_ = std::move(text);
    return val;
}

Val Val::borrowed(std::string_view text) {
    Val val;
    val.kind_ = Kind::text;
    val.view_ = text;
    return val;
}

Val Val::markup(std::string text) {
    auto val = words(std::move(text));
    val.safe_ = true;
    return val;
}

Val Val::literal(std::string_view text) {
    auto val = borrowed(text);
    val.safe_ = true;
    return val;
}

Val Val::untrusted() && {
    safe_ = false;
    return std::move(*this);
}

std::int64_t Val::integer() const {
    if (kind_ == Kind::integer) return integer_;
    const bool fits = kind_ == Kind::number && std::abs(number_) < 9.2e18;
    return fits ? static_cast<std::int64_t>(number_) : 0;
}

bool Val::truthy() const {
    switch (kind_) {
        case Kind::boolean:
        case Kind::integer:
            return integer_ != 0;
        case Kind::number:
            return number_ != 0;
        default:
            return !empty();
    }
}

bool Val::empty() const {
    switch (kind_) {
        case Kind::nothing:
            return true;
        case Kind::text:
            return text().empty();
        case Kind::node:
            return node_.size() == 0;
        default:
            return false;
    }
}

std::int64_t Val::length() const {
    if (kind_ == Kind::text) return static_cast<std::int64_t>(text::length(text()));
    return kind_ == Kind::node ? static_cast<std::int64_t>(node_.size()) : 0;
}

void Val::append(std::string& out, const Markup& place) const {
    switch (kind_) {
        case Kind::nothing:
            return;
        case Kind::boolean:
            out += integer_ != 0 ? "true" : "false";
            return;
        case Kind::integer:
            append_number(out, integer_);
            return;
        case Kind::number:
            append_number(out, number_);
            return;
        case Kind::node:
            append_node(out, node_, place);
            return;
        case Kind::text:
            break;
    }
    if (safe_)
        out += text();
    else
        place.value(out, text());
}

json::Value Val::json() const {
    switch (kind_) {
        case Kind::nothing:
            break;
        case Kind::boolean:
            return integer_ != 0;
        case Kind::integer:
            return integer_;
        case Kind::number:
            return number_;
        case Kind::text:
            return text();
        case Kind::node:
            return json::Value(node_);
    }
    return nullptr;
}

bool Val::equal(const Val& a, const Val& b) {
    if (a.is_number() && b.is_number()) {
        if (a.kind_ == b.kind_ && a.kind_ == Kind::integer) return a.integer_ == b.integer_;
        return a.number() == b.number();
    }
    if (a.kind_ != b.kind_) return false;
    switch (a.kind_) {
        case Kind::text:
            return a.text() == b.text();
        case Kind::node:
            return json::dump(a.node_) == json::dump(b.node_);
        default:
            return a.integer_ == b.integer_;
    }
}

bool Val::less(const Val& a, const Val& b) {
    if (a.is_number() && b.is_number()) return a.number() < b.number();
    return a.kind_ == Kind::text && b.kind_ == Kind::text && a.text() < b.text();
}

}  // namespace debrief::templates
