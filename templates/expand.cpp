#include "templates/expand.hpp"

namespace debrief::templates {

namespace {

// A whole array can be inserted, an object cannot: data must not be able to become an element of
// the message.
bool is_insertable(json::Ref node) {
    if (!node.is_array()) return false;
    for (std::size_t i = 0; i < node.size(); ++i)
        if (node.at(i).is_array() || node.at(i).is_object()) return false;
    return true;
}

class Expander {
  public:
    Expander(const Dialect& dialect, Trace* trace) : dialect_(dialect), trace_(trace) {}

    /// Fills `out`; false when the node is left out.
    bool expand(const Node& node, const Scope& scope, json::Value& out, const std::string& at)
        const {
        if (trace_ != nullptr) trace_->insert_or_assign(at, node.pointer);
        switch (node.kind) {
            case Node::Kind::literal:
                out = node.literal;
                return true;
            case Node::Kind::leaf:
                return leaf(node, scope, out);
            case Node::Kind::object:
                return object(node, scope, out, at);
            case Node::Kind::list:
                break;
        }
        out = json::Value::array();
        for (const auto& child : node.children) element(child, scope, out, at);
        return true;
    }

  private:
    bool leaf(const Node& node, const Scope& scope, json::Value& out) const {
        const bool alone = node.parts.size() == 1;
        if (alone && node.place == Place::typed)
            return typed(evaluate(*node.parts[0].expr, scope, plain_words()), out);
        if (alone && node.place == Place::words) {
            const auto value = evaluate(*node.parts[0].expr, scope, plain_words());
            if (value.kind() == Val::Kind::nothing) return false;
            std::string text;
            value.append(text, plain_words());
            out = json::Value(std::move(text));
            return true;
        }
        const auto& place = node.place == Place::markup ? dialect_.markup
                            : node.place == Place::text ? dialect_.plain
                                                        : plain_words();
        std::string text;
        for (const auto& part : node.parts) {
            if (part.expr)
                append(text, *part.expr, scope, place);
            else
                text += part.text;
        }
        out = json::Value(std::move(text));
        return true;
    }

    static bool typed(const Val& value, json::Value& out) {
        if (value.kind() == Val::Kind::nothing) return false;
        if (value.kind() == Val::Kind::node && !is_insertable(value.node())) return false;
        out = value.json();
        return true;
    }

    static bool wanted(const Node& node, const Scope& scope) {
        return !node.when || evaluate(*node.when, scope, plain_words()).truthy();
    }

    /// Calls back with the scope of each repetition of an object.
    template <class Visit>
    static void repeat(const Node& node, const Scope& scope, Visit visit) {
        const auto data = evaluate_data(node, scope);
        if (!data.exists() || data.is_null()) return;
        Scope inner{data, scope.root, scope.index};
        if (!data.is_array()) return visit(inner);
        for (std::size_t i = 0; i < data.size(); ++i) {
            inner.data = data.at(i);
            inner.index = static_cast<std::int64_t>(i);
            visit(inner);
        }
    }

    static json::Ref evaluate_data(const Node& node, const Scope& scope) {
        return node.data ? resolve(*node.data, scope) : scope.data;
    }

    void element(const Node& node, const Scope& scope, json::Value& list, const std::string& at)
        const {
        const auto put = [&](const Scope& inner) {
            json::Value value;
            const auto place =
                trace_ != nullptr ? at + '/' + std::to_string(list.ref().size()) : at;
            const bool kept = node.data ? wanted(node, inner) && members(node, inner, value, place)
                                        : expand(node, inner, value, place);
            if (kept && trace_ != nullptr) trace_->insert_or_assign(place, node.pointer);
            if (kept) list.push(std::move(value));
        };
        if (node.data)
            repeat(node, scope, put);
        else
            put(scope);
    }

    bool object(const Node& node, const Scope& scope, json::Value& out, const std::string& at)
        const {
        if (!node.data) return wanted(node, scope) && members(node, scope, out, at);
        if (evaluate_data(node, scope).is_array()) {
            out = json::Value::array();
            element(node, scope, out, at);
            return true;
        }
        bool kept = false;
        repeat(node, scope, [&](const Scope& inner) {
            kept = wanted(node, inner) && members(node, inner, out, at);
        });
        return kept;
    }

    bool members(const Node& node, const Scope& scope, json::Value& out, const std::string& at)
        const {
        out = json::Value::object();
        for (const auto& child : node.children) {
            json::Value value;
            if (expand(child, scope, value, trace_ != nullptr ? pointer_to(at, child.key) : at))
                out.set(child.key, std::move(value));
        }
        return true;
    }

    const Dialect& dialect_;
    Trace* trace_;
};

}  // namespace

json::Value Template::expand(json::Ref data, Trace* trace) const {
    json::Value out;
    if (!Expander(*dialect_, trace).expand(root_, Scope{data, data}, out, std::string()))
        return json::Value::object();
    return out;
}

}  // namespace debrief::templates
