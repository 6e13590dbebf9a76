// acknowledge [F-n] happened: … put right: … next: … | acknowledge answers M-n yes|no [TEXT]
#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"

#include <array>

namespace debrief::core {
namespace {

constexpr std::size_t parts = 3;
constexpr std::array<std::string_view, parts> fields = {"what_happened", "put_right", "what_next"};

struct Label {
    std::string_view words;
    std::size_t part;
};
/// Longer ones first.
constexpr Label labels[] = {
    {"what happened:", 0},
    {"happened:", 0},
    {"put right:", 1},
    {"what comes next:", 2},
    {"what next:", 2},
    {"next:", 2},
};

const Label* label_at(std::string_view text, std::size_t at) {
    for (const auto& label : labels) {
        if (same_letters(text.substr(at, label.words.size()), label.words)) return &label;
    }
    return nullptr;
}

/// Cuts the text at its labels; what stands before the first one belongs to what happened. A label
/// that comes again is text.
std::array<std::string, parts> split(std::string_view text) {
    std::array<std::string, parts> found;
    std::array<bool, parts> seen{};
    std::size_t part = 0;
    std::size_t from = 0;
    const auto store = [&](std::size_t to) {
        const auto piece = trim(text.substr(from, to - from));
        if (!piece.empty() && !found[part].empty()) found[part] += ' ';
        found[part] += piece;
    };
    bool word_start = true;
    for (std::size_t at = 0; at < text.size();) {
        const auto* label = word_start ? label_at(text, at) : nullptr;
        if (label != nullptr && !seen[label->part]) {
            store(at);
            part = label->part;
            seen[part] = true;
            at += label->words.size();
            from = at;
            continue;
        }
        const auto space = space_at(text, at);
        word_start = space != 0;
        at += space != 0 ? space : 1;
    }
    store(text.size());
    return found;
}

/// "answers M-3 yes"; nothing when it is something else.
std::optional<Intent> read_heard(std::string_view rest) {
    if (!same_letters(bare(take_word(rest)), "answers")) return std::nullopt;
    const auto id = take_id<MistakeId>(rest);
    if (!id) return std::nullopt;
    HearAcknowledgement heard;
    heard.id = *id;
    const auto word = bare(take_word(rest));
    heard.answers = same_letters(word, "yes");
    if (!heard.answers && !same_letters(word, "no")) {
        return misunderstood(
            "`acknowledge answers` needs yes or no.",
            "Type `acknowledge answers " + id->text() + " yes`, or `no` and what is missing."
        );
    }
    if (!heard.answers && (rest.empty() || only_ids(rest))) {
        ShowForm form;
        form.form = "missing";
        form.context = id->text();
        return form;
    }
    heard.text = rest;
    return heard;
}

}  // namespace

Intent read_acknowledge(std::string_view rest) {
    if (auto heard = read_heard(rest)) return *heard;
    const auto id = take_id<FollowUpId>(rest, false);
    if (auto problem = id ? std::nullopt : not_a_follow_up(rest)) return *problem;
    auto found = split(rest);
    if (!found[0].empty() && !found[1].empty() && !found[2].empty()) {
        Acknowledge acknowledge;
        acknowledge.id = id;
        acknowledge.what_happened = std::move(found[0]);
        acknowledge.put_right = std::move(found[1]);
        acknowledge.what_next = std::move(found[2]);
        return acknowledge;
    }
    ShowForm form;
    form.form = "acknowledge";
    if (id) form.context = id->text();
    for (std::size_t part = 0; part < parts; ++part) {
        if (!found[part].empty()) form.prefill.emplace_back(fields[part], std::move(found[part]));
    }
    return form;
}

}  // namespace debrief::core
