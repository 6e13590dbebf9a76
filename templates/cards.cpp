#include "templates/cards.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace debrief::templates::cards {

namespace {

constexpr std::size_t long_text = 4'000, short_text = 300, ids = 300, lines = 2'000;
constexpr bool required = true;

// The order of elements follows the schema. Lengths are ours: no card needs more on a screen.
constexpr std::array all_parts{
    Part{"AdaptiveCard", "body", Is::objects, 80},
    Part{"AdaptiveCard", "actions", Is::objects, 20},
    Part{"AdaptiveCard", "selectAction", Is::object, 1},
    Part{"AdaptiveCard", "fallbackText", Is::plain, fallback_text},
    Part{"AdaptiveCard", "speak", Is::plain, fallback_text},
    Part{"TextBlock", "text", Is::markup, long_text, required},
    Part{"RichTextBlock", "inlines", Is::objects, 100, required},
    Part{"TextRun", "text", Is::plain, long_text, required},
    Part{"TextRun", "selectAction", Is::object, 1},
    Part{"FactSet", "facts", Is::objects, 50, required},
    Part{"Fact", "title", Is::markup, short_text, required},
    Part{"Fact", "value", Is::markup, 2'000, required},
    Part{"Container", "items", Is::objects, 60, required},
    Part{"Container", "selectAction", Is::object, 1},
    Part{"ColumnSet", "columns", Is::objects, 8, required},
    Part{"ColumnSet", "selectAction", Is::object, 1},
    Part{"Column", "items", Is::objects, 60},
    Part{"Column", "selectAction", Is::object, 1},
    Part{"Table", "columns", Is::objects, 8},
    Part{"Table", "rows", Is::objects, 50, required},
    Part{"TableRow", "cells", Is::objects, 8, required},
    Part{"TableCell", "items", Is::objects, 20, required},
    Part{"TableCell", "selectAction", Is::object, 1},
    Part{"ActionSet", "actions", Is::objects, 20, required},
    Part{"Image", "url", Is::address, lines, required},
    Part{"Image", "altText", Is::plain, short_text},
    Part{"Image", "selectAction", Is::object, 1},
    Part{"Badge", "text", Is::plain, short_text, required},
    Part{"Badge", "tooltip", Is::plain, short_text},
    Part{"Input.Text", "value", Is::words, long_text},
    Part{"Input.ChoiceSet", "choices", Is::objects, 100, required},
    Part{"Input.ChoiceSet", "value", Is::id, lines},
    Part{"Input.Choice", "title", Is::plain, short_text, required},
    Part{"Input.Choice", "value", Is::id, ids, required},
    Part{"Input.Toggle", "title", Is::plain, short_text, required},
    Part{"Input.Toggle", "value", Is::id, ids},
    Part{"Input.Toggle", "valueOn", Is::id, ids},
    Part{"Input.Toggle", "valueOff", Is::id, ids},
    Part{"Input.Date", "value", Is::id, ids},
    Part{"Input.Time", "value", Is::id, ids},
    Part{"Input.", "id", Is::id, ids, required},
    Part{"Input.", "label", Is::plain, short_text},
    Part{"Input.", "placeholder", Is::plain, short_text},
    Part{"Input.", "errorMessage", Is::plain, short_text},
    Part{"Action.OpenUrl", "url", Is::address, lines, required},
    Part{"Action.Execute", "verb", Is::id, ids},
    Part{"Action.Execute", "data", Is::payload, lines},
    Part{"Action.Submit", "data", Is::payload, lines},
    Part{"Action.ShowCard", "card", Is::object, 1, required},
    Part{"Action.", "title", Is::plain, 60, required},
    Part{"Action.", "tooltip", Is::plain, short_text},
    Part{"Action.", "id", Is::id, ids},
    Part{"Chart.", "title", Is::plain, short_text},
    Part{"Chart.", "xAxisTitle", Is::plain, short_text},
    Part{"Chart.", "yAxisTitle", Is::plain, short_text},
    Part{"Chart.Gauge", "segments", Is::points, 20},
    Part{"Chart.Gauge", "data", Is::points, 60},
    Part{"Chart.", "data", Is::points, 60, required},
    Part{"", "fallback", Is::fallback, 1},
};

/// Every type of the schema.
constexpr std::array types = std::to_array<std::string_view>({
    "AdaptiveCard",
    "TextBlock",
    "RichTextBlock",
    "TextRun",
    "FactSet",
    "Fact",
    "Container",
    "ColumnSet",
    "Column",
    "Table",
    "TableRow",
    "TableCell",
    "ActionSet",
    "Image",
    "Badge",
    "Input.Text",
    "Input.Number",
    "Input.Date",
    "Input.Time",
    "Input.Toggle",
    "Input.ChoiceSet",
    "Input.Choice",
    "Action.Execute",
    "Action.Submit",
    "Action.OpenUrl",
    "Action.ShowCard",
    "Action.ToggleVisibility",
    "Chart.Donut",
    "Chart.Pie",
    "Chart.VerticalBar",
    "Chart.HorizontalBar",
    "Chart.VerticalBar.Grouped",
    "Chart.Line",
    "Chart.HorizontalBar.Stacked",
    "Chart.Gauge",
});

/// A part of one type, of a family ("Input.") or of everything (""). A choice is named like an
/// input and is none.
bool is_for(const Part& part, std::string_view type) {
    if (part.type == "Input.") return is_input(type);
    const bool family = part.type.empty() || part.type.back() == '.';
    return family ? type.starts_with(part.type) : type == part.type;
}

}  // namespace

const Parts& parts_of(std::string_view type) {
    // By type, made once: every element of every card asks.
    static const auto known = [] {
        std::map<std::string_view, Parts, std::less<>> table;
        for (const auto each : types) {
            auto& parts = table[each];
            std::copy_if(
                all_parts.begin(),
                all_parts.end(),
                std::back_inserter(parts),
                [&](const Part& part) { return is_for(part, each); }
            );
        }
        return table;
    }();
    static const Parts none;
    const auto found = known.find(type);
    return found == known.end() ? none : found->second;
}

const Part* find_part(const Parts& parts, std::string_view member) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
        return part.member == member;
    });
    return found == parts.end() ? nullptr : &*found;
}

bool is_complete(json::Ref object, const Parts& parts) {
    return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
        return !part.required || object[part.member].exists();
    });
}

std::string_view type_of(json::Ref object, std::string_view inside) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> implied{{
        {"facts", "Fact"},
        {"choices", "Input.Choice"},
        {"columns", "Column"},
        {"inlines", "TextRun"},
        {"rows", "TableRow"},
        {"cells", "TableCell"},
    }};
    if (const auto type = object["type"].str(); !type.empty()) return type;
    const auto* found = std::find_if(implied.begin(), implied.end(), [&](const auto& pair) {
        return pair.first == inside;
    });
    return found == implied.end() ? std::string_view() : found->second;
}

bool is_input(std::string_view type) {
    return type.starts_with("Input.") && type != "Input.Choice";
}
bool is_action(std::string_view type) {
    return type.starts_with("Action.");
}

}  // namespace debrief::templates::cards
