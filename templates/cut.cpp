#include "bot/base/text.hpp"
#include "templates/limits.hpp"

namespace debrief::templates {

namespace {

constexpr std::string_view ellipsis = "…", fence = "```";

std::size_t fences(std::string_view text) {
    std::size_t count = 0;
    for (auto at = text.find(fence); at != std::string_view::npos;
         at = text.find(fence, at + fence.size()))
        ++count;
    return count;
}

/// The longest beginning of at most `limit` code points that ends outside <…> and &…;.
std::string_view beginning(std::string_view text, std::size_t limit) {
    std::size_t safe = 0, points = 0;
    char until = '\0';  // the character that ends the construct we are in
    for (std::size_t at = 0; at < text.size();) {
        if (until == '\0') safe = at;
        if (points == limit) break;
        const char c = text[at];
        if (until == '\0' && (c == '<' || c == '&'))
            until = c == '<' ? '>' : ';';
        else if (c == until)
            until = '\0';
        ++points;
        do ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
    }
    return text.substr(0, safe);
}

}  // namespace

std::string cut_mrkdwn(std::string_view text, std::size_t limit) {
    if (text.size() <= limit || text::length(text) <= limit || limit == 0)
        return std::string(limit == 0 ? "" : text);
    std::string out(beginning(text, limit - 1));
    if (fences(out) % 2 == 0) return out.append(ellipsis);
    const auto room = fence.size() + 1;
    out = limit > room ? beginning(text, limit - room) : std::string_view();
    out.append(ellipsis);
    if (fences(out) % 2 == 1) out.append(fence);
    return out;
}

}  // namespace debrief::templates
