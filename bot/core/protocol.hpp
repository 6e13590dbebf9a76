// A working agreement that grew out of feedback.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

enum class ProtocolState { agreed, retired };
[[nodiscard]] std::string_view name_of(ProtocolState state);

struct Protocol {
    ProtocolId id;
    std::string service;  ///< at whose upgrades it is offered
    std::string title;
    std::string steps;  ///< a short checklist, one step per line; may be empty
    PersonId owner;
    PersonId agreed_by;  ///< who wrote it down
    std::optional<FollowUpId> follow_up;
    std::optional<FeedbackId> feedback;  ///< what it grew out of
    ProtocolState state = ProtocolState::agreed;
    std::string reason;  ///< why it was retired
    UtcTime at;
    UtcTime review_at;
    std::optional<PersonId> reviewed_by;
    std::optional<UtcTime> reviewed_at;
    int nudges = 0;  ///< how many went out since the review is due
    [[nodiscard]] bool in_force() const { return state == ProtocolState::agreed; }
    friend bool operator==(const Protocol&, const Protocol&) = default;
};

}  // namespace debrief::core
