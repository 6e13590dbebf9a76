// What somebody owns and can hand over: roles in a follow-up, controls, resolutions, protocols.
#pragma once
#include "bot/core/ruling.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::core {

struct Holdings {
    std::optional<FollowUp> follow_up;  ///< what all but a protocol belongs to
    bool it_owner = false;
    bool ops_contact = false;
    std::vector<Control> controls;  ///< unfinished ones
    std::vector<Concern> concerns;  ///< whose resolution they see to
    std::optional<Protocol> protocol;
    [[nodiscard]] std::size_t count() const {
        const std::size_t roles = (it_owner ? 1U : 0U) + (ops_contact ? 1U : 0U);
        return roles + controls.size() + concerns.size() + (protocol ? 1U : 0U);
    }
    [[nodiscard]] bool empty() const { return count() == 0; }
};

/// What a number such as "F-12" or "C-7" stands for.
struct Thing {
    std::optional<FollowUp> follow_up;
    std::optional<Control> control;
    std::optional<Concern> concern;
    std::optional<Protocol> protocol;
    [[nodiscard]] bool there() const { return follow_up || protocol; }
    /// What it is called.
    [[nodiscard]] std::string title() const;
    /// For the settings of its service.
    [[nodiscard]] FollowUp settings() const;
};
[[nodiscard]] Thing thing_of(const Records& records, std::string_view subject);

/// What this person owns of it.
[[nodiscard]] Holdings holdings_of(const Records& records, const Thing& thing, PersonId owner);
/// The first of them, for messages: number, what it is, title.
[[nodiscard]] View holding_lines(const Holdings& holdings, std::size_t most);

/// Gives all of it to somebody else, with its reminders. Saves it.
void move_holdings(Ruling& ruling, const Holdings& holdings, PersonId from, PersonId to);

/// Who sees to what is left without an owner in a follow-up: its IT owner, else those whom the
/// configuration names for the service, else the ops contact, else who opened it. Nobody whose
/// account is gone.
[[nodiscard]] std::optional<PersonId> in_charge_of(const Ruling& ruling, const FollowUp& follow_up);

}  // namespace debrief::core
