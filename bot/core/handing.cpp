// Handing over: asked, and done only when the other one agrees. What changes hands takes its
// reminders along.
#include "bot/core/holdings.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t lines_shown = 8;
constexpr int most_nudges = 3;
constexpr int nudge_every_days = 7;

using Step = AnswerHandOver::Step;

std::string key_of(const HandOver& hand_over) {
    return timer_key("hand-over", hand_over.id.text());
}

View hand_over_view(const Ruling& ruling, const HandOver& hand_over, const Holdings& holdings) {
    View view;
    view.set("id", hand_over.id.text())
        .set("subject", hand_over.subject)
        .set("state", name_of(hand_over.state))
        .set("reason", hand_over.reason);
    view.set("from", person_view(ruling.person(hand_over.from)))
        .set("to", person_view(ruling.person(hand_over.to)))
        .set("by", person_view(ruling.person(hand_over.asked_by)))
        .set("gone", hand_over.asked_by != hand_over.from);
    const auto count = holdings.count();
    view.set("lines", holding_lines(holdings, lines_shown));
    return view.set("more", count - std::min(count, lines_shown));
}

Reply no_such(const std::string& name) {
    return refuse(
        "There is no " + name + " that you can see here.",
        "`list mine` shows what you own, with its number."
    );
}

/// The number that is meant: the one given, else the follow-up of the place.
std::string subject_of(Ruling& ruling, const HandOverTo& asked) {
    if (!asked.subject.empty()) return asked.subject;
    auto follow_up = ruling.target(std::nullopt);
    return follow_up ? follow_up->id.text() : std::string();
}

/// Who owns a thing that has one owner.
std::optional<PersonId> owner_of(const Thing& thing) {
    if (thing.control) return thing.control->owner;
    if (thing.concern) return thing.concern->owner;
    if (thing.protocol) return thing.protocol->owner;
    return std::nullopt;
}

/// Somebody whose account is gone and who owns something of it.
std::optional<PersonId> gone_owner(const Ruling& ruling, const Thing& thing) {
    std::vector<std::optional<PersonId>> candidates{owner_of(thing)};
    if (!thing.control && !thing.concern && thing.follow_up) {
        candidates.push_back(thing.follow_up->it_owner);
        candidates.push_back(thing.follow_up->ops_contact);
    }
    for (const auto& one : candidates) {
        if (one && !ruling.person(*one).active) return one;
    }
    return std::nullopt;
}

Reply not_yours(Ruling& ruling, const std::string& subject, const Thing& thing) {
    if (thing.control && thing.control->finished()) {
        return refuse(
            subject + " is already " + std::string(name_of(thing.control->state)) + ".",
            "There is nothing left in it to hand over."
        );
    }
    if (thing.protocol && !thing.protocol->in_force())
        return refuse(subject + " is retired.", "There is nothing left in it to hand over.");
    if (auto gone = gone_owner(ruling, thing)) {
        auto who = in_charge_of(ruling, thing.settings());
        return refuse(
            subject + " belongs to " + ruling.person(*gone).name + ", whose account is gone.",
            who ? ruling.person(*who).name + " can hand it over: `hand-over " + subject + " @name`."
                : "Name an IT owner of the service in the configuration; they can hand it over."
        );
    }
    if (auto owner = owner_of(thing)) {
        const auto name = ruling.person(*owner).name;
        return refuse(
            subject + " belongs to " + name + ".",
            "Only its owner hands it over; ask " + name + " to say `hand-over " + subject +
                " @name`."
        );
    }
    return refuse(
        "You owe nothing in " + subject + ".", "`list mine` shows what you own, with its number."
    );
}

struct Asked {
    Thing thing;
    Holdings holdings;
    PersonId from;
};

/// What is handed over and whose it is; nothing with the reply set when it is not the actor's to
/// give.
std::optional<Asked> what_is_given(Ruling& ruling, const std::string& subject) {
    const auto& records = ruling.world.records;
    const auto me = ruling.actor().id;
    Asked asked;
    asked.thing = thing_of(records, subject);
    // What somebody left behind comes first: of F-12, the actor may own a part, too.
    auto gone = gone_owner(ruling, asked.thing);
    if (gone && in_charge_of(ruling, asked.thing.settings()) == me) {
        asked.from = *gone;
        asked.holdings = holdings_of(records, asked.thing, *gone);
        if (!asked.holdings.empty()) return asked;
    }
    asked.from = me;
    if (asked.thing.there()) asked.holdings = holdings_of(records, asked.thing, me);
    if (!asked.holdings.empty()) return asked;
    const bool hidden = asked.thing.follow_up && !ruling.may_see(*asked.thing.follow_up);
    if (!asked.thing.there() || hidden) {
        ruling.reply(no_such(subject));
        return std::nullopt;
    }
    ruling.reply(not_yours(ruling, subject, asked.thing));
    return std::nullopt;
}

/// The person who is asked; nothing with the reply set.
std::optional<PersonId> receiver(Ruling& ruling, const HandOverTo& to, PersonId from) {
    const auto person = ruling.find(to.to);
    if (!person) {
        ruling.refuse_field(
            "to",
            "I do not know who “" + to.to.typed + "” is.",
            "Mention the person, such as `hand-over @name`, or give the e-mail address."
        );
        return std::nullopt;
    }
    if (!ruling.person(*person).active) {
        ruling.refuse_field(
            "to",
            "The account of " + ruling.person(*person).name + " is gone.",
            "Name somebody who is still there."
        );
        return std::nullopt;
    }
    if (person != from) return person;
    ruling.refuse_field(
        "to",
        "It is yours already.",
        "Name somebody else, such as `hand-over @name`, or hold the reminders back with `snooze`."
    );
    return std::nullopt;
}

/// In the threads of its follow-up, and to whom it concerns but the actor.
void tell_all(Ruling& ruling, const HandOver& hand_over, const Holdings& holdings) {
    auto view = hand_over_view(ruling, hand_over, holdings);
    if (hand_over.state == HandOverState::accepted && holdings.follow_up)
        ruling.tell(*holdings.follow_up, "handed_over", view);
    const auto me = ruling.actor().id;
    std::vector<PersonId> told{hand_over.from, hand_over.asked_by};
    if (hand_over.state == HandOverState::taken_back) told = {hand_over.to};
    for (std::size_t i = 0; i < told.size(); ++i) {
        const bool twice = i > 0 && told[i] == told[0];
        if (told[i] != me && !twice && ruling.person(told[i]).active)
            ruling.tell_person(told[i], "hand_over_told", view);
    }
    ruling.reply(say("hand_over_receipt", std::move(view)));
}

void end(Ruling& ruling, HandOver& hand_over, HandOverState state) {
    hand_over.state = state;
    hand_over.ended_at = ruling.world.now;
    ruling.save(hand_over);
    ruling.cancel_timer(key_of(hand_over));
    ruling.end_nudge(hand_over.to, key_of(hand_over));
}

void ask(Ruling& ruling, const HandOver& hand_over, const Asked& asked) {
    ruling.save(hand_over);
    const auto key = key_of(hand_over);
    auto view = hand_over_view(ruling, hand_over, asked.holdings);
    const auto calendar = ruling.calendar_for(hand_over.to, asked.thing.settings());
    // A person asks; only what reminds of it keeps to working hours.
    ruling.nudge(hand_over.to, key, "hand_over_asked", view);
    ruling.set_timer(key, calendar.next_working(calendar.add_business_days(ruling.world.now, 1)));
    ruling.journal("hand-over", hand_over.subject, "asked " + ruling.person(hand_over.to).name);
    ruling.reply(say("hand_over_receipt", std::move(view)));
}

}  // namespace

void decide_hand_over(Ruling& ruling, const HandOverTo& to) {
    const auto subject = subject_of(ruling, to);
    if (subject.empty()) return;
    auto asked = what_is_given(ruling, subject);
    if (!asked) return;
    const auto receives = receiver(ruling, to, asked->from);
    if (!receives) return;
    if (auto before = ruling.world.records.hand_over_asked(subject, asked->from)) {
        const auto name = before->id.text();
        return ruling.reply(refuse(
            ruling.person(before->to).name + " was asked to take over " + subject + " already.",
            "Wait for the answer, or take it back with `hand-over back " + name + "`."
        ));
    }
    HandOver hand_over;
    hand_over.id = ruling.world.records.next_hand_over();
    hand_over.subject = subject;
    hand_over.from = asked->from;
    hand_over.to = *receives;
    hand_over.asked_by = ruling.actor().id;
    hand_over.at = ruling.world.now;
    if (*receives != ruling.actor().id) return ask(ruling, hand_over, *asked);
    // What somebody left behind, taken over by who sees to it: nobody else has to agree.
    end(ruling, hand_over, HandOverState::accepted);
    move_holdings(ruling, asked->holdings, asked->from, *receives);
    ruling.journal("hand-over", subject, "taken over from " + ruling.person(asked->from).name);
    tell_all(ruling, hand_over, asked->holdings);
}

namespace {

/// Why this person cannot take this step; nothing when they can.
std::optional<Reply> not_now(Ruling& ruling, const HandOver& hand_over, Step step) {
    const auto me = ruling.actor().id;
    const auto name = hand_over.id.text();
    const bool asker = me == hand_over.asked_by || me == hand_over.from;
    if (!asker && me != hand_over.to)
        return refuse("There is no " + name + " for you.", "`list mine` shows what you own.");
    if (!hand_over.waits()) {
        return refuse(
            name + " is already " + std::string(name_of(hand_over.state)) + ".",
            "Ask anew when it is needed: `hand-over " + hand_over.subject + " @name`."
        );
    }
    if (step == Step::take_back && !asker) {
        return refuse(
            "Only who asked can take " + name + " back.",
            "You say no with `hand-over decline " + name + "`."
        );
    }
    if (step != Step::take_back && me != hand_over.to) {
        return refuse(
            ruling.person(hand_over.to).name + " was asked, and answers.",
            "You take it back with `hand-over back " + name + "`."
        );
    }
    return std::nullopt;
}

}  // namespace

void decide_hand_over_answer(Ruling& ruling, const AnswerHandOver& answer) {
    const auto& records = ruling.world.records;
    auto hand_over = records.hand_over(answer.id);
    if (!hand_over) {
        return ruling.reply(refuse(
            "There is no " + answer.id.text() + " for you.", "`list mine` shows what you own."
        ));
    }
    if (auto refusal = not_now(ruling, *hand_over, answer.step))
        return ruling.reply(std::move(*refusal));
    const auto holdings =
        holdings_of(records, thing_of(records, hand_over->subject), hand_over->from);
    const bool accepts = answer.step == Step::accept;
    if (accepts && holdings.empty()) {
        end(ruling, *hand_over, HandOverState::taken_back);
        return ruling.reply(refuse(
            "Nothing is left to take over of " + hand_over->subject + ".",
            "It was done or given to somebody else meanwhile; nothing changes for you."
        ));
    }
    hand_over->reason = ruling.named(answer.text);
    end(ruling,
        *hand_over,
        accepts                        ? HandOverState::accepted
        : answer.step == Step::decline ? HandOverState::declined
                                       : HandOverState::taken_back);
    if (accepts) move_holdings(ruling, holdings, hand_over->from, hand_over->to);
    auto words = std::string(name_of(hand_over->state)) + " by " + ruling.actor().name;
    if (!hand_over->reason.empty()) words += ": " + hand_over->reason;
    ruling.journal("hand-over", hand_over->subject, words);
    tell_all(ruling, *hand_over, holdings);
}

void decline_hand_over(Ruling& ruling, HandOver hand_over, std::string reason) {
    const auto& records = ruling.world.records;
    hand_over.reason = std::move(reason);
    end(ruling, hand_over, HandOverState::declined);
    ruling.journal("hand-over", hand_over.subject, "declined: " + hand_over.reason);
    const auto holdings =
        holdings_of(records, thing_of(records, hand_over.subject), hand_over.from);
    ruling.tell_person(
        hand_over.asked_by, "hand_over_told", hand_over_view(ruling, hand_over, holdings)
    );
}

void hand_over_due(Ruling& ruling, HandOver hand_over, const std::string& key) {
    ruling.cancel_timer(key);
    if (!hand_over.waits()) return;
    const auto thing = thing_of(ruling.world.records, hand_over.subject);
    const auto holdings = holdings_of(ruling.world.records, thing, hand_over.from);
    if (holdings.empty()) return end(ruling, hand_over, HandOverState::taken_back);
    const auto settings = thing.settings();
    if (!may_nudge_now(ruling, settings, hand_over.to, key)) return;
    ruling.nudge(hand_over.to, key, "hand_over_asked", hand_over_view(ruling, hand_over, holdings));
    ruling.journal("nudge", hand_over.id.text(), "for the hand-over");
    ++hand_over.nudges;
    ruling.save(hand_over);
    if (hand_over.nudges >= most_nudges) return;
    const auto calendar = ruling.calendar_for(hand_over.to, settings);
    ruling.set_timer(
        key, calendar.next_working(calendar.add_days(ruling.world.now, nudge_every_days))
    );
}

}  // namespace debrief::core
