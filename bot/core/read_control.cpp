// control add [M-n|B-n|F-n] TITLE [options] | control agree C-n | control start C-n | control done
// C-n EVIDENCE; what comes after that is read by read_proof.cpp.
#include "bot/core/letters.hpp"
#include "bot/core/options.hpp"
#include "bot/core/similar.hpp"

namespace debrief::core {
namespace {

constexpr OptionRule rules[] = {
    {"owner", "owner:@olga"},
    {"due", "due:2026-12-01", true},
    {"kind", "kind:preventive"},
    {"strength", "strength:stronger"},
};

/// Leading ids, each kind once, into `add`; their text, for a form's context.
std::string take_ground(std::string_view& rest, AddControl& add) {
    std::string context;
    const auto take = [&](auto& member) {
        using Id = typename std::decay_t<decltype(member)>::value_type;
        if (member) return false;
        member = take_id<Id>(rest);
        if (member) context += (context.empty() ? "" : " ") + member->text();
        return member.has_value();
    };
    while (take(add.mistake) || take(add.feedback) || take(add.follow_up)) {
    }
    return context;
}

Intent read_add(std::string_view rest) {
    AddControl add;
    auto context = take_ground(rest, add);
    const auto options = read_options(rest, rules);
    if (auto problem = apply(options, add)) return *problem;
    add.title = without_quotes(options.rest);
    if (!add.title.empty()) return add;
    ShowForm form;
    form.form = "control";
    form.context = std::move(context);
    for (const auto& option : options.given) form.prefill.emplace_back(option.name, option.value);
    return form;
}

Intent read_agree(std::string_view rest) {
    const auto id = take_id<ControlId>(rest, false);
    if (!id) return which_control("agree");
    AgreeControl agree;
    agree.id = *id;
    return agree;
}

Intent read_start(std::string_view rest) {
    const auto id = take_id<ControlId>(rest, false);
    if (!id) return which_control("start");
    StartControl start;
    start.id = *id;
    return start;
}

Intent read_done(std::string_view rest) {
    const auto id = take_id<ControlId>(rest, false);
    if (!id) return which_control("done");
    FinishControl finish;
    finish.id = *id;
    if (!only_ids(rest)) finish.evidence = rest;
    return finish;
}

struct Step {
    std::string_view name;
    Intent (*read)(std::string_view rest);
};
constexpr Step steps[] = {
    {"add", read_add},
    {"agree", read_agree},
    {"start", read_start},
    {"done", read_done},
    {"verify", read_verify},
    {"check", read_check},
    {"drop", read_drop},
};

Misunderstood unknown_step(std::string_view word) {
    const auto name = bare(word);
    std::string problem = "I don't know `control` with " + quoted(word) + ".";
    for (const auto& step : steps) {
        if (edits_between(name, step.name) <= 1)
            problem += " Did you mean `control " + std::string(step.name) + "`?";
    }
    return misunderstood(
        std::move(problem),
        "Type `control add TITLE`, or one of `agree`, `start`, `done`, `verify`, `check` and "
        "`drop` with "
        "the "
        "number, such as `control done C-7`."
    );
}

}  // namespace

Misunderstood which_control(std::string_view step) {
    return misunderstood(
        "`control " + std::string(step) + "` needs the number of the control.",
        "Type `control " + std::string(step) +
            " C-7`; `list mine` shows your controls and their numbers."
    );
}

Intent read_control(std::string_view rest) {
    const auto word = take_word(rest);
    if (word.empty()) return read_add(rest);
    for (const auto& step : steps) {
        if (same_letters(bare(word), step.name)) return step.read(rest);
    }
    return unknown_step(word);
}

}  // namespace debrief::core
