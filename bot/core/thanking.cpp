// Thanks: told to those thanked, in the thread, and in the weekly summary.
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t most_thanked = 20;

/// Whom the thanks go to, each once and never the giver; nothing with the reply set when somebody
/// is unknown or nobody is left.
std::vector<PersonId> thanked(Ruling& ruling, const GiveThanks& given) {
    std::vector<PersonId> people;
    for (const auto& ref : given.people) {
        auto found = ruling.find(ref);
        if (!found) {
            ruling.refuse_field(
                "people",
                "I do not know who “" + ref.typed + "” is.",
                "Mention the person, such as `thanks @name for TEXT`, or give the e-mail address."
            );
            return {};
        }
        const bool again = std::find(people.begin(), people.end(), *found) != people.end();
        if (*found != ruling.actor().id && !again) people.push_back(*found);
    }
    if (people.empty()) {
        ruling.refuse_field(
            "people",
            "Thanks go to somebody else.",
            "Name whom you thank, such as `thanks @name for TEXT`."
        );
    } else if (people.size() > most_thanked) {
        ruling.refuse_field(
            "people",
            "These are too many people for one line of the summary.",
            "Thank at most 20 people at once."
        );
        people.clear();
    }
    return people;
}

/// The follow-up that is named, or in whose thread it is said.
std::optional<FollowUpId> place_of(const Ruling& ruling, const GiveThanks& given) {
    const auto& origin = ruling.command.origin;
    if (given.id || origin.thread.empty()) return given.id;
    return ruling.world.records.follow_up_of_thread(MessageRef(origin.channel, origin.thread));
}

/// To the journal, the thread, those thanked, and back to the giver.
void pass_on(Ruling& ruling, const Thanks& thanks, const std::optional<FollowUp>& follow_up) {
    View people = View::List{};
    std::string names;
    for (const auto& id : thanks.to) {
        const auto person = ruling.person(id);
        names += (names.empty() ? "" : ", ") + person.name;
        people.push(person_view(person));
    }
    ruling.journal(
        "thanks", follow_up ? follow_up->id.text() : std::string(), names + ": " + thanks.text
    );
    View view;
    view.set("by", person_view(ruling.actor()))
        .set("people", std::move(people))
        .set("text", thanks.text);
    if (follow_up) ruling.tell_long(*follow_up, "thanks", view, "text");
    const bool named = follow_up && !follow_up->is_private;
    if (named) view.set("follow_up", follow_up->id.text()).set("title", follow_up->subject.title);
    for (const auto& id : thanks.to) ruling.tell_person(id, "thanks_received", view);
    view.set("private", follow_up && follow_up->is_private);
    ruling.reply(say("thanks_receipt", std::move(view)));
}

}  // namespace

void decide_thanks(Ruling& ruling, const GiveThanks& given) {
    std::optional<FollowUp> follow_up;
    if (auto id = place_of(ruling, given)) {
        follow_up = ruling.target(id, Ruling::Stage::planned_too);
        if (!follow_up) return;
    }
    Thanks thanks;
    thanks.to = thanked(ruling, given);
    if (thanks.to.empty()) return;
    thanks.id = ruling.world.records.next_thanks();
    thanks.by = ruling.actor().id;
    thanks.text = ruling.named(given.text);
    thanks.at = ruling.world.now;
    if (follow_up) thanks.follow_up = follow_up->id;
    ruling.save(thanks);
    pass_on(ruling, thanks, follow_up);
}

}  // namespace debrief::core
