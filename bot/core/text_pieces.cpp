#include "bot/core/text_pieces.hpp"

namespace debrief::core {
namespace {

// One Slack section takes 3,000 characters.
constexpr std::size_t longest_piece = 2'800;

/// The byte length of the first piece: at most `longest_piece` code points, cut after a white space
/// when there is one in the last tenth.
std::size_t piece_length(std::string_view text) {
    std::size_t points = 0;
    std::size_t last_space = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
        if (starts && points++ == longest_piece) return last_space ? last_space : i;
        if ((text[i] == ' ' || text[i] == '\n') && points > longest_piece - longest_piece / 10)
            last_space = i + 1;
    }
    return text.size();
}

}  // namespace

std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        const auto length = piece_length(text);
        pieces.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return pieces;
}

}  // namespace debrief::core
