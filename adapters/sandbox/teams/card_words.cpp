// Cards as plain words: what a person reads, for the actor and the transcript.
#include "adapters/sandbox/teams/card_check.hpp"
#include "adapters/sandbox/teams/typed.hpp"

namespace debrief::sandbox::teams {
namespace {

using json::Ref;

/// Teams' Markdown of a TextBlock without its marks: bold, links by their label, escapes.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            out += text[++i];
        } else if (c == '*' && i + 1 < text.size() && text[i + 1] == '*') {
            ++i;
        } else if (c == '[') {
            const auto middle = text.find("](", i);
            const auto end = middle == std::string_view::npos ? middle : text.find(')', middle);
            if (end == std::string_view::npos) {
                out += c;
            } else {
                out += text.substr(i + 1, middle - i - 1);
                i = end;
            }
        } else {
            out += c;
        }
    }
    return unescape_xml(without_tags(out));
}

void add_line(std::string& out, const std::string& line) {
    if (line.empty()) return;
    if (!out.empty()) out += '\n';
    out += line;
}

std::string run_words(Ref inlines) {
    std::string line;
    inlines.each([&](Ref each) { line += each.is_string() ? each.str() : each["text"].str(); });
    return line;
}

std::string button_words(Ref actions) {
    std::string line;
    actions.each([&](Ref each) { line += "[" + std::string(each["title"].str()) + "] "; });
    if (!line.empty()) line.pop_back();
    return line;
}

void node_words(Ref node, std::string& out) {
    const std::string_view type = node["type"].str();
    if (type == "TextBlock") {
        add_line(out, plain(node["text"].str()));
    } else if (type == "RichTextBlock") {
        add_line(out, run_words(node["inlines"]));
    } else if (type == "FactSet") {
        node["facts"].each([&](Ref fact) {
            add_line(out, plain(fact["title"].str()) + " " + plain(fact["value"].str()));
        });
    } else if (type.starts_with("Input.")) {
        add_line(out, std::string(node["label"].str()));
    } else if (type == "ActionSet") {
        add_line(out, button_words(node["actions"]));
    } else if (type.starts_with("Chart.") && node["fallback"].is_object()) {
        node_words(node["fallback"], out);
    } else {
        // Everything else is a box around others.
        for (const char* inside : {"items", "columns", "rows", "cells"})
            node[inside].each([&](Ref each) { node_words(each, out); });
    }
}

}  // namespace

std::string words_of_card(Ref card) {
    std::string out;
    card["body"].each([&](Ref each) { node_words(each, out); });
    add_line(out, button_words(card["actions"]));
    return out;
}

Ref card_seen(const Message& message, std::string_view viewer) {
    const auto own = message.views.find(std::string(viewer));
    if (own != message.views.end()) return own->second;
    return message.card.ref().is_object() ? message.card.ref() : Ref();
}

std::string words_of(const Message& message, std::string_view viewer) {
    const Ref card = card_seen(message, viewer);
    if (card) return words_of_card(card);
    std::string words =
        message.format == "markdown" ? plain(message.text) : without_tags(message.text);
    return words;
}

}  // namespace debrief::sandbox::teams
