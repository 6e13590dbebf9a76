#include "bot/base/text.hpp"
#include "templates/blockkit.hpp"
#include "templates/limits.hpp"

#include <algorithm>
#include <optional>

namespace debrief::templates {

namespace {

using blockkit::Field;
using blockkit::Is;
using blockkit::Shape;

// ---- the quick look: most messages fit, and must not be rebuilt ----

bool surely_fits(json::Ref node, const Shape& shape);

/// Bytes bound code points from above, so this may say no to what fits, never yes to what does not.
bool surely_fits(json::Ref value, const Field& field) {
    switch (field.is) {
        case Is::id:
        case Is::words:
            return !value.is_string() ||
                   (value.str().size() <= field.max && value.str().size() >= field.min);
        case Is::plain:
        case Is::text:
            return !value["text"].str().empty() && value["text"].str().size() <= field.max;
        case Is::object: {
            const auto* shape = blockkit::find_shape(field.shapes, value["type"].str());
            return shape == nullptr || surely_fits(value, *shape);
        }
        case Is::objects:
        case Is::texts:
        case Is::strings:
            break;
        default:
            return true;
    }
    if (value.size() < field.min || value.size() > field.max) return false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto item = value.at(i);
        if (field.is == Is::strings) continue;
        if (field.is == Is::texts) {
            if (item["text"].str().empty() || item["text"].str().size() > field.each) return false;
            continue;
        }
        const auto* shape = blockkit::find_shape(field.shapes, item["type"].str());
        if (shape != nullptr && !surely_fits(item, *shape)) return false;
    }
    return true;
}

bool surely_fits(json::Ref node, const Shape& shape) {
    for (const auto fields : {shape.fields, shape.common}) {
        for (const auto& field : fields) {
            const auto value = node[field.name];
            if (!value.exists() ? field.required : !surely_fits(value, field)) return false;
        }
    }
    return shape.type != "section" || node["text"].exists() || node["fields"].exists();
}

// ---- rebuilding what does not fit ----

using Fitted = std::optional<json::Value>;

Fitted fit_object(json::Ref node, const Shape& shape);

Fitted fit_text(json::Ref node, std::size_t max) {
    const auto text = node["text"].str();
    if (text.empty()) return std::nullopt;
    json::Value out(node);
    out.set("text", node["type"].str() == "mrkdwn" ? cut_mrkdwn(text, max) : text::cut(text, max));
    return out;
}

Fitted fit_shape(json::Ref value, std::span<const Shape* const> shapes) {
    const auto* shape = blockkit::find_shape(shapes, value["type"].str());
    if (shape == nullptr) return json::Value(value);
    // Text objects of a context block are told apart by type like other elements.
    if (shape->type == "mrkdwn" || shape->type == "plain_text")
        return fit_text(value, shape->fields[0].max);
    return fit_object(value, *shape);
}

Fitted fit_list(json::Ref list, const Field& field) {
    auto out = json::Value::array();
    for (std::size_t i = 0; i < list.size() && out.ref().size() < field.max; ++i) {
        auto item = field.is == Is::strings ? json::Value(list.at(i))
                    : field.is == Is::texts ? fit_text(list.at(i), field.each)
                                            : fit_shape(list.at(i), field.shapes);
        if (item) out.push(std::move(*item));
    }
    if (out.ref().size() < field.min) return std::nullopt;
    return out;
}

Fitted fit_field(json::Ref value, const Field& field) {
    switch (field.is) {
        case Is::id: {
            // An id, address or value means nothing when it is cut.
            const auto length = text::length(value.str());
            if (value.is_string() && (length > field.max || length < field.min))
                return std::nullopt;
            return json::Value(value);
        }
        case Is::words:
            if (!value.is_string()) return json::Value(value);
            if (value.str().size() < field.min) return std::nullopt;
            return json::Value(text::cut(value.str(), field.max));
        case Is::plain:
        case Is::text:
            return fit_text(value, field.max);
        case Is::object:
            return fit_shape(value, field.shapes);
        case Is::objects:
        case Is::texts:
        case Is::strings:
            return value.is_array() ? fit_list(value, field) : json::Value(value);
        default:
            return json::Value(value);
    }
}

bool offers(json::Ref options, json::Ref option) {
    bool found = false;
    options.each([&](json::Ref o) { found = found || o["value"].str() == option["value"].str(); });
    return found;
}

/// What is preselected must still be offered after the list was shortened.
void fit_initial(json::Value& node) {
    const auto options = node["options"];
    if (!options.is_array()) return;
    if (node["initial_option"].exists() && !offers(options, node["initial_option"]))
        return node.erase("initial_option");
    const auto initial = node["initial_options"];
    if (!initial.is_array()) return;
    auto kept = json::Value::array();
    initial.each([&](json::Ref option) {
        if (offers(options, option)) kept.push(json::Value(option));
    });
    if (kept.ref().size() == 0)
        node.erase("initial_options");
    else
        node.set("initial_options", std::move(kept));
}

/// Nothing when a required member cannot be kept: then the whole object is left out.
Fitted fit_object(json::Ref node, const Shape& shape) {
    auto out = json::Value::object();
    bool complete = true;
    node.each_member([&](std::string_view key, json::Ref value) {
        const auto* field = blockkit::find_field(shape, key);
        if (field == nullptr) {
            out.set(key, json::Value(value));
        } else if (auto fitted = fit_field(value, *field)) {
            out.set(key, std::move(*fitted));
        } else if (field->required) {
            complete = false;
        }
    });
    for (const auto& field : shape.fields)
        complete = complete && (!field.required || out[field.name].exists());
    if (shape.type == "section")
        complete = complete && (out["text"].exists() || out["fields"].exists());
    fit_initial(out);
    if (!complete) return std::nullopt;
    return out;
}

// ---- the whole list of blocks ----

std::size_t characters(json::Ref node) {
    if (node.is_string()) return text::length(node.str());
    std::size_t sum = 0;
    if (node.is_array())
        for (std::size_t i = 0; i < node.size(); ++i) sum += characters(node.at(i));
    if (node.is_object())
        node.each_member([&](std::string_view, json::Ref inner) { sum += characters(inner); });
    return sum;
}

/// The last block that only shows something; without one, the last block.
std::size_t dispensable(const std::vector<json::Value>& blocks) {
    for (auto i = blocks.size(); i-- > 0;) {
        const auto type = blocks[i]["type"].str();
        if (type != "actions" && type != "input" && type != "header") return i;
    }
    return blocks.size() - 1;
}

/// Shortens the texts of sections and contexts to `limit` characters each.
void shorten(std::vector<json::Value>& blocks, std::size_t limit) {
    for (auto& block : blocks) {
        if (block["text"]["type"].str() == "mrkdwn") {
            if (auto text = fit_text(block["text"], limit)) block.set("text", std::move(*text));
        }
        for (const std::string_view key : {"fields", "elements"}) {
            if (!block[key].is_array() || block["type"].str() == "actions") continue;
            auto list = json::Value::array();
            block[key].each([&](json::Ref item) {
                auto text = item["type"].str() == "mrkdwn" ? fit_text(item, limit) : std::nullopt;
                list.push(text ? std::move(*text) : json::Value(item));
            });
            block.set(key, std::move(list));
        }
    }
}

json::Value more(std::string_view words) {
    auto text = json::Value::object().set("type", "plain_text").set("text", words);
    return json::Value::object()
        .set("type", "context")
        .set("elements", json::Value::array().push(std::move(text)));
}

std::size_t total(const std::vector<json::Value>& blocks) {
    std::size_t sum = 0;
    for (const auto& block : blocks) sum += characters(block.ref());
    return sum;
}

json::Value fit_blocks(
    json::Ref source,
    std::size_t max_blocks,
    std::size_t max_characters,
    std::string_view more_words
) {
    std::vector<json::Value> blocks;
    for (std::size_t i = 0; i < source.size(); ++i)
        if (auto block = fit_shape(source.at(i), blockkit::blocks()))
            blocks.push_back(std::move(*block));
    for (const std::size_t limit : {1000, 500, 250})
        if (total(blocks) > max_characters) shorten(blocks, limit);
    auto line = more(more_words);
    const auto room = characters(line.ref());
    std::optional<std::size_t> gap;
    auto sum = total(blocks);
    while (!blocks.empty() && (blocks.size() + (gap ? 1 : 0) > max_blocks ||
                               sum + (gap ? room : 0) > max_characters)) {
        const auto victim = dispensable(blocks);
        sum -= characters(blocks[victim].ref());
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(victim));
        gap = gap ? std::min(*gap, victim) : victim;
    }
    auto out = json::Value::array();
    for (std::size_t i = 0; i <= blocks.size(); ++i) {
        if (gap == i) out.push(std::move(line));
        if (i < blocks.size()) out.push(std::move(blocks[i]));
    }
    return out;
}

json::Value fit_document(json::Value document, const Shape& shape, bool is_message) {
    const auto blocks = document["blocks"];
    const auto max_characters = is_message ? blockkit::message_characters : std::size_t{100'000};
    // Each string is counted once by its bytes; when even that is within the total, the code points
    // are too.
    if (surely_fits(document.ref(), shape) && characters(blocks) <= max_characters) return document;
    auto out = json::Value::object();
    document.ref().each_member([&](std::string_view key, json::Ref value) {
        const auto* field = blockkit::find_field(shape, key);
        if (key == "blocks" && value.is_array()) {
            auto fitted =
                is_message
                    ? fit_blocks(
                          value, blockkit::message_blocks, max_characters, "… more is in the thread"
                      )
                    : fit_blocks(
                          value, blockkit::view_blocks, max_characters, "… more did not fit here"
                      );
            if (fitted.ref().size() > 0) out.set(key, std::move(fitted));
        } else if (key == "text" && is_message) {
            if (!value.str().empty()) out.set(key, cut_mrkdwn(value.str(), blockkit::message_text));
        } else if (field == nullptr) {
            out.set(key, json::Value(value));
        } else if (auto fitted = fit_field(value, *field)) {
            out.set(key, std::move(*fitted));
        }
    });
    return out;
}

}  // namespace

json::Value fit_message(json::Value message) {
    return fit_document(std::move(message), blockkit::message(), true);
}

json::Value fit_view(json::Value view) {
    const auto& shape = view["type"].str() == "home" ? blockkit::home() : blockkit::modal();
    return fit_document(std::move(view), shape, false);
}

}  // namespace debrief::templates
