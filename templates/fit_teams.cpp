#include "bot/base/text.hpp"
#include "templates/card_fitter.hpp"
#include "templates/cards.hpp"
#include "templates/limits.hpp"
#include "templates/markup.hpp"
#include "templates/mentions.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace debrief::templates {

namespace {

// As much as the table allows, then less and less.
constexpr std::array budgets{
    CardBudget{100'000, 1'000},
    CardBudget{1'000, 60},
    CardBudget{500, 40},
    CardBudget{250, 20},
    CardBudget{120, 10}};

std::size_t size_of(json::Ref document) {
    return json::dump(document).size();
}

json::Value small_print(std::string_view words) {
    return json::Value::object()
        .set("type", "TextBlock")
        .set("text", words)
        .set("wrap", true)
        .set("isSubtle", true)
        .set("size", "Small");
}

/// What every card has, in the order people expect to read it.
json::Value frame(std::string_view fallback) {
    auto out = json::Value::object();
    out.set("type", "AdaptiveCard")
        .set("$schema", cards::schema_url)
        .set("version", cards::version)
        .set("fallbackText", text::cut(fallback, cards::fallback_text));
    return out;
}

void add_entities(json::Value& card, const Mentions& mentions) {
    if (mentions.empty()) return;
    json::Value teams(card["msteams"]);
    if (!teams.ref().is_object()) teams = json::Value::object();
    card.set("msteams", std::move(teams.set("entities", mentions.entities())));
}

class Card {
  public:
    Card(json::Ref source, std::string_view fallback, std::string_view more)
        : source_(source), fallback_(fallback), more_(more) {}

    [[nodiscard]] json::Value fit() {
        json::Value card;
        for (const auto& budget : budgets) {
            card = built(budget);
            if (size_of(card) <= cards::card_bytes) return card;
        }
        // Showing elements go first, from the end, then everything but the first one.
        for (const bool any : {false, true}) {
            while (drop(card, any)) {
                card = built(budgets.back());
                if (size_of(card) <= cards::card_bytes) return card;
            }
        }
        return bare();
    }

  private:
    static const cards::Parts& card_parts() { return cards::parts_of("AdaptiveCard"); }

    json::Value built(const CardBudget& budget) {
        Mentions mentions;
        CardFitter fitter(budget, mentions);
        auto body = json::Value::array();
        const auto elements = source_["body"];
        const auto stays = chosen(elements, most(budget));
        bool is_said = false;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (is_dropped(i) || !stays[i]) {
                if (!std::exchange(is_said, true)) body.push(small_print(more_));
            } else if (auto element = fitter.object(elements.at(i), "body")) {
                body.push(std::move(*element));
            }
        }
        if (body.ref().size() == 0) body.push(words());
        auto card = frame(fallback_);
        source_.each_member([&](std::string_view key, json::Ref value) {
            if (key == "body" || key == "type" || key == "$schema" || key == "version") return;
            auto fitted = fitter.member(value, cards::find_part(card_parts(), key));
            if (fitted) card.set(key, std::move(*fitted));
        });
        card.set("body", std::move(body));
        add_entities(card, mentions);
        return card;
    }

    static std::size_t most(const CardBudget& budget) {
        return std::min(budget.elements, cards::find_part(card_parts(), "body")->max);
    }

    /// Leaves out elements as large together as what is too much; false when none is left.
    bool drop(const json::Value& card, bool any) {
        const auto body = source_["body"];
        const auto stays = chosen(body, most(budgets.back()));
        auto excess = size_of(card) - cards::card_bytes;
        bool dropped = false;
        for (auto i = body.size(); i-- > 1;) {
            if (is_dropped(i) || !stays[i] || (!any && holds_interaction(body.at(i)))) continue;
            dropped_.resize(body.size());
            dropped_[i] = true;
            dropped = true;
            const auto size = size_of(body.at(i));
            if (size >= excess) break;
            excess -= size;
        }
        return dropped;
    }

    [[nodiscard]] bool is_dropped(std::size_t i) const {
        return i < dropped_.size() && dropped_[i];
    }

    [[nodiscard]] json::Value words() const {
        auto run =
            json::Value::object()
                .set("type", "TextRun")
                .set("text", fallback_.empty() ? std::string("…") : text::cut(fallback_, 1'000));
        return json::Value::object()
            .set("type", "RichTextBlock")
            .set("inlines", json::Value::array().push(std::move(run)));
    }

    /// Nothing of the card could be kept: what it says stays.
    [[nodiscard]] json::Value bare() const {
        return frame(fallback_).set("body", json::Value::array().push(words()));
    }

    json::Ref source_;
    std::string_view fallback_, more_;
    std::vector<bool> dropped_;
};

json::Value fit_message_text(json::Value message) {
    Mentions mentions;
    auto out = json::Value::object();
    out.set("text", finish_markdown(message["text"].str(), cards::message_text, mentions));
    out.set("textFormat", "markdown");
    if (!mentions.empty()) out.set("entities", mentions.entities());
    return out;
}

}  // namespace

json::Value fit_teams(json::Value document, bool is_view) {
    if (!is_view && !document["card"].is_object()) return fit_message_text(std::move(document));
    const auto* key = is_view ? "title" : "text";
    const auto limit = is_view ? cards::view_title : cards::message_text;
    const auto words = text::cut(document[key].str(), limit);
    auto out = json::Value::object();
    document.ref().each_member([&](std::string_view name, json::Ref value) {
        if (name != key && name != "card") out.set(name, json::Value(value));
    });
    out.set(key, words);
    Card card(
        document["card"], words, is_view ? "… more did not fit here" : "… more is in the thread"
    );
    return std::move(out.set("card", card.fit()));
}

}  // namespace debrief::templates
