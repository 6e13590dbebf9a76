// protocol add [B-n|F-n] TITLE [options] | protocol list [all] [service:S] | protocol review P-n
// keep|change|retire …
#include "bot/core/letters.hpp"
#include "bot/core/options.hpp"
#include "bot/core/similar.hpp"

namespace debrief::core {
namespace {

constexpr OptionRule add_rules[] = {
    {"steps", "steps:\"Write the note; Call the desk\""},
    {"owner", "owner:@olga"},
    {"review", "review:2027-01-15", true},
    {"service", "service:mail"},
};
constexpr OptionRule list_rules[] = {{"service", "service:mail"}};
constexpr OptionRule review_rules[] = {
    {"steps", "steps:\"Write the note; Call the desk\""},
    {"review", "review:2027-01-15", true},
};

ShowForm form_for(std::string_view name, std::string context, const Options& options) {
    ShowForm form;
    form.form = name;
    form.context = std::move(context);
    for (const auto& option : options.given) form.prefill.emplace_back(option.name, option.value);
    return form;
}

/// The first line is the title; further lines are steps.
void split_lines(std::string_view text, std::string& title, std::string& steps) {
    const auto end = std::min(text.find('\n'), text.size());
    title = without_quotes(trim(text.substr(0, end)));
    const auto more = trim(text.substr(end));
    if (more.empty()) return;
    if (!steps.empty()) steps += '\n';
    steps += more;
}

Intent read_agreed(std::string_view rest) {
    AddProtocol add;
    add.feedback = take_id<FeedbackId>(rest);
    add.follow_up = take_id<FollowUpId>(rest);
    const auto options = read_options(rest, add_rules);
    if (auto problem = apply(options, add)) return *problem;
    split_lines(options.rest, add.title, add.steps);
    if (!add.title.empty()) return add;
    std::string context = add.feedback ? add.feedback->text() : std::string();
    if (add.follow_up) context += (context.empty() ? "" : " ") + add.follow_up->text();
    return form_for("protocol", std::move(context), options);
}

Intent read_shown(std::string_view rest) {
    ShowProtocols show;
    const auto options = read_options(rest, list_rules);
    if (options.problem) return *options.problem;
    for (const auto& option : options.given) show.service = option.value;
    std::string_view words = options.rest;
    show.id = take_id<ProtocolId>(words, false);
    show.all = same_letters(bare(words), "all");
    if (words.empty() || show.all) return show;
    return misunderstood(
        "I don't know `protocol list` with " + quoted(words) + ".",
        "Type `protocol list`, `protocol list all` for retired ones, too, or `protocol list "
        "service:mail`."
    );
}

constexpr std::pair<std::string_view, ReviewProtocol::Step> steps[] = {
    {"keep", ReviewProtocol::Step::keep},
    {"change", ReviewProtocol::Step::change},
    {"retire", ReviewProtocol::Step::retire},
};

Intent read_step(ProtocolId id, ReviewProtocol::Step step, std::string_view rest) {
    ReviewProtocol review;
    review.id = id;
    review.step = step;
    const auto options = read_options(rest, review_rules);
    if (auto problem = apply(options, review)) return *problem;
    if (step == ReviewProtocol::Step::change) {
        split_lines(options.rest, review.title, review.steps);
        if (review.title.empty() && review.steps.empty())
            return form_for("protocol_change", id.text(), options);
        return review;
    }
    review.reason = options.rest;
    if (step == ReviewProtocol::Step::retire && review.reason.empty())
        return form_for("protocol_retire", id.text(), options);
    return review;
}

Intent read_review(std::string_view rest) {
    const auto id = take_id<ProtocolId>(rest, false);
    if (!id) {
        return misunderstood(
            "`protocol review` needs the number of the protocol.",
            "Type `protocol review P-1 keep`; `protocol list` shows the protocols and their "
            "numbers."
        );
    }
    ShowProtocols show;
    show.id = *id;
    if (rest.empty() || only_ids(rest)) return show;
    const auto word = take_word(rest);
    for (const auto& [name, step] : steps) {
        if (same_letters(bare(word), name)) return read_step(*id, step, rest);
    }
    return misunderstood(
        "I don't know `protocol review` with " + quoted(word) + ".",
        "Say `keep`, `change` or `retire` after the number, such as `protocol review " +
            id->text() + " keep`."
    );
}

Misunderstood unknown_step(std::string_view word) {
    std::string problem = "I don't know `protocol` with " + quoted(word) + ".";
    for (const std::string_view step : {"add", "list", "review"}) {
        if (edits_between(bare(word), step) <= 1)
            problem += " Did you mean `protocol " + std::string(step) + "`?";
    }
    return misunderstood(
        std::move(problem),
        "Type `protocol add TITLE`, `protocol list`, or `protocol review P-1 keep`."
    );
}

}  // namespace

Intent read_protocol(std::string_view rest) {
    auto after = rest;
    const auto word = bare(take_word(after));
    if (word.empty() || same_letters(word, "add")) return read_agreed(after);
    if (same_letters(word, "list") || ProtocolId::read(word))
        return read_shown(same_letters(word, "list") ? after : rest);
    if (same_letters(word, "review")) return read_review(after);
    return unknown_step(word);
}

}  // namespace debrief::core
