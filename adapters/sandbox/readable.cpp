#include "adapters/sandbox/readable.hpp"

#include "bot/core/calendar.hpp"

#include <algorithm>
#include <charconv>

namespace debrief::sandbox {
namespace {

/// <!date^1795176000^{date_short} at {time}|fallback>
std::string date_words(std::string_view inside, std::string_view zone) {
    inside.remove_prefix(std::string_view("!date^").size());
    std::int64_t seconds = 0;
    std::from_chars(inside.data(), inside.data() + inside.size(), seconds);
    const auto caret = inside.find('^');
    std::string format(inside.substr(std::min(caret + 1, inside.size())));
    format = format.substr(0, std::min(format.find('|'), format.find('^')));
    const core::Calendar calendar(zone, core::WorkingHours(), {});
    const UtcTime time{std::chrono::seconds(seconds)};
    std::string out;
    for (std::size_t i = 0; i < format.size();) {
        const auto close = format[i] == '{' ? format.find('}', i) : std::string::npos;
        if (close == std::string::npos) {
            out += format[i++];
            continue;
        }
        const std::string token = format.substr(i + 1, close - i - 1);
        out += calendar.format(time, token == "time" ? "%H:%M" : "%a %d %b");
        i = close + 1;
    }
    return out;
}

std::string reference_words(
    const Workspace& workspace, std::string_view inside, std::string_view zone
) {
    if (inside.starts_with("!date^")) return date_words(inside, zone);
    const auto bar = inside.find('|');
    const std::string_view target = inside.substr(0, bar);
    const std::string_view label =
        bar == std::string_view::npos ? std::string_view() : inside.substr(bar + 1);
    const std::string_view id = target.substr(std::min<std::size_t>(1, target.size()));
    if (target.starts_with('@')) {
        const Person* person = workspace.person(id);
        return "@" + (person == nullptr ? std::string(id)
                                        : person->name.substr(0, person->name.find(' ')));
    }
    if (target.starts_with('#')) {
        const Channel* channel = workspace.channel(id);
        return "#" + (channel == nullptr ? std::string(label) : channel->name);
    }
    return std::string(label.empty() ? target : label);
}

bool is_mark(char c) {
    return c == '*' || c == '`';
}

/// ":large_green_circle:" and the like say nothing that the words beside them do not.
std::size_t emoji_length(std::string_view text) {
    const auto end = std::find_if_not(text.begin() + 1, text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    });
    const auto length = static_cast<std::size_t>(end - text.begin());
    return length > 2 && length < text.size() && text[length] == ':' ? length + 1 : 0;
}

void append_words(std::string& out, const std::string& words) {
    if (words.empty()) return;
    if (!out.empty()) out += '\n';
    out += words;
}

/// The text objects of an element, a block or a list of them.
void collect(const Workspace& workspace, json::Ref node, std::string_view zone, std::string& out) {
    if (node["type"].str() == "mrkdwn" && node["text"].is_string()) {
        append_words(out, readable(workspace, node["text"].str(), zone));
    } else if (node["type"].str() == "plain_text" && node["text"].is_string()) {
        append_words(out, std::string(node["text"].str()));
    } else if (node["type"].str() == "button") {
        append_words(out, "[" + std::string(node["text"]["text"].str()) + "]");
    } else {
        node.each([&](json::Ref each) { collect(workspace, each, zone, out); });
        node.each_member([&](std::string_view, json::Ref each) {
            if (each.is_object() || each.is_array()) collect(workspace, each, zone, out);
        });
    }
}

}  // namespace

std::string readable(const Workspace& workspace, std::string_view mrkdwn, std::string_view zone) {
    std::string out;
    while (!mrkdwn.empty()) {
        const auto close = mrkdwn.front() == '<' ? mrkdwn.find('>') : std::string_view::npos;
        const std::size_t emoji = mrkdwn.front() == ':' ? emoji_length(mrkdwn) : 0;
        if (close != std::string_view::npos) {
            out += reference_words(workspace, mrkdwn.substr(1, close - 1), zone);
            mrkdwn.remove_prefix(close + 1);
        } else if (mrkdwn.starts_with("&amp;")) {
            out += '&';
            mrkdwn.remove_prefix(5);
        } else if (mrkdwn.starts_with("&lt;") || mrkdwn.starts_with("&gt;")) {
            out += mrkdwn[1] == 'l' ? '<' : '>';
            mrkdwn.remove_prefix(4);
        } else if (emoji > 0) {
            mrkdwn.remove_prefix(std::min(
                mrkdwn.size(), emoji + (mrkdwn.size() > emoji && mrkdwn[emoji] == ' ' ? 1 : 0)
            ));
        } else {
            if (!is_mark(mrkdwn.front())) out += mrkdwn.front();
            mrkdwn.remove_prefix(1);
        }
    }
    return out;
}

std::string words_of(const Workspace& workspace, const Message& message, std::string_view zone) {
    std::string out;
    if (message.by_app && message.blocks.ref().is_array())
        collect(workspace, message.blocks, zone, out);
    return out.empty() ? readable(workspace, message.text, zone) : out;
}

std::string clock_face(UtcTime time, std::string_view zone) {
    return core::Calendar(zone, core::WorkingHours(), {}).format(time, "%a %H:%M");
}

}  // namespace debrief::sandbox
