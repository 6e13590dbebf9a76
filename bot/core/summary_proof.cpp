// What proves itself in the summary: checks, good news, thanks.
#include "bot/core/controlling.hpp"
#include "bot/core/second_look.hpp"
#include "bot/core/summary_parts.hpp"

namespace debrief::core {
namespace {

View control_line(const Control& control, const FollowUp& follow_up) {
    View line;
    line.set("id", control.id.text())
        .set("title", control.title)
        .set("subject", follow_up.subject.title);
    return line;
}

/// Controls that were checked in the span, with that outcome.
Lines checked_with(const Ruling& ruling, const Span& span, Check check) {
    Lines lines;
    for (const auto& control : ruling.world.records.checked(span.from, span.to, enough)) {
        if (control.check != check) continue;
        auto follow_up = ruling.world.records.follow_up(control.follow_up);
        if (nameable(follow_up, span)) lines.add(control_line(control, *follow_up));
    }
    return lines;
}

/// Upgrades whose second look, in the span, says that they work.
Lines still_right(const Ruling& ruling, const Span& span) {
    constexpr int days_of_asking = 28;
    constexpr std::size_t most_looked_at = 200;
    int shortest = Clocks().second_look;
    int longest = shortest;
    for (const auto& service : ruling.world.directory.services) {
        shortest = std::min(shortest, service.clocks.second_look);
        longest = std::max(longest, service.clocks.second_look);
    }
    FollowUpFilter filter;
    filter.opened_from = span.from - std::chrono::days(longest + days_of_asking);
    filter.opened_to = span.to - std::chrono::days(std::max(0, shortest - days_of_asking));
    filter.service = span.service;
    filter.include_private = false;
    filter.limit = most_looked_at;
    Lines lines;
    for (const auto& follow_up : ruling.world.records.follow_ups(filter)) {
        const auto since = second_look_at(ruling, follow_up);
        if (!since || *since >= span.to) continue;
        const auto answers = ruling.world.records.answers(follow_up.id, 1);
        if (answers.empty() || answers.front().verdict != Verdict::works) continue;
        const auto at = answers.front().at;
        if (at < *since || at < span.from || at >= span.to) continue;
        View line;
        line.set("id", follow_up.id.text()).set("title", follow_up.subject.title);
        lines.add(std::move(line.set("after", second_look_after(ruling, follow_up))));
    }
    return lines;
}

}  // namespace

void add_protocols(const Ruling& ruling, const Span& span, Lines& lines) {
    const auto& records = ruling.world.records;
    for (const auto& protocol : records.protocols_between(span.from, span.to, enough)) {
        if (!span.service.empty() && protocol.service != span.service) continue;
        auto feedback = protocol.feedback ? records.feedback(*protocol.feedback) : std::nullopt;
        if (feedback && feedback->state == FeedbackState::withdrawn) feedback.reset();
        View line;
        line.set("said", feedback ? feedback->text : "")
            .set("did", protocol.title)
            .set("control", protocol.id.text());
        lines.add(std::move(line.set("feedback", feedback ? feedback->id.text() : "")));
    }
}

View checks_part(const Ruling& ruling, const Span& span) {
    const auto& records = ruling.world.records;
    Lines due;
    for (const auto& control : records.checks_due(ruling.world.now, enough)) {
        auto follow_up = records.follow_up(control.follow_up);
        if (!nameable(follow_up, span)) continue;
        auto line = control_line(control, *follow_up);
        if (auto second = second_person(*follow_up, control))
            line.set("who", person_view(ruling.person(*second)));
        due.add(std::move(line.set("due", *control.check_due)));
    }
    auto view = std::move(due).done();
    view.set("partly", checked_with(ruling, span, Check::partly).done());
    return view.set("failed", checked_with(ruling, span, Check::failed).done());
}

View good_news_part(const Ruling& ruling, const Span& span) {
    FollowUpFilter filter;
    filter.opened_from = span.from;
    filter.opened_to = span.to;
    filter.service = span.service;
    filter.include_private = false;
    filter.limit = enough;
    Lines upgrades;
    for (const auto& follow_up : ruling.world.records.follow_ups(filter)) {
        const bool well = follow_up.works > 0 && follow_up.partly + follow_up.broken == 0;
        if (follow_up.subject.kind != SubjectKind::upgrade || !well) continue;
        View line;
        line.set("id", follow_up.id.text())
            .set("title", follow_up.subject.title)
            .set("works", follow_up.works);
        upgrades.add(std::move(line));
    }
    View view;
    view.set("upgrades", std::move(upgrades).done())
        .set("stayed", still_right(ruling, span).done());
    return view.set("held", checked_with(ruling, span, Check::held).done());
}

View thanks_part(const Ruling& ruling, const Span& span) {
    const auto& records = ruling.world.records;
    Lines lines;
    std::int64_t hidden = 0;
    for (const auto& thanks : records.thanks_between(span.from, span.to, enough)) {
        auto follow_up = thanks.follow_up ? records.follow_up(*thanks.follow_up) : std::nullopt;
        const bool anywhere = !thanks.follow_up && span.service.empty();
        if (!anywhere && !nameable(follow_up, span)) {
            if (follow_up && follow_up->is_private &&
                (span.service.empty() || follow_up->subject.service == span.service))
                ++hidden;
            continue;
        }
        View people = View::List{};
        for (const auto& id : thanks.to) people.push(person_view(ruling.person(id)));
        View line;
        line.set("by", person_view(ruling.person(thanks.by)))
            .set("people", std::move(people))
            .set("text", thanks.text);
        lines.add(std::move(line));
    }
    auto view = std::move(lines).done();
    return view.set("private", hidden);
}

}  // namespace debrief::core
