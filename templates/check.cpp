#include "bot/base/text.hpp"
#include "templates/blockkit.hpp"
#include "templates/expand.hpp"
#include "templates/limits.hpp"
#include "templates/nearest.hpp"

#include <algorithm>
#include <set>

namespace debrief::templates {

namespace {

using blockkit::Field;
using blockkit::Is;
using blockkit::Shape;

std::string counted(std::size_t n, std::string_view noun) {
    return std::to_string(n) + ' ' + std::string(noun) + (n == 1 ? "" : "s");
}

std::vector<std::string_view> split(std::string_view words) {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin < words.size();) {
        const auto end = std::min(words.find(' ', begin), words.size());
        out.push_back(words.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

/// A text like "2026-11-20": digits where the pattern has 0, the same character elsewhere.
bool matches(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
    }
    return true;
}

class Checker {
  public:
    explicit Checker(bool in_modal) : in_modal_(in_modal) {}
    [[nodiscard]] std::vector<Finding> take() { return std::move(findings_); }

    void object(json::Ref node, const Shape& shape, const std::string& at) {
        if (!node.is_object()) return wrong(at, "is no object", "write {…}");
        if (shape.modal_only && !in_modal_)
            wrong(
                at, "'" + std::string(shape.type) + "' stands outside a modal", "use it in a modal"
            );
        node.each_member([&](std::string_view key, json::Ref value) {
            const auto inner = pointer_to(at, key);
            if (const auto* known = blockkit::find_field(shape, key))
                return field(value, *known, inner);
            if (key != "type" || shape.type.empty()) unknown_member(shape, key, inner);
        });
        for (const auto fields : {shape.common, shape.fields})
            for (const auto& needed : fields)
                if (needed.required && !node[needed.name].exists())
                    wrong(at, "'" + std::string(needed.name) + "' is missing", "add it");
        together(node, shape, at);
    }

    void total(json::Ref blocks, const std::string& at) {
        const auto characters = count(blocks);
        if (characters <= blockkit::message_characters) return;
        add(Finding::Kind::too_long,
            at,
            "the blocks hold " + counted(characters, "character") + " together",
            "Slack takes at most " + std::to_string(blockkit::message_characters) +
                ": move detail into the thread");
    }

    void add(Finding::Kind kind, const std::string& at, std::string what, std::string remedy) {
        findings_.push_back(Finding{kind, at, std::move(what), std::move(remedy)});
    }
    void wrong(const std::string& at, std::string what, std::string remedy) {
        add(Finding::Kind::structure, at, std::move(what), std::move(remedy));
    }

  private:
    static std::size_t count(json::Ref node) {
        if (node.is_string()) return text::length(node.str());
        std::size_t sum = 0;
        if (node.is_array()) node.each([&](json::Ref inner) { sum += count(inner); });
        if (node.is_object())
            node.each_member([&](std::string_view, json::Ref inner) { sum += count(inner); });
        return sum;
    }

    void unknown_member(const Shape& shape, std::string_view key, const std::string& at) {
        std::vector<std::string_view> known;
        if (!shape.type.empty()) known.push_back("type");
        for (const auto fields : {shape.fields, shape.common})
            for (const auto& field : fields) known.push_back(field.name);
        wrong(at, "unknown member '" + std::string(key) + "'", suggest(key, known));
    }

    void field(json::Ref value, const Field& field, const std::string& at) {
        switch (field.is) {
            case Is::any:
                return;
            case Is::flag:
                if (!value.boolean()) wrong(at, "is no truth value", "write true or false");
                return;
            case Is::whole:
                return whole(value, field, at);
            case Is::id:
            case Is::words:
                return string(value, field.min, field.max, at);
            case Is::plain:
                return text_object(value, field.max, false, at);
            case Is::text:
                return text_object(value, field.max, true, at);
            case Is::object:
                return one_of(value, field.shapes, at);
            case Is::objects:
            case Is::texts:
            case Is::strings:
                return list(value, field, at);
            case Is::choice:
                return choice(value, field, at);
            case Is::date:
                if (!matches(value.str(), "0000-00-00"))
                    wrong(at, "is no date", "write YYYY-MM-DD");
                return;
            case Is::time:
                if (!matches(value.str(), "00:00")) wrong(at, "is no time of day", "write HH:mm");
                return;
        }
    }

    void whole(json::Ref value, const Field& field, const std::string& at) {
        const auto number = value.integer();
        const bool fits = number && *number >= static_cast<std::int64_t>(field.min) &&
                          *number <= static_cast<std::int64_t>(field.max);
        if (!fits)
            wrong(
                at,
                "is no whole number in range",
                "write one from " + std::to_string(field.min) + " to " + std::to_string(field.max)
            );
    }

    void string(json::Ref value, std::size_t min, std::size_t max, const std::string& at) {
        if (!value.is_string()) return wrong(at, "is no text", "write \"…\"");
        const auto length = text::length(value.str());
        if (length < min)
            add(Finding::Kind::empty, at, "is empty", "write at least " + counted(min, "character")
            );
        if (length > max)
            add(Finding::Kind::too_long,
                at,
                "has " + counted(length, "character"),
                "write at most " + std::to_string(max));
    }

    void choice(json::Ref value, const Field& field, const std::string& at) {
        const auto known = split(field.choices);
        if (std::find(known.begin(), known.end(), value.str()) == known.end())
            wrong(
                at,
                "'" + std::string(value.str()) + "' is not one of its values",
                suggest(value.str(), known)
            );
    }

    void text_object(json::Ref node, std::size_t max, bool markup_too, const std::string& at) {
        const auto type = node["type"].str();
        const auto* kinds = markup_too
                                ? "write {\"type\": \"mrkdwn\" or \"plain_text\", \"text\": …}"
                                : "write {\"type\": \"plain_text\", \"text\": …}";
        if (!node.is_object() || (type != "plain_text" && !(markup_too && type == "mrkdwn")))
            return wrong(at, "is no text object of the right type", kinds);
        node.each_member([&](std::string_view key, json::Ref value) {
            const auto inner = pointer_to(at, key);
            const std::string_view extra = type == "mrkdwn" ? "verbatim" : "emoji";
            if (key == "text") return string(value, 1, max, inner);
            if (key == extra && !value.boolean())
                wrong(inner, "is no truth value", "write true or false");
            if (key != "type" && key != extra)
                wrong(
                    inner,
                    "unknown member '" + std::string(key) + "'",
                    suggest(key, {"type", "text", extra})
                );
        });
        if (!node["text"].exists()) wrong(at, "'text' is missing", "add it");
    }

    void one_of(json::Ref value, std::span<const Shape* const> shapes, const std::string& at) {
        if (!value.is_object()) return wrong(at, "is no object", "write {…}");
        if (const auto* shape = blockkit::find_shape(shapes, value["type"].str()))
            return object(value, *shape, at);
        std::vector<std::string_view> known;
        for (const auto* shape : shapes) known.push_back(shape->type);
        const auto type = value["type"].str();
        wrong(
            at,
            type.empty() ? "has no \"type\"" : "type '" + std::string(type) + "' cannot stand here",
            suggest(type, known)
        );
    }

    void list(json::Ref value, const Field& field, const std::string& at) {
        if (!value.is_array()) return wrong(at, "is no list", "write […]");
        if (value.size() < field.min)
            add(Finding::Kind::empty, at, "is empty", "put in at least " + std::to_string(field.min)
            );
        if (value.size() > field.max)
            add(Finding::Kind::too_long,
                at,
                "has " + counted(value.size(), "element"),
                "put in at most " + std::to_string(field.max));
        for (std::size_t i = 0; i < value.size(); ++i) {
            const auto inner = at + '/' + std::to_string(i);
            if (field.is == Is::strings)
                string(value.at(i), 1, 255, inner);
            else if (field.is == Is::texts)
                text_object(value.at(i), field.each, true, inner);
            else
                one_of(value.at(i), field.shapes, inner);
        }
        if (field.name == "blocks") distinct(value, "block_id", at);
        if (field.name == "elements") distinct(value, "action_id", at);
    }

    void distinct(json::Ref list, std::string_view key, const std::string& at) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto id = list.at(i)[key].str();
            if (!id.empty() && !seen.insert(id).second)
                wrong(
                    at + '/' + std::to_string(i) + '/' + std::string(key),
                    "'" + std::string(id) + "' is used twice",
                    "give each its own, for instance with ${$index}"
                );
        }
    }

    /// Rules about several members together.
    void together(json::Ref node, const Shape& shape, const std::string& at) {
        const auto has = [&](std::string_view key) { return node[key].exists(); };
        if (shape.type == "section" && !has("text") && !has("fields"))
            add(Finding::Kind::empty, at, "a section has neither 'text' nor 'fields'", "add one");
        if (shape.type == "image" && has("image_url") == has("slack_file"))
            wrong(
                at,
                "an image needs exactly one of 'image_url' and 'slack_file'",
                "write one of them"
            );
        if ((shape.type == "static_select" || shape.type == "multi_static_select") &&
            has("options") == has("option_groups"))
            wrong(
                at, "a menu needs exactly one of 'options' and 'option_groups'", "write one of them"
            );
        if (has("min_length") && has("max_length") &&
            node["min_length"].integer() > node["max_length"].integer())
            wrong(at, "'min_length' is greater than 'max_length'", "swap them");
        if (shape.type == "plain_text_input" &&
            node["max_length"].integer().value_or(3000) <
                static_cast<std::int64_t>(text::length(node["initial_value"].str())))
            wrong(at + "/initial_value", "is longer than 'max_length'", "shorten it or allow more");
        initial_options(node, at);
        if (node["focus_on_load"].boolean().value_or(false) && std::exchange(focused_, true))
            wrong(at + "/focus_on_load", "a second element takes the focus", "leave it at one");
    }

    void initial_options(json::Ref node, const std::string& at) {
        if (!node["options"].is_array()) return;
        const auto offered = [&](json::Ref option) {
            bool found = false;
            node["options"].each([&](json::Ref o) {
                found = found || o["value"].str() == option["value"].str();
            });
            return found;
        };
        if (node["initial_option"].exists() && !offered(node["initial_option"]))
            wrong(at + "/initial_option", "is not among the options", "repeat one of them exactly");
        const auto initial = node["initial_options"];
        for (std::size_t i = 0; i < initial.size(); ++i)
            if (!offered(initial.at(i)))
                wrong(
                    at + "/initial_options/" + std::to_string(i),
                    "is not among the options",
                    "repeat one of them exactly"
                );
    }

    bool in_modal_;
    bool focused_ = false;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_message(json::Ref message) {
    Checker checker(false);
    checker.object(message, blockkit::message(), "");
    const bool is_bare = message["text"].str().empty() && !message["blocks"].exists();
    if (is_bare && !message["delete_original"].exists())
        checker.add(
            Finding::Kind::empty, "", "the message has neither 'text' nor 'blocks'", "add text"
        );
    checker.total(message["blocks"], "/blocks");
    return checker.take();
}

std::vector<Finding> check_blocks(json::Ref blocks) {
    json::Value message = json::Value::object();
    message.set("blocks", json::Value(blocks));
    return check_message(message.ref());
}

std::vector<Finding> check_view(json::Ref view) {
    const auto type = view["type"].str();
    Checker checker(type != "home");
    if (type != "modal" && type != "home")
        checker.wrong("/type", "a view is no '" + std::string(type) + "'", "write modal or home");
    checker.object(view, type == "home" ? blockkit::home() : blockkit::modal(), "");
    for (std::size_t i = 0;
         i < view["blocks"].size() && type == "modal" && !view["submit"].exists();
         ++i) {
        if (view["blocks"].at(i)["type"].str() != "input") continue;
        checker.wrong(
            "",
            "a view with an input block has no 'submit'",
            "add {\"type\": \"plain_text\", \"text\": \"Save\"}"
        );
        break;
    }
    return checker.take();
}

}  // namespace debrief::templates
