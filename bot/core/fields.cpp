// The fields of the verbs with options, filled from a typed option or a form alike.
#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

namespace debrief::core {
namespace {

template <class Target>
struct Field {
    std::string_view name;
    Problem (*set)(Target& target, std::string_view name, std::string_view value);
};

Problem set_time(std::string& time, std::string_view name, std::string_view value) {
    time = value;
    if (looks_like_time(value)) return std::nullopt;
    return misunderstood(
        "I cannot read " + quoted(value) + " as a time.",
        "Times look like `2026-11-20 14:00`, `14:00`, `yesterday 14:00` or `2h ago`.",
        std::string(name)
    );
}

Problem set_kind(Open& open, std::string_view name, std::string_view value) {
    const auto kind = subject_kind_from(value);
    if (kind) open.kind = *kind;
    if (kind) return std::nullopt;
    return misunderstood(
        quoted(value) + " is nothing I can follow up.",
        "Choose `incident` or `upgrade`.",
        std::string(name)
    );
}

Problem set_severity(Open& open, std::string_view name, std::string_view value) {
    const bool good = value.size() == 1 && value[0] >= '1' && value[0] <= '4';
    if (good) open.severity = value[0] - '0';
    if (good) return std::nullopt;
    return misunderstood(
        quoted(value) + " is not a severity.",
        "Severities go from 1 (worst) to 4, as in `severity:2`.",
        std::string(name)
    );
}

template <class Target>
Problem set_link(Target& target, std::string_view name, std::string_view value) {
    target.link = value;
    const auto start = lower(value.substr(0, 8));
    const bool good = (start == "https://" && value.size() > 8) ||
                      (start.starts_with("http://") && value.size() > 7);
    if (good) return std::nullopt;
    return misunderstood(
        quoted(value) + " is not a web address.",
        "Give one that begins with https://, as in `link:https://status.example.com/42`.",
        std::string(name)
    );
}

/// A ticked box of a form says so; the typed word `private` stands alone.
Problem set_private(Open& open, std::string_view name, std::string_view value) {
    const auto word = lower(value);
    const bool no = word == "no" || word == "false" || word == "off" || word == "0";
    const bool yes =
        word == "yes" || word == "true" || word == "on" || word == "1" || word == "private";
    open.is_private = yes;
    if (yes || no) return std::nullopt;
    return misunderstood(
        quoted(value) + " is neither yes nor no.",
        "For a private follow-up write `private` as the last word; else leave it out.",
        std::string(name)
    );
}

constexpr Field<Open> open_fields[] = {
    {"kind", set_kind},
    {"title", [](Open& o, std::string_view, std::string_view v) { return o.title = v, Problem(); }},
    {"service",
     [](Open& o, std::string_view, std::string_view v) { return o.service = v, Problem(); }},
    {"severity", set_severity},
    {"started",
     [](Open& o, std::string_view n, std::string_view v) { return set_time(o.started, n, v); }},
    {"ended",
     [](Open& o, std::string_view n, std::string_view v) { return set_time(o.ended, n, v); }},
    {"owner",
     [](Open& o, std::string_view, std::string_view v) { return o.owner.typed = v, Problem(); }},
    {"ops",
     [](Open& o, std::string_view, std::string_view v) { return o.ops.typed = v, Problem(); }},
    {"goal", [](Open& o, std::string_view, std::string_view v) { return o.goal = v, Problem(); }},
    {"link", set_link<Open>},
    {"private", set_private},
};

Problem set_moment(std::string& time, std::string_view name, std::string_view value) {
    time = value;
    if (looks_like_time(value) || looks_like_until(value)) return std::nullopt;
    return misunderstood(
        "I cannot read " + quoted(value) + " as a time.",
        "Times look like `2026-11-28 22:00`, `22:00`, `tomorrow 22:00` or `4h`.",
        std::string(name)
    );
}

Problem set_rhythm(PlanUpgrade& plan, std::string_view name, std::string_view value) {
    plan.every = value;
    if (looks_like_until(value) || lower(value) == "never" || lower(value) == "none")
        return std::nullopt;
    return misunderstood(
        "I cannot read " + quoted(value) + " as a rhythm.",
        "Say how often there will be an update, such as `every:2h` or `every:30m`.",
        std::string(name)
    );
}

/// The two sides of `mark` in a line, trimmed; nothing when one is empty.
std::optional<std::pair<std::string, std::string>> halves(
    std::string_view line, std::initializer_list<std::string_view> marks
) {
    for (const auto mark : marks) {
        const auto at = line.find(mark);
        if (at == line.npos) continue;
        const auto left = trim(line.substr(0, at));
        const auto right = trim(line.substr(at + mark.size()));
        if (left.empty() || right.empty()) break;
        return std::pair(std::string(left), std::string(right));
    }
    return std::nullopt;
}

Problem add_goal(PlanUpgrade& plan, std::string_view name, std::string_view value) {
    if (auto parts = halves(value, {":"})) {
        plan.goals.push_back({std::move(parts->first), std::move(parts->second), {}});
        return std::nullopt;
    }
    return misunderstood(
        "The goal " + quoted(value) + " does not say both what is measured and the target.",
        "Write both with a colon between them, as in `goal:\"Mail within a minute: 99.9 %\"`.",
        std::string(name)
    );
}

Problem add_risk(PlanUpgrade& plan, std::string_view name, std::string_view value) {
    if (auto parts = halves(value, {"->", "→", "=>"})) {
        plan.risks.push_back({std::move(parts->first), std::move(parts->second)});
        return std::nullopt;
    }
    return misunderstood(
        "The risk " + quoted(value) + " does not say what is done about it.",
        "Write both with an arrow between them, as in `risk:\"The disk fills up -> We free 20 GB "
        "before\"`.",
        std::string(name)
    );
}

/// One per line, as the form takes them.
template <auto Add>
Problem add_lines(PlanUpgrade& plan, std::string_view name, std::string_view value) {
    while (!value.empty()) {
        const auto end = std::min(value.find('\n'), value.size());
        const auto line = trim(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
        if (line.empty()) continue;
        if (auto problem = Add(plan, name, line)) return problem;
    }
    return std::nullopt;
}

template <std::string PlanUpgrade::*Member>
Problem set_text(PlanUpgrade& plan, std::string_view, std::string_view value) {
    plan.*Member = value;
    return std::nullopt;
}
template <PersonRef PlanUpgrade::*Member>
Problem set_person(PlanUpgrade& plan, std::string_view, std::string_view value) {
    (plan.*Member).typed = value;
    return std::nullopt;
}

constexpr Field<PlanUpgrade> plan_fields[] = {
    {"title", set_text<&PlanUpgrade::title>},
    {"service", set_text<&PlanUpgrade::service>},
    {"version", set_text<&PlanUpgrade::version>},
    {"link", set_link<PlanUpgrade>},
    {"from",
     [](PlanUpgrade& p, std::string_view n, std::string_view v) {
         return set_moment(p.from, n, v);
     }},
    {"to",
     [](PlanUpgrade& p, std::string_view n, std::string_view v) { return set_moment(p.to, n, v); }},
    {"every", set_rhythm},
    {"owner", set_person<&PlanUpgrade::owner>},
    {"ops", set_person<&PlanUpgrade::ops>},
    {"responsible", set_person<&PlanUpgrade::responsible>},
    {"approver", set_person<&PlanUpgrade::approver>},
    {"goal", add_goal},
    {"risk", add_risk},
    {"goals",
     [](PlanUpgrade& p, std::string_view n, std::string_view v) {
         return p.all_goals = true, add_lines<add_goal>(p, n, v);
     }},
    {"risks",
     [](PlanUpgrade& p, std::string_view n, std::string_view v) {
         return p.all_risks = true, add_lines<add_risk>(p, n, v);
     }},
};

Problem set_due(AddControl& add, std::string_view name, std::string_view value) {
    add.due = value;
    if (looks_like_time(value) || looks_like_until(value)) return std::nullopt;
    return misunderstood(
        "I cannot read " + quoted(value) + " as a date.",
        "Dates look like `2026-12-01`, `2w` or `tomorrow`, as in `due:2w`.",
        std::string(name)
    );
}

Problem set_control_kind(AddControl& add, std::string_view name, std::string_view value) {
    add.kind = control_kind_from(value);
    if (add.kind) return std::nullopt;
    return misunderstood(
        quoted(value) + " is not a kind of control.",
        "Choose preventive, detective or corrective, as in `kind:preventive`.",
        std::string(name)
    );
}

Problem set_strength(AddControl& add, std::string_view name, std::string_view value) {
    add.strength = strength_from(value);
    if (add.strength) return std::nullopt;
    return misunderstood(
        quoted(value) + " is not a strength.",
        "Choose stronger, intermediate or weaker, as in `strength:stronger`.",
        std::string(name)
    );
}

constexpr Field<AddControl> control_fields[] = {
    {"title",
     [](AddControl& a, std::string_view, std::string_view v) { return a.title = v, Problem(); }},
    {"owner",
     [](AddControl& a, std::string_view, std::string_view v) {
         return a.owner.typed = v, Problem();
     }},
    {"due", set_due},
    {"kind", set_control_kind},
    {"strength", set_strength},
};

template <class Target>
Problem set_review(Target& target, std::string_view name, std::string_view value) {
    target.review = value;
    if (looks_like_time(value) || looks_like_until(value)) return std::nullopt;
    return misunderstood(
        "I cannot read " + quoted(value) + " as a date.",
        "Dates look like `2026-12-01`, `2w` or `tomorrow`, as in `review:2027-01-15`.",
        std::string(name)
    );
}

constexpr Field<AddProtocol> protocol_fields[] = {
    {"title",
     [](AddProtocol& a, std::string_view, std::string_view v) { return a.title = v, Problem(); }},
    {"steps",
     [](AddProtocol& a, std::string_view, std::string_view v) { return a.steps = v, Problem(); }},
    {"service",
     [](AddProtocol& a, std::string_view, std::string_view v) { return a.service = v, Problem(); }},
    {"owner",
     [](AddProtocol& a, std::string_view, std::string_view v) {
         return a.owner.typed = v, Problem();
     }},
    {"review", set_review<AddProtocol>},
};

constexpr Field<ReviewProtocol> review_fields[] = {
    {"title",
     [](ReviewProtocol& r, std::string_view, std::string_view v) {
         return r.title = v, Problem();
     }},
    {"steps",
     [](ReviewProtocol& r, std::string_view, std::string_view v) {
         return r.steps = v, Problem();
     }},
    {"reason",
     [](ReviewProtocol& r, std::string_view, std::string_view v) {
         return r.reason = v, Problem();
     }},
    {"review", set_review<ReviewProtocol>},
};

template <class Target, std::size_t Size>
Problem set_by_name(
    const Field<Target> (&fields)[Size],
    Target& target,
    std::string_view name,
    std::string_view value
) {
    for (const auto& field : fields) {
        if (field.name == name) return field.set(target, name, value);
    }
    return std::nullopt;  // a field of a newer form: not ours to judge
}

}  // namespace

Problem set_field(Open& open, std::string_view name, std::string_view value) {
    return set_by_name(open_fields, open, name, value);
}

Problem set_field(PlanUpgrade& plan, std::string_view name, std::string_view value) {
    return set_by_name(plan_fields, plan, name, value);
}

Problem set_field(AddControl& add, std::string_view name, std::string_view value) {
    return set_by_name(control_fields, add, name, value);
}

Problem set_field(AddProtocol& add, std::string_view name, std::string_view value) {
    return set_by_name(protocol_fields, add, name, value);
}

Problem set_field(ReviewProtocol& review, std::string_view name, std::string_view value) {
    return set_by_name(review_fields, review, name, value);
}

}  // namespace debrief::core
