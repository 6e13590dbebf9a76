// Recursive descent, weakest first: || && equality relation + unary path.
#include "templates/expression.hpp"
#include "templates/functions.hpp"
#include "templates/nearest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace debrief::templates {

namespace {

using Op = Expr::Op;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Expr node(Op op, std::vector<Expr> args = {}) {
    Expr expr;
    expr.op = op;
    expr.args = std::move(args);
    return expr;
}

Expr pair(Op op, Expr a, Expr b) {
    Expr expr;
    expr.op = op;
    expr.args.reserve(2);
    expr.args.push_back(std::move(a));
    expr.args.push_back(std::move(b));
    return expr;
}

class Parser {
  public:
    Parser(std::string_view text, std::size_t& at, Complaint& complaint)
        : text_(text), at_(at), complaint_(complaint) {}

    Expr whole() {
        auto expr = either();
        skip_space();
        if (ok() && at_ < text_.size() && text_[at_] != '}')
            fail(
                "unexpected '" + std::string(text_.substr(at_, 8)) + "'",
                "end the expression with } or put an operator here"
            );
        return ok() ? std::move(expr) : Expr();
    }

  private:
    [[nodiscard]] bool ok() const { return complaint_.what.empty(); }

    Expr fail(std::string what, std::string remedy) {
        if (ok()) complaint_ = Complaint{std::move(what), std::move(remedy)};
        return {};
    }

    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')
        )
            ++at_;
    }

    bool take(std::string_view token) {
        skip_space();
        if (!text_.substr(at_).starts_with(token)) return false;
        at_ += token.size();
        return true;
    }

    template <class Next>
    Expr chain(const std::vector<std::pair<std::string_view, Op>>& operators, Next next) {
        auto left = (this->*next)();
        for (bool found = true; found && ok();) {
            found = false;
            for (const auto& [token, op] : operators) {
                if (!take(token)) continue;
                left = pair(op, std::move(left), (this->*next)());
                found = true;
                break;
            }
        }
        return left;
    }

    Expr either() {
        if (++depth_ > 32)
            return fail("the expression is nested too deeply", "use at most 32 levels");
        auto expr = chain({{"||", Op::either}}, &Parser::both);
        --depth_;
        return expr;
    }
    Expr both() { return chain({{"&&", Op::both}}, &Parser::equality); }
    Expr equality() { return chain({{"==", Op::equal}, {"!=", Op::not_equal}}, &Parser::relation); }
    Expr relation() {
        return chain(
            {{"<=", Op::less_equal},
             {">=", Op::greater_equal},
             {"<", Op::less},
             {">", Op::greater}},
            &Parser::addition
        );
    }
    Expr addition() { return chain({{"+", Op::add}}, &Parser::unary); }

    Expr unary() {
        skip_space();
        bool negated = false, any = false;
        while (ok() && !text_.substr(at_).starts_with("!=") && take("!"))
            negated = !negated, any = true;
        auto expr = primary();
        if (!any) return expr;
        expr = node(Op::negate, one(std::move(expr)));
        return negated ? std::move(expr) : node(Op::negate, one(std::move(expr)));
    }

    static std::vector<Expr> one(Expr expr) {
        std::vector<Expr> args;
        args.push_back(std::move(expr));
        return args;
    }

    Expr primary() {
        skip_space();
        if (at_ >= text_.size() || text_[at_] == '}')
            return fail(
                "an expression ends where a value should stand",
                "write a path, a text in quotes or a number"
            );
        const char c = text_[at_];
        if (c == '\'' || c == '"') return quoted(c);
        if (is_digit(c) || c == '-') return number();
        if (is_letter(c)) return name();
        if (!take("("))
            return fail(
                "unexpected '" + std::string(1, c) + "'",
                "write a path, a text in quotes or a number"
            );
        auto expr = either();
        if (ok() && !take(")")) return fail("a ( is not closed", "add )");
        return expr;
    }

    Expr quoted(char quote) {
        auto expr = node(Op::text);
        for (++at_; at_ < text_.size(); ++at_) {
            char c = text_[at_];
            if (c == quote) {
                ++at_;
                return expr;
            }
            if (c == '\\' && at_ + 1 < text_.size()) {
                c = text_[++at_];
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
            }
            expr.text += c;
        }
        return fail("a text in quotes does not end", "add the closing quote");
    }

    Expr number() {
        const auto* begin = text_.data() + at_;
        const auto* end = text_.data() + text_.size();
        double fraction = 0;
        std::int64_t whole = 0;
        const auto long_form = std::from_chars(begin, end, fraction, std::chars_format::fixed);
        const auto short_form = std::from_chars(begin, end, whole);
        if (long_form.ec != std::errc())
            return fail("a number is not readable", "write digits, as in 12 or 0.5");
        auto expr = node(Op::number);
        const bool is_whole = short_form.ec == std::errc() && short_form.ptr == long_form.ptr;
        expr.constant = is_whole ? json::Value(whole) : json::Value(fraction);
        at_ += static_cast<std::size_t>(long_form.ptr - begin);
        return expr;
    }

    std::string_view word() {
        const auto begin = at_;
        while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
        return text_.substr(begin, at_ - begin);
    }

    Expr name() {
        const auto first = word();
        if (take("(")) return call(first);
        if (first == "null") return node(Op::nothing);
        if (first == "true" || first == "false") {
            auto expr = node(Op::boolean);
            expr.constant = json::Value(first == "true");
            return expr;
        }
        if (first == "$index") return node(Op::index);
        if (first == "$root") return path(node(Op::root));
        if (first == "$data") return path(node(Op::data));
        if (first.starts_with('$'))
            return fail(
                "unknown name '" + std::string(first) + "'",
                "only $data, $root and $index begin with $"
            );
        return path(member(node(Op::data), first));
    }

    static Expr member(Expr base, std::string_view key) {
        auto expr = node(Op::member, one(std::move(base)));
        expr.text = key;
        return expr;
    }

    Expr path(Expr base) {
        while (ok()) {
            if (take(".")) {
                skip_space();
                const auto key = word();
                if (key.empty())
                    return fail("a path ends with a dot", "write the name of a member after it");
                base = member(std::move(base), key);
            } else if (take("[")) {
                auto index = either();
                if (ok() && !take("]")) return fail("a [ is not closed", "add ]");
                base = index.op == Op::text
                           ? member(std::move(base), index.text)
                           : pair(Op::subscript, std::move(base), std::move(index));
            } else {
                break;
            }
        }
        return base;
    }

    Expr call(std::string_view called) {
        auto expr = node(Op::call);
        expr.function = find_function(called);
        if (expr.function == nullptr) return unknown(called);
        if (!take(")")) {
            do expr.args.push_back(either());
            while (ok() && take(","));
            if (ok() && !take(")"))
                return fail("the call of " + std::string(called) + "() is not closed", "add )");
        }
        const auto& function = *expr.function;
        if (ok() && (expr.args.size() < function.min_args || expr.args.size() > function.max_args))
            return fail(
                std::string(called) + "() does not take " + std::to_string(expr.args.size()) +
                    " arguments",
                "write " + std::string(function.usage)
            );
        return expr;
    }

    Expr unknown(std::string_view called) {
        std::vector<std::string_view> names;
        for (const auto& function : all_functions()) names.push_back(function.name);
        return fail("unknown function " + std::string(called) + "()", suggest(called, names));
    }

    std::string_view text_;
    std::size_t& at_;
    Complaint& complaint_;
    int depth_ = 0;
};

}  // namespace

Expr parse_expression(std::string_view text, std::size_t& at, Complaint& complaint) {
    return Parser(text, at, complaint).whole();
}

}  // namespace debrief::templates
