// What a source reports: opens a follow-up once, whatever repeats, re-fires or arrives twice under
// other names.
#include "bot/core/planning.hpp"
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

/// When the thing of this follow-up was last known to end.
UtcTime last_end(const FollowUp& follow_up) {
    return follow_up.subject.ended.value_or(follow_up.opened_at);
}

bool within_window(const Ruling& ruling, const FollowUp& earlier, const Subject& subject) {
    auto start = subject.started.value_or(subject.ended.value_or(ruling.world.now));
    return start <= last_end(earlier) + ruling.service_of(earlier).clocks.merge_window;
}

/// The very same occurrence told again: it names no new end, or the same start.
bool repeats(const FollowUp& earlier, const Subject& subject) {
    if (!subject.ended) return true;
    if (*subject.ended <= last_end(earlier)) return true;
    return subject.started && subject.started == earlier.subject.started;
}

/// Takes over what the report adds: a later end, an outcome, a link, a version.
bool absorb(Subject& known, const Subject& told) {
    auto before = known;
    if (told.ended && (!known.ended || *told.ended > *known.ended)) known.ended = told.ended;
    if (told.outcome != Outcome::unknown) known.outcome = told.outcome;
    if (known.link.empty()) known.link = told.link;
    if (known.version.empty()) known.version = told.version;
    if (told.kind == SubjectKind::incident)
        known.severity = std::min(known.severity, told.severity);
    return known != before;
}

void join(Ruling& ruling, FollowUp follow_up, const Subject& subject, const char* how) {
    if (!absorb(follow_up.subject, subject)) return;
    ruling.save(follow_up);
    ruling.journal("join", follow_up.id.text(), how);
    ruling.touch(follow_up);
}

void open_for(Ruling& ruling, const SubjectReported& reported, std::optional<FollowUpId> earlier) {
    FollowUp follow_up;
    follow_up.subject = reported.subject;
    if (!follow_up.subject.ended) follow_up.subject.ended = ruling.world.now;
    follow_up.earlier = earlier;
    if (const auto* service = ruling.world.directory.service(reported.subject.service)) {
        follow_up.subject.service = service->name;
        follow_up.channels = service->channels;
        if (!service->it_owner.empty()) follow_up.it_owner = ruling.by_email(service->it_owner);
    }
    for (const auto& somebody : reported.people) {
        if (!follow_up.it_owner && somebody.find('@') != std::string::npos)
            follow_up.it_owner = ruling.by_email(somebody);
    }
    open_follow_up(ruling, std::move(follow_up));
}

std::optional<FollowUp> same_upgrade(const Ruling& ruling, const Subject& subject) {
    if (subject.kind != SubjectKind::upgrade || subject.version.empty()) return std::nullopt;
    const auto* service = ruling.world.directory.service(subject.service);
    auto window = (service ? service->clocks : Clocks()).merge_window;
    auto since = subject.ended.value_or(ruling.world.now) - window;
    return ruling.world.records.upgrade_of(
        service ? service->name : subject.service, subject.version, since
    );
}

/// The upgrade was planned: its plan is over, or its follow-up is open already.
void take_plan(Ruling& ruling, const FollowUp& follow_up, const Subject& subject) {
    if (follow_up.begun()) {
        ruling.save(SourceLink{subject.source, subject.external_id, follow_up.id});
        return join(ruling, follow_up, subject, "the planned upgrade, told by a source");
    }
    auto plan = ruling.world.records.plan(follow_up.id);
    if (plan) open_planned(ruling, follow_up, std::move(*plan), subject);
}

}  // namespace

void decide_reported(Ruling& ruling, const SubjectReported& reported) {
    const auto& subject = reported.subject;
    auto earlier = ruling.world.records.follow_up_of(subject.source, subject.external_id);
    if (!reported.ended) {
        if (earlier && earlier->open()) ruling.journal("fires again", earlier->id.text());
        return;
    }
    if (earlier && repeats(*earlier, subject)) {
        join(ruling, *earlier, subject, "told again");
    } else if (earlier && earlier->open() && within_window(ruling, *earlier, subject)) {
        join(ruling, *earlier, subject, "fired again within the merge window");
    } else if (earlier) {
        open_for(ruling, reported, earlier->id);
    } else if (auto upgrade = same_upgrade(ruling, subject)) {
        ruling.save(SourceLink{subject.source, subject.external_id, upgrade->id});
        join(ruling, *upgrade, subject, "the same version, told by another event");
    } else if (auto of_plan = planned_upgrade(ruling, subject)) {
        take_plan(ruling, *of_plan, subject);
    } else {
        open_for(ruling, reported, std::nullopt);
    }
}

}  // namespace debrief::core
