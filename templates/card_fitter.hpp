// Internal to fit_teams.cpp: one card rebuilt within a budget.
#pragma once
#include "bot/base/json.hpp"
#include "templates/cards.hpp"
#include "templates/mentions.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace debrief::templates {

/// How much is left of texts and lists. What the table allows is never exceeded.
struct CardBudget {
    std::size_t characters;
    std::size_t elements;
};

/// Which elements of a list stay when there may be at most `most`: the first, those with inputs and
/// buttons, then the others from the beginning.
[[nodiscard]] std::vector<bool> chosen(json::Ref list, std::size_t most);
/// Whether it is or holds an input or a button.
[[nodiscard]] bool holds_interaction(json::Ref node);

/// Rebuilds elements of a card: texts cut and finished, what shows nothing left out, buttons that
/// lead nowhere left out. Who is mentioned in what stays is collected.
class CardFitter {
  public:
    /// Nothing: it cannot be kept.
    using Fitted = std::optional<json::Value>;

    CardFitter(CardBudget budget, Mentions& mentions) : budget_(budget), mentions_(mentions) {}
    [[nodiscard]] Fitted object(json::Ref node, std::string_view inside);
    /// A member; without a part, as it is.
    [[nodiscard]] Fitted member(json::Ref value, const cards::Part* part);

  private:
    Fitted list(json::Ref list, const cards::Part& part);

    CardBudget budget_;
    Mentions& mentions_;
};

}  // namespace debrief::templates
