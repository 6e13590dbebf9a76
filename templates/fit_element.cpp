#include "templates/fit_element.hpp"

#include "bot/base/text.hpp"
#include "templates/limits.hpp"

#include <algorithm>

namespace debrief::templates {

namespace {

using blockkit::Field;
using blockkit::Is;
using blockkit::Shape;

Fitted fit_object(json::Ref node, const Shape& shape);

/// Shapes that need one of two members, neither of them required by itself.
bool has_content(json::Ref node, const Shape& shape) {
    const auto either = [&](std::string_view a, std::string_view b) {
        return node[a].exists() || node[b].exists();
    };
    if (shape.type == "section") return either("text", "fields");
    if (shape.type == "static_select" || shape.type == "multi_static_select")
        return either("options", "option_groups");
    return shape.type != "image" || either("image_url", "slack_file");
}

// ---- the quick look: most messages fit, and must not be rebuilt ----

/// Bytes bound code points from above, so this may say no to what fits, never yes to what does not.
bool value_fits(json::Ref value, const Field& field) {
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

}  // namespace

bool surely_fits(json::Ref node, const Shape& shape) {
    for (const auto fields : {shape.fields, shape.common}) {
        for (const auto& field : fields) {
            const auto value = node[field.name];
            if (!value.exists() ? field.required : !value_fits(value, field)) return false;
        }
    }
    const auto longest = node["max_length"].integer().value_or(0);
    const auto initial = static_cast<std::int64_t>(node["initial_value"].str().size());
    if (longest > 0 && initial > longest) return false;
    return has_content(node, shape);
}

// ---- rebuilding what does not fit ----

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

namespace {

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

}  // namespace

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

namespace {

json::Ref find_option(json::Ref options, std::string_view value) {
    for (std::size_t i = 0; i < options.size(); ++i)
        if (options.at(i)["value"].str() == value) return options.at(i);
    return {};
}

json::Ref offered(json::Ref element, std::string_view value) {
    if (auto found = find_option(element["options"], value)) return found;
    const auto groups = element["option_groups"];
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (auto found = find_option(groups.at(i)["options"], value)) return found;
    return {};
}

/// Slack wants what is preselected repeated exactly: it is copied from the offered option with the
/// same value, and left out when none has it (any more).
void preselect(json::Value& out, json::Ref node) {
    if (!node["options"].is_array() && !node["option_groups"].is_array()) return;
    if (node["initial_option"].exists()) {
        json::Value option(offered(out.ref(), node["initial_option"]["value"].str()));
        out.erase("initial_option");
        if (option.ref().is_object()) out.set("initial_option", std::move(option));
    }
    const auto initial = node["initial_options"];
    if (!initial.exists()) return;
    auto kept = json::Value::array();
    for (std::size_t i = 0; i < initial.size(); ++i)
        if (const auto option = offered(out.ref(), initial.at(i)["value"].str()))
            kept.push(json::Value(option));
    out.erase("initial_options");
    if (kept.ref().size() > 0) out.set("initial_options", std::move(kept));
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
    complete = complete && has_content(out.ref(), shape);
    preselect(out, node);
    const auto longest = node["max_length"].integer();
    if (longest && *longest > 0 && out["initial_value"].is_string())
        out.set(
            "initial_value",
            text::cut(out["initial_value"].str(), static_cast<std::size_t>(*longest))
        );
    if (!complete) return std::nullopt;
    return out;
}

}  // namespace

}  // namespace debrief::templates
