#include "adapters/sources/values.hpp"

#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <array>

namespace debrief::sources {
namespace {

using core::Outcome;

/// Lower case, with every run of other characters than letters and digits as one blank.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text::lower(text::trim(text))) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

struct SeverityWord {
    std::string_view word;
    int severity;
};
constexpr std::array<SeverityWord, 21> severity_words{{
    {"critical", 1}, {"fatal", 1},   {"emergency", 1}, {"disaster", 1}, {"blocker", 1},
    {"page", 2},     {"error", 2},   {"high", 2},      {"major", 2},    {"alert", 2},
    {"urgent", 2},   {"warning", 3}, {"warn", 3},      {"medium", 3},   {"moderate", 3},
    {"minor", 3},    {"ticket", 3},  {"info", 4},      {"low", 4},      {"none", 4},
    {"notice", 4},
}};

struct OutcomeWord {
    std::string_view word;
    Outcome outcome;
};
constexpr std::array<OutcomeWord, 19> outcome_words{{
    {"success", Outcome::success},
    {"succeeded", Outcome::success},
    {"successful", Outcome::success},
    {"ok", Outcome::success},
    {"deployed", Outcome::success},
    {"with issues", Outcome::with_issues},
    {"success with issues", Outcome::with_issues},
    {"successful with issues", Outcome::with_issues},
    {"successful issues", Outcome::with_issues},
    {"partial", Outcome::with_issues},
    {"failure", Outcome::failed},
    {"failed", Outcome::failed},
    {"error", Outcome::failed},
    {"unsuccessful", Outcome::failed},
    {"rolled back", Outcome::rolled_back},
    {"rolledback", Outcome::rolled_back},
    {"rollback", Outcome::rolled_back},
    {"reverted", Outcome::rolled_back},
    {"backed out", Outcome::rolled_back},
}};

}  // namespace

std::optional<int> read_severity(std::string_view text) {
    const std::string word = plain(text);
    for (const SeverityWord& known : severity_words) {
        if (known.word == word) return known.severity;
    }
    // "1", "p1", "sev1", "sev 1", "severity 1", "priority 1"
    if (word.empty() || word.back() < '1' || word.back() > '5') return std::nullopt;
    const std::string_view name = text::trim(std::string_view(word).substr(0, word.size() - 1));
    for (const std::string_view known : {"", "p", "s", "sev", "severity", "prio", "priority"}) {
        if (name == known) return std::min(word.back() - '0', 4);
    }
    return std::nullopt;
}

Outcome read_outcome(std::string_view text) {
    const std::string word = plain(text);
    for (const OutcomeWord& known : outcome_words) {
        if (known.word == word) return known.outcome;
    }
    return Outcome::unknown;
}

std::string web_link(std::string_view text) {
    text = text::trim(text);
    const std::string start = text::lower(text.substr(0, 8));
    const bool web = start.starts_with("http://") || start.starts_with("https://");
    const bool clean = std::none_of(text.begin(), text.end(), [](unsigned char c) {
        return c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7F;
    });
    return web && clean && text.size() <= 2000 ? std::string(text) : std::string();
}

std::string short_id(std::string_view text) {
    if (text.size() <= 200) return std::string(text);
    return "sha256:" + crypto::hex(crypto::sha256(text));
}

std::string title_of(std::string_view text) {
    std::string line(text::trim(text));
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    return text::cut(line, 200);
}

}  // namespace debrief::sources
