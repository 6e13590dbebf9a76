#include "bot/core/holdings.hpp"

#include "bot/core/controlling.hpp"
#include "bot/core/protocolling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t most_controls = 500;

void add_of_follow_up(const Records& records, PersonId owner, Holdings& holdings) {
    const auto& follow_up = *holdings.follow_up;
    holdings.it_owner = follow_up.it_owner == owner;
    holdings.ops_contact = follow_up.ops_contact == owner;
    if (follow_up.control_count > 0) {
        for (auto& control : records.controls(follow_up.id, most_controls)) {
            if (control.owner == owner && !control.finished())
                holdings.controls.push_back(std::move(control));
        }
    }
    for (auto& concern : records.concerns(follow_up.id, false)) {
        if (concern.owner == owner && concern.state != ConcernState::withdrawn)
            holdings.concerns.push_back(std::move(concern));
    }
}

/// Moves reminders from one person to another.
class Reminders {
  public:
    Reminders(Ruling& ruling, FollowUp settings, PersonId from, PersonId to)
        : ruling_(ruling),
          settings_(std::move(settings)),
          from_(from),
          to_(to),
          calendar_(ruling.calendar_for(to, settings_)) {}

    /// One that waits comes to the new owner in their working hours; one that came already, and
    /// whose answer is still owed, comes again the next working day.
    void move(std::string_view kind, const std::string& subject, bool owed) {
        const auto key = timer_key(kind, subject);
        ruling_.end_nudge(from_, key);
        const auto now = ruling_.world.now;
        if (auto due = ruling_.world.records.timer(key)) {
            ruling_.set_timer(key, calendar_.next_working(std::max(*due, now)));
        } else if (owed) {
            ruling_.set_timer(key, calendar_.next_working(calendar_.add_business_days(now, 1)));
        }
    }

  private:
    Ruling& ruling_;
    FollowUp settings_;
    PersonId from_, to_;
    Calendar calendar_;
};

/// Where the old owner was asked to verify or check a control, the new one is.
void move_proofs(Ruling& ruling, const FollowUp& before, PersonId from, Reminders& reminders) {
    if (before.control_count == 0) return;
    for (const auto& control : ruling.world.records.controls(before.id, most_controls)) {
        if (second_person(before, control) != from) continue;
        const auto name = control.id.text();
        const bool check = control.check_due && *control.check_due <= ruling.world.now;
        if (control.owes_verification()) reminders.move("verify", name, true);
        if (control.check_due) reminders.move("check", name, check);
    }
}

void move_roles(
    Ruling& ruling, const Holdings& holdings, PersonId from, PersonId to, Reminders& reminders
) {
    const auto& before = *holdings.follow_up;
    const auto name = before.id.text();
    auto after = before;
    if (holdings.ops_contact) after.ops_contact = to;
    if (holdings.it_owner) after.it_owner = to;
    end_concern_nudges(ruling, before);
    ruling.save(after);
    if (holdings.ops_contact) reminders.move("answer", name, before.open() && !before.answered());
    if (holdings.it_owner) {
        const bool owes =
            before.open() && before.mistake_count == 0 && before.acknowledge_by != never;
        reminders.move("acknowledge", name, owes);
        const bool asked = waits_for_answer(ruling.world.records, before);
        if (asked) ask_again(ruling, before);
        reminders.move("feedback", name, asked);
    }
    move_proofs(ruling, before, from, reminders);
    if (after.open()) start_concern_nudges(ruling, after);
}

bool there(const Ruling& ruling, const std::optional<PersonId>& id) {
    return id && ruling.person(*id).active;
}

}  // namespace

std::string Thing::title() const {
    if (control) return control->title;
    if (concern) return concern->text;
    if (protocol) return protocol->title;
    return follow_up ? follow_up->subject.title : std::string();
}

FollowUp Thing::settings() const {
    if (follow_up) return *follow_up;
    return protocol ? settings_of(*protocol) : FollowUp();
}

Thing thing_of(const Records& records, std::string_view subject) {
    Thing thing;
    if (auto id = FollowUpId::read(subject)) {
        thing.follow_up = records.follow_up(*id);
    } else if (auto control = ControlId::read(subject)) {
        thing.control = records.control(*control);
        if (thing.control) thing.follow_up = records.follow_up(thing.control->follow_up);
    } else if (auto concern = ConcernId::read(subject)) {
        thing.concern = records.concern(*concern);
        if (thing.concern) thing.follow_up = records.follow_up(thing.concern->follow_up);
    } else if (auto protocol = ProtocolId::read(subject)) {
        thing.protocol = records.protocol(*protocol);
    }
    return thing;
}

Holdings holdings_of(const Records& records, const Thing& thing, PersonId owner) {
    Holdings holdings;
    holdings.follow_up = thing.follow_up;
    if (thing.protocol) {
        if (thing.protocol->owner == owner && thing.protocol->in_force())
            holdings.protocol = thing.protocol;
    } else if (thing.control) {
        if (thing.control->owner == owner && !thing.control->finished())
            holdings.controls.push_back(*thing.control);
    } else if (thing.concern) {
        if (thing.concern->owner == owner && thing.concern->state != ConcernState::withdrawn)
            holdings.concerns.push_back(*thing.concern);
    } else if (thing.follow_up) {
        add_of_follow_up(records, owner, holdings);
    }
    return holdings;
}

View holding_lines(const Holdings& holdings, std::size_t most) {
    View lines = View::List{};
    std::size_t shown = 0;
    const auto add = [&](const std::string& id, std::string_view as, const std::string& title) {
        if (shown++ >= most) return;
        View line;
        lines.push(std::move(line.set("id", id).set("as", as).set("title", title)));
    };
    const auto& of = holdings.follow_up;
    if (holdings.it_owner) add(of->id.text(), "IT owner", of->subject.title);
    if (holdings.ops_contact) add(of->id.text(), "ops contact", of->subject.title);
    for (const auto& one : holdings.controls) add(one.id.text(), "control", one.title);
    for (const auto& one : holdings.concerns) add(one.id.text(), "resolution", one.resolution);
    if (holdings.protocol) add(holdings.protocol->id.text(), "protocol", holdings.protocol->title);
    return lines;
}

void move_holdings(Ruling& ruling, const Holdings& holdings, PersonId from, PersonId to) {
    if (holdings.protocol) {
        auto protocol = *holdings.protocol;
        const auto settings = settings_of(protocol);
        protocol.owner = to;
        protocol.nudges = 0;
        ruling.save(protocol);
        Reminders(ruling, settings, from, to)
            .move("protocol", protocol.id.text(), protocol.review_at <= ruling.world.now);
        return;
    }
    Reminders reminders(ruling, *holdings.follow_up, from, to);
    if (holdings.it_owner || holdings.ops_contact)
        move_roles(ruling, holdings, from, to, reminders);
    for (auto control : holdings.controls) {
        control.owner = to;
        control.overdue_nudges = 0;
        ruling.save(control);
        reminders.move("control", control.id.text(), true);
    }
    for (auto concern : holdings.concerns) {
        concern.owner = to;
        ruling.save(concern);
    }
    ruling.touch(*holdings.follow_up);
}

std::optional<PersonId> in_charge_of(const Ruling& ruling, const FollowUp& follow_up) {
    if (there(ruling, follow_up.it_owner)) return follow_up.it_owner;
    const auto service = ruling.service_of(follow_up);
    for (const auto& address : {service.it_owner, service.ops_contact}) {
        // Who is not involved in a private one does not hear of it.
        if (address.empty() || follow_up.is_private) continue;
        const auto known = ruling.world.records.person_by_email(address);
        if (known && ruling.person(known->id).active) return known->id;
    }
    if (there(ruling, follow_up.ops_contact)) return follow_up.ops_contact;
    if (there(ruling, follow_up.opened_by)) return follow_up.opened_by;
    return std::nullopt;
}

}  // namespace debrief::core
