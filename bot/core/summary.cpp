// The weekly summary: where things stand, who is needed, what came of what was said, and the gaps.
#include "bot/core/owed.hpp"
#include "bot/core/permissions.hpp"
#include "bot/core/showing.hpp"
#include "bot/core/sides.hpp"
#include "bot/core/summary_parts.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr int days_of_week = 7;
constexpr int weeks_compared = 4;
constexpr int amber_below = 80;
constexpr int red_below = 50;

View big_picture(const Ruling& ruling, const Span& span) {
    const auto& records = ruling.world.records;
    auto length = span.to - span.from;
    auto week = records.figures(span.from, span.to, span.service);
    auto before = records.figures(span.from - length * weeks_compared, span.from, span.service);
    View view;
    view.set("opened", week.opened).set("incidents", week.incidents).set("upgrades", week.upgrades);
    view.set("answered", week.answered)
        .set("all_well", week.all_well)
        .set("still_broken", week.still_broken);
    view.set("feedback", week.feedback).set("mistakes", week.mistakes);
    view.set("well_percent", percent(week.all_well, week.answered));
    view.set("well_percent_before", percent(before.all_well, before.answered));
    view.set("opened_before", static_cast<double>(before.opened) / weeks_compared);
    return view.set("trend", trend(week, before));
}

View person_of(const Ruling& ruling, const std::optional<PersonId>& id) {
    return id ? person_view(ruling.person(*id)) : View();
}

void add_follow_ups(
    const Ruling& ruling, const Span& span, FollowUpFilter filter, const char* why, Lines& lines
) {
    filter.state = FollowUpState::open;
    filter.service = span.service;
    filter.include_private = false;
    filter.limit = enough;
    for (const auto& follow_up : ruling.world.records.follow_ups(filter)) {
        auto line = subject_view(follow_up);
        bool broken = std::string_view(why) == "broken";
        line.set("why", why).set("who", person_of(ruling, follow_up.it_owner));
        if (!broken) line.set("due", follow_up.acknowledge_by);
        lines.add(std::move(line));
    }
}

View needs_you(const Ruling& ruling, const Span& span) {
    Lines lines;
    FollowUpFilter broken;
    broken.broken_only = true;
    add_follow_ups(ruling, span, broken, "broken", lines);
    FollowUpFilter unacknowledged;
    unacknowledged.acknowledge_before = ruling.world.now;
    add_follow_ups(ruling, span, unacknowledged, "unacknowledged", lines);
    ControlFilter overdue;
    overdue.due_before = ruling.world.now;
    overdue.service = span.service;
    overdue.limit = enough;
    for (const auto& control : ruling.world.records.controls(overdue)) {
        auto follow_up = ruling.world.records.follow_up(control.follow_up);
        if (!nameable(follow_up, span)) continue;
        View line;
        line.set("id", control.id.text())
            .set("title", control.title)
            .set("why", "overdue")
            .set("due", control.due);
        lines.add(std::move(line.set("who", person_of(ruling, control.owner))));
    }
    add_plans_not_agreed(ruling, span, lines);
    return std::move(lines).done();
}

View said_and_did(const Ruling& ruling, const Span& span) {
    Lines lines;
    for (const auto& feedback : ruling.world.records.feedback_done(span.from, span.to, enough)) {
        auto follow_up = ruling.world.records.follow_up(feedback.follow_up);
        if (!nameable(follow_up, span) || !feedback.control) continue;
        auto control = ruling.world.records.control(*feedback.control);
        if (!control || control->state == ControlState::dropped) continue;
        View line;
        line.set("said", feedback.text)
            .set("did", control->title)
            .set("control", control->id.text());
        lines.add(std::move(line.set("feedback", feedback.id.text())));
    }
    add_protocols(ruling, span, lines);
    return std::move(lines).done();
}

View mistakes(const Ruling& ruling, const Span& span) {
    Lines lines;
    for (const auto& mistake : ruling.world.records.mistakes_between(span.from, span.to, enough)) {
        auto follow_up = ruling.world.records.follow_up(mistake.follow_up);
        if (!nameable(follow_up, span)) continue;
        View line;
        line.set("id", mistake.id.text())
            .set("what_happened", mistake.what_happened)
            .set("by", person_of(ruling, mistake.by));
        lines.add(std::move(line.set("title", follow_up->subject.title)));
    }
    return std::move(lines).done();
}

View controls(const Ruling& ruling, const Span& span) {
    ControlFilter filter;
    filter.unfinished_only = false;
    filter.created_from = span.from;
    filter.created_to = span.to;
    filter.service = span.service;
    filter.limit = enough;
    std::int64_t strength[3] = {0, 0, 0};
    for (const auto& control : ruling.world.records.controls(filter))
        ++strength[static_cast<std::size_t>(control.strength)];
    ControlFilter done;
    done.unfinished_only = false;
    done.done_from = span.from;
    done.done_to = span.to;
    done.service = span.service;
    done.limit = enough;
    View view;
    view.set("added", strength[0] + strength[1] + strength[2])
        .set("stronger", strength[0])
        .set("intermediate", strength[1]);
    return view.set("weaker", strength[2]).set("done", ruling.world.records.controls(done).size());
}

/// Open concerns between ops and IT.
View concerns(const Ruling& ruling, const Span& span) {
    Lines lines;
    for (const auto& concern : ruling.world.records.open_concerns(enough)) {
        auto follow_up = ruling.world.records.follow_up(concern.follow_up);
        if (!nameable(follow_up, span) || follow_up->closed()) continue;
        View line;
        line.set("id", concern.id.text())
            .set("text", concern.text)
            .set("state", name_of(concern.state));
        line.set("topic", concern.topic ? name_of(*concern.topic) : std::string_view());
        line.set("next", name_of(concern.next()));
        line.set("who", person_of(ruling, speaker_of(*follow_up, concern, concern.next())));
        lines.add(std::move(line.set("title", follow_up->subject.title)));
    }
    return std::move(lines).done();
}

View gaps(const Ruling& ruling, const Span& span) {
    auto week = ruling.world.records.figures(span.from, span.to, span.service);
    auto followed_up = percent(week.answered, week.opened);
    View view;
    view.set("opened", week.opened)
        .set("followed_up_percent", followed_up)
        .set("unanswered", week.opened - week.answered);
    view.set("quiet", week.quiet).set("private", week.is_private);
    auto rate = week.opened == 0 ? 100 : week.answered * 100 / week.opened;
    view.set("light", rate < red_below ? "red" : rate < amber_below ? "amber" : "green");
    auto parked = ruling.world.records.parked(span.from, span.to);
    View reasons = View::List{};
    for (const auto& [reason, count] : parked.reasons) {
        View line;
        reasons.push(line.set("reason", reason).set("count", count));
    }
    return view.set("undelivered", parked.count).set("reasons", std::move(reasons));
}

View summary_view(const Ruling& ruling, const Span& span, std::string_view period) {
    View view;
    view.set("period", period)
        .set("from", span.from)
        .set("to", span.to)
        .set("service", span.service);
    view.set("picture", big_picture(ruling, span)).set("needs_you", needs_you(ruling, span));
    view.set("said_did", said_and_did(ruling, span)).set("mistakes", mistakes(ruling, span));
    view.set("controls", controls(ruling, span)).set("checks", checks_part(ruling, span));
    view.set("good_news", good_news_part(ruling, span)).set("thanks", thanks_part(ruling, span));
    view.set("concerns", concerns(ruling, span));
    return view.set("gaps", gaps(ruling, span));
}

/// The last instant of the rule that is not after `now`, starting from `due`.
UtcTime latest_due(const SummaryPlan& plan, UtcTime due, UtcTime now) {
    auto calendar = plan.calendar();
    for (auto next = calendar.next(plan.weekly, due); next <= now;
         next = calendar.next(plan.weekly, due))
        due = next;
    return due;
}

/// Sets the timer to `next`, or takes it back. One that fell due while the program was down stays:
/// the scheduler posts it now.
void arm(Ruling& ruling, const std::string& key, std::optional<UtcTime> next) {
    auto armed = ruling.world.records.timer(key);
    if (!next) {
        if (armed) ruling.cancel_timer(key);
    } else if (!armed || (*armed > ruling.world.now && *armed != *next)) {
        ruling.set_timer(key, *next);
    }
}

}  // namespace

std::vector<Channel> summary_places(const Directory& directory) {
    auto places = directory.summary.channels;
    for (const auto& workflow : directory.workflows) places.push_back(channel_of(workflow));
    return places;
}

void post_summary(
    Ruling& ruling, const char* template_name, const std::string& period, const View& view
) {
    for (const auto& channel : summary_places(ruling.world.directory)) {
        Post post;
        post.kind = Post::Kind::upsert;
        post.channel = channel;
        post.key = "summary:" + period + ":" + std::string(name_of(channel.platform)) + ":" +
                   channel.tenant + ":" + channel.id;
        post.template_name = template_name;
        post.view = view;
        ruling.decision.posts.push_back(std::move(post));
    }
}

void decide_summary(Ruling& ruling, const ShowSummary& summary) {
    // Up to and including this moment: somebody may ask right after they did something.
    Span span{ruling.world.now, ruling.world.now + Duration(1), {}};
    const auto service = ruling.known_service(summary.service);
    if (!service) return;
    span.service = *service;
    if (summary.period == Period::month) return show_month(ruling, std::move(span));
    span.from = ruling.world.now - std::chrono::days(days_of_week);
    ruling.reply(say("summary", summary_view(ruling, span, "week")));
}

void weekly_summary(Ruling& ruling, UtcTime due) {
    const auto& plan = ruling.world.directory.summary;
    if (summary_places(ruling.world.directory).empty())
        return ruling.cancel_timer(timer_key("summary", "weekly"));
    auto calendar = plan.calendar();
    due = latest_due(plan, due, ruling.world.now);
    Span span{calendar.add_days(due, -days_of_week), due, {}};
    auto view = summary_view(ruling, span, "week");
    post_summary(ruling, "summary", "week:" + calendar.format(due, "%Y-%m-%d"), view);
    ruling.journal("summary", "week of " + calendar.format(span.from, "%Y-%m-%d"));
    ruling.set_timer(timer_key("summary", "weekly"), calendar.next(plan.weekly, ruling.world.now));
}

Decision on_start(const World& world) {
    Command nobody;
    Ruling ruling(world, nobody);
    watch_groups(ruling);
    const auto& plan = world.directory.summary;
    const bool posted = !summary_places(world.directory).empty();
    std::optional<UtcTime> weekly;
    if (posted) weekly = plan.calendar().next(plan.weekly, world.now);
    arm(ruling, timer_key("summary", "weekly"), weekly);
    arm(ruling,
        timer_key("summary", "monthly"),
        posted ? next_monthly_summary(plan, world.now) : std::nullopt);
    return std::move(ruling.decision);
}

}  // namespace debrief::core
