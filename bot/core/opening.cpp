// Opening a follow-up: by hand, or for what a source reported.
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

UtcTime completion_due(const Service& service, const Subject& subject, UtcTime start) {
    auto calendar = service.calendar();
    if (subject.kind == SubjectKind::upgrade)
        return calendar.add_business_days(start, service.clocks.complete_upgrade);
    if (subject.severity == 1) return calendar.add_days(start, service.clocks.complete_severity_1);
    return calendar.add_business_days(start, service.clocks.complete);
}

void start_clocks(Ruling& ruling, FollowUp& follow_up) {
    auto service = ruling.service_of(follow_up);
    auto calendar = service.calendar();
    auto start = ruling.world.now;
    follow_up.feedback_until = calendar.add_business_days(start, service.clocks.feedback_window);
    follow_up.complete_by = completion_due(service, follow_up.subject, start);
    follow_up.acknowledge_by = follow_up.subject.kind == SubjectKind::incident
                                   ? acknowledgement_due(ruling, follow_up, start)
                                   : never;
    auto name = follow_up.id.text();
    ruling.set_timer(timer_key("settle", name), follow_up.feedback_until);
    if (follow_up.it_owner) ruling.set_timer(timer_key("feedback", name), follow_up.feedback_until);
    if (follow_up.ops_contact) {
        auto nudge_at = calendar.add_business_days(start, service.clocks.feedback_nudge);
        auto contact = ruling.calendar_for(follow_up.ops_contact, follow_up);
        ruling.set_timer(timer_key("answer", name), contact.next_working(nudge_at));
    }
    if (follow_up.it_owner && follow_up.acknowledge_by != never) {
        auto owner = ruling.calendar_for(follow_up.it_owner, follow_up);
        ruling.set_timer(
            timer_key("acknowledge", name), owner.next_working(follow_up.acknowledge_by)
        );
    }
}

std::string names_of(const std::vector<const Service*>& services) {
    std::string out;
    for (const auto* service : services) out += (out.empty() ? "" : ", ") + service->name;
    return out;
}

}  // namespace

ServiceChoice choose_service(Ruling& ruling, const std::string& typed) {
    const auto& directory = ruling.world.directory;
    if (!typed.empty()) {
        if (const auto* known = directory.service(typed)) return {known, false};
        const auto* near = directory.nearest(typed);
        ruling.refuse_field(
            "service",
            "There is no service “" + typed + "”.",
            near ? "Did you mean `service:" + near->name + "`?"
                 : "The configuration names no service yet; leave `service:` out."
        );
        return {nullptr, true};
    }
    auto here = directory.services_in(ruling.command.origin.channel);
    if (here.size() > 1) {
        ruling.refuse_field(
            "service",
            "This channel belongs to several services: " + names_of(here) + ".",
            "Say which one it is, such as `service:" + here.front()->name + "`."
        );
        return {nullptr, true};
    }
    return {here.empty() ? nullptr : here.front(), false};
}

namespace {

/// Reads a typed time into `out`; false with the reply set when it is not understood or lies in the
/// future.
bool read_past(
    Ruling& ruling,
    const std::string& typed,
    const Calendar& calendar,
    const std::string& what,
    std::optional<UtcTime>& out
) {
    if (typed.empty()) return true;
    out = read_time(typed, ruling.world.now, calendar);
    if (!out) {
        ruling.refuse_field(
            what,
            "I could not read “" + typed + "” as the time it " + what + ".",
            "Times look like `2026-11-20 14:00`, `14:00`, `yesterday 14:00` or `2h ago`."
        );
        return false;
    }
    if (*out > ruling.world.now + std::chrono::minutes(5)) {
        ruling.refuse_field(
            what,
            "The time it " + what + " lies in the future.",
            "A follow-up starts after something ended; give a time that has passed."
        );
        return false;
    }
    return true;
}

bool read_times(Ruling& ruling, const Open& open, const Calendar& calendar, Subject& subject) {
    if (!read_past(ruling, open.started, calendar, "started", subject.started)) return false;
    if (!read_past(ruling, open.ended, calendar, "ended", subject.ended)) return false;
    if (subject.started && subject.ended && *subject.started > *subject.ended) {
        ruling.refuse_field(
            "ended", "It cannot have ended before it started.", "Check `started:` and `ended:`."
        );
        return false;
    }
    return true;
}

}  // namespace

bool choose_person(
    Ruling& ruling, const PersonRef& ref, const char* option, std::optional<PersonId>& out
) {
    if (ref.empty()) return true;
    auto found = ruling.find(ref);
    if (!found) {
        ruling.refuse_field(
            option,
            "I do not know who “" + ref.typed + "” is.",
            std::string("Mention the person, such as `") + option +
                ":@name`, or give the e-mail address."
        );
        return false;
    }
    const auto person = ruling.person(*found);
    if (!person.active && !person.accounts.empty()) {
        ruling.refuse_field(
            option,
            "The account of " + person.name + " is gone.",
            "Name somebody who is still there."
        );
        return false;
    }
    out = found;
    return true;
}

namespace {

void choose_channels(const Ruling& ruling, const Service* service, FollowUp& follow_up) {
    const auto& here = ruling.command.origin.channel;
    if (service && !follow_up.is_private) follow_up.channels = service->channels;
    if (follow_up.channels.empty() && !here.empty()) follow_up.channels.push_back(here);
}

}  // namespace

UtcTime acknowledgement_due(const Ruling& ruling, const FollowUp& follow_up, UtcTime start) {
    auto service = ruling.service_of(follow_up);
    bool high = follow_up.subject.kind == SubjectKind::incident && follow_up.subject.severity <= 2;
    return service.calendar().add_business_days(
        start, high ? service.clocks.acknowledgement_high : service.clocks.acknowledgement
    );
}

FollowUp open_follow_up(Ruling& ruling, FollowUp follow_up) {
    follow_up.id = ruling.world.records.next_follow_up();
    return begin_follow_up(ruling, std::move(follow_up));
}

FollowUp begin_follow_up(Ruling& ruling, FollowUp follow_up) {
    follow_up.state = FollowUpState::open;
    follow_up.opened_at = ruling.world.now;
    auto service = ruling.service_of(follow_up);
    if (follow_up.goal.empty()) follow_up.goal = service.goal;
    if (!follow_up.ops_contact) follow_up.ops_contact = ruling.by_email(service.ops_contact);
    if (!follow_up.it_owner) follow_up.it_owner = ruling.by_email(service.it_owner);
    start_clocks(ruling, follow_up);
    ruling.save(follow_up);
    ruling.journal(
        "open", follow_up.id.text(), follow_up.is_private ? "private" : follow_up.subject.title
    );
    ruling.touch(follow_up);
    notice(ruling, follow_up, "notice_opened");
    ask_for_owners(ruling, follow_up);
    if (follow_up.subject.kind == SubjectKind::upgrade) {
        offer_protocols(ruling, follow_up);
        plan_second_look(ruling, follow_up);
    }
    return follow_up;
}

void decide_open(Ruling& ruling, const Open& open) {
    auto choice = choose_service(ruling, open.service);
    if (choice.refused) return;
    FollowUp follow_up;
    auto& subject = follow_up.subject;
    subject.kind = open.kind;
    subject.title = ruling.named(open.title);
    subject.service = choice.service ? choice.service->name : "";
    subject.severity = open.severity.value_or(3);
    subject.link = open.link;
    subject.ended = ruling.world.now;
    follow_up.is_private = open.is_private;
    follow_up.goal = open.goal;
    auto zone = ruling.actor().timezone.empty() ? ruling.service_of(follow_up).timezone
                                                : ruling.actor().timezone;
    if (!read_times(ruling, open, Calendar(zone, WorkingHours(), {}), subject)) return;
    if (!choose_person(ruling, open.owner, "owner", follow_up.it_owner)) return;
    if (!choose_person(ruling, open.ops, "ops", follow_up.ops_contact)) return;
    choose_channels(ruling, choice.service, follow_up);
    if (follow_up.channels.empty()) {
        ruling.reply(refuse(
            "There is no channel to open the thread in.",
            "Use the command in a channel, or name a `service:` that has channels."
        ));
        return;
    }
    follow_up.opened_by = ruling.actor().id;
    follow_up = open_follow_up(ruling, std::move(follow_up));
    const auto& here = ruling.command.origin.channel;
    bool visible_here = std::find(follow_up.channels.begin(), follow_up.channels.end(), here) !=
                        follow_up.channels.end();
    View view;
    view.set("id", follow_up.id.text())
        .set("title", follow_up.subject.title)
        .set("here", visible_here);
    view.set("service", follow_up.subject.service).set("private", follow_up.is_private);
    ruling.reply(say("opened", std::move(view)));
}

}  // namespace debrief::core
