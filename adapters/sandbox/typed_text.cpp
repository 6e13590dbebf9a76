#include "adapters/sandbox/typed_text.hpp"

#include <algorithm>

namespace debrief::sandbox {
namespace {

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

/// The name at the start of the text, without a full stop that ends the sentence.
std::string_view name_at(std::string_view text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_name_char);
    std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    while (name.ends_with('.')) name.remove_suffix(1);
    return name;
}

std::string_view url_at(std::string_view text) {
    if (!text.starts_with("http://") && !text.starts_with("https://")) return {};
    const auto end = std::find_if(text.begin(), text.end(), is_space);
    std::string_view url = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    while (!url.empty() && std::string_view(".,;:!?)\"'").find(url.back()) != std::string_view::npos
    )
        url.remove_suffix(1);
    return url;
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        default:
            out += c;
    }
}

/// What stands in angle brackets, as typed.
std::string typed_reference(const Workspace& workspace, std::string_view inside) {
    const std::string_view target = inside.substr(0, inside.find('|'));
    const std::string_view id = target.substr(std::min<std::size_t>(1, target.size()));
    if (target.starts_with('@')) {
        const Person* person = workspace.person(id);
        return "@" + (person == nullptr ? std::string(id) : person->handle);
    }
    if (target.starts_with('#')) {
        const Channel* channel = workspace.channel(id);
        return "#" + (channel == nullptr ? std::string(id) : channel->name);
    }
    return std::string(target);
}

}  // namespace

std::string slack_text(const Workspace& workspace, std::string_view typed, MentionForm form) {
    std::string out;
    for (std::size_t i = 0; i < typed.size();) {
        const std::string_view rest = typed.substr(i);
        const bool at_word = i == 0 || !is_name_char(typed[i - 1]);
        const std::string_view name = at_word ? name_at(rest.substr(1)) : std::string_view();
        const Person* person =
            rest.front() == '@' && !name.empty() ? workspace.person_called(name) : nullptr;
        const Channel* channel =
            rest.front() == '#' && !name.empty() ? workspace.channel_called(name) : nullptr;
        const std::string_view url = at_word ? url_at(rest) : std::string_view();
        if (person != nullptr) {
            out += "<@" + person->id +
                   (form == MentionForm::id_and_name ? "|" + person->handle : "") + ">";
            i += 1 + name.size();
        } else if (channel != nullptr) {
            out += "<#" + channel->id + "|" +
                   (channel->kind == ChannelKind::open ? channel->name : "") + ">";
            i += 1 + name.size();
        } else if (!url.empty()) {
            out += "<";
            for (const char c : url) append_escaped(out, c);
            out += ">";
            i += url.size();
        } else {
            append_escaped(out, rest.front());
            ++i;
        }
    }
    return out;
}

std::string typed_text(const Workspace& workspace, std::string_view slack) {
    std::string out;
    while (!slack.empty()) {
        const auto close = slack.front() == '<' ? slack.find('>') : std::string_view::npos;
        if (close != std::string_view::npos) {
            out += typed_reference(workspace, slack.substr(1, close - 1));
            slack.remove_prefix(close + 1);
        } else if (slack.starts_with("&amp;")) {
            out += '&';
            slack.remove_prefix(5);
        } else if (slack.starts_with("&lt;") || slack.starts_with("&gt;")) {
            out += slack[1] == 'l' ? '<' : '>';
            slack.remove_prefix(4);
        } else {
            out += slack.front();
            slack.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace debrief::sandbox
