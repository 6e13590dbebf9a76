// Which paths of a template does no sample have? Walks every branch, also those a sample would
// leave out.
#include "templates/expand.hpp"
#include "templates/functions.hpp"
#include "templates/nearest.hpp"

#include <algorithm>

namespace debrief::templates {

namespace {

struct Sight {
    const Expr* path;
    const Node* node;
    bool found = false;
    Complaint complaint;
};

class Inspector {
  public:
    void visit(const Node& node, const Scope& scope) {
        if (node.data) {
            look(*node.data, node, scope);
            const auto data = resolve(*node.data, scope);
            if (!data.exists() || data.is_null()) return;
            if (!data.is_array()) return contents(node, Scope{data, scope.root, scope.index});
            for (std::size_t i = 0; i < data.size(); ++i)
                contents(node, Scope{data.at(i), scope.root, static_cast<std::int64_t>(i)});
            return;
        }
        contents(node, scope);
    }

    [[nodiscard]] std::vector<Flaw> unknown() const {
        std::vector<Flaw> flaws;
        for (const auto& sight : sights_)
            if (!sight.found) flaws.push_back(Flaw{sight.node->pointer, sight.complaint});
        return flaws;
    }

  private:
    void contents(const Node& node, const Scope& scope) {
        if (node.when) look(*node.when, node, scope);
        for (const auto& part : node.parts)
            if (part.expr) look(*part.expr, node, scope);
        for (const auto& child : node.children) visit(child, scope);
    }

    void look(const Expr& expr, const Node& node, const Scope& scope) {
        if (!expr.is_path()) return look_inside(expr, node, scope);
        auto sight = std::find_if(sights_.begin(), sights_.end(), [&](const Sight& s) {
            return s.path == &expr;
        });
        if (sight == sights_.end())
            sight = sights_.insert(sights_.end(), Sight{&expr, &node, false, {}});
        Complaint complaint;
        const bool found = present(expr, scope, complaint);
        if (!sight->found) sight->complaint = complaint;
        sight->found = sight->found || found;
    }

    void look_inside(const Expr& expr, const Node& node, const Scope& scope) {
        const bool repeats = expr.op == Expr::Op::call && expr.function->repeats;
        for (std::size_t i = 0; i + (repeats ? 1 : 0) < expr.args.size(); ++i)
            look(expr.args[i], node, scope);
        if (!repeats || !expr.args[0].is_path()) return;
        const auto list = resolve(expr.args[0], scope);
        for (std::size_t i = 0; i < list.size() && list.is_array(); ++i)
            look(
                expr.args.back(), node, Scope{list.at(i), scope.root, static_cast<std::int64_t>(i)}
            );
    }

    /// A step below null cannot be judged and counts as present.
    static bool present(const Expr& path, const Scope& scope, Complaint& complaint) {
        if (path.op != Expr::Op::member && path.op != Expr::Op::subscript) return true;
        if (!present(path.args[0], scope, complaint)) return false;
        const auto base = resolve(path.args[0], scope);
        if (path.op == Expr::Op::subscript || base.is_null() || base[path.text].exists())
            return true;
        if (!base.exists()) return true;
        std::vector<std::string> names;
        base.each_member([&](std::string_view key, json::Ref) { names.emplace_back(key); });
        const std::vector<std::string_view> known(names.begin(), names.end());
        complaint.what = "no sample has '" + spelled(path) + "'";
        complaint.remedy =
            known.empty() ? "put it into the sample (null if it can be absent), or change the path"
                          : suggest(path.text, known) +
                                "; a member that can be absent stands in the sample as null";
        return false;
    }

    std::vector<Sight> sights_;
};

}  // namespace

std::vector<Flaw> unknown_paths(const Template& document, const std::vector<json::Value>& samples) {
    Inspector inspector;
    for (const auto& sample : samples)
        inspector.visit(document.root(), Scope{sample.ref(), sample.ref()});
    return inspector.unknown();
}

}  // namespace debrief::templates
