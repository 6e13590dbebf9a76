// mrkdwn, as Slack's "Formatting message text" defines it: exactly three characters are escaped,
// and only <…> opens a mention, a date or a link.
#include "templates/markup.hpp"
#include "templates/times.hpp"

#include <algorithm>

namespace debrief::templates {

namespace {

bool is_special(char c) {
    return c == '&' || c == '<' || c == '>';
}

void escape(std::string& out, std::string_view text) {
    // Not find_first_of(), which calls memchr() for every character.
    for (auto at = text.begin(); at != text.end();) {
        const auto special = std::find_if(at, text.end(), is_special);
        out.append(at, special);
        if (special == text.end()) return;
        out += *special == '&' ? "&amp;" : *special == '<' ? "&lt;" : "&gt;";
        at = special + 1;
    }
}

bool is_user_id(std::string_view id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

void mention(std::string& out, json::Ref person) {
    const auto id = person["slack"].str();
    if (!is_user_id(id)) return escape(out, name_of(person));
    out.append("<@").append(id).append(">");
}

// The reader's own device puts the time into the reader's zone; the fallback is for clients that
// cannot.
void local_time(
    std::string& out,
    std::int64_t time,
    std::string_view tokens,
    void (*fallback)(std::string&, std::int64_t)
) {
    const auto seconds = time >= 0 ? time / 1000 : (time - 999) / 1000;
    out.append("<!date^").append(std::to_string(seconds)).append("^").append(tokens).append("|");
    fallback(out, time);
    out += '>';
}

void date(std::string& out, std::int64_t time) {
    local_time(out, time, "{date_short_pretty} at {time}", plain_words().date);
}

void day(std::string& out, std::int64_t time) {
    local_time(out, time, "{date_short_pretty}", plain_words().day);
}

void address(std::string& out, std::string_view url) {
    for (const char c : url) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "%3C";
                break;
            case '>':
                out += "%3E";
                break;
            case '|':
                out += "%7C";
                break;
            case ' ':
                out += "%20";
                break;
            default:
                out += c;
        }
    }
}

void link(std::string& out, std::string_view url, std::string_view label) {
    if (!is_linkable(url)) return escape(out, label.empty() ? url : label);
    out += '<';
    address(out, url);
    if (!label.empty()) {
        out += '|';
        std::string one_line(label);
        std::replace(one_line.begin(), one_line.end(), '\n', ' ');
        escape(out, one_line);
    }
    out += '>';
}

void quote(std::string& out, std::string_view text) {
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (begin != 0) out += '\n';
        out += "> ";
        escape(out, text.substr(begin, end - begin));
        begin = end + 1;
    }
}

void code(std::string& out, std::string_view text) {
    if (text.empty()) return;
    std::string inner(text);
    std::replace(inner.begin(), inner.end(), '`', '\'');
    const std::string_view fence = inner.find('\n') == std::string::npos ? "`" : "```";
    out += fence;
    escape(out, inner);
    out += fence;
}

}  // namespace

const Markup& slack_mrkdwn() {
    static constexpr Markup mrkdwn{escape, mention, date, day, link, quote, code};
    return mrkdwn;
}

}  // namespace debrief::templates
