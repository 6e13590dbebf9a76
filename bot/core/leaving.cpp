// People who leave: what they own does not go on belonging to nobody. Who is in charge of it is
// asked, once, to hand it over; reminders to an account that is gone stop.
#include "bot/core/holdings.hpp"

#include <algorithm>
#include <map>

namespace debrief::core {
namespace {

constexpr std::size_t most_looked_at = 100;
constexpr std::size_t lines_shown = 8;

/// What is left behind, by who is asked to see to it.
using Left = std::map<std::int64_t, std::vector<View>>;

void add(
    const Ruling& ruling,
    const FollowUp& settings,
    const std::string& id,
    std::string_view as,
    const std::string& title,
    Left& left
) {
    View line;
    line.set("id", id).set("as", as).set("title", title);
    const auto who = in_charge_of(ruling, settings);
    left[who ? who->value() : 0].push_back(std::move(line));
}

void add_roles(const Ruling& ruling, const FollowUp& follow_up, PersonId person, Left& left) {
    const auto id = follow_up.id.text();
    const bool both = follow_up.it_owner == person && follow_up.ops_contact == person;
    const auto* as = both                              ? "IT owner and ops contact"
                     : follow_up.it_owner == person    ? "IT owner"
                     : follow_up.ops_contact == person ? "ops contact"
                                                       : nullptr;
    if (as) add(ruling, follow_up, id, as, follow_up.subject.title, left);
}

Left left_by(const Ruling& ruling, PersonId person) {
    const auto& records = ruling.world.records;
    Left left;
    FollowUpFilter involved;
    involved.state = FollowUpState::open;
    involved.involving = person;
    involved.limit = most_looked_at;
    for (const auto& follow_up : records.follow_ups(involved))
        add_roles(ruling, follow_up, person, left);
    ControlFilter owned;
    owned.owner = person;
    owned.limit = most_looked_at;
    for (const auto& control : records.controls(owned)) {
        if (auto of = records.follow_up(control.follow_up))
            add(ruling, *of, control.id.text(), "control", control.title, left);
    }
    for (const auto& protocol : records.protocols_owned(person, most_looked_at)) {
        Thing thing;
        thing.protocol = protocol;
        add(ruling, thing.settings(), protocol.id.text(), "protocol", protocol.title, left);
    }
    return left;
}

void ask(Ruling& ruling, PersonId who, const Person& person, std::vector<View> lines) {
    const auto count = lines.size();
    const auto shown = std::min(count, lines_shown);
    View view;
    View list = View::List{};
    for (std::size_t i = 0; i < shown; ++i) list.push(std::move(lines[i]));
    view.set("person", person_view(person)).set("lines", std::move(list));
    view.set("count", count).set("more", count - shown);
    view.set("email", person.email).set("unknown", person.accounts.empty());
    ruling.tell_person(who, "person_left", std::move(view));
}

/// What they were asked to take over stays where it is, and who asked hears of it.
void decline_for(Ruling& ruling, const Person& person) {
    for (auto& hand_over : ruling.world.records.hand_overs_to(person.id, most_looked_at))
        decline_hand_over(ruling, hand_over, "The account of " + person.name + " is gone.");
}

}  // namespace

void person_left(Ruling& ruling, const Person& person) {
    ruling.journal(
        "left",
        "person " + person.id.text(),
        person.accounts.empty() ? "nobody has this address" : "the account is gone"
    );
    decline_for(ruling, person);
    for (auto& [who, lines] : left_by(ruling, person.id)) {
        if (who > 0) {
            ask(ruling, PersonId(who), person, std::move(lines));
        } else {
            for (const auto& line : lines)
                ruling.journal("left", std::string(line.text("id")), "nobody is there to ask");
        }
    }
}

void ask_for_owners(Ruling& ruling, const FollowUp& follow_up) {
    std::vector<PersonId> gone;
    for (const auto& role : {follow_up.it_owner, follow_up.ops_contact}) {
        const bool twice = role && std::find(gone.begin(), gone.end(), *role) != gone.end();
        if (role && !twice && !ruling.person(*role).active) gone.push_back(*role);
    }
    for (const auto& person : gone) {
        Left left;
        add_roles(ruling, follow_up, person, left);
        for (auto& [who, lines] : left) {
            if (who > 0) ask(ruling, PersonId(who), ruling.person(person), std::move(lines));
        }
    }
}

}  // namespace debrief::core
