// What Teams refuses or shows wrongly: the schema of cards, and the rules a schema cannot say.
#include "bot/base/text.hpp"
#include "templates/card_schema.hpp"
#include "templates/cards.hpp"
#include "templates/expand.hpp"
#include "templates/limits.hpp"
#include "templates/nearest.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace debrief::templates {

namespace {

using cards::Is;

std::string counted(std::size_t n, std::string_view noun) {
    return std::to_string(n) + ' ' + std::string(noun) + (n == 1 ? "" : "s");
}

std::string in_quotes(std::string_view word) {
    std::string out("'");
    return out.append(word).append("'");
}

/// Characters of a text as the template wrote it: when it is fitted, lines become paragraphs and
/// mentions get tags.
std::size_t length_of(std::string_view text, bool is_markup) {
    std::size_t length = text::length(text);
    if (!is_markup) return length;
    for (auto at = text.find("\n\n"); at != std::string_view::npos; at = text.find("\n\n", at + 2))
        --length;
    for (auto at = text.find("<at>"); at != std::string_view::npos;
         at = text.find("<at>", at + 1)) {
        const auto end = text.find("</at>", at);
        if (end == std::string_view::npos) break;
        length -= text::length(text.substr(at, end + 5 - at));
    }
    return length;
}

class CardRules {
  public:
    CardRules(bool is_view, std::vector<Finding>& findings)
        : is_view_(is_view), findings_(findings) {}

    void object(json::Ref node, std::string_view inside, const std::string& at) {
        const auto type = cards::type_of(node, inside);
        const auto& parts = cards::parts_of(type);
        own_rules(node, type, at);
        node.each_member([&](std::string_view key, json::Ref value) {
            const auto inner = pointer_to(at, key);
            if (const auto* part = cards::find_part(parts, key)) measure(value, *part, inner);
            if (value.is_object() && key != "data" && key != "msteams") object(value, key, inner);
            if (!value.is_array() || type.starts_with("Chart.")) return;
            for (std::size_t i = 0; i < value.size(); ++i)
                if (value.at(i).is_object())
                    object(value.at(i), key, inner + '/' + std::to_string(i));
        });
    }

    void finish(json::Ref card, const std::string& at) {
        const auto bytes = json::dump(card).size();
        if (bytes > cards::card_bytes)
            add(Finding::Kind::too_long,
                at,
                "the card has " + counted(bytes, "byte"),
                "Teams takes " + std::to_string(cards::card_bytes) +
                    " everywhere: move detail into the thread");
        if (is_view_ && !inputs_.empty() && !submits_)
            add(Finding::Kind::structure,
                at,
                "a form with inputs has no button to send it",
                "add {\"type\": \"Action.Submit\", \"title\": \"Save\"} to \"actions\"");
    }

  private:
    void add(Finding::Kind kind, const std::string& at, std::string what, std::string remedy) {
        findings_.push_back(Finding{kind, at, std::move(what), std::move(remedy)});
    }

    void own_rules(json::Ref node, std::string_view type, const std::string& at) {
        if (type == "Action.Submit") submits_ = true;
        if (type == "Action.Execute" && is_view_)
            add(Finding::Kind::structure,
                at + "/type",
                "Action.Execute does nothing in a form",
                "write Action.Submit");
        const auto id = node["id"].str();
        if (cards::is_input(type) && !id.empty() && !inputs_.insert(std::string(id)).second)
            add(Finding::Kind::structure,
                at + "/id",
                in_quotes(id) + " is used twice",
                "give each input its own, for instance with ${$index}");
    }

    void measure(json::Ref value, const cards::Part& part, const std::string& at) {
        const bool is_list = part.is == Is::objects || part.is == Is::points;
        const bool is_text = part.is == Is::markup || part.is == Is::plain || part.is == Is::id ||
                             part.is == Is::words || part.is == Is::address;
        if (!(is_list && value.is_array()) && !(is_text && value.is_string())) return;
        const std::string noun = is_list ? "element" : "character";
        if ((is_list ? value.size() : value.str().size()) == 0 && (part.required || is_list))
            add(Finding::Kind::empty, at, "is empty", "put in at least one " + noun);
        const auto size = is_list ? value.size() : length_of(value.str(), part.is == Is::markup);
        if (size > part.max)
            add(Finding::Kind::too_long,
                at,
                "has " + counted(size, noun),
                "write at most " + std::to_string(part.max));
    }

    bool is_view_;
    bool submits_ = false;
    std::set<std::string> inputs_;
    std::vector<Finding>& findings_;
};

void check_frame(json::Ref document, bool is_view, std::vector<Finding>& findings) {
    const auto wrong = [&](std::string at, std::string what, std::string remedy) {
        findings.push_back(Finding{
            Finding::Kind::structure, std::move(at), std::move(what), std::move(remedy)});
    };
    const std::vector<std::string_view> known =
        is_view ? std::vector<std::string_view>{"title", "card"}
                : std::vector<std::string_view>{"text", "card", "textFormat", "entities"};
    document.each_member([&](std::string_view key, json::Ref) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            wrong(pointer_to("", key), "unknown member " + in_quotes(key), suggest(key, known));
    });
    const std::string_view words = known[0];
    if (!document[words].is_string()) wrong("", in_quotes(words) + " is missing", "add it");
    const auto limit = is_view ? cards::view_title : cards::message_text;
    if (const auto length = text::length(document[words].str()); length > limit)
        findings.push_back(Finding{
            Finding::Kind::too_long,
            pointer_to("", words),
            "has " + counted(length, "character"),
            "write at most " + std::to_string(limit)});
    if (!document["card"].is_object() && (is_view || document["card"].exists()))
        wrong("", "'card' is no card", "add \"card\": {\"type\": \"AdaptiveCard\", \"body\": […]}");
}

/// The order of the nodes of a document.
void number(json::Ref node, const std::string& at, std::map<std::string, std::size_t>& numbers) {
    numbers.emplace(at, numbers.size());
    if (node.is_object())
        node.each_member([&](std::string_view key, json::Ref inner) {
            number(inner, pointer_to(at, key), numbers);
        });
    for (std::size_t i = 0; node.is_array() && i < node.size(); ++i)
        number(node.at(i), at + '/' + std::to_string(i), numbers);
}

void sort_as_in(json::Ref document, std::vector<Finding>& findings) {
    std::map<std::string, std::size_t> numbers;
    number(document, "", numbers);
    std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
        return numbers[a.pointer] < numbers[b.pointer];
    });
}

}  // namespace

std::vector<Finding> check_teams(json::Ref document, bool is_view) {
    std::vector<Finding> findings;
    check_frame(document, is_view, findings);
    const auto card = document["card"];
    if (!card.is_object()) return findings;
    for (auto& finding : check_card_schema(card, "/card")) findings.push_back(std::move(finding));
    CardRules rules(is_view, findings);
    rules.object(card, "card", "/card");
    rules.finish(card, "/card");
    sort_as_in(document, findings);
    return findings;
}

}  // namespace debrief::templates
