#include "templates/mentions.hpp"

#include "bot/base/text.hpp"

#include <algorithm>

namespace debrief::templates {

namespace {

constexpr char mark_begin = '\x02', mark_middle = '\x1f', mark_end = '\x03';

bool is_id_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
}

/// A name as it can stand between <at> and </at>: what would mean something in Markdown or in XML
/// is left out or escaped.
std::string tag_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (std::string_view("[]{}*_`~\\|#").find(c) != std::string_view::npos) continue;
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out.empty() ? "somebody" : out;
}

std::string in_tags(std::string_view name) {
    return "<at>" + std::string(name) + "</at>";
}

}  // namespace

bool is_teams_user(std::string_view id) {
    for (const std::string_view prefix : {"29:", "8:orgid:", "aad:"})
        if (id.starts_with(prefix) && id.size() > prefix.size() && id.size() < 300)
            return std::all_of(
                id.begin() + static_cast<std::ptrdiff_t>(prefix.size()), id.end(), is_id_character
            );
    return false;
}

void append_mention(std::string& out, std::string_view id, std::string_view name) {
    out += mark_begin;
    out += id.starts_with("aad:") ? id.substr(4) : id;
    out += mark_middle;
    for (const char c : name) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    out += mark_end;
}

const std::string& Mentions::text_for(std::string_view id, std::string_view name) {
    const auto [known, is_new] = by_id_.try_emplace(std::string(id), people_.size());
    if (!is_new) return people_[known->second].text;
    auto tag = tag_name(name);
    // A number tells people of one name apart, unless somebody is called like that.
    auto& number = numbers_[tag];
    auto text = in_tags(++number == 1 ? tag : tag + ' ' + std::to_string(number));
    while (!texts_.insert(text).second) text = in_tags(tag + ' ' + std::to_string(++number));
    people_.push_back(Person{std::string(id), std::string(name), std::move(tag), std::move(text)});
    return people_.back().text;
}

void Mentions::rewind(std::size_t size) {
    for (; people_.size() > size; people_.pop_back()) {
        by_id_.erase(people_.back().id);
        texts_.erase(people_.back().text);
        numbers_.erase(people_.back().tag);
    }
}

json::Value Mentions::entities() const {
    auto list = json::Value::array();
    for (const auto& person : people_) {
        auto mentioned = json::Value::object();
        mentioned.set("id", person.id).set("name", person.name);
        auto entity = json::Value::object();
        entity.set("type", "mention").set("text", person.text);
        list.push(std::move(entity.set("mentioned", std::move(mentioned))));
    }
    return list;
}

namespace {

/// Bytes of the code point that begins at `at`.
std::size_t point_at(std::string_view text, std::size_t at) {
    auto end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return end - at;
}

std::size_t until(std::string_view text, std::size_t at, std::string_view end) {
    const auto found = text.find(end, at);
    return found == std::string_view::npos ? 0 : found + end.size() - at;
}

/// "[label](address)", or 0.
std::size_t link_at(std::string_view text, std::size_t at) {
    for (auto end = at + 1; end < text.size(); ++end) {
        if (text[end] == '\\') {
            ++end;
        } else if (text[end] == ']') {
            return end + 1 < text.size() && text[end + 1] == '(' ? until(text, at, ")") : 0;
        }
    }
    return 0;
}

/// Bytes of what begins at `at` and cannot be cut.
std::size_t token_at(std::string_view text, std::size_t at) {
    std::size_t size = 0;
    switch (text[at]) {
        case mark_begin:
            size = until(text, at, std::string_view(&mark_end, 1));
            break;
        case '\\':
            return at + 1 < text.size() ? 1 + point_at(text, at + 1) : 1;
        case '&':
            size = until(text.substr(at, 10), 0, ";");
            break;
        case '{':
            size = text.substr(at).starts_with("{{") ? until(text, at, "}}") : 0;
            break;
        case '[':
            size = link_at(text, at);
            break;
        default:
            break;
    }
    return size > 0 ? size : point_at(text, at);
}

constexpr std::string_view bold = "**", ellipsis = "…";

bool is_bold_open(std::string_view text) {
    bool open = false;
    for (std::size_t at = 0; at < text.size(); at += token_at(text, at)) {
        if (!text.substr(at).starts_with(bold)) continue;
        open = !open;
        ++at;
    }
    return open;
}

std::string_view without_blanks(std::string_view text) {
    const auto last = text.find_last_not_of(" \n");
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string cut_marked(std::string_view text, std::size_t limit) {
    if (text.size() <= limit || text::length(text) <= limit) return std::string(text);
    const auto room = limit > 3 ? limit - 3 : 0;  // for the ellipsis and the end of a bold part
    std::size_t at = 0, points = 0;
    while (at < text.size()) {
        const auto size = token_at(text, at);
        points += text::length(text.substr(at, size));
        if (points > room) break;
        at += size;
    }
    // Half of a "**" would be a star.
    if (at > 0 && text[at - 1] == '*' && at < text.size() && text[at] == '*') --at;
    auto begin = without_blanks(text.substr(0, at));
    const bool open = is_bold_open(begin);
    if (!open || !begin.ends_with(bold))
        return std::string(begin).append(ellipsis).append(open ? bold : "");
    begin.remove_suffix(bold.size());
    return std::string(without_blanks(begin)).append(ellipsis);
}

bool is_list_item(std::string_view line) {
    const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
    return line.starts_with("- ") || (digits > 0 && line.substr(digits).starts_with(". "));
}

void append_resolved(std::string& out, std::string_view line, Mentions& mentions) {
    while (!line.empty()) {
        const auto begin = std::min(line.find(mark_begin), line.size());
        out += line.substr(0, begin);
        line.remove_prefix(begin);
        if (line.empty()) return;
        const auto middle = line.find(mark_middle), end = line.find(mark_end);
        if (middle == std::string_view::npos || end == std::string_view::npos || end < middle)
            return;
        out += mentions.text_for(
            line.substr(1, middle - 1), line.substr(middle + 1, end - middle - 1)
        );
        line.remove_prefix(end + 1);
    }
}

}  // namespace

std::string finish_markdown(std::string_view marked, std::size_t limit, Mentions& mentions) {
    const auto text = cut_marked(marked, limit);
    std::string out;
    out.reserve(text.size() + 16);
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = std::string_view(text).substr(begin, end - begin);
        begin = end + 1;
        if (debrief::text::trim(line).empty()) continue;
        // A single line break is only a space, except between the items of a list.
        if (!out.empty()) out += is_list_item(line) ? "\n" : "\n\n";
        append_resolved(out, line, mentions);
    }
    return out;
}

}  // namespace debrief::templates
