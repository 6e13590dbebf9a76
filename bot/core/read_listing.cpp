// list [mine|open|overdue|all|said] [service:S] | summary [week|month] [service:S] | snooze
// DURATION
#include "bot/core/names.hpp"
#include "bot/core/options.hpp"
#include "bot/core/similar.hpp"

namespace debrief::core {
namespace {

constexpr OptionRule rules[] = {{"service", "service:mail"}};

constexpr Named<ListWhat> lists[] = {
    {ListWhat::open, "open"},
    {ListWhat::mine, "mine"},
    {ListWhat::overdue, "overdue"},
    {ListWhat::all, "all"},
    {ListWhat::said, "said"},
    {ListWhat::said, "feedback"},
};
constexpr Named<Period> periods[] = {
    {Period::week, "week"},
    {Period::week, "weekly"},
    {Period::month, "month"},
    {Period::month, "monthly"},
};

/// The one word that may stand beside the options; `value` stays as it is when there is none.
template <class Enum, std::size_t Size>
Problem read_choice(
    const Options& options,
    const Named<Enum> (&table)[Size],
    std::string_view verb,
    std::string_view choices,
    Enum& value
) {
    if (options.problem) return options.problem;
    if (options.rest.empty()) return std::nullopt;
    if (const auto found = value_in(table, bare(options.rest))) {
        value = *found;
        return std::nullopt;
    }
    const auto command = "`" + std::string(verb) + "`";
    std::string problem = "I don't know " + command + " with " + quoted(options.rest) + ".";
    for (const auto& row : table) {
        if (edits_between(bare(options.rest), row.name) > 2) continue;
        problem += " Did you mean `" + std::string(verb) + " " + std::string(row.name) + "`?";
        break;
    }
    return misunderstood(
        std::move(problem),
        "Choose one of " + std::string(choices) + "; `" + std::string(verb) +
            " service:mail` narrows it to one service."
    );
}

std::string service_of(const Options& options) {
    return options.given.empty() ? std::string() : options.given.front().value;
}

/// "acknowledge:F-12": what a button puts behind the duration.
bool is_nudge_key(std::string_view word) {
    const auto colon = word.find(':');
    return colon != word.npos && colon > 0 && only_ids(word.substr(colon + 1));
}

}  // namespace

Intent read_list(std::string_view rest) {
    const auto options = read_options(rest, rules);
    ShowList list;
    const auto choices = "`mine`, `open`, `overdue`, `all` and `said`";
    if (auto problem = read_choice(options, lists, "list", choices, list.what)) return *problem;
    list.service = service_of(options);
    return list;
}

Intent read_summary(std::string_view rest) {
    const auto options = read_options(rest, rules);
    ShowSummary summary;
    if (auto problem =
            read_choice(options, periods, "summary", "`week` and `month`", summary.period))
        return *problem;
    summary.service = service_of(options);
    return summary;
}

Intent read_snooze(std::string_view rest) {
    Snooze snooze;
    const auto last = last_word(rest);
    if (is_nudge_key(last)) {
        snooze.nudge = last;
        rest = trim(rest.substr(0, rest.size() - last.size()));
    }
    auto after = rest;
    const auto first = take_word(after);
    if (same_letters(first, "until") || same_letters(first, "for") || same_letters(first, "in"))
        rest = after;
    if (rest.empty()) {
        ShowForm form;
        form.form = "snooze";
        form.context = snooze.nudge;
        return form;
    }
    if (looks_like_until(rest) || looks_like_time(rest)) {
        snooze.until = rest;
        return snooze;
    }
    auto what = bad_until(rest);
    what.field.clear();
    return what;
}

}  // namespace debrief::core
