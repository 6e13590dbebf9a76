#include "adapters/sandbox/teams/card_check.hpp"

#include "adapters/sandbox/teams/card_kinds.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

namespace debrief::sandbox::teams {
namespace {

using json::Ref;
using Group = CardKind::Group;

constexpr std::size_t most_refreshing = 60;

bool one_of(std::string_view value, std::string_view choices) {
    const std::string wanted = " " + text::lower(value) + " ";
    return (" " + std::string(choices) + " ").find(wanted) != std::string::npos;
}

bool is_url(std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://127.0.0.1") ||
           url.starts_with("http://localhost") || url.starts_with("http://[::1]");
}

/// Digits where the pattern has a 9, the same character everywhere else.
bool looks_like(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '9' ? !digit : text[i] != pattern[i]) return false;
    }
    return true;
}

class Checker {
  public:
    explicit Checker(CardUse use) : use_(use) {}

    void check_card(Ref card, const std::string& path) {
        if (!card.is_object() || card["type"].str() != "AdaptiveCard") {
            add(path, "must be an object of type AdaptiveCard");
            return;
        }
        const std::string_view version = card["version"].str();
        if (!looks_like(version, "9.9") || version < "1.0" || version > "1.5")
            add(path + ".version", "must be 1.0 to 1.5: later cards are not shown everywhere");
        check_members(card, card_members(), {}, path);
        check_refresh(card["refresh"], path + ".refresh");
        const Ref width = card["msteams"]["width"];
        if (width && width.str() != "Full") add(path + ".msteams.width", "can only be Full");
    }

    std::vector<std::string> found;

  private:
    void add(const std::string& path, const std::string& what) {
        found.push_back(path + ": " + what);
    }

    void check_members(
        Ref node,
        std::span<const Member> own,
        std::span<const Member> common,
        const std::string& path
    ) {
        const auto member_of = [&](std::string_view name) -> const Member* {
            for (const auto members : {own, common}) {
                for (const Member& each : members) {
                    if (each.name == name) return &each;
                }
            }
            return nullptr;
        };
        for (const auto members : {own, common}) {
            for (const Member& each : members) {
                if (each.required && !node[each.name])
                    add(path + "." + std::string(each.name), "is missing");
            }
        }
        node.each_member([&](std::string_view name, Ref value) {
            const Member* member = member_of(name);
            const std::string where = path + "." + std::string(name);
            if (member == nullptr)
                add(where, "is not known");
            else
                check_value(value, *member, where);
        });
    }

    void check_value(Ref value, const Member& member, const std::string& path) {
        if (value.is_null()) {
            add(path, "must not be null");
        } else if (!fits(value, member)) {
            add(path,
                "does not fit" + (member.choices.empty()
                                      ? std::string()
                                      : ": one of " + std::string(member.choices)));
        } else {
            check_inside(value, member.holds, path);
        }
    }

    static bool fits(Ref value, const Member& member) {
        switch (member.holds) {
            case Holds::text:
                return value.is_string();
            case Holds::words:
                return !text::trim(value.str()).empty();
            case Holds::flag:
                return value.boolean().has_value();
            case Holds::whole:
                return value.integer().has_value();
            case Holds::number:
                return value.number().has_value();
            case Holds::choice:
                return one_of(value.str(), member.choices);
            case Holds::size:
                return value.is_string() || value.number().has_value();
            case Holds::url:
                return is_url(value.str());
            case Holds::date:
                return looks_like(value.str(), "9999-99-99");
            case Holds::time:
                return looks_like(value.str(), "99:99");
            case Holds::object:
            case Holds::action:
            case Holds::card:
                return value.is_object();
            case Holds::fallback:
                return value.is_object() || value.str() == "drop";
            case Holds::any:
                return true;
            default:
                return value.is_array();
        }
    }

    void check_inside(Ref value, Holds holds, const std::string& path) {
        switch (holds) {
            case Holds::card:
                return check_card_inside(value, path);
            case Holds::action:
            case Holds::fallback:
                if (value.is_object()) check_typed(value, path, nullptr);
                return;
            case Holds::elements:
                return check_each(value, path, "element");
            case Holds::actions:
                return check_each(value, path, "action");
            case Holds::columns:
                return check_each(value, path, "Column");
            case Holds::rows:
                return check_each(value, path, "TableRow");
            case Holds::cells:
                return check_each(value, path, "TableCell");
            case Holds::inlines:
                return check_each(value, path, "TextRun");
            case Holds::facts:
                return check_pairs(value, path);
            case Holds::choices:
                return check_pairs(value, path);
            default:
                return;
        }
    }

    /// The card of Action.ShowCard needs no version of its own.
    void check_card_inside(Ref card, const std::string& path) {
        check_members(card, card_members().subspan(2), std::span(card_members()).first(1), path);
    }

    void check_each(Ref list, const std::string& path, const char* kind) {
        std::size_t index = 0;
        list.each([&](Ref each) {
            const std::string where = path + "[" + std::to_string(index++) + "]";
            if (std::string_view(kind) == "TextRun" && each.is_string()) return;
            check_typed(each, where, kind);
        });
    }

    void check_pairs(Ref list, const std::string& path) {
        std::size_t index = 0;
        list.each([&](Ref each) {
            const std::string where = path + "[" + std::to_string(index++) + "]";
            if (!each["title"].is_string() || !each["value"].is_string() || each.size() != 2)
                add(where, "needs a title and a value, both strings, and nothing else");
        });
    }

    /// `expected`: a type, "element" or "action"; null for any of these two.
    void check_typed(Ref node, const std::string& path, const char* expected) {
        const std::string_view type = node["type"].str();
        // A column's and a row's type may be left out.
        const std::string_view wanted = expected == nullptr ? std::string_view() : expected;
        const bool exact = wanted.starts_with("Column") || wanted.starts_with("T");
        const CardKind* kind = card_kind(type.empty() && exact ? wanted : type);
        if (!node.is_object() || kind == nullptr) {
            add(path, "“" + std::string(type) + "” is no element of cards up to 1.5");
            return;
        }
        const bool action = kind->group == Group::action;
        const bool part = kind->group == Group::part;
        if ((wanted == "element" && (action || part)) || (wanted == "action" && !action) ||
            (exact && kind->type != wanted)) {
            add(path, std::string(type) + " cannot stand here");
            return;
        }
        if (kind->extra && !node["fallback"])
            add(path, std::string(type) + " needs a fallback: many clients do not know it");
        if (!kind->extra) check_members(node, kind->members, common_members(kind->group), path);
        if (kind->group == Group::input) check_input(node, path);
        if (action) check_action(node, path);
    }

    void check_input(Ref node, const std::string& path) {
        const std::string id(node["id"].str());
        if (!id.empty() && !inputs_.insert(id).second) add(path + ".id", "is there twice");
        // A toggle has its title beside it; everything else would have no name.
        if (!node["label"] && node["type"].str() != "Input.Toggle")
            add(path + ".label", "is missing");
        if (node["isRequired"].boolean().value_or(false) && !node["errorMessage"])
            add(path, "needs an errorMessage because it is required");
        const std::string_view value = node["value"].str();
        if (node["type"].str() != "Input.ChoiceSet" || value.empty()) return;
        if (node["isMultiSelect"].boolean().value_or(false)) return;
        bool known = false;
        node["choices"].each([&](Ref each) { known = known || each["value"].str() == value; });
        if (!known) add(path + ".value", "is none of the choices");
    }

    void check_action(Ref node, const std::string& path) {
        const std::string_view type = node["type"].str();
        const bool sends = type == "Action.Submit" || type == "Action.Execute";
        if (sends && use_ == CardUse::posted)
            add(path, std::string(type) + " cannot work here: nobody hears it");
        if (type == "Action.Execute" && use_ == CardUse::dialog)
            add(path, "Action.Execute does nothing in a dialog: use Action.Submit");
        const Ref data = node["data"];
        if (data && !data.is_object() && !(type == "Action.Submit" && data.is_string()))
            add(path + ".data", "must be an object");
    }

    void check_refresh(Ref refresh, const std::string& path) {
        if (!refresh) return;
        if (refresh["action"]["type"].str() != "Action.Execute")
            add(path + ".action", "must be an Action.Execute");
        const Ref users = refresh["userIds"];
        if (users && (!users.is_array() || users.size() > most_refreshing))
            add(path + ".userIds", "must be an array of at most 60 users");
    }

    CardUse use_;
    std::set<std::string> inputs_;
};

}  // namespace

std::vector<std::string> problems_of_card(Ref card, CardUse use) {
    Checker checker(use);
    checker.check_card(card, "card");
    return std::move(checker.found);
}

void each_typed(Ref node, const std::function<void(Ref)>& visit) {
    if (node.is_object() && node["type"].is_string()) visit(node);
    node.each([&](Ref each) { each_typed(each, visit); });
    node.each_member([&](std::string_view name, Ref each) {
        // What stands in for something else is not shown beside it.
        if (name != "fallback" && name != "data" && name != "msteams") each_typed(each, visit);
    });
}

std::vector<std::string> mentionable_texts(Ref card) {
    std::vector<std::string> texts;
    each_typed(card, [&](Ref node) {
        if (node["type"].str() == "TextBlock") texts.emplace_back(node["text"].str());
        node["facts"].each([&](Ref fact) { texts.emplace_back(fact["value"].str()); });
    });
    return texts;
}

std::vector<std::string> problems_of_mentions(Ref entities, const std::vector<std::string>& texts) {
    std::vector<std::string> found;
    std::set<std::string> mentioned;
    entities.each([&](Ref each) {
        if (each["type"].str() != "mention") return;
        const std::string text(each["text"].str());
        if (!text.starts_with("<at>") || !text.ends_with("</at>") ||
            each["mentioned"]["id"].str().empty() || !each["mentioned"]["name"].is_string())
            found.emplace_back("a mention needs text \"<at>…</at>\" and mentioned.id and name");
        const bool stands = std::any_of(texts.begin(), texts.end(), [&](const std::string& one) {
            return one.find(text) != std::string::npos;
        });
        if (!stands) found.push_back("the mention " + text + " stands nowhere word for word");
        mentioned.insert(text);
    });
    for (const std::string& text : texts) {
        for (auto at = text.find("<at>"); at != std::string::npos; at = text.find("<at>", at + 1)) {
            const auto end = text.find("</at>", at);
            const std::string mark =
                end == std::string::npos ? text.substr(at) : text.substr(at, end + 5 - at);
            if (!mentioned.contains(mark)) found.push_back(mark + " has no mention entity");
        }
    }
    return found;
}

}  // namespace debrief::sandbox::teams
