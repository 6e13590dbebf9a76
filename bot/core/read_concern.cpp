// concern TEXT [topic:…] [F-n] | concern need|resolve|agree|withdraw X-n …
#include "bot/core/letters.hpp"
#include "bot/core/options.hpp"

namespace debrief::core {
namespace {

constexpr OptionRule raise_rules[] = {{"topic", "topic:timeline"}};
constexpr OptionRule resolve_rules[] = {{"owner", "owner:@olga"}};

struct Step {
    std::string_view name;
    MoveConcern::Step step;
    std::string_view form;  ///< what opens without a text; none when a text is not needed
};
constexpr Step steps[] = {
    {"need", MoveConcern::Step::need, "concern_need"},
    {"resolve", MoveConcern::Step::resolve, "concern_resolve"},
    {"agree", MoveConcern::Step::agree, ""},
    {"withdraw", MoveConcern::Step::withdraw, "concern_withdraw"},
};

ShowForm form_for(std::string_view name, std::string context, const Options& options) {
    ShowForm form;
    form.form = name;
    form.context = std::move(context);
    for (const auto& option : options.given) form.prefill.emplace_back(option.name, option.value);
    return form;
}

Intent read_step(const Step& step, ConcernId id, std::string_view rest) {
    MoveConcern move;
    move.id = id;
    move.step = step.step;
    Options options;
    options.rest = rest;
    if (step.step == MoveConcern::Step::resolve) options = read_options(rest, resolve_rules);
    if (options.problem) return *options.problem;
    for (const auto& option : options.given) move.owner = PersonRef(option.value);
    if (!step.form.empty() && (options.rest.empty() || only_ids(options.rest)))
        return form_for(step.form, id.text(), options);
    move.text = options.rest;
    return move;
}

/// A number at the end of what somebody says: "the window is too short F-12".
std::optional<FollowUpId> take_last_id(std::string& text) {
    const auto last = last_word(text);
    if (last.size() < 2 || last[1] != '-') return std::nullopt;
    const auto id = FollowUpId::read(last);
    if (id) text = trim(std::string_view(text).substr(0, text.size() - last.size()));
    return id;
}

}  // namespace

Problem set_topic(std::optional<Topic>& topic, std::string_view value) {
    topic = topic_from(value);
    if (topic) return std::nullopt;
    return misunderstood(
        quoted(value) + " is not a topic of concerns.",
        "Choose timeline, resources, risk, roles, priorities or communication, as in "
        "`topic:timeline`.",
        "topic"
    );
}

Intent read_concern(std::string_view rest) {
    auto after = rest;
    const auto word = bare(take_word(after));
    for (const auto& step : steps) {
        if (!same_letters(word, step.name)) continue;
        if (const auto id = take_id<ConcernId>(after)) return read_step(step, *id, after);
    }
    RaiseConcern raise;
    raise.id = take_id<FollowUpId>(rest);
    const auto options = read_options(rest, raise_rules);
    if (options.problem) return *options.problem;
    for (const auto& option : options.given) {
        if (auto problem = set_topic(raise.topic, option.value)) {
            problem->field.clear();
            return *problem;
        }
    }
    raise.text = options.rest;
    if (!raise.id) raise.id = take_last_id(raise.text);
    if (!raise.text.empty()) return raise;
    return form_for("concern", raise.id ? raise.id->text() : std::string(), options);
}

}  // namespace debrief::core
