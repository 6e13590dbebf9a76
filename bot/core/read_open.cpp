// open incident|upgrade TITLE [options] [private]
#include "bot/core/letters.hpp"
#include "bot/core/options.hpp"
#include "bot/core/similar.hpp"

namespace debrief::core {
namespace {

constexpr OptionRule rules[] = {
    {"service", "service:mail"},
    {"severity", "severity:2"},
    {"started", "started:2026-11-20 14:00", true},
    {"ended", "ended:2h ago", true},
    {"owner", "owner:@olga"},
    {"ops", "ops:@sam"},
    {"goal", "goal:\"Mail in 5 s\""},
    {"link", "link:https://status.example.com/42"},
    {"private", "private"},
};

bool is_private_word(std::string_view word) {
    return same_letters(bare(word), "private");
}

bool take_leading_private(std::string_view& text) {
    if (!is_private_word(first_word(text))) return false;
    take_word(text);
    return true;
}

bool take_trailing_private(std::string& text) {
    const auto word = last_word(text);
    if (!is_private_word(word)) return false;
    text = std::string(trim(std::string_view(text).substr(0, text.size() - word.size())));
    return true;
}

/// What stands in the line already, for the form.
ShowForm form_with(const Options& options, std::string_view kind, const Open& open) {
    ShowForm form;
    form.form = "open";
    if (!kind.empty()) form.prefill.emplace_back("kind", kind);
    if (!open.title.empty()) form.prefill.emplace_back("title", open.title);
    for (const auto& option : options.given) {
        if (option.name != "private") form.prefill.emplace_back(option.name, option.value);
    }
    if (open.is_private) form.prefill.emplace_back("private", "true");
    return form;
}

/// "incidnet" and the like; nothing for a word that is no kind at all.
Problem misspelt_kind(std::string_view word) {
    for (const auto kind : {SubjectKind::incident, SubjectKind::upgrade}) {
        const auto name = name_of(kind);
        if (edits_between(bare(word), name) > 2) continue;
        return misunderstood(
            "I don't know the kind " + quoted(word) + ". Did you mean `" + std::string(name) + "`?",
            "Type `open incident TITLE` or `open upgrade TITLE`."
        );
    }
    return std::nullopt;
}

}  // namespace

Intent read_open(std::string_view rest) {
    Open open;
    open.is_private = take_leading_private(rest);
    const auto kind = subject_kind_from(bare(first_word(rest)));
    if (kind) {
        open.kind = *kind;
        take_word(rest);
        if (take_leading_private(rest)) open.is_private = true;
    } else if (auto problem = misspelt_kind(first_word(rest))) {
        return *problem;
    }
    auto options = read_options(rest, rules);
    const bool private_word = open.is_private;
    if (auto problem = apply(options, open)) return *problem;
    open.is_private = take_trailing_private(options.rest) || private_word || open.is_private;
    open.title = without_quotes(options.rest);
    if (!kind || open.title.empty())
        return form_with(options, kind ? name_of(*kind) : std::string_view(), open);
    return open;
}

}  // namespace debrief::core
