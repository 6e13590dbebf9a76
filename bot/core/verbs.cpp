// The verbs of the grammar, as the help shows them.
#include "bot/core/grammar.hpp"
#include "bot/core/letters.hpp"
#include "bot/core/similar.hpp"

namespace debrief::core {
namespace {

constexpr Verb table[] = {
    {"open",
     "open incident|upgrade TITLE [service:S] [severity:1-4] [started:T] [ended:T] [owner:@p] "
     "[ops:@p] [goal:G] [link:URL] [private]",
     "open incident Mail was down service:mail severity:2 ended:2h ago owner:@olga",
     "Starts a follow-up once an incident or an upgrade has ended."},
    {"plan",
     "plan TITLE from:T to:T [service:S] [version:V] [every:DURATION] [owner:@p] [ops:@p] "
     "[responsible:@p] [approver:@p] [goal:\"MEASURE: TARGET\"] [risk:\"RISK -> MITIGATION\"] "
     "[link:URL] | plan change F-n [from:T …] | plan agree F-n | plan update F-n TEXT | plan done "
     "F-n [TEXT] | plan measured F-n [MEASURE:] VALUE | plan cancel F-n REASON | plan show F-n",
     "plan Mail server 9.2 service:mail from:2026-11-28 22:00 to:4h every:1h owner:@ivo "
     "goal:\"Mail within a minute: 99.9 %\" risk:\"The queue fills up -> We stop the newsletter\"",
     "Plans an upgrade that both sides agree to, keeps people up to date while it happens, and "
     "opens its follow-up when it is over."},
    {"answer",
     "answer works|partly|broken [F-n] [TEXT]",
     "answer partly Sending works, the search does not",
     "Says how it is for you now; your latest answer counts."},
    {"feedback",
     "feedback [F-n] TEXT [anonymous] | feedback accept B-n [TEXT] | feedback decline B-n REASON | "
     "feedback confirm B-n | feedback deny B-n TEXT",
     "feedback F-12 We heard of the outage from customers first",
     "Says what else can be done, with `anonymous` without your name; and answers what was said."},
    {"acknowledge",
     "acknowledge [F-n] [happened: TEXT put right: TEXT next: TEXT] | acknowledge answers M-n "
     "yes|no [TEXT]",
     "acknowledge F-12 happened: I restarted the wrong node put right: It is back since 14:00 "
     "next: The names go on the dashboard",
     "Owns a mistake in three short parts, and says whether that answers you; short: `ack`."},
    {"factor",
     "factor M-n TEXT",
     "factor M-3 Both nodes had the same name on the dashboard",
     "Adds one thing that led to an acknowledged mistake."},
    {"control",
     "control add [M-n|B-n|F-n] TITLE [owner:@p] [due:T] [kind:preventive|detective|corrective] "
     "[strength:stronger|intermediate|weaker] | control agree C-n | control start C-n | control "
     "done C-n [EVIDENCE] | "
     "control verify C-n [TEXT] | control check C-n held|partly|failed|early [TEXT] | "
     "control drop C-n REASON",
     "control add M-3 Restarts ask for the name of the node owner:@olga due:2w strength:stronger",
     "Adds a safeguard, and says when it is agreed, started, done, verified, checked or dropped."},
    {"thanks",
     "thanks @p [@q …] for TEXT",
     "thanks @olga for the night shift",
     "Thanks people of either side, here and in the weekly summary."},
    {"concern",
     "concern TEXT [topic:timeline|resources|risk|roles|priorities|communication] [F-n] | concern "
     "need X-n TEXT | concern resolve X-n TEXT [owner:@p] | concern agree X-n | concern withdraw "
     "X-n REASON",
     "concern We need a week to test before the window topic:timeline F-12",
     "Raises a conflict between ops and IT, and takes it to a resolution that both agree to."},
    {"protocol",
     "protocol add [B-n|F-n] TITLE [steps:\"A; B; C\"] [owner:@p] [review:T] [service:S] | "
     "protocol "
     "list [all] [service:S] | protocol review P-n keep|change|retire [TEXT] [steps:…] [review:T]",
     "protocol add B-9 Tell ops a day before steps:\"Write the note; Call the desk; Wait for the "
     "OK\" owner:@olga",
     "Agrees on how things are done at the next upgrades, and says when that is reviewed."},
    {"status",
     "status [F-n]",
     "status F-12",
     "Shows where a follow-up stands and who owes what by when."},
    {"list",
     "list [mine|open|overdue|all|said] [service:S]",
     "list overdue service:mail",
     "Lists follow-ups and controls, or what was said and what came of it."},
    {"search",
     "search WORDS [service:S]",
     "search certificate expired",
     "Finds mistakes, controls, feedback, concerns, protocols and follow-ups by their words."},
    {"export",
     "export [csv|json|md] [service:S] [since:T]",
     "export csv service:mail since:2026-01-01",
     "Sends you what you can see as a file."},
    {"close",
     "close [F-n] [REASON]",
     "close F-12",
     "Closes a follow-up when nothing is owed, or earlier with a written reason."},
    {"reopen",
     "reopen [F-n] REASON",
     "reopen F-12 The queue is stuck again",
     "Opens a closed follow-up again."},
    {"snooze",
     "snooze DURATION|until T",
     "snooze next working day",
     "Holds back the reminders that wait for you."},
    {"hand-over",
     "hand-over [F-n|C-n|P-n|X-n] @p | hand-over accept H-n | hand-over decline H-n [REASON] | "
     "hand-over back H-n",
     "hand-over C-7 @olga",
     "Asks somebody to take over what you own; it is theirs once they accept."},
    {"summary",
     "summary [week|month] [service:S]",
     "summary month service:mail",
     "Shows the big picture of the last week or month."},
    {"help", "help [VERB]", "help open", "Shows what I understand."},
};

constexpr std::size_t shortest_prefix = 2;

}  // namespace

std::span<const Verb> verbs() {
    return table;
}

const Verb* find_verb(std::string_view name) {
    if (same_letters(name, "ack")) name = "acknowledge";
    if (same_letters(name, "handover")) name = "hand-over";
    for (const auto& verb : table) {
        if (same_letters(verb.name, name)) return &verb;
    }
    return nullptr;
}

const Verb* nearest_verb(std::string_view name) {
    // In three letters two mistakes leave nothing to recognise.
    const std::size_t most = name.size() <= 3 ? 1 : 2;
    const Verb* best = nullptr;
    std::size_t least = most + 1;
    for (const auto& verb : table) {
        const bool prefix =
            name.size() >= shortest_prefix && same_letters(verb.name.substr(0, name.size()), name);
        const auto distance = prefix ? 0 : edits_between(name, verb.name);
        if (distance >= least) continue;
        least = distance;
        best = &verb;
    }
    return best;
}

}  // namespace debrief::core
