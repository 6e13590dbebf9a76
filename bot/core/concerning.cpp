// Concerns: raised by one side, answered by the other, settled when both agree to a resolution.
#include "bot/core/ruling.hpp"
#include "bot/core/sides.hpp"

namespace debrief::core {
namespace {

using Step = MoveConcern::Step;

std::string key_of(const Concern& concern) {
    return timer_key("concern", concern.id.text());
}

std::string words_of(Side side) {
    return std::string(name_of(side));
}

View concern_view(const Ruling& ruling, const FollowUp& follow_up, const Concern& concern) {
    View view;
    view.set("id", concern.id.text()).set("state", name_of(concern.state));
    view.set("topic", concern.topic ? name_of(*concern.topic) : std::string_view());
    view.set("side", name_of(concern.side)).set("other", name_of(other(concern.side)));
    view.set("text", concern.text)
        .set("need", concern.need)
        .set("resolution", concern.resolution)
        .set("reason", concern.reason);
    view.set("raised_by", person_view(ruling.person(concern.raised_by)));
    if (concern.answered_by)
        view.set("answered_by", person_view(ruling.person(*concern.answered_by)));
    if (concern.owner) view.set("owner", person_view(ruling.person(*concern.owner)));
    if (concern.open()) {
        auto who = speaker_of(follow_up, concern, concern.next());
        view.set("next", name_of(concern.next()));
        if (who) view.set("who", person_view(ruling.person(*who)));
    }
    return view.set("follow_up", follow_up.id.text()).set("title", follow_up.subject.title);
}

/// Ends the reminder of who had to speak, and sets that of who has to now.
void pass_on(
    Ruling& ruling,
    const FollowUp& follow_up,
    const std::optional<PersonId>& before,
    const Concern& concern
) {
    auto key = key_of(concern);
    if (before) ruling.end_nudge(*before, key);
    auto who = concern.open() ? speaker_of(follow_up, concern, concern.next()) : std::nullopt;
    if (!who) return ruling.cancel_timer(key);
    auto calendar = ruling.calendar_for(who, follow_up);
    auto days = ruling.service_of(follow_up).clocks.feedback_nudge;
    ruling.set_timer(
        key, calendar.next_working(calendar.add_business_days(ruling.world.now, days))
    );
}

Reply no_such(ConcernId id) {
    return refuse(
        "There is no " + id.text() + " that you can see here.",
        "`status` shows the open concerns of a follow-up and their numbers."
    );
}

std::string step_that_fits(const Concern& concern) {
    auto id = concern.id.text();
    switch (concern.state) {
        case ConcernState::raised:
            return "First the other side says what it needs: `concern need " + id + " TEXT`.";
        case ConcernState::answered:
            return "Propose a resolution: `concern resolve " + id + " TEXT`.";
        case ConcernState::proposed:
            return "Agree with `concern agree " + id +
                   "`, or propose something else with `concern "
                   "resolve " +
                   id + " TEXT`.";
        case ConcernState::settled:
        case ConcernState::withdrawn:
            break;
    }
    return "Raise a new one with `concern TEXT` when there is more.";
}

std::optional<Reply> not_now(
    const Ruling& ruling, const FollowUp& follow_up, const Concern& concern, Step step, PersonId me
) {
    auto id = concern.id.text();
    const auto& records = ruling.world.records;
    if (!concern.open()) {
        return refuse(
            id + " is already " + std::string(name_of(concern.state)) + ".", step_that_fits(concern)
        );
    }
    auto speaks = [&](Side side) { return speaks_for(records, follow_up, concern, me, side); };
    auto state = concern.state;
    if (step == Step::need && !speaks(other(concern.side))) {
        return refuse(
            id + " was raised by " + words_of(concern.side) + "; its answer comes from " +
                words_of(other(concern.side)) + ".",
            "What you need yourself, you say with `feedback` or a concern of your own."
        );
    }
    if (step == Step::resolve && state == ConcernState::raised)
        return refuse(id + " has no answer yet.", step_that_fits(concern));
    if (step == Step::agree && state != ConcernState::proposed)
        return refuse("Nothing is proposed for " + id + " yet.", step_that_fits(concern));
    if (step == Step::agree && !speaks(concern.next())) {
        return refuse(
            "The agreement that " + id + " still needs comes from " + words_of(concern.next()) +
                ".",
            "Who proposed has agreed already. `status` shows where it stands."
        );
    }
    if (step == Step::withdraw && me != concern.raised_by) {
        return refuse(
            "Only who raised " + id + " can withdraw it.",
            "Propose a resolution instead: `concern resolve " + id + " TEXT`."
        );
    }
    return std::nullopt;
}

/// Whose proposal it is: somebody of neither side's own counts by what they are.
Side proposing_side(
    const Ruling& ruling, const FollowUp& follow_up, const Concern& concern, PersonId me
) {
    return speaks_for(ruling.world.records, follow_up, concern, me, concern.side)
               ? concern.side
               : other(concern.side);
}

/// False with the reply set when nobody is known by the owner's name.
bool propose(Ruling& ruling, const FollowUp& follow_up, const MoveConcern& move, Concern& concern) {
    auto me = ruling.actor().id;
    std::optional<PersonId> owner = me;
    if (!choose_person(ruling, move.owner, "owner", owner)) return false;
    concern.state = ConcernState::proposed;
    concern.proposed_side = proposing_side(ruling, follow_up, concern, me);
    concern.proposed_by = me;
    concern.resolution = ruling.named(move.text);
    concern.owner = owner;
    return true;
}

bool take_step(
    Ruling& ruling, const FollowUp& follow_up, const MoveConcern& move, Concern& concern
) {
    switch (move.step) {
        case Step::need:
            concern.need = ruling.named(move.text);
            concern.answered_by = ruling.actor().id;
            if (concern.state == ConcernState::raised) concern.state = ConcernState::answered;
            return true;
        case Step::resolve:
            return propose(ruling, follow_up, move, concern);
        case Step::agree:
            concern.state = ConcernState::settled;
            concern.ended_at = ruling.world.now;
            return true;
        case Step::withdraw:
            concern.state = ConcernState::withdrawn;
            concern.reason = ruling.named(move.text);
            concern.ended_at = ruling.world.now;
            return true;
    }
    return false;
}

struct Words {
    const char* verb;
    const char* text;  ///< the member of the view that may be long
};
Words words_of(Step step) {
    switch (step) {
        case Step::need:
            return {"concern need", "need"};
        case Step::resolve:
            return {"concern resolve", "resolution"};
        case Step::agree:
            return {"concern agree", "resolution"};
        case Step::withdraw:
            return {"concern withdraw", "reason"};
    }
    return {"concern", "text"};
}

}  // namespace

void decide_concern(Ruling& ruling, const RaiseConcern& raise) {
    auto follow_up = ruling.target(raise.id, Ruling::Stage::planned_too);
    if (!follow_up) return;
    if (follow_up->closed()) {
        auto name = follow_up->id.text();
        return ruling.reply(refuse(
            name + " is closed.",
            "Say it with `feedback " + name + " TEXT`, or open it again with `reopen " + name +
                " REASON`."
        ));
    }
    Concern concern;
    concern.id = ruling.world.records.next_concern();
    concern.follow_up = follow_up->id;
    concern.raised_by = ruling.actor().id;
    concern.side = side_of(ruling.world.records, *follow_up, concern.raised_by);
    concern.topic = raise.topic;
    concern.text = ruling.named(raise.text);
    concern.at = ruling.world.now;
    ++follow_up->concern_count;
    ruling.save(concern);
    ruling.save(*follow_up);
    ruling.journal("concern", concern.id.text(), "on " + follow_up->id.text());
    pass_on(ruling, *follow_up, std::nullopt, concern);
    ruling.touch(*follow_up);
    auto view = concern_view(ruling, *follow_up, concern);
    view.set("by", person_view(ruling.actor()));
    ruling.tell_long(*follow_up, "concern", view, "text");
    ruling.reply(say("concern_receipt", std::move(view)));
}

void decide_move_concern(Ruling& ruling, const MoveConcern& move) {
    auto concern = ruling.world.records.concern(move.id);
    auto follow_up = concern ? ruling.world.records.follow_up(concern->follow_up) : std::nullopt;
    if (!follow_up) return ruling.reply(no_such(move.id));
    auto me = ruling.actor().id;
    const bool involved = me == concern->raised_by || me == concern->answered_by;
    if (!involved && !ruling.may_see(*follow_up)) return ruling.reply(no_such(move.id));
    if (auto refusal = not_now(ruling, *follow_up, *concern, move.step, me))
        return ruling.reply(std::move(*refusal));
    auto before = speaker_of(*follow_up, *concern, concern->next());
    if (!take_step(ruling, *follow_up, move, *concern)) return;
    ruling.save(*concern);
    if (!concern->open() && follow_up->concern_count > 0) {
        --follow_up->concern_count;
        ruling.save(*follow_up);
    }
    auto words = words_of(move.step);
    ruling.journal(words.verb, concern->id.text(), concern->reason);
    pass_on(ruling, *follow_up, before, *concern);
    ruling.touch(*follow_up);
    auto view = concern_view(ruling, *follow_up, *concern);
    view.set("by", person_view(ruling.actor()));
    ruling.tell_long(*follow_up, "concern", view, words.text);
    ruling.reply(say("concern_receipt", std::move(view)));
}

void concern_due(Ruling& ruling, const Concern& concern, const std::string& key) {
    ruling.cancel_timer(key);
    auto follow_up = ruling.world.records.follow_up(concern.follow_up);
    if (!follow_up || follow_up->closed() || !concern.open()) return;
    auto who = speaker_of(*follow_up, concern, concern.next());
    if (!who || !may_nudge_now(ruling, *follow_up, *who, key)) return;
    ruling.nudge(*who, key, "nudge_concern", concern_view(ruling, *follow_up, concern));
    ruling.journal("nudge", concern.id.text(), "for the concern");
    auto calendar = ruling.calendar_for(who, *follow_up);
    const auto every = ruling.service_of(*follow_up).clocks.nudge_every;
    ruling.set_timer(key, calendar.next_working(calendar.add_days(ruling.world.now, every)));
}

void end_concern_nudges(Ruling& ruling, const FollowUp& follow_up) {
    if (follow_up.concern_count == 0) return;
    for (const auto& concern : ruling.world.records.concerns(follow_up.id, true)) {
        auto who = speaker_of(follow_up, concern, concern.next());
        ruling.cancel_timer(key_of(concern));
        if (who) ruling.end_nudge(*who, key_of(concern));
    }
}

void start_concern_nudges(Ruling& ruling, const FollowUp& follow_up) {
    if (follow_up.concern_count == 0) return;
    for (const auto& concern : ruling.world.records.concerns(follow_up.id, true))
        pass_on(ruling, follow_up, std::nullopt, concern);
}

View concern_lines(const Ruling& ruling, const FollowUp& follow_up, bool open_only) {
    View lines = View::List{};
    for (const auto& concern : ruling.world.records.concerns(follow_up.id, open_only))
        lines.push(concern_view(ruling, follow_up, concern));
    return lines;
}

}  // namespace debrief::core
