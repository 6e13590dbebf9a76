// A mistake that looks like one an older control was meant to prevent: a person decides whether it
// is.
#include "bot/core/resembling.hpp"

#include "bot/core/controlling.hpp"
#include "bot/core/letters.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace debrief::core {
namespace {

constexpr std::size_t shortest_word = 4;
constexpr std::size_t longest_ending = 3;
constexpr std::size_t most_words = 200;
constexpr std::size_t enough_shared = 2;
constexpr std::size_t most_controls = 50;

constexpr std::string_view telling_nothing[] = {
    "about",  "after", "again", "also",   "because", "been",    "before", "being",
    "both",   "could", "does",  "down",   "each",    "every",   "from",   "have",
    "here",   "into",  "just",  "more",   "most",    "only",    "other",  "over",
    "should", "since", "some",  "such",   "than",    "that",    "their",  "them",
    "then",   "there", "they",  "this",   "time",    "under",   "until",  "very",
    "were",   "what",  "when",  "where",  "which",   "while",   "will",   "with",
    "would",  "wrong", "your",  "didn't", "wasn't",  "mistake", "error",  "problem"};

bool is_letter(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 || (code >= '0' && code <= '9') ||
           (lower(byte) >= 'a' && lower(byte) <= 'z');
}

std::vector<std::string> telling_words(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size() && words.size() < most_words;) {
        auto end = at;
        while (end < text.size() && (is_letter(text[end]) || text[end] == '\'')) ++end;
        auto word = lower(text.substr(at, end - at));
        const bool common =
            std::find(std::begin(telling_nothing), std::end(telling_nothing), word) !=
            std::end(telling_nothing);
        if (word.size() >= shortest_word && !common) words.push_back(std::move(word));
        at = std::max(end, at + 1);
    }
    return words;
}

/// "restarts" and "restarted": they begin alike, and what follows are short endings. "service" and
/// "server" are two words.
bool same_word(std::string_view left, std::string_view right) {
    const auto shorter = std::min(left.size(), right.size());
    std::size_t alike = 0;
    while (alike < shorter && left[alike] == right[alike]) ++alike;
    const bool stem = alike > shortest_word || (alike == shortest_word && alike == shorter);
    return stem && std::max(left.size(), right.size()) - alike <= longest_ending;
}

std::size_t shared(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    std::vector<std::string_view> found;
    for (const auto& word : left) {
        const auto is_it = [&](std::string_view other) { return same_word(word, other); };
        if (std::any_of(found.begin(), found.end(), is_it)) continue;
        if (std::any_of(right.begin(), right.end(), is_it)) found.push_back(word);
    }
    return found.size();
}

/// All that is known of what a control was meant to prevent.
std::string about(const Records& records, const Control& control, const FollowUp& follow_up) {
    auto text = control.title + " " + follow_up.subject.title;
    auto mistake = control.mistake ? records.mistake(*control.mistake) : std::nullopt;
    if (!mistake) return text;
    text += " " + mistake->what_happened;
    for (const auto& factor : mistake->factors) text += " " + factor.text;
    return text;
}

struct Resemblance {
    Control control;
    FollowUp follow_up;
    std::size_t words = 0;
};

Resemblance nearest(Ruling& ruling, const FollowUp& follow_up, const Mistake& mistake) {
    const auto& records = ruling.world.records;
    const auto& subject = follow_up.subject;
    const auto began = subject.started.value_or(subject.ended.value_or(follow_up.opened_at));
    const auto words = telling_words(subject.title + " " + mistake.what_happened);
    Resemblance best;
    for (auto& control : records.controls_in_place(subject.service, most_controls)) {
        const bool before = control.done_at && *control.done_at <= began;
        if (control.follow_up == follow_up.id || !before || control.check == Check::failed)
            continue;
        auto of = records.follow_up(control.follow_up);
        if (!of || !ruling.may_see(*of)) continue;
        const auto count = shared(words, telling_words(about(records, control, *of)));
        if (count > best.words) best = {std::move(control), std::move(*of), count};
    }
    return best;
}

}  // namespace

std::size_t shared_words(std::string_view left, std::string_view right) {
    return shared(telling_words(left), telling_words(right));
}

void suggest_failed_control(Ruling& ruling, const FollowUp& follow_up, const Mistake& mistake) {
    if (follow_up.subject.service.empty()) return;
    auto best = nearest(ruling, follow_up, mistake);
    if (best.words < enough_shared) return;
    auto view = control_told(ruling, best.control);
    view.set("mistake", mistake.id.text()).set("what_happened", mistake.what_happened);
    view.set("follow_up", best.follow_up.id.text()).set("subject", best.follow_up.subject.title);
    if (best.control.done_at) view.set("done_at", *best.control.done_at);
    ruling.tell_person(mistake.by, "resembles", std::move(view));
}

}  // namespace debrief::core
