// When a second person is asked to verify a control, and ops whether it held: once, then weekly, at
// most three times.
#include "bot/core/controlling.hpp"

namespace debrief::core {
namespace {

constexpr int most_nudges = 3;

}  // namespace

std::optional<PersonId> second_person(const FollowUp& follow_up, const Control& control) {
    for (const auto& one : {follow_up.ops_contact, follow_up.it_owner, follow_up.opened_by}) {
        if (one && one != control.owner) return one;
    }
    return std::nullopt;
}

void start_proof(Ruling& ruling, const FollowUp& follow_up, Control& control) {
    auto service = ruling.service_of(follow_up);
    auto zone = ruling.calendar_for(second_person(follow_up, control), follow_up);
    const auto now = ruling.world.now;
    control.check_due = service.calendar().add_days(now, service.clocks.effectiveness_check);
    const auto name = control.id.text();
    ruling.set_timer(timer_key("verify", name), zone.next_working(now));
    ruling.set_timer(timer_key("check", name), zone.next_working(*control.check_due));
}

void end_proof(
    Ruling& ruling, const FollowUp& follow_up, const Control& control, std::string_view kind
) {
    const auto key = timer_key(kind, control.id.text());
    ruling.cancel_timer(key);
    if (auto second = second_person(follow_up, control)) ruling.end_nudge(*second, key);
}

void proof_is_due(Ruling& ruling, Control control, std::string_view kind, const std::string& key) {
    ruling.cancel_timer(key);
    const bool verify = kind == "verify";
    auto follow_up = ruling.world.records.follow_up(control.follow_up);
    auto to = follow_up ? second_person(*follow_up, control) : std::nullopt;
    if (!to || !(verify ? control.owes_verification() : control.check_due.has_value())) return;
    if (!may_nudge_now(ruling, *follow_up, *to, key)) return;
    auto view = control_told(ruling, control);
    view.set("follow_up", follow_up->id.text()).set("subject", follow_up->subject.title);
    if (control.done_at) view.set("done_at", *control.done_at);
    ruling.nudge(*to, key, verify ? "nudge_verify" : "nudge_check", std::move(view));
    ruling.journal("nudge", control.id.text(), verify ? "to verify it" : "whether it held");
    auto& nudges = verify ? control.verify_nudges : control.check_nudges;
    ++nudges;
    ruling.save(control);
    if (nudges >= most_nudges) return;
    auto calendar = ruling.calendar_for(to, *follow_up);
    const auto every = ruling.service_of(*follow_up).clocks.nudge_every;
    ruling.set_timer(key, calendar.next_working(calendar.add_days(ruling.world.now, every)));
}

}  // namespace debrief::core
