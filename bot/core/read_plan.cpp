// plan TITLE from:T to:T [options] | plan change F-n [options] | plan
// agree|update|measured|done|cancel|show F-n …
#include "bot/core/form_fields.hpp"
#include "bot/core/letters.hpp"
#include "bot/core/options.hpp"

namespace debrief::core {
namespace {

constexpr OptionRule rules[] = {
    {"service", "service:mail"},
    {"version", "version:9.2"},
    {"from", "from:2026-11-28 22:00", true},
    {"to", "to:4h", true},
    {"every", "every:2h", true},
    {"owner", "owner:@olga"},
    {"ops", "ops:@sam"},
    {"responsible", "responsible:@ivo"},
    {"approver", "approver:@lena"},
    {"goal", "goal:\"Mail in 5 s: 99.9 %\"", false, true},
    {"risk", "risk:\"The disk fills up -> We free 20 GB before\"", false, true},
    {"link", "link:https://wiki.example.com/42"},
};

struct Step {
    std::string_view name;
    MovePlan::Step step;
    std::string_view form;  ///< what opens without a text; none when a text is not needed
};
constexpr Step steps[] = {
    {"agree", MovePlan::Step::agree, ""},
    {"update", MovePlan::Step::update, "plan_update"},
    {"measured", MovePlan::Step::measured, "plan_measured"},
    {"done", MovePlan::Step::done, ""},
    {"cancel", MovePlan::Step::cancel, "plan_cancel"},
    {"show", MovePlan::Step::show, ""},
};

ShowForm form_for(std::string_view name, const std::optional<FollowUpId>& id) {
    ShowForm form;
    form.form = name;
    if (id) form.context = id->text();
    return form;
}

/// What stands in the line already, for the form.
ShowForm form_with(const Options& options, const PlanUpgrade& plan) {
    auto form = form_for("plan", plan.id);
    if (!plan.title.empty()) form.prefill.emplace_back("title", plan.title);
    std::string goals;
    std::string risks;
    for (const auto& option : options.given) {
        if (option.name == "goal") {
            goals += (goals.empty() ? "" : "\n") + option.value;
        } else if (option.name == "risk") {
            risks += (risks.empty() ? "" : "\n") + option.value;
        } else {
            form.prefill.emplace_back(option.name, option.value);
        }
    }
    if (!goals.empty()) form.prefill.emplace_back("goals", goals);
    if (!risks.empty()) form.prefill.emplace_back("risks", risks);
    return form;
}

Intent read_step(const Step& step, const std::optional<FollowUpId>& id, std::string_view rest) {
    if (!step.form.empty() && rest.empty()) return form_for(step.form, id);
    MovePlan move;
    move.id = id;
    move.step = step.step;
    move.text = rest;
    return move;
}

/// "F-12 …": what is left of the plan with that number is changed.
Intent read_wanted(std::optional<FollowUpId> id, std::string_view rest) {
    const auto options = read_options(rest, rules);
    PlanUpgrade plan;
    plan.id = id;
    if (auto problem = apply(options, plan)) return *problem;
    plan.title = without_quotes(options.rest);
    const bool whole = !plan.title.empty() && !plan.from.empty() && !plan.to.empty();
    const bool nothing = options.given.empty() && plan.title.empty();
    if (id ? nothing : !whole) return form_with(options, plan);
    return plan;
}

}  // namespace

Intent read_plan(std::string_view rest) {
    auto after = rest;
    const auto word = bare(take_word(after));
    const bool alone = after.empty();
    const bool changes = same_letters(word, "change") || same_letters(word, "move");
    const auto id = take_id<FollowUpId>(after);
    for (const auto& step : steps) {
        // Without a number, "update the mail server" is the title of a plan.
        if (same_letters(word, step.name) && (id || alone)) return read_step(step, id, after);
    }
    if (changes && id) return read_wanted(id, after);
    if (const auto own = take_id<FollowUpId>(rest)) return read_wanted(own, rest);
    return read_wanted(std::nullopt, rest);
}

Intent plan_form(const FormFields& form) {
    PlanUpgrade plan;
    plan.id = form.id<FollowUpId>();
    for (const auto& [field, problem, advice] :
         {std::array{"title", "The title is missing.", "Say in a few words what is upgraded."},
          std::array{"from", "The start of the window is missing.", "Say when it begins."},
          std::array{
              "to", "The end of the window is missing.", "Say when it ends at the latest."}}) {
        if (!plan.id && form.value(field).empty()) return missing(field, problem, advice);
    }
    if (auto problem = fill(form, plan)) return *problem;
    return plan;
}

Intent plan_update_form(const FormFields& form) {
    MovePlan move;
    move.id = form.id<FollowUpId>();
    move.step = MovePlan::Step::update;
    move.text = form.value("text");
    if (!move.text.empty()) return move;
    return missing("text", "The update is empty.", "Say where the upgrade stands.");
}

Intent plan_measured_form(const FormFields& form) {
    constexpr std::string_view start = "goal_";
    MovePlan move;
    move.id = form.id<FollowUpId>();
    move.step = MovePlan::Step::measured;
    for (const auto& [name, value] : form.fields()) {
        if (!name.starts_with(start) || trim(value).empty()) continue;
        std::size_t number = 0;
        const auto digits = std::string_view(name).substr(start.size());
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (read.ec == std::errc()) move.values.emplace_back(number, trim(value));
    }
    if (!move.values.empty()) return move;
    return missing("goal_0", "No value was given.", "Say what was measured for one goal at least.");
}

Intent plan_cancel_form(const FormFields& form) {
    MovePlan move;
    move.id = form.id<FollowUpId>();
    move.step = MovePlan::Step::cancel;
    move.text = form.value("reason");
    if (!move.text.empty()) return move;
    return missing("reason", "The reason is missing.", "Say why the upgrade does not take place.");
}

}  // namespace debrief::core
