// From the JSON of a template to its compiled tree. Parts without expressions become literals that
// are copied whole.
#include "templates/expand.hpp"
#include "templates/nearest.hpp"

#include <utility>

namespace debrief::templates {

std::string pointer_to(const std::string& base, std::string_view key) {
    std::string out = base + '/';
    for (const char c : key) {
        if (c == '~' || c == '/')
            out += c == '~' ? "~0" : "~1";
        else
            out += c;
    }
    return out;
}

namespace {

class Compiler {
  public:
    Compiler(const Dialect& dialect, std::vector<Flaw>& flaws) : dialect_(dialect), flaws_(flaws) {}

    /// `inside` is the member that holds the node, itself or in a list.
    Node node(
        json::Ref source, const std::string& pointer, Place place, std::string_view inside, bool top
    ) {
        if (source.is_object()) return object(source, pointer, inside, top);
        if (source.is_array()) return list(source, pointer, inside);
        if (source.is_string()) return leaf(source.str(), pointer, place);
        return literal(json::Value(source), pointer);
    }

  private:
    static Node literal(json::Value value, const std::string& pointer) {
        Node node;
        node.literal = std::move(value);
        node.pointer = pointer;
        return node;
    }

    void complain(const std::string& pointer, std::string what, std::string remedy) {
        flaws_.push_back(Flaw{pointer, Complaint{std::move(what), std::move(remedy)}});
    }

    std::vector<Node::Part> parts(std::string_view text, const std::string& pointer) {
        std::vector<Node::Part> parts;
        std::string plain;
        for (std::size_t at = 0; at < text.size();) {
            if (text.substr(at).starts_with("\\${")) {
                plain += "${";
                at += 3;
            } else if (text.substr(at).starts_with("${")) {
                if (!plain.empty())
                    parts.push_back(Node::Part{std::exchange(plain, {}), std::nullopt});
                parts.push_back(Node::Part{{}, expression(text, at, pointer)});
            } else {
                plain += text[at++];
            }
        }
        if (!plain.empty() || parts.empty())
            parts.push_back(Node::Part{std::move(plain), std::nullopt});
        return parts;
    }

    Expr expression(std::string_view text, std::size_t& at, const std::string& pointer) {
        const auto begin = at;
        at += 2;
        Complaint complaint;
        auto expr = parse_expression(text, at, complaint);
        const bool closed = at < text.size() && text[at] == '}';
        if (complaint.what.empty() && !closed)
            complaint = Complaint{"an expression is not closed", "add }"};
        if (complaint.what.empty()) {
            ++at;
            return expr;
        }
        const auto end = std::min(text.find('}', at), text.size() - 1);
        complain(
            pointer,
            complaint.what + " in " + std::string(text.substr(begin, end + 1 - begin)),
            complaint.remedy
        );
        at = end + 1;
        return {};
    }

    Node leaf(std::string_view text, const std::string& pointer, Place place) {
        Node node;
        node.pointer = pointer;
        node.place = place;
        node.parts = parts(text, pointer);
        if (node.parts.size() > 1 || node.parts[0].expr) {
            node.kind = Node::Kind::leaf;
            return node;
        }
        return literal(node.parts[0].text, pointer);
    }

    std::optional<Expr> control(json::Ref source, const std::string& pointer) {
        auto pieces = parts(source.str(), pointer);
        if (pieces.size() == 1 && pieces[0].expr) return std::move(pieces[0].expr);
        complain(pointer, "$data and $when take exactly one expression", "write \"${…}\"");
        return std::nullopt;
    }

    void dollar_member(
        Node& node, std::string_view key, json::Ref value, const std::string& pointer
    ) {
        if (key == "$data")
            node.data = control(value, pointer);
        else if (key == "$when")
            node.when = control(value, pointer);
        else if (key != "$comment")
            complain(
                pointer,
                "unknown member '" + std::string(key) + "'",
                suggest(key, {"$data", "$when", "$comment"})
            );
    }

    Node object(json::Ref source, const std::string& pointer, std::string_view inside, bool top) {
        Node node;
        node.kind = Node::Kind::object;
        node.pointer = pointer;
        bool sealed = false, dynamic = false;
        source.each_member([&](std::string_view key, json::Ref value) {
            const auto inner = pointer_to(pointer, key);
            if (key.starts_with('$')) return dollar_member(node, key, value, inner);
            const auto place =
                value.is_string() ? dialect_.place(source, key, inside, top) : Place::typed;
            if (place == Place::markup && !top && !dialect_.seal.empty()) sealed = true;
            if (key == dialect_.seal && source["type"].str() == "mrkdwn") return;
            auto child = this->node(value, inner, place, key, false);
            child.key = key;
            if (child.kind != Node::Kind::literal) dynamic = true;
            if (key == "type" && child.kind != Node::Kind::literal)
                complain(
                    inner,
                    "\"type\" holds an expression",
                    "write the type itself: escaping depends on it"
                );
            node.children.push_back(std::move(child));
        });
        if (sealed) {
            node.children.push_back(literal(true, pointer));
            node.children.back().key = dialect_.seal;
        }
        return dynamic || node.data || node.when ? std::move(node)
                                                 : folded(std::move(node), json::Value::object());
    }

    Node list(json::Ref source, const std::string& pointer, std::string_view inside) {
        const auto place = dialect_.place(json::Ref(), {}, inside, false);
        Node node;
        node.kind = Node::Kind::list;
        node.pointer = pointer;
        bool dynamic = false;
        for (std::size_t i = 0; i < source.size(); ++i) {
            node.children.push_back(
                this->node(source.at(i), pointer + '/' + std::to_string(i), place, inside, false)
            );
            if (node.children.back().kind != Node::Kind::literal) dynamic = true;
        }
        return dynamic ? std::move(node) : folded(std::move(node), json::Value::array());
    }

    static Node folded(Node node, json::Value value) {
        for (auto& child : node.children) {
            if (node.kind == Node::Kind::list)
                value.push(std::move(child.literal));
            else
                value.set(child.key, std::move(child.literal));
        }
        return literal(std::move(value), node.pointer);
    }

    const Dialect& dialect_;
    std::vector<Flaw>& flaws_;
};

}  // namespace

Template::Template(
    json::Ref body,
    const Dialect& dialect,
    bool is_message,
    const std::string& pointer,
    std::vector<Flaw>& flaws
)
    : root_(Compiler(dialect, flaws).node(body, pointer, Place::typed, {}, is_message)),
      dialect_(&dialect) {}

}  // namespace debrief::templates
