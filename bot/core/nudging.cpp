// Deadlines that fall due: reminders to one named person, in their working hours, and what closes
// by itself.
#include "bot/core/controlling.hpp"
#include "bot/core/needs.hpp"
#include "bot/core/permissions.hpp"
#include "bot/core/planning.hpp"
#include "bot/core/showing.hpp"
#include "bot/core/sides.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

View nudge_view(const Ruling& ruling, const FollowUp& follow_up) {
    auto view = subject_view(follow_up);
    view.set("overdue", follow_up.acknowledge_by < ruling.world.now)
        .set("due", follow_up.acknowledge_by);
    return view;
}

void answer_due(Ruling& ruling, const FollowUp& follow_up, const std::string& key) {
    ruling.cancel_timer(key);
    if (!follow_up.open() || follow_up.answered() || !follow_up.ops_contact) return;
    if (!may_nudge_now(ruling, follow_up, *follow_up.ops_contact, key)) return;
    ruling.nudge(*follow_up.ops_contact, key, "nudge_answer", nudge_view(ruling, follow_up));
    ruling.journal("nudge", follow_up.id.text(), "for an answer");
}

void acknowledgement_is_due(Ruling& ruling, const FollowUp& follow_up, const std::string& key) {
    ruling.cancel_timer(key);
    if (!follow_up.open() || follow_up.mistake_count > 0 || !follow_up.it_owner) return;
    if (!may_nudge_now(ruling, follow_up, *follow_up.it_owner, key)) return;
    ruling.nudge(*follow_up.it_owner, key, "nudge_acknowledge", nudge_view(ruling, follow_up));
    ruling.journal("nudge", follow_up.id.text(), "for the acknowledgement");
    auto calendar = ruling.calendar_for(follow_up.it_owner, follow_up);
    const auto every = ruling.service_of(follow_up).clocks.nudge_every;
    ruling.set_timer(key, calendar.next_working(calendar.add_days(ruling.world.now, every)));
}

/// Three days before, on the day, then weekly.
UtcTime next_control_nudge(
    const Ruling& ruling, const FollowUp& follow_up, const Control& control
) {
    auto calendar = ruling.calendar_for(control.owner, follow_up);
    auto now = ruling.world.now;
    if (calendar.date(now) < calendar.date(control.due))
        return calendar.next_working(calendar.at(calendar.date(control.due), 0));
    auto every = ruling.service_of(follow_up).clocks.control_nudge_every;
    return calendar.next_working(calendar.add_days(now, every));
}

View control_nudge(const Ruling& ruling, const FollowUp& follow_up, const Control& control) {
    View view;
    view.set("id", control.id.text()).set("title", control.title).set("due", control.due);
    view.set("overdue", control.due < ruling.world.now).set("state", name_of(control.state));
    view.set("owner", person_view(ruling.person(control.owner)));
    return view.set("follow_up", follow_up.id.text()).set("subject", follow_up.subject.title);
}

void control_due(Ruling& ruling, Control control, const std::string& key) {
    ruling.cancel_timer(key);
    auto follow_up = ruling.world.records.follow_up(control.follow_up);
    if (control.finished() || !follow_up) return;
    if (!may_nudge_now(ruling, *follow_up, control.owner, key)) return;
    ruling.nudge(control.owner, key, "nudge_control", control_nudge(ruling, *follow_up, control));
    ruling.journal("nudge", control.id.text(), "for the control");
    auto calendar = ruling.calendar_for(control.owner, *follow_up);
    if (calendar.date(control.due) < calendar.date(ruling.world.now)) {
        ++control.overdue_nudges;
        ruling.save(control);
        const auto service = ruling.service_of(*follow_up);
        auto it_owner = ruling.by_email(service.it_owner);
        if (control.overdue_nudges == service.clocks.control_escalation && it_owner &&
            it_owner != control.owner) {
            ruling.tell_person(
                *it_owner, "control_overdue", control_nudge(ruling, *follow_up, control)
            );
        }
    }
    ruling.set_timer(key, next_control_nudge(ruling, *follow_up, control));
}

/// Closes what owes nothing once its time is over; asks again the next morning while something is
/// owed.
void settle(Ruling& ruling, FollowUp follow_up, const std::string& key) {
    ruling.cancel_timer(key);
    if (!follow_up.open()) return;
    auto owed = owed_by(ruling.world.records, follow_up);
    if (!anything_blocks(owed)) return close_follow_up(ruling, follow_up, Closing::settled, {});
    auto service = ruling.service_of(follow_up);
    auto calendar = service.calendar();
    auto now = ruling.world.now;
    auto quiet_at =
        calendar.add_business_days(follow_up.complete_by, service.clocks.feedback_window);
    bool only_unanswered =
        !follow_up.answered() && std::all_of(owed.begin(), owed.end(), [](const Owed& one) {
            return !one.blocks_closing || one.what == Owed::What::answer;
        });
    if (service.clocks.quiet_close && only_unanswered && now >= quiet_at) {
        return close_follow_up(ruling, follow_up, Closing::quiet, {});
    }
    auto next = now < follow_up.complete_by ? follow_up.complete_by
                : now < quiet_at            ? quiet_at
                                            : calendar.next_business_morning(now);
    ruling.set_timer(key, next);
}

/// The reminders that wait for this person, each once.
std::vector<std::string> waiting_for(const Ruling& ruling, PersonId me) {
    std::vector<std::string> keys;
    for (const auto& need : needs_of(ruling.world, me)) {
        if (!need.reminder.empty() &&
            std::find(keys.begin(), keys.end(), need.reminder) == keys.end())
            keys.push_back(need.reminder);
    }
    return keys;
}

/// Who a reminder goes to; nothing when its subject is gone or owes nothing any more.
std::optional<PersonId> nudged_by(const Records& records, std::string_view key) {
    auto colon = key.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto kind = key.substr(0, colon);
    auto subject = key.substr(colon + 1);
    if (auto id = ControlId::read(subject)) {
        auto control = records.control(*id);
        if (!control) return std::nullopt;
        if (kind == "control" && !control->finished()) return control->owner;
        auto of = records.follow_up(control->follow_up);
        if (!of) return std::nullopt;
        if (kind == "verify" && control->owes_verification()) return second_person(*of, *control);
        if (kind == "check" && control->check_due) return second_person(*of, *control);
    } else if (auto concern_id = ConcernId::read(subject); concern_id && kind == "concern") {
        auto concern = records.concern(*concern_id);
        auto of = concern ? records.follow_up(concern->follow_up) : std::nullopt;
        if (of && concern->open()) return speaker_of(*of, *concern, concern->next());
    } else if (auto protocol_id = ProtocolId::read(subject); protocol_id && kind == "protocol") {
        auto protocol = records.protocol(*protocol_id);
        if (protocol && protocol->in_force()) return protocol->owner;
    } else if (auto hand_over_id = HandOverId::read(subject); hand_over_id && kind == "hand-over") {
        auto hand_over = records.hand_over(*hand_over_id);
        if (hand_over && hand_over->waits()) return hand_over->to;
    } else if (auto follow_up_id = FollowUpId::read(subject)) {
        auto follow_up = records.follow_up(*follow_up_id);
        if (follow_up && kind == "feedback" && waits_for_answer(records, *follow_up))
            return follow_up->it_owner;
        if (follow_up && kind == "second_look") return follow_up->ops_contact;
        if (follow_up) {
            if (auto who = plan_nudges(records, kind, *follow_up)) return who;
        }
        if (!follow_up || !follow_up->open()) return std::nullopt;
        if (kind == "answer" && !follow_up->answered()) return follow_up->ops_contact;
        if (kind == "acknowledge" && follow_up->mistake_count == 0) return follow_up->it_owner;
    }
    return std::nullopt;
}

/// What was shown once is shown again when the time is over.
void prepare_again(Ruling& ruling, std::string_view key) {
    constexpr std::string_view kind = "feedback:";
    if (!key.starts_with(kind)) return;
    auto id = FollowUpId::read(key.substr(kind.size()));
    auto follow_up = id ? ruling.world.records.follow_up(*id) : std::nullopt;
    if (follow_up) ask_again(ruling, *follow_up);
}

}  // namespace

bool may_nudge_now(Ruling& ruling, const FollowUp& follow_up, PersonId to, const std::string& key) {
    // Nobody reads it there; whoever takes over gets it.
    const auto person = ruling.person(to);
    if (!person.active && !person.accounts.empty()) return false;
    auto calendar = ruling.calendar_for(to, follow_up);
    if (calendar.is_working(ruling.world.now)) return true;
    ruling.set_timer(key, calendar.next_working(ruling.world.now));
    return false;
}

void decide_snooze(Ruling& ruling, const Snooze& snooze) {
    const auto& me = ruling.actor();
    Calendar calendar(me.timezone, WorkingHours(), {});
    auto until = read_until(snooze.until, ruling.world.now, calendar);
    if (!until) until = read_time(snooze.until, ruling.world.now, calendar);
    if (!until || *until <= ruling.world.now) {
        return ruling.refuse_field(
            "until",
            until ? "“" + snooze.until + "” has already passed."
                  : "I could not read “" + snooze.until + "” as a time to wait.",
            "Say how long, such as `snooze 4h` or `snooze tomorrow`, or until when, such as "
            "`snooze until tomorrow 14:00`."
        );
    }
    auto longest = ruling.world.now + std::chrono::days(31);
    if (*until > longest) {
        return ruling.refuse_field(
            "until",
            "A reminder can wait for a month at most.",
            "Give a shorter time, such as `snooze 2w`."
        );
    }
    auto wake_at = calendar.next_working(*until);
    std::vector<std::string> keys;
    if (snooze.nudge.empty()) {
        keys = waiting_for(ruling, me.id);
    } else if (nudged_by(ruling.world.records, snooze.nudge) == me.id) {
        keys.push_back(snooze.nudge);
    }
    std::int64_t snoozed = 0;
    for (const auto& key : keys) {
        bool named = !snooze.nudge.empty();
        auto due = ruling.world.records.timer(key);
        if (!due && !named) continue;
        ruling.set_timer(key, named ? wake_at : std::max(*due, wake_at));
        ruling.end_nudge(me.id, key);
        prepare_again(ruling, key);
        ++snoozed;
    }
    if (snoozed == 0) {
        return ruling.reply(
            refuse("No reminder waits for you here.", "`list mine` shows what you owe.")
        );
    }
    ruling.journal("snooze", snooze.nudge.empty() ? "all" : snooze.nudge);
    ruling.reply(say("snoozed", View().set("until", wake_at).set("count", snoozed)));
}

void decide_timer(Ruling& ruling, const TimerDue& timer) {
    const auto& key = timer.key;
    auto colon = std::min(key.find(':'), key.size());
    auto kind = std::string_view(key).substr(0, colon);
    auto subject = std::string_view(key).substr(std::min(colon + 1, key.size()));
    if (kind == "summary" && subject == "monthly") return monthly_summary(ruling, timer.due);
    if (kind == "summary") return weekly_summary(ruling, timer.due);
    if (kind == "groups") return groups_due(ruling, key);
    if (auto control_id = ControlId::read(subject)) {
        auto control = ruling.world.records.control(*control_id);
        if (control && kind == "control") return control_due(ruling, *control, key);
        if (control && (kind == "verify" || kind == "check"))
            return proof_is_due(ruling, *control, kind, key);
    }
    if (auto concern_id = ConcernId::read(subject); concern_id && kind == "concern") {
        if (auto concern = ruling.world.records.concern(*concern_id))
            return concern_due(ruling, *concern, key);
    }
    if (auto protocol_id = ProtocolId::read(subject); protocol_id && kind == "protocol") {
        if (auto protocol = ruling.world.records.protocol(*protocol_id))
            return review_due(ruling, *protocol, key);
    }
    if (auto hand_over_id = HandOverId::read(subject); hand_over_id && kind == "hand-over") {
        if (auto hand_over = ruling.world.records.hand_over(*hand_over_id))
            return hand_over_due(ruling, *hand_over, key);
    }
    auto id = FollowUpId::read(subject);
    auto follow_up = id ? ruling.world.records.follow_up(*id) : std::nullopt;
    if (!follow_up) return ruling.cancel_timer(key);  // a timer of something that is no more
    if (plan_timer(ruling, kind, *follow_up, key)) return;
    if (kind == "answer") return answer_due(ruling, *follow_up, key);
    if (kind == "acknowledge") return acknowledgement_is_due(ruling, *follow_up, key);
    if (kind == "feedback") return feedback_due(ruling, *follow_up, key);
    if (kind == "second_look") return second_look_due(ruling, *follow_up, key);
    if (kind == "settle") return settle(ruling, *follow_up, key);
    ruling.cancel_timer(key);
}

}  // namespace debrief::core
