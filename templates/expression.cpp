#include "templates/expression.hpp"

#include "templates/functions.hpp"

namespace debrief::templates {

namespace {

Val plain(const Expr& expr, const Scope& scope) {
    return evaluate(expr, scope, plain_words()).untrusted();
}

bool holds(const Expr& expr, const Scope& scope) {
    const auto a = plain(expr.args[0], scope);
    switch (expr.op) {
        case Expr::Op::negate:
            return !a.truthy();
        case Expr::Op::both:
            return a.truthy() && plain(expr.args[1], scope).truthy();
        case Expr::Op::either:
            return a.truthy() || plain(expr.args[1], scope).truthy();
        default:
            break;
    }
    const auto b = plain(expr.args[1], scope);
    switch (expr.op) {
        case Expr::Op::equal:
            return Val::equal(a, b);
        case Expr::Op::not_equal:
            return !Val::equal(a, b);
        case Expr::Op::less:
            return Val::less(a, b);
        case Expr::Op::greater:
            return Val::less(b, a);
        case Expr::Op::less_equal:
            return Val::less(a, b) || Val::equal(a, b);
        case Expr::Op::greater_equal:
            return Val::less(b, a) || Val::equal(a, b);
        default:
            return false;
    }
}

Val sum(const Val& a, const Val& b, const Markup& place) {
    if (a.is_number() && b.is_number()) {
        std::int64_t total = 0;
        const bool whole = a.kind() == Val::Kind::integer && b.kind() == Val::Kind::integer;
        if (whole && !__builtin_add_overflow(a.integer(), b.integer(), &total))
            return Val::of(total);
        return Val::of(a.number() + b.number());
    }
    std::string out;
    a.append(out, place);
    b.append(out, place);
    return Val::markup(std::move(out));
}

json::Ref subscript(json::Ref base, const Val& key) {
    if (key.kind() == Val::Kind::text) return base[key.text()];
    const auto index = key.integer();
    return key.is_number() && index >= 0 ? base.at(static_cast<std::size_t>(index)) : json::Ref();
}

}  // namespace

json::Ref resolve(const Expr& path, const Scope& scope) {
    switch (path.op) {
        case Expr::Op::data:
            return scope.data;
        case Expr::Op::root:
            return scope.root;
        case Expr::Op::member:
            return resolve(path.args[0], scope)[path.text];
        case Expr::Op::subscript:
            return subscript(resolve(path.args[0], scope), plain(path.args[1], scope));
        default:
            return {};
    }
}

Val evaluate(const Expr& expr, const Scope& scope, const Markup& place) {
    switch (expr.op) {
        case Expr::Op::nothing:
            return {};
        case Expr::Op::boolean:
        case Expr::Op::number:
            return Val(expr.constant.ref());
        case Expr::Op::text:
            return Val::literal(expr.text);
        case Expr::Op::index:
            return scope.index < 0 ? Val() : Val::of(scope.index);
        case Expr::Op::data:
        case Expr::Op::root:
        case Expr::Op::member:
        case Expr::Op::subscript:
            return Val(resolve(expr, scope));
        case Expr::Op::call:
            return expr.function->run(Call(expr.args, scope, place));
        case Expr::Op::add:
            return sum(
                evaluate(expr.args[0], scope, place), evaluate(expr.args[1], scope, place), place
            );
        default:
            return Val::of(holds(expr, scope));
    }
}

void append(std::string& out, const Expr& expr, const Scope& scope, const Markup& place) {
    evaluate(expr, scope, place).append(out, place);
}

std::string spelled(const Expr& path) {
    switch (path.op) {
        case Expr::Op::data:
            return "$data";
        case Expr::Op::root:
            return "$root";
        case Expr::Op::subscript:
            return spelled(path.args[0]) + "[…]";
        case Expr::Op::member:
            break;
        default:
            return "…";
    }
    const auto& base = path.args[0];
    return base.op == Expr::Op::data ? path.text : spelled(base) + "." + path.text;
}

}  // namespace debrief::templates
