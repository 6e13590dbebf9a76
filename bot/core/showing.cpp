// Reading commands: status, list, help.
#include "bot/core/showing.hpp"

#include "bot/core/controlling.hpp"
#include "bot/core/grammar.hpp"
#include "bot/core/needs.hpp"
#include "bot/core/planning.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t details_shown = 10;
constexpr std::size_t most_controls = 500;

View feedback_lines(const Ruling& ruling, const FollowUp& follow_up) {
    View lines = View::List{};
    for (const auto& feedback : ruling.world.records.feedbacks(follow_up.id, details_shown)) {
        if (feedback.state == FeedbackState::withdrawn) continue;
        View line;
        line.set("id", feedback.id.text())
            .set("text", feedback.text)
            .set("edited", feedback.edited);
        line.set("answer", feedback.answer).set("missing", feedback.missing);
        line.set("state", name_of(feedback.state))
            .set("at", feedback.at)
            .set("anonymous", feedback.anonymous);
        if (!feedback.anonymous) line.set("by", person_view(ruling.person(feedback.giver)));
        lines.push(std::move(line));
    }
    return lines;
}

View answer_lines(const Ruling& ruling, const FollowUp& follow_up) {
    View lines = View::List{};
    for (const auto& answer : ruling.world.records.answers(follow_up.id, details_shown)) {
        View line;
        line.set("by", person_view(ruling.person(answer.person)))
            .set("verdict", name_of(answer.verdict));
        line.set("text", answer.text).set("at", answer.at);
        lines.push(std::move(line));
    }
    return lines;
}

View mistake_lines(const Ruling& ruling, const FollowUp& follow_up) {
    View lines = View::List{};
    const auto controls = ruling.world.records.controls(follow_up.id, most_controls);
    for (const auto& mistake : ruling.world.records.mistakes(follow_up.id)) {
        View factors = View::List{};
        for (const auto& factor : mistake.factors) factors.push(View(factor.text));
        View line;
        line.set("id", mistake.id.text()).set("by", person_view(ruling.person(mistake.by)));
        line.set("what_happened", mistake.what_happened).set("put_right", mistake.put_right);
        line.set("what_next", mistake.what_next).set("factors", std::move(factors));
        line.set("only_weaker", only_weaker(controls, mistake.id));
        View heard = View::List{};
        for (const auto& one : mistake.heard) {
            View word;
            word.set("by", person_view(ruling.person(one.by)))
                .set("answers", one.answers)
                .set("text", one.text);
            heard.push(std::move(word));
        }
        line.set("heard", std::move(heard));
        lines.push(std::move(line));
    }
    return lines;
}

View control_line(const Ruling& ruling, const Control& control) {
    View line;
    line.set("id", control.id.text())
        .set("title", control.title)
        .set("state", name_of(control.state));
    line.set("strength", name_of(control.strength))
        .set("kind", name_of(control.kind))
        .set("due", control.due);
    line.set("overdue", !control.finished() && control.due < ruling.world.now);
    if (control.verified_by)
        line.set("verified_by", person_view(ruling.person(*control.verified_by)));
    line.set("checked", control.check == Check::none ? "" : name_of(control.check));
    line.set("drop_reason", control.drop_reason).set("finished", control.finished());
    return line.set("owner", person_view(ruling.person(control.owner)))
        .set("follow_up", control.follow_up.text());
}

View control_lines(const Ruling& ruling, const std::vector<Control>& controls) {
    View lines = View::List{};
    for (const auto& control : controls) lines.push(control_line(ruling, control));
    return lines;
}

std::string_view name_of(ListWhat what) {
    switch (what) {
        case ListWhat::mine:
            return "mine";
        case ListWhat::overdue:
            return "overdue";
        case ListWhat::said:
            return "said";
        case ListWhat::all:
            return "all";
        case ListWhat::open:
            break;
    }
    return "open";
}

/// One more than is shown, so that the message can say that there are more.
std::vector<FollowUp> listed(Ruling& ruling, const ShowList& list, const std::string& service) {
    FollowUpFilter filter;
    filter.service = service;
    filter.limit = details_shown + 1;
    if (list.what != ListWhat::all) filter.state = FollowUpState::open;
    if (list.what == ListWhat::overdue) filter.complete_before = ruling.world.now;
    return ruling.world.records.follow_ups(filter);
}

std::vector<Control> listed_controls(
    Ruling& ruling, const ShowList& list, const std::string& service
) {
    if (list.what != ListWhat::overdue) return {};
    ControlFilter filter;
    filter.service = service;
    filter.limit = details_shown;
    filter.due_before = ruling.world.now;
    return ruling.world.records.controls(filter);
}

View verb_view(const Verb& verb) {
    View view;
    return view.set("name", verb.name)
        .set("usage", verb.usage)
        .set("example", verb.example)
        .set("about", verb.about);
}

}  // namespace

void decide_status(Ruling& ruling, const ShowStatus& status) {
    auto follow_up = ruling.target(status.id, Ruling::Stage::any);
    if (!follow_up) return;
    if (!follow_up->begun()) return ruling.reply(say("plan", plan_view(ruling.world, *follow_up)));
    auto view = head_view(ruling.world, *follow_up);
    view.set("answers", answer_lines(ruling, *follow_up))
        .set("feedback", feedback_lines(ruling, *follow_up));
    view.set("acknowledged", mistake_lines(ruling, *follow_up));
    const auto controls = ruling.world.records.controls(follow_up->id, details_shown);
    const auto all = std::max<std::int64_t>(follow_up->control_count, 0);
    const auto shown = static_cast<std::int64_t>(controls.size());
    view.set("controls", control_lines(ruling, controls))
        .set("controls_more", std::max<std::int64_t>(all - shown, 0));
    view.set("concerns", concern_lines(ruling, *follow_up, false));
    const auto& service = follow_up->subject.service;
    view.set("service_gone", !service.empty() && !ruling.world.directory.service(service));
    ruling.reply(say("status", std::move(view)));
}

void decide_list(Ruling& ruling, const ShowList& list) {
    const auto known = ruling.known_service(list.service);
    if (!known) return;
    const auto& service = *known;
    if (list.what == ListWhat::said) return decide_said(ruling, service);
    if (list.what == ListWhat::mine) return decide_mine(ruling, service);
    auto found = listed(ruling, list, service);
    View lines = View::List{};
    std::int64_t hidden = 0;
    bool more = found.size() > details_shown;
    if (more) found.resize(details_shown);
    for (const auto& follow_up : found) {
        if (ruling.may_see(follow_up)) {
            lines.push(subject_view(follow_up));
        } else {
            ++hidden;
        }
    }
    std::vector<Control> controls;
    for (auto& control : listed_controls(ruling, list, service)) {
        auto of = ruling.world.records.follow_up(control.follow_up);
        if (of && ruling.may_see(*of)) controls.push_back(std::move(control));
    }
    View view;
    view.set("what", name_of(list.what))
        .set("service", service)
        .set("follow_ups", std::move(lines));
    view.set("more", more).set("hidden", hidden).set("controls", control_lines(ruling, controls));
    // Among what is open; `list all` shows them among the follow-ups.
    const bool planned_too = list.what == ListWhat::open;
    view.set("plans", planned_too ? plan_lines(ruling, service) : View(View::List{}));
    ruling.reply(say("list", std::move(view)));
}

void decide_help(Ruling& ruling, const ShowHelp& help) {
    if (const auto* verb = help.verb.empty() ? nullptr : find_verb(help.verb)) {
        return ruling.reply(say("help_verb", verb_view(*verb)));
    }
    View lines = View::List{};
    for (const auto& verb : verbs()) lines.push(verb_view(verb));
    ruling.reply(say("help", View().set("verbs", std::move(lines))));
}

}  // namespace debrief::core
