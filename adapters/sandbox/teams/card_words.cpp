// Cards as plain words: what a person reads, for the actor and the transcript.
#include "adapters/sandbox/teams/card_check.hpp"
#include "adapters/sandbox/teams/typed.hpp"
#include "bot/core/calendar.hpp"

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

class Words {
  public:
    explicit Words(std::string_view zone) : zone_(zone) {}
    std::string out;

    void node(Ref node);

  private:
    void columns(Ref list);
    /// Without Markdown, with mentions and dates as they are read.
    [[nodiscard]] std::string text(Ref value) const {
        return plain(with_dates(value.str(), zone_));
    }

    std::string_view zone_;
};

void Words::node(Ref node) {
    const std::string_view type = node["type"].str();
    if (type == "TextBlock") {
        add_line(out, text(node["text"]));
    } else if (type == "RichTextBlock") {
        add_line(out, run_words(node["inlines"]));
    } else if (type == "FactSet") {
        node["facts"].each([&](Ref fact) {
            add_line(out, text(fact["title"]) + " " + text(fact["value"]));
        });
    } else if (type == "ColumnSet") {
        columns(node["columns"]);
    } else if (type.starts_with("Input.")) {
        add_line(out, std::string(node["label"].str()));
    } else if (type == "ActionSet") {
        add_line(out, button_words(node["actions"]));
    } else if (type.starts_with("Chart.") && node["fallback"].is_object()) {
        this->node(node["fallback"]);
    } else {
        // Everything else is a box around others.
        for (const char* inside : {"items", "rows", "cells"})
            node[inside].each([&](Ref each) { this->node(each); });
    }
}

/// What stands side by side is read side by side.
void Words::columns(Ref list) {
    std::string line;
    list.each([&](Ref each) {
        Words inside(zone_);
        inside.node(each);
        if (!line.empty() && !inside.out.empty()) line += " · ";
        for (const char c : inside.out) line += c == '\n' ? ' ' : c;
    });
    add_line(out, line);
}

}  // namespace

std::string with_dates(std::string_view text, std::string_view zone) {
    constexpr std::string_view opening = "{{";
    std::string out;
    while (!text.empty()) {
        const auto open = text.find(opening);
        const auto close = open == std::string_view::npos ? open : text.find("}}", open);
        if (close == std::string_view::npos) return out + std::string(text);
        const std::string_view inside = text.substr(open + 2, close - open - 2);
        const auto bracket = inside.find('(');
        const auto end = inside.find_first_of(",)", std::min(bracket, inside.size()));
        const core::Calendar calendar(zone, core::WorkingHours(), {});
        const bool whole = end != std::string_view::npos;
        const auto time = whole ? core::read_time(
                                      inside.substr(bracket + 1, end - bracket - 1),
                                      UtcTime(),
                                      core::Calendar("UTC", core::WorkingHours(), {})
                                  )
                                : std::nullopt;
        out += text.substr(0, open);
        if (time)
            out += calendar.format(*time, inside.starts_with("TIME") ? "%H:%M" : "%a %d %b");
        else
            out += text.substr(open, close + 2 - open);
        text.remove_prefix(close + 2);
    }
    return out;
}

std::string words_of_card(Ref card, std::string_view zone) {
    Words words(zone);
    card["body"].each([&](Ref each) { words.node(each); });
    add_line(words.out, button_words(card["actions"]));
    return std::move(words.out);
}

Ref card_seen(const Message& message, std::string_view viewer) {
    const auto own = message.views.find(std::string(viewer));
    if (own != message.views.end()) return own->second;
    return message.card.ref().is_object() ? message.card.ref() : Ref();
}

std::string words_of(const Message& message, std::string_view viewer, std::string_view zone) {
    const Ref card = card_seen(message, viewer);
    if (card) return words_of_card(card, zone);
    return message.format == "markdown" ? plain(message.text) : without_tags(message.text);
}

}  // namespace debrief::sandbox::teams
