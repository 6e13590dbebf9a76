// The monthly summary: by goal, what served it, how that ended, and what was measured; this month
// against those before.
#include "bot/core/planning.hpp"
#include "bot/core/summary_parts.hpp"

#include <map>

namespace debrief::core {
namespace {

constexpr int months_compared = 3;
constexpr std::size_t goals_shown = 8;
constexpr std::size_t measured_shown = 3;
constexpr std::size_t follow_ups_read = 500;

using std::chrono::months;
using std::chrono::year_month;

/// A month and those before it, with which it is compared.
struct MonthSpan {
    Span now;
    UtcTime before;  ///< where the months before begin
};

/// What was measured in the span, by goal.
std::map<std::string, Lines> measured_by_goal(const Ruling& ruling, const Span& span) {
    FollowUpFilter filter;
    filter.opened_from = span.from;
    filter.opened_to = span.to;
    filter.service = span.service;
    filter.include_private = false;
    filter.limit = follow_ups_read;
    std::map<std::string, Lines> found;
    for (const auto& follow_up : ruling.world.records.follow_ups(filter)) {
        if (follow_up.subject.kind != SubjectKind::upgrade) continue;
        auto plan = ruling.world.records.plan(follow_up.id);
        if (!plan) continue;
        for (const auto& goal : plan->goals) {
            View line;
            line.set("id", follow_up.id.text()).set("title", follow_up.subject.title);
            line.set("measure", goal.measure).set("target", goal.target);
            auto& lines = found.try_emplace(follow_up.goal, measured_shown).first->second;
            lines.add(std::move(line.set("measured", goal.measured)));
        }
    }
    return found;
}

View goal_line(const GoalFigures& one, const Figures* before) {
    const auto& now = one.figures;
    View line;
    line.set("goal", one.goal).set("opened", now.opened);
    line.set("incidents", now.incidents).set("upgrades", now.upgrades);
    line.set("well", now.all_well).set("broken", now.still_broken);
    line.set("partly", now.answered - now.all_well - now.still_broken);
    line.set("unanswered", now.opened - now.answered);
    const auto compared = before ? *before : Figures();
    line.set("incidents_before", static_cast<double>(compared.incidents) / months_compared);
    line.set("upgrades_before", static_cast<double>(compared.upgrades) / months_compared);
    line.set("well_percent", percent(now.all_well, now.answered));
    line.set("well_percent_before", percent(compared.all_well, compared.answered));
    return line.set("trend", trend(now, compared));
}

View goals_part(const Ruling& ruling, const MonthSpan& month) {
    const auto& records = ruling.world.records;
    const auto& span = month.now;
    auto before = records.goal_figures(month.before, span.from, span.service);
    auto measured = measured_by_goal(ruling, span);
    Lines lines(goals_shown);
    for (const auto& one : records.goal_figures(span.from, span.to, span.service)) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const auto& other) {
            return other.goal == one.goal;
        });
        auto line = goal_line(one, same == before.end() ? nullptr : &same->figures);
        auto values = measured.find(one.goal);
        auto shown = values == measured.end() ? Lines() : std::move(values->second);
        lines.add(std::move(line.set("measured", std::move(shown).done())));
    }
    return std::move(lines).done();
}

View month_view(const Ruling& ruling, const MonthSpan& month) {
    const auto& span = month.now;
    auto all = ruling.world.records.figures(span.from, span.to, span.service);
    auto before = ruling.world.records.figures(month.before, span.from, span.service);
    View view;
    view.set("from", span.from).set("to", span.to).set("service", span.service);
    view.set("opened", all.opened).set("incidents", all.incidents).set("upgrades", all.upgrades);
    view.set("well_percent", percent(all.all_well, all.answered));
    view.set("well_percent_before", percent(before.all_well, before.answered));
    view.set("opened_before", static_cast<double>(before.opened) / months_compared);
    view.set("trend", trend(all, before)).set("private", all.is_private);
    auto goals = goals_part(ruling, month);
    std::int64_t served = all.is_private;
    for (const auto& one : ruling.world.records.goal_figures(span.from, span.to, span.service))
        served += one.figures.opened;
    return view.set("goals", std::move(goals)).set("without_goal", all.opened - served);
}

UtcTime first_of(const Calendar& calendar, year_month month) {
    return calendar.at(month / std::chrono::day(1), 0);
}

/// The first working day of that month, at that minute.
UtcTime first_working_day(const Calendar& calendar, year_month month, int minute) {
    constexpr int noon = 12 * 60;
    auto date = std::chrono::sys_days(month / std::chrono::day(1));
    while (!calendar.is_working(calendar.at(LocalDate(date), noon))) date += std::chrono::days(1);
    return calendar.at(LocalDate(date), minute);
}

UtcTime next_monthly(const Calendar& calendar, int minute, UtcTime after) {
    const auto date = calendar.date(after);
    auto month = date.year() / date.month();
    while (true) {
        const auto due = first_working_day(calendar, month, minute);
        if (due > after) return due;
        month += months(1);
    }
}

/// The whole month before the one `due` is in.
MonthSpan month_before(const Calendar& calendar, UtcTime due) {
    const auto date = calendar.date(due);
    const auto month = date.year() / date.month();
    MonthSpan span;
    span.now.from = first_of(calendar, month - months(1));
    span.now.to = first_of(calendar, month);
    span.before = first_of(calendar, month - months(1 + months_compared));
    return span;
}

}  // namespace

void show_month(Ruling& ruling, Span span) {
    constexpr std::chrono::days length(28);
    span.from = ruling.world.now - length;
    MonthSpan month{span, span.from - months_compared * length};
    ruling.reply(say("summary_month", month_view(ruling, month)));
}

void monthly_summary(Ruling& ruling, UtcTime due) {
    const auto key = timer_key("summary", "monthly");
    const auto& plan = ruling.world.directory.summary;
    const auto places = summary_places(ruling.world.directory);
    if (places.empty() || !plan.monthly) return ruling.cancel_timer(key);
    auto calendar = plan.calendar();
    const auto now = ruling.world.now;
    // After an outage only the latest one is posted.
    for (auto next = next_monthly(calendar, *plan.monthly, due); next <= now;
         next = next_monthly(calendar, *plan.monthly, due))
        due = next;
    auto month = month_before(calendar, due);
    auto name = calendar.format(month.now.from, "%Y-%m");
    post_summary(ruling, "summary_month", "month:" + name, month_view(ruling, month));
    ruling.journal("summary", "month " + name);
    ruling.set_timer(key, next_monthly(calendar, *plan.monthly, now));
}

std::optional<UtcTime> next_monthly_summary(const SummaryPlan& plan, UtcTime now) {
    if (!plan.monthly) return std::nullopt;
    return next_monthly(plan.calendar(), *plan.monthly, now);
}

void add_plans_not_agreed(const Ruling& ruling, const Span& span, Lines& lines) {
    constexpr std::chrono::days soon(7);
    for (const auto& [follow_up, plan] : planned_upgrades(ruling.world.records, span.service)) {
        auto missing = missing_agreements(follow_up, plan);
        if (missing.empty() || plan.from > ruling.world.now + soon) continue;
        auto who = speaker_for(follow_up, plan, missing.front());
        View line;
        line.set("id", follow_up.id.text()).set("title", follow_up.subject.title);
        line.set("why", "not agreed").set("due", plan.from);
        line.set("who", who ? person_view(ruling.person(*who)) : View());
        lines.add(std::move(line.set("side", name_of(missing.front()))));
    }
}

}  // namespace debrief::core
