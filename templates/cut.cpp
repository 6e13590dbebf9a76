#include "bot/base/text.hpp"
#include "templates/limits.hpp"

#include <utility>

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

/// Shortens a piece to its last line or, when that is too far away, its last word.
std::string_view whole_words(std::string_view piece) {
    const auto line = piece.rfind('\n');
    if (line != std::string_view::npos && line >= piece.size() / 2) return piece.substr(0, line);
    const auto word = piece.rfind(' ');
    const bool near =
        word != std::string_view::npos && word + 1 >= piece.size() - piece.size() / 10;
    return near ? piece.substr(0, word) : piece;
}

bool ends_in_quote(std::string_view piece) {
    return piece.substr(piece.rfind('\n') + 1).starts_with("> ");
}

}  // namespace

std::vector<std::string> split_mrkdwn(std::string_view text, std::size_t limit, std::size_t most) {
    std::vector<std::string> pieces;
    std::string rest(text);
    while (pieces.size() + 1 < most && text::length(rest) > limit && limit > fence.size()) {
        const auto piece = whole_words(beginning(rest, limit - fence.size()));
        if (piece.size() <= fence.size()) break;
        std::string begin(piece);
        const char next = rest[piece.size()];
        auto remaining = rest.substr(piece.size() + (next == '\n' || next == ' ' ? 1 : 0));
        if (next != '\n' && ends_in_quote(begin)) remaining.insert(0, "> ");
        if (fences(begin) % 2 == 1) {
            begin += fence;
            remaining.insert(0, fence);
        }
        pieces.push_back(std::move(begin));
        rest = std::move(remaining);
    }
    pieces.push_back(cut_mrkdwn(rest, limit));
    return pieces;
}

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
