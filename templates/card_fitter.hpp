// Internal to fit_teams.cpp: one card rebuilt within a budget.
#pragma once
#include "bot/base/json.hpp"
#include "templates/cards.hpp"
#include "templates/mentions.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace debrief::templates {

/// How much is left of texts and lists. What the table allows is never exceeded.
struct CardBudget {
    std::size_t characters;
    std::size_t elements;
};

/// Rebuilds elements of a card: texts cut and finished, what shows nothing left out, buttons that
/// lead nowhere left out. Who is mentioned in what stays is collected.
class CardFitter {
  public:
    /// Nothing: it cannot be kept.
    using Fitted = std::optional<json::Value>;

    CardFitter(CardBudget budget, Mentions& mentions) : budget_(budget), mentions_(mentions) {}
    [[nodiscard]] Fitted object(json::Ref node, std::string_view inside);

  private:
    Fitted member(json::Ref value, const cards::Part& part);
    Fitted list(json::Ref list, const cards::Part& part);
    void limit_actions(json::Value& actions) const;

    CardBudget budget_;
    Mentions& mentions_;
};

}  // namespace debrief::templates
