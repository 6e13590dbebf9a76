// What needs somebody: everything that waits for one person, in one list. The reminders, `list
// mine`, the Home tab of Slack and the personal chat of Teams all read it.
#pragma once
#include "bot/core/owed.hpp"
#include "bot/core/ruling.hpp"

#include <string>
#include <vector>

namespace debrief::core {

struct Need {
    Owed owed;
    std::string of, title;  ///< what it belongs to: "F-12" and its title
    std::string service;
    bool is_private = false;
    std::string reminder;  ///< its timer key; empty when nobody is reminded of it
};
/// What is due first comes first, what has no due time last; what is not due yet is among it. At
/// most a few hundred.
[[nodiscard]] std::vector<Need> needs_of(const World& world, PersonId me);

/// For the templates "needs" and "home": needs (id, words, of, title, private, due, overdue,
/// line, button, form), more, later, follow_ups (subject_view), service, welcome.
[[nodiscard]] View needs_view(const World& world, const Person& me, const std::string& service);

/// The data of a person's own page, as of this moment.
[[nodiscard]] View home_view(const World& world, const Person& me);
/// Shows the actor their page anew.
void show_home(Ruling& ruling);
/// list mine
void decide_mine(Ruling& ruling, const std::string& service);

}  // namespace debrief::core
