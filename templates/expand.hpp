// A template document, compiled once, expanded with data as often as needed.
#pragma once
#include "bot/base/json.hpp"
#include "templates/dialect.hpp"
#include "templates/expression.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::templates {

/// A complaint about a place in a document, given as a JSON pointer.
struct Flaw {
    std::string pointer;
    Complaint complaint;
};

/// Where the nodes of an expanded document came from: pointer in the result → pointer in the
/// template.
using Trace = std::map<std::string, std::string>;

/// A node of a compiled template.
struct Node {
    enum class Kind : std::uint8_t { literal, leaf, object, list };
    /// A piece of a text leaf: literal text, or an expression.
    struct Part {
        std::string text;
        std::optional<Expr> expr;
    };

    Kind kind = Kind::literal;
    Place place = Place::typed;  ///< of a leaf
    std::string key;             ///< the name of this member in its object
    std::string pointer;         ///< of this node in the template's file
    json::Value literal;         ///< of a literal
    std::vector<Part> parts;     ///< of a leaf
    std::vector<Node> children;  ///< members or elements
    std::optional<Expr> data;    ///< $data of an object
    std::optional<Expr> when;    ///< $when of an object
};

/// Compiled once, thread-safe to expand.
class Template {
  public:
    /// Compiles a template's body. Flaws (unknown functions, broken expressions) are appended with
    /// pointers that begin with `pointer`; a template with flaws must not be used. `is_message`:
    /// the body's own "text" holds markup.
    Template(
        json::Ref body,
        const Dialect& dialect,
        bool is_message,
        const std::string& pointer,
        std::vector<Flaw>& flaws
    );

    /// Never fails: what the data lacks is empty or left out. With a trace, records where each node
    /// came from.
    [[nodiscard]] json::Value expand(json::Ref data, Trace* trace = nullptr) const;
    [[nodiscard]] const Node& root() const { return root_; }

  private:
    Node root_;
    const Dialect* dialect_;
};

/// Paths of the template that no sample has: probably mistyped. A null in a sample counts as
/// present.
[[nodiscard]] std::vector<Flaw> unknown_paths(
    const Template& document, const std::vector<json::Value>& samples
);

/// One more step of a JSON pointer, with ~ and / escaped.
[[nodiscard]] std::string pointer_to(const std::string& base, std::string_view key);

}  // namespace debrief::templates
