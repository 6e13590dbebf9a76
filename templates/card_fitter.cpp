#include "templates/card_fitter.hpp"

#include "bot/base/text.hpp"
#include "templates/markup.hpp"

#include <algorithm>

namespace debrief::templates {

namespace {

using cards::Is;
using cards::Part;
using Fitted = CardFitter::Fitted;

Fitted kept(json::Ref value) {
    return json::Value(value);
}

Fitted text_or_nothing(std::string text) {
    if (text.empty()) return std::nullopt;
    return json::Value(std::move(text));
}

/// An id, address or typed line means something else when it is cut.
Fitted whole_or_nothing(json::Ref value, std::size_t max) {
    if (!value.is_string()) return kept(value);
    if (value.str().empty() || text::length(value.str()) > max) return std::nullopt;
    return kept(value);
}

/// Whether what should be a number in a chart is one.
bool is_drawable(json::Ref point) {
    if (point["x"].exists()) return point["y"].number().has_value();
    if (!point["legend"].exists() || point["values"].exists()) return true;
    return point["value"].number().has_value() || point["size"].number().has_value();
}

/// A chart's data, however deep: legends cut, points without a number left out.
json::Value points(json::Ref node, std::size_t elements) {
    constexpr std::size_t legend = 60;
    if (node.is_string()) return text::cut(node.str(), legend);
    if (node.is_array()) {
        auto out = json::Value::array();
        for (std::size_t i = 0; i < std::min(node.size(), elements); ++i)
            if (is_drawable(node.at(i))) out.push(points(node.at(i), elements));
        return out;
    }
    if (!node.is_object()) return json::Value(node);
    auto out = json::Value::object();
    node.each_member([&](std::string_view key, json::Ref inner) {
        out.set(key, points(inner, elements));
    });
    return out;
}

/// A chart without data shows nothing.
Fitted drawn(json::Value data) {
    if (data.ref().size() == 0) return std::nullopt;
    return data;
}

bool is_primary(json::Ref action) {
    return action["mode"].str() != "secondary";
}

/// Puts buttons beyond those that have room into the menu.
void limit_primary(json::Value& actions) {
    std::size_t primary = 0;
    actions.ref().each([&](json::Ref action) { primary += is_primary(action) ? 1 : 0; });
    if (primary <= cards::primary_actions) return;
    auto out = json::Value::array();
    primary = 0;
    actions.ref().each([&](json::Ref action) {
        json::Value button(action);
        if (is_primary(action) && ++primary > cards::primary_actions)
            button.set("mode", "secondary");
        out.push(std::move(button));
    });
    actions = std::move(out);
}

/// Whether each value is one of the choices; several are separated by commas.
bool is_offered(json::Ref choices, std::string_view value, bool several) {
    const auto is_choice = [&](std::string_view wanted) {
        for (std::size_t i = 0; i < choices.size(); ++i)
            if (choices.at(i)["value"].str() == wanted) return true;
        return false;
    };
    while (several && value.find(',') != std::string_view::npos) {
        const auto comma = value.find(',');
        if (!is_choice(value.substr(0, comma))) return false;
        value.remove_prefix(comma + 1);
    }
    return is_choice(value);
}

bool is_digits(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (pattern[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i])
            return false;
    return true;
}

/// What an input holds at first has to be something a person could have put in.
bool can_hold(json::Ref input, std::string_view type, std::string_view value) {
    if (type == "Input.Date") return is_digits(value, "0000-00-00");
    if (type == "Input.Time") return is_digits(value, "00:00");
    if (type == "Input.ChoiceSet")
        return is_offered(
            input["choices"], value, input["isMultiSelect"].boolean().value_or(false)
        );
    return true;
}

void settle_input(json::Value& input, std::string_view type) {
    const auto value = input["value"].opt_str();
    if (!value) return;
    if (!can_hold(input, type, *value)) return input.erase("value");
    const auto longest = input["maxLength"].integer().value_or(0);
    if (type == "Input.Text" && longest > 0)
        input.set("value", text::cut(*value, static_cast<std::size_t>(longest)));
}

}  // namespace

bool holds_interaction(json::Ref node) {
    const auto type = node["type"].str();
    if (cards::is_input(type) || cards::is_action(type)) return true;
    bool found = false;
    if (node.is_array())
        node.each([&](json::Ref inner) { found = found || holds_interaction(inner); });
    if (node.is_object())
        node.each_member([&](std::string_view, json::Ref inner) {
            found = found || holds_interaction(inner);
        });
    return found;
}

std::vector<bool> chosen(json::Ref list, std::size_t most) {
    std::vector<bool> stays(list.size(), list.size() <= most);
    if (list.size() <= most) return stays;
    std::size_t count = 0;
    const auto take = [&](bool interaction) {
        for (std::size_t i = 0; i < list.size() && count < most; ++i) {
            if (stays[i] || (interaction && !holds_interaction(list.at(i)))) continue;
            stays[i] = true;
            ++count;
        }
    };
    stays[0] = true;
    ++count;
    take(true);
    take(false);
    return stays;
}

Fitted CardFitter::object(json::Ref node, std::string_view inside) {
    // A run of a rich text can be its words alone.
    if (node.is_string()) return text_or_nothing(text::cut(node.str(), budget_.characters));
    if (!node.is_object()) return kept(node);
    const auto type = cards::type_of(node, inside);
    const auto& parts = cards::parts_of(type);
    const auto mentioned = mentions_.size();
    auto out = json::Value::object();
    bool complete = true;
    node.each_member([&](std::string_view key, json::Ref value) {
        const auto* part = cards::find_part(parts, key);
        auto fitted = member(value, part);
        // A button without its typed line would do nothing.
        if (!fitted) complete = complete && !part->required && part->is != Is::payload;
        if (fitted) out.set(key, std::move(*fitted));
    });
    if (!complete || !cards::is_complete(out, parts)) {
        mentions_.rewind(mentioned);
        return std::nullopt;
    }
    if (cards::is_input(type)) settle_input(out, type);
    return out;
}

Fitted CardFitter::member(json::Ref value, const Part* known) {
    if (known == nullptr) return kept(value);
    const auto& part = *known;
    const auto characters = std::min(part.max, budget_.characters);
    switch (part.is) {
        case Is::markup:
            return text_or_nothing(finish_markdown(value.str(), characters, mentions_));
        case Is::plain:
            return text_or_nothing(text::cut(value.str(), characters));
        case Is::words:
            return text_or_nothing(text::cut(value.str(), part.max));
        case Is::id:
            return whole_or_nothing(value, part.max);
        case Is::address:
            return is_linkable(value.str()) ? whole_or_nothing(value, part.max) : std::nullopt;
        case Is::object:
            return object(value, part.member);
        case Is::objects:
            return value.is_array() ? list(value, part) : kept(value);
        case Is::points:
            return drawn(points(value, std::min(part.max, budget_.elements)));
        case Is::payload: {
            const auto line = value["value"].str();
            if (text::length(line) > part.max) return std::nullopt;
            return kept(value);
        }
        case Is::fallback:
            return value.is_object() ? object(value, part.member) : kept(value);
    }
    return kept(value);
}

Fitted CardFitter::list(json::Ref list, const Part& part) {
    auto out = json::Value::array();
    const auto stays = chosen(list, std::min(part.max, budget_.elements));
    for (std::size_t i = 0; i < list.size(); ++i)
        if (auto fitted = stays[i] ? object(list.at(i), part.member) : std::nullopt)
            out.push(std::move(*fitted));
    if (out.ref().size() == 0) return std::nullopt;
    if (part.member == "actions") limit_primary(out);
    return out;
}

}  // namespace debrief::templates
