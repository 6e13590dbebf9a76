// The Markdown of Adaptive Cards' TextBlocks and facts and of Teams' messages, as CommonMark reads
// it: bold, italics, links and lists mean something, "<at>" a mention, "{{DATE(…)}}" a time.
#include "bot/base/text.hpp"
#include "templates/markup.hpp"
#include "templates/mentions.hpp"
#include "templates/times.hpp"

#include <algorithm>

namespace debrief::templates {

namespace {

constexpr std::string_view word_joiner = "\u2060";  // takes no room

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether what is written next begins a line or the item of a list. The beginning of a text
/// counts: it may be put there.
bool at_line_start(std::string_view out) {
    const auto begin = out.rfind('\n');
    const auto line = text::trim(begin == std::string_view::npos ? out : out.substr(begin));
    return line.empty() || line == "-";
}

/// Takes what would begin a list, heading, quote or line from the text, and writes it harmlessly.
void escape_line_start(std::string& out, std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (rest.empty()) return;
    if (std::string_view("-+#=|:").find(rest.front()) != std::string_view::npos) {
        out.append("\\").append(rest.substr(0, 1));
        rest.remove_prefix(1);
        return;
    }
    const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    // "1. " begins a list, "1.5" is a number.
    const auto end = rest.substr(digits);
    if (digits == 0 || !(end == "." || end.starts_with(". ") || end.starts_with(".\n"))) return;
    out.append(rest.substr(0, digits)).append("\\.");
    rest.remove_prefix(digits + 1);
}

void escape_character(std::string& out, char c, std::string_view rest) {
    switch (c) {
        case '\\':
        case '*':
        case '_':
        case '[':
        case ']':
        case '(':
        case ')':
        case '~':
        case '`':
            out += '\\';
            break;
        case '!':  // an image, before a link
            if (rest.empty()) out += '\\';
            break;
        case '{':  // "{{" would begin a macro
            if (out.ends_with('{')) out += '\\';
            break;
        case '<':
            out += "&lt;";
            return;
        case '>':
            out += "&gt;";
            return;
        case '&':
            if (!rest.empty() && (is_word(rest.front()) || rest.front() == '#')) {
                out += "&amp;";
                return;
            }
            break;
        case '\t':
            out += ' ';
            return;
        default:
            // Control characters are marks of ours (mentions.hpp).
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return;
    }
    out += c;
}

void escape(std::string& out, std::string_view text) {
    if (at_line_start(out) && !text.empty()) escape_line_start(out, text);
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '\n') {
            out += '\n';
            escape_line_start(out, text);
        } else {
            escape_character(out, c, text);
        }
    }
}

void mention(std::string& out, json::Ref person) {
    const auto id = person["teams"].str();
    if (!is_teams_user(id)) return escape(out, name_of(person));
    append_mention(out, id, name_of(person));
}

std::string zulu(std::int64_t time) {
    return format_time(time, "yyyy-MM-dd'T'HH:mm:ss'Z'");
}

// Each reader's client puts the time into the reader's zone and language.
void day(std::string& out, std::int64_t time) {
    out.append("{{DATE(").append(zulu(time)).append(", SHORT)}}");
}
void date(std::string& out, std::int64_t time) {
    day(out, time);
    out.append(" {{TIME(").append(zulu(time)).append(")}}");
}

void address(std::string& out, std::string_view url) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    for (const char c : url) {
        const auto byte = static_cast<unsigned char>(c);
        // ';' because "&lt;" would be read as '<'.
        const bool special = byte <= 0x20 || byte == 0x7f ||
                             std::string_view("()[]{}<>\\`\";*").find(c) != std::string_view::npos;
        if (special)
            out.append("%").append(hex.substr(byte >> 4U, 1)).append(hex.substr(byte & 15U, 1));
        else
            out += c;
    }
}

std::string one_line(std::string_view text) {
    std::string line(text::trim(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

void link(std::string& out, std::string_view url, std::string_view label) {
    const auto words = one_line(label.empty() ? url : label);
    if (!is_linkable(url)) return escape(out, words);
    out += '[';
    escape(out, words);
    out += "](";
    address(out, url);
    out += ')';
}

// Cards have neither quotes nor code.
void quote(std::string& out, std::string_view text) {
    out += "“";
    escape(out, text::trim(text));
    out += "”";
}
void code(std::string& out, std::string_view text) {
    const auto words = one_line(text);
    if (words.empty()) return;
    out += "**";
    escape(out, words);
    out += "**";
}

/// Whether "<at>" or "</at>" begins here.
bool is_tag(std::string_view text) {
    const auto begin = text::lower(text.substr(0, 5));
    return begin.starts_with("<at") || begin.starts_with("</at");
}

void plain_value(std::string& out, std::string_view text) {
    if (out.ends_with('<')) out += word_joiner;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') continue;
        if (c == '{' && out.ends_with('{')) out += word_joiner;
        if (c == '<' && is_tag(text.substr(at))) {
            out.append("<").append(word_joiner);
            continue;
        }
        out += c;
    }
}
void plain_mention(std::string& out, json::Ref person) {
    plain_value(out, name_of(person));
}
void plain_link(std::string& out, std::string_view url, std::string_view label) {
    plain_value(out, label.empty() ? url : label);
}

}  // namespace

const Markup& teams_markdown() {
    static constexpr Markup markdown{escape, mention, date, day, link, quote, code};
    return markdown;
}

const Markup& teams_words() {
    static const Markup words{
        plain_value,
        plain_mention,
        plain_words().date,
        plain_words().day,
        plain_link,
        plain_value,
        plain_value};
    return words;
}

}  // namespace debrief::templates
