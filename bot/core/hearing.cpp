// Whether an acknowledgement answers those it is for; and, for who wrote it alone, another wording
// where it blames.
#include "bot/core/ruling.hpp"
#include "bot/core/wording.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

/// The person's word in the mistake, made when there is none yet.
Heard& word_of(Mistake& mistake, PersonId person) {
    auto found = std::find_if(mistake.heard.begin(), mistake.heard.end(), [&](const Heard& one) {
        return one.by == person;
    });
    if (found != mistake.heard.end()) return *found;
    mistake.heard.emplace_back().by = person;
    return mistake.heard.back();
}

}  // namespace

void decide_heard(Ruling& ruling, const HearAcknowledgement& given) {
    auto mistake = ruling.world.records.mistake(given.id);
    auto follow_up = mistake ? ruling.world.records.follow_up(mistake->follow_up) : std::nullopt;
    if (!follow_up || !ruling.may_see(*follow_up)) {
        return ruling.reply(refuse(
            "There is no " + given.id.text() + " that you can see here.",
            "`status` shows the mistakes of a follow-up and their numbers."
        ));
    }
    if (mistake->by == ruling.actor().id) {
        return ruling.reply(refuse(
            "You acknowledged " + given.id.text() + " yourself.",
            "Those it is for say whether it answers them; what led to it, you add with `factor " +
                given.id.text() + " TEXT`."
        ));
    }
    auto& word = word_of(*mistake, ruling.actor().id);
    word.answers = given.answers;
    word.text = ruling.named(given.text);
    word.at = ruling.world.now;
    ruling.save(*mistake);
    ruling.journal("acknowledge answers", mistake->id.text(), given.answers ? "yes" : "no");
    View view;
    view.set("id", mistake->id.text())
        .set("follow_up", follow_up->id.text())
        .set("answers", word.answers)
        .set("text", word.text);
    view.set("by", person_view(ruling.actor())).set("to", person_view(ruling.person(mistake->by)));
    if (!word.answers || !word.text.empty())
        ruling.tell_long(*follow_up, "acknowledgement_heard", view, "text");
    ruling.reply(say("heard_receipt", std::move(view)));
}

void hint_at_wording(Ruling& ruling, std::initializer_list<std::string_view> texts, View& receipt) {
    receipt.set("hint", View());
    for (const auto text : texts) {
        auto hint = wording_hint(text);
        if (!hint) continue;
        View view;
        view.set("said", hint->said).set("instead", hint->instead);
        // A mention in Teams is answered where all read it.
        if (ruling.command.origin.reply_by == ReplyBy::here) {
            ruling.tell_person(ruling.actor().id, "wording_hint", std::move(view));
        } else {
            receipt.set("hint", std::move(view));
        }
        return;
    }
}

}  // namespace debrief::core
