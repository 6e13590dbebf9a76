// The expression language inside ${…}: parsed once, evaluated often. A subset of Adaptive Cards
// Templating with a few functions of our own; docs/templates.md describes it for authors.
#pragma once
#include "bot/base/json.hpp"
#include "templates/value.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::templates {

/// What is wrong with a template, and what would be right.
struct Complaint {
    std::string what;
    std::string remedy;
};

/// What an expression can see: the data of the element it stands in, the whole data, the number of
/// the repeat.
struct Scope {
    json::Ref data;
    json::Ref root;
    std::int64_t index = -1;  ///< of the innermost repeated element; -1 outside
};

struct Function;

/// One node of a parsed expression.
struct Expr {
    enum class Op : std::uint8_t {
        nothing,
        boolean,
        number,
        text,
        data,       ///< $data, and where a bare path starts
        root,       ///< $root
        index,      ///< $index
        member,     ///< args[0].text
        subscript,  ///< args[0][args[1]]
        call,
        add,
        equal,
        not_equal,
        less,
        less_equal,
        greater,
        greater_equal,
        negate,
        both,
        either,
    };

    Op op = Op::nothing;
    json::Value constant;  ///< of boolean and number
    std::string text;      ///< of text; the key of member
    const Function* function = nullptr;
    std::vector<Expr> args;

    [[nodiscard]] bool is_path() const {
        return op == Op::data || op == Op::root || op == Op::member || op == Op::subscript;
    }
};

/// Parses one expression that begins at `at` and ends before an unquoted '}' or at the end of the
/// text; moves `at` there. On failure fills `complaint` and returns an Expr of nothing.
[[nodiscard]] Expr parse_expression(std::string_view text, std::size_t& at, Complaint& complaint);

/// The node a path leads to; missing when there is none.
[[nodiscard]] json::Ref resolve(const Expr& path, const Scope& scope);
/// Evaluates for a place. Never fails: what is missing is nothing.
[[nodiscard]] Val evaluate(const Expr& expr, const Scope& scope, const Markup& place);
/// Evaluates and writes the result into a place.
void append(std::string& out, const Expr& expr, const Scope& scope, const Markup& place);
/// The path as an author wrote it, for messages.
[[nodiscard]] std::string spelled(const Expr& path);

}  // namespace debrief::templates
