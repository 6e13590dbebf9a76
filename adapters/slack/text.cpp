#include "adapters/slack/text.hpp"

#include "bot/base/text.hpp"

#include <array>
#include <utility>

namespace debrief::slack {
namespace {

void append_unescaped(std::string& out, std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 3> entities{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}};
    while (!text.empty()) {
        const std::size_t mark = text.find('&');
        out += text.substr(0, mark);
        if (mark == std::string_view::npos) return;
        text.remove_prefix(mark);
        std::size_t used = 1;
        char meant = '&';
        for (const auto& [entity, character] : entities) {
            if (text.substr(0, entity.size()) == entity) {
                used = entity.size();
                meant = character;
            }
        }
        out += meant;
        text.remove_prefix(used);
    }
}

std::string unescaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    append_unescaped(out, text);
    return out;
}

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

/// "https://example.com/a/" → "example.com/a".
std::string_view bare(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    while (!url.empty() && url.back() == '/') url.remove_suffix(1);
    return url;
}

void append_link(std::string& out, std::string_view target, std::string_view label) {
    for (const std::string_view scheme : {"mailto:", "tel:"}) {
        if (starts_with(target, scheme)) target.remove_prefix(scheme.size());
    }
    const std::string_view whole = bare(target);
    const std::string_view host = whole.substr(0, whole.find('/'));
    const bool says_more =
        !label.empty() && label != target && bare(label) != whole && bare(label) != host;
    if (!says_more) return append_unescaped(out, target);
    append_unescaped(out, label);
    out += " (";
    append_unescaped(out, target);
    out += ')';
}

/// What stands behind "<!": here, channel, everyone, subteam^S1, date^…
void append_special(std::string& out, std::string_view command, std::string_view label) {
    if (starts_with(command, "date^")) return append_unescaped(out, label);
    std::string_view name = label;
    if (name.empty()) name = command.substr(command.find('^') + 1);
    if (name.empty() || name.front() != '@') out += '@';
    append_unescaped(out, name);
}

/// The inside of <…>.
void append_tag(PlainText& out, std::string_view tag) {
    const std::size_t bar = tag.find('|');
    const std::string_view target = tag.substr(0, bar);
    const std::string_view label =
        bar == std::string_view::npos ? std::string_view() : tag.substr(bar + 1);
    const std::string_view rest = target.substr(1);
    switch (target.front()) {
        case '@':
            out.text += '@';
            out.text += rest;
            out.mentions.push_back({std::string(rest), unescaped(label)});
            return;
        case '#':
            out.text += '#';
            append_unescaped(out.text, label.empty() ? rest : label);
            return;
        case '!':
            return append_special(out.text, rest, label);
        default:
            return append_link(out.text, target, label);
    }
}

}  // namespace

PlainText read_text(std::string_view mrkdwn) {
    PlainText out;
    out.text.reserve(mrkdwn.size());
    while (!mrkdwn.empty()) {
        const std::size_t open = mrkdwn.find('<');
        append_unescaped(out.text, mrkdwn.substr(0, open));
        if (open == std::string_view::npos) break;
        mrkdwn.remove_prefix(open + 1);
        const std::size_t close = mrkdwn.find('>');
        if (close == std::string_view::npos || close == 0 || mrkdwn.front() == '|') {
            out.text += '<';
            continue;
        }
        append_tag(out, mrkdwn.substr(0, close));
        mrkdwn.remove_prefix(close + 1);
    }
    return out;
}

std::string_view MentionPlace::said() const {
    std::string_view rest = text::trim(after);
    while (!rest.empty() && (rest.front() == ',' || rest.front() == ':')) {
        rest = text::trim(rest.substr(1));
    }
    return rest.empty() ? text::trim(before) : rest;
}

MentionPlace find_mention(std::string_view mrkdwn, std::string_view user) {
    MentionPlace place;
    if (user.empty()) return place;
    for (std::size_t at = mrkdwn.find("<@"); at != std::string_view::npos;
         at = mrkdwn.find("<@", at + 2)) {
        const std::string_view rest = mrkdwn.substr(at + 2);
        const std::size_t close = rest.find('>');
        if (close == std::string_view::npos) break;
        if (rest.substr(0, close).substr(0, rest.substr(0, close).find('|')) != user) continue;
        place.found = true;
        place.before = mrkdwn.substr(0, at);
        place.after = rest.substr(close + 1);
        break;
    }
    return place;
}

}  // namespace debrief::slack
