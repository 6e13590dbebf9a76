// The head post: the whole truth about a follow-up at this moment, in a few lines.
#include "bot/core/owed.hpp"
#include "bot/core/planning.hpp"
#include "bot/core/ruling.hpp"
#include "bot/core/showing.hpp"
#include "bot/core/sides.hpp"

namespace debrief::core {
namespace {

constexpr std::size_t lines_shown = 8;
constexpr std::size_t controls_counted = 500;

View optional_person(const Records& records, const std::optional<PersonId>& id) {
    auto person = id ? records.person(*id) : std::nullopt;
    return person ? person_view(*person) : View();
}

/// How many controls there are, and how many of them are verified and held.
void count_controls(const Records& records, const FollowUp& follow_up, View& view) {
    std::int64_t verified = 0;
    std::int64_t held = 0;
    if (follow_up.control_count > 0) {
        for (const auto& control : records.controls(follow_up.id, controls_counted)) {
            if (control.state == ControlState::verified) ++verified;
            if (control.check == Check::held) ++held;
        }
    }
    view.set("control_count", follow_up.control_count);
    view.set("verified_count", verified).set("held_count", held);
}

}  // namespace

std::string_view status_words(const FollowUp& follow_up) {
    if (!follow_up.open()) {
        switch (follow_up.closing) {
            case Closing::settled:
                return "Closed: settled";
            case Closing::with_reason:
                return "Closed early";
            case Closing::quiet:
                return "Closed: unanswered";
            case Closing::cancelled:
                return "Cancelled";
            case Closing::none:
                return "Closed";
        }
    }
    if (follow_up.planned()) return "Planned";
    if (follow_up.broken > 0) return "Still broken";
    if (follow_up.partly > 0) return "Works partly";
    if (follow_up.works > 0) return "Works";
    return "Waiting for an answer";
}

View subject_view(const FollowUp& follow_up) {
    const auto& subject = follow_up.subject;
    View view;
    view.set("id", follow_up.id.text())
        .set("kind", name_of(subject.kind))
        .set("title", subject.title);
    view.set("service", subject.service)
        .set("status", status_words(follow_up))
        .set("open", follow_up.open());
    view.set("private", follow_up.is_private)
        .set("severity", subject.severity)
        .set("link", subject.link);
    view.set("outcome", name_of(subject.outcome))
        .set("version", subject.version)
        .set("source", subject.source);
    if (subject.started) view.set("started", *subject.started);
    if (subject.ended) view.set("ended", *subject.ended);
    view.set("works", follow_up.works)
        .set("partly", follow_up.partly)
        .set("broken", follow_up.broken);
    view.set("answered", follow_up.answered()).set("feedback_count", follow_up.feedback_count);
    return view;
}

View owed_view(const World& world, const FollowUp& follow_up) {
    View lines = View::List{};
    auto owed = owed_by(world.records, follow_up);
    for (std::size_t i = 0; i < owed.size() && i < lines_shown; ++i) {
        const auto& one = owed[i];
        View line;
        line.set("what", one.words).set("subject", one.subject);
        if (one.who) line.set("who", optional_person(world.records, one.who));
        if (one.due) line.set("due", *one.due).set("overdue", *one.due < world.now);
        lines.push(std::move(line));
    }
    return lines;
}

View head_view(const World& world, const FollowUp& follow_up) {
    auto view = subject_view(follow_up);
    view.set("gap", perception_gap(world.records, follow_up));
    view.set("goal", follow_up.goal).set("owed", owed_view(world, follow_up));
    view.set("it_owner", optional_person(world.records, follow_up.it_owner));
    view.set("ops_contact", optional_person(world.records, follow_up.ops_contact));
    if (follow_up.earlier) view.set("earlier", follow_up.earlier->text());
    view.set("close_reason", follow_up.close_reason);
    if (follow_up.closed_at) view.set("closed_at", *follow_up.closed_at);
    View mistakes = View::List{};
    if (follow_up.mistake_count > 0) {
        auto all = world.records.mistakes(follow_up.id);
        for (std::size_t i = 0; i < all.size() && i < lines_shown; ++i) {
            View line;
            line.set("id", all[i].id.text())
                .set("text", all[i].what_happened)
                .set("by", optional_person(world.records, all[i].by));
            mistakes.push(std::move(line));
        }
    }
    view.set("mistakes", std::move(mistakes)).set("mistake_count", follow_up.mistake_count);
    count_controls(world.records, follow_up, view);
    // Only upgrades have plans; nothing is looked up for an incident.
    const bool upgrade = follow_up.subject.kind == SubjectKind::upgrade;
    auto plan = upgrade ? world.records.plan(follow_up.id) : std::nullopt;
    return view.set("goals", plan ? goal_lines(*plan) : View(View::List{}));
}

}  // namespace debrief::core
