// Protocols: working agreements that grow out of feedback, and are offered at the next upgrade of
// their service.
#include "bot/core/protocolling.hpp"

#include "bot/core/tokens.hpp"

namespace debrief::core {
namespace {

constexpr std::size_t most_offered = 5;
constexpr std::size_t most_listed = 10;
constexpr std::size_t most_steps = 20;

/// What it grows out of; `refused` with the reply set when that cannot be.
struct Ground {
    std::optional<Feedback> feedback;
    std::optional<FollowUp> follow_up;
    bool refused = false;
};

Ground refused(Ruling& ruling, std::string problem, std::string advice) {
    ruling.reply(refuse(std::move(problem), std::move(advice)));
    Ground ground;
    ground.refused = true;
    return ground;
}

Ground grown_from(Ruling& ruling, FeedbackId id) {
    const auto& records = ruling.world.records;
    const auto name = id.text();
    Ground ground;
    ground.feedback = records.feedback(id);
    if (ground.feedback) ground.follow_up = records.follow_up(ground.feedback->follow_up);
    if (!ground.follow_up || ground.feedback->state == FeedbackState::withdrawn ||
        !ruling.may_see(*ground.follow_up)) {
        return refused(
            ruling,
            "There is no " + name + " that you can see here.",
            "`status` shows the feedback of a follow-up and its numbers."
        );
    }
    if (ground.feedback->state == FeedbackState::declined) {
        return refused(
            ruling,
            name + " is declined.",
            "Accept it first with `feedback accept " + name +
                "`, or write the agreement without "
                "it: `protocol add TITLE`."
        );
    }
    auto before = records.protocol_from(id);
    if (before && before->in_force()) {
        const auto protocol = before->id.text();
        return refused(
            ruling,
            name + " became protocol " + protocol + " already.",
            "Change that one with `protocol review " + protocol + " change`."
        );
    }
    return ground;
}

Ground ground_of(Ruling& ruling, const AddProtocol& add) {
    Ground ground;
    const auto& origin = ruling.command.origin;
    if (add.feedback) {
        ground = grown_from(ruling, *add.feedback);
    } else if (add.follow_up) {
        ground.follow_up = ruling.target(add.follow_up);
        ground.refused = !ground.follow_up;
    } else if (!origin.thread.empty()) {
        auto id =
            ruling.world.records.follow_up_of_thread(MessageRef(origin.channel, origin.thread));
        if (id) ground.follow_up = ruling.world.records.follow_up(*id);
    }
    if (!ground.refused && ground.follow_up && ground.follow_up->is_private) {
        return refused(
            ruling,
            ground.follow_up->id.text() +
                " is private, and a protocol is shown to everybody of its service.",
            "Write it outside of its thread and without its numbers: `protocol add TITLE "
            "service:NAME`."
        );
    }
    return ground;
}

/// False with the reply set when it is not clear whose upgrades it is for.
bool choose_place(
    Ruling& ruling, const AddProtocol& add, const Ground& ground, Protocol& protocol
) {
    if (ground.follow_up && add.service.empty()) {
        protocol.service = ground.follow_up->subject.service;
        return true;
    }
    auto choice = choose_service(ruling, add.service);
    if (choice.refused) return false;
    if (!choice.service) {
        ruling.refuse_field(
            "service",
            "It is not clear which service this is agreed for.",
            "Name it, such as `service:mail`; the protocol is offered at its upgrades."
        );
        return false;
    }
    protocol.service = choice.service->name;
    return true;
}

std::string_view without_mark(std::string_view line) {
    for (const std::string_view mark : {"[ ]", "-", "*", "•"}) {
        if (line.starts_with(mark)) return trim(line.substr(mark.size()));
    }
    const auto digits = line.find_first_not_of("0123456789");
    if (digits > 0 && digits <= 2 && digits < line.size() &&
        (line[digits] == '.' || line[digits] == ')')) {
        return trim(line.substr(digits + 1));
    }
    return line;
}

void tell_all(Ruling& ruling, const Ground& ground, const Protocol& protocol) {
    auto view = protocol_view(ruling, protocol);
    view.set("step", "add").set("by", person_view(ruling.actor()));
    view.set("mine", protocol.owner == ruling.actor().id);
    if (ground.follow_up) ruling.tell(*ground.follow_up, "protocol_told", view);
    if (protocol.owner != ruling.actor().id)
        ruling.tell_person(protocol.owner, "protocol_told", view);
    ruling.reply(say("protocol_receipt", std::move(view)));
}

View lines_of(const Ruling& ruling, const std::vector<Protocol>& protocols, std::size_t most) {
    View lines = View::List{};
    for (std::size_t i = 0; i < protocols.size() && i < most; ++i)
        lines.push(protocol_view(ruling, protocols[i]));
    return lines;
}

}  // namespace

FollowUp settings_of(const Protocol& protocol) {
    FollowUp settings;
    settings.subject.service = protocol.service;
    return settings;
}

View protocol_view(const Ruling& ruling, const Protocol& protocol) {
    View steps = View::List{};
    for (std::string_view rest = protocol.steps; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        steps.push(View(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    View view;
    view.set("id", protocol.id.text())
        .set("title", protocol.title)
        .set("steps", std::move(steps))
        .set("service", protocol.service)
        .set("state", name_of(protocol.state))
        .set("reason", protocol.reason);
    view.set("owner", person_view(ruling.person(protocol.owner)))
        .set("review_at", protocol.review_at)
        .set("due", protocol.in_force() && protocol.review_at <= ruling.world.now);
    view.set("from", protocol.feedback ? protocol.feedback->text() : "");
    return view;
}

bool choose_steps(Ruling& ruling, std::string_view typed, std::string& steps) {
    std::size_t count = 0;
    steps.clear();
    while (!typed.empty()) {
        const auto end = std::min(typed.find_first_of(";\n"), typed.size());
        const auto step = without_mark(trim(typed.substr(0, end)));
        typed.remove_prefix(std::min(end + 1, typed.size()));
        if (step.empty()) continue;
        if (count++ > 0) steps += '\n';
        steps += step;
    }
    if (count <= most_steps) return true;
    ruling.refuse_field(
        "steps",
        "A checklist of " + std::to_string(count) + " steps is followed by nobody.",
        "Keep it to 20 steps at most, or make two protocols of it."
    );
    return false;
}

bool start_review(Ruling& ruling, const std::string& typed, Protocol& protocol) {
    const auto settings = settings_of(protocol);
    if (typed.empty()) {
        const auto service = ruling.service_of(settings);
        protocol.review_at =
            service.calendar().add_days(ruling.world.now, service.clocks.protocol_review);
    } else if (!choose_date(ruling, typed, "review", settings, protocol.review_at)) {
        return false;
    }
    protocol.nudges = 0;
    const auto calendar = ruling.calendar_for(protocol.owner, settings);
    ruling.set_timer(
        timer_key("protocol", protocol.id.text()), calendar.next_working(protocol.review_at)
    );
    return true;
}

void answer_feedback(Ruling& ruling, const Protocol& protocol) {
    auto feedback =
        protocol.feedback ? ruling.world.records.feedback(*protocol.feedback) : std::nullopt;
    auto follow_up = feedback ? ruling.world.records.follow_up(feedback->follow_up) : std::nullopt;
    if (!follow_up) return;
    const bool unanswered = feedback->state == FeedbackState::received;
    if (!unanswered && feedback->state != FeedbackState::accepted) return;
    feedback->state = FeedbackState::done;
    ruling.save(*feedback);
    if (unanswered) end_feedback_nudge(ruling, *follow_up, *feedback);
    if (feedback->giver == ruling.actor().id) return;
    View view;
    view.set("feedback", feedback->id.text())
        .set("said", feedback->text)
        .set("control", protocol.id.text());
    view.set("did", protocol.title)
        .set("title", follow_up->subject.title)
        .set("evidence", protocol.steps);
    ruling.tell_person(feedback->giver, "you_said_we_did", std::move(view));
}

void decide_add_protocol(Ruling& ruling, const AddProtocol& add) {
    const auto ground = ground_of(ruling, add);
    if (ground.refused) return;
    Protocol protocol;
    protocol.id = ruling.world.records.next_protocol();
    protocol.title = ruling.named(add.title);
    protocol.agreed_by = ruling.actor().id;
    protocol.at = ruling.world.now;
    if (ground.follow_up) protocol.follow_up = ground.follow_up->id;
    protocol.feedback = add.feedback;
    std::optional<PersonId> owner = protocol.agreed_by;
    if (!choose_place(ruling, add, ground, protocol)) return;
    if (!choose_person(ruling, add.owner, "owner", owner)) return;
    protocol.owner = *owner;
    if (!choose_steps(ruling, ruling.named(add.steps), protocol.steps)) return;
    if (!start_review(ruling, add.review, protocol)) return;
    ruling.save(protocol);
    ruling.journal("protocol add", protocol.id.text(), protocol.title);
    answer_feedback(ruling, protocol);
    tell_all(ruling, ground, protocol);
}

void decide_protocols(Ruling& ruling, const ShowProtocols& show) {
    const auto& records = ruling.world.records;
    if (show.id) {
        auto protocol = records.protocol(*show.id);
        if (protocol) return ruling.reply(say("protocol_shown", protocol_view(ruling, *protocol)));
        return ruling.reply(refuse(
            "There is no " + show.id->text() + ".",
            "`protocol list` shows the protocols and their numbers."
        ));
    }
    // Asked in a channel of several services, it shows those of all.
    std::string service;
    if (!show.service.empty()) {
        auto choice = choose_service(ruling, show.service);
        if (choice.refused) return;
        service = choice.service->name;
    } else if (auto here = ruling.world.directory.services_in(ruling.command.origin.channel);
               here.size() == 1) {
        service = here.front()->name;
    }
    std::vector<Protocol> found;
    if (show.all || service.empty()) {
        for (auto& one : records.protocols(service, show.all ? most_listed + 1 : 100)) {
            if (show.all || one.in_force()) found.push_back(std::move(one));
        }
    } else {
        found = records.protocols_of(service, most_listed + 1);
    }
    View view;
    view.set("service", service).set("lines", lines_of(ruling, found, most_listed));
    view.set("more", found.size() > most_listed).set("all", show.all);
    ruling.reply(say("protocols", std::move(view)));
}

View protocol_lines(const Ruling& ruling, std::string_view service) {
    return lines_of(ruling, ruling.world.records.protocols_of(service, most_offered), most_offered);
}

void offer_protocols(Ruling& ruling, const FollowUp& follow_up) {
    const auto& service = follow_up.subject.service;
    const auto found = ruling.world.records.protocols_of(service, most_offered + 1);
    if (found.empty()) return;
    View view;
    view.set("id", follow_up.id.text()).set("service", service);
    view.set("planned", follow_up.planned());
    view.set("lines", lines_of(ruling, found, most_offered));
    view.set("more", found.size() > most_offered);
    ruling.tell(follow_up, "protocols_offered", std::move(view));
}

}  // namespace debrief::core
