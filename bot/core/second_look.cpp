// The second look: six weeks after an upgrade ended, its ops contact is asked once more how it is;
// then weekly, three times at most. What they answer counts as every answer does. Nothing is kept
// for it: when it is asked follows from when the upgrade ended.
#include "bot/core/second_look.hpp"

namespace debrief::core {
namespace {

constexpr int nudge_every_days = 7;
constexpr int days_of_asking = 21;

/// What was undone is not looked at again.
bool stays(const FollowUp& follow_up) {
    const auto& subject = follow_up.subject;
    return subject.kind == SubjectKind::upgrade && subject.outcome != Outcome::failed &&
           subject.outcome != Outcome::rolled_back;
}

UtcTime asked_from(const Ruling& ruling, const FollowUp& follow_up) {
    const auto service = ruling.service_of(follow_up);
    const auto ended = follow_up.subject.ended.value_or(follow_up.opened_at);
    return service.calendar().add_days(ended, service.clocks.second_look);
}

bool answered_since(const Ruling& ruling, const FollowUp& follow_up, UtcTime since) {
    const auto latest = ruling.world.records.answers(follow_up.id, 1);
    return !latest.empty() && latest.front().at >= since;
}

std::string key_of(const FollowUp& follow_up) {
    return timer_key("second_look", follow_up.id.text());
}

}  // namespace

std::string second_look_after(const Ruling& ruling, const FollowUp& follow_up) {
    constexpr int week = 7;
    const int days = ruling.service_of(follow_up).clocks.second_look;
    const bool weeks = days % week == 0;
    const int count = weeks ? days / week : days;
    return std::to_string(count) + (weeks ? " week" : " day") + (count == 1 ? "" : "s");
}

std::optional<UtcTime> second_look_at(const Ruling& ruling, const FollowUp& follow_up) {
    if (!stays(follow_up)) return std::nullopt;
    return asked_from(ruling, follow_up);
}

void plan_second_look(Ruling& ruling, const FollowUp& follow_up) {
    if (!stays(follow_up)) return;
    const auto calendar = ruling.calendar_for(follow_up.ops_contact, follow_up);
    ruling.set_timer(key_of(follow_up), calendar.next_working(asked_from(ruling, follow_up)));
}

bool second_look_waits(const Ruling& ruling, const FollowUp& follow_up) {
    if (!stays(follow_up)) return false;
    const auto since = asked_from(ruling, follow_up);
    return ruling.world.now >= since && !answered_since(ruling, follow_up, since);
}

void end_second_look(Ruling& ruling, const FollowUp& follow_up) {
    ruling.cancel_timer(key_of(follow_up));
    if (follow_up.ops_contact) ruling.end_nudge(*follow_up.ops_contact, key_of(follow_up));
}

void second_look_due(Ruling& ruling, const FollowUp& follow_up, const std::string& key) {
    ruling.cancel_timer(key);
    if (!stays(follow_up) || !follow_up.ops_contact) return;
    const auto since = asked_from(ruling, follow_up);
    const auto calendar = ruling.calendar_for(follow_up.ops_contact, follow_up);
    const auto now = ruling.world.now;
    // Its end may have been told again, or its clock set anew.
    if (since > now) return ruling.set_timer(key, calendar.next_working(since));
    if (answered_since(ruling, follow_up, since)) return;
    if (!may_nudge_now(ruling, follow_up, *follow_up.ops_contact, key)) return;
    View view;
    view.set("id", follow_up.id.text())
        .set("title", follow_up.subject.title)
        .set("service", follow_up.subject.service)
        .set("after", second_look_after(ruling, follow_up));
    view.set("ended", follow_up.subject.ended.value_or(follow_up.opened_at));
    ruling.nudge(*follow_up.ops_contact, key, "nudge_second_look", std::move(view));
    ruling.journal("nudge", follow_up.id.text(), "for the second look");
    const auto again = calendar.next_working(calendar.add_days(now, nudge_every_days));
    if (again < calendar.add_days(since, days_of_asking)) ruling.set_timer(key, again);
}

}  // namespace debrief::core
