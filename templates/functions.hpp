// The functions an expression can call.
#pragma once
#include "templates/expression.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace debrief::templates {

/// One call: the arguments unevaluated, so that if() evaluates one branch only.
class Call {
  public:
    Call(const std::vector<Expr>& args, const Scope& scope, const Markup& place)
        : args_(args), scope_(scope), place_(place) {}
    [[nodiscard]] std::size_t size() const { return args_.size(); }
    [[nodiscard]] const Markup& place() const { return place_; }
    /// Evaluated for the place of the call; what is markup stays markup.
    [[nodiscard]] Val value(std::size_t i) const;
    /// Evaluated as plain words, for functions that look into a value or change it.
    [[nodiscard]] Val plain(std::size_t i) const;
    [[nodiscard]] std::string plain_text(std::size_t i) const;
    /// Appends argument i, evaluated with an element of a list as its $data.
    void append_for(std::string& out, std::size_t i, json::Ref element, std::size_t index) const;
    /// Appends argument i to a text for the place of the call.
    void append(std::string& out, std::size_t i) const;

  private:
    const std::vector<Expr>& args_;
    const Scope& scope_;
    const Markup& place_;
};

struct Function {
    std::string_view name;
    std::size_t min_args;
    std::size_t max_args;
    Val (*run)(const Call& call);
    std::string_view usage;  ///< for messages: "if(condition, then, otherwise)"
    bool repeats = false;    ///< the last argument is evaluated for each element of the first
};

/// All functions, in alphabetical order.
[[nodiscard]] std::span<const Function> all_functions();
[[nodiscard]] const Function* find_function(std::string_view name);

}  // namespace debrief::templates
