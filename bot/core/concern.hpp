// A conflict between ops and IT: what each side needs, the agreed resolution and its owner.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

enum class Topic { timeline, resources, risk, roles, priorities, communication };
[[nodiscard]] std::string_view name_of(Topic topic);
[[nodiscard]] std::optional<Topic> topic_from(std::string_view name);

/// The two that have to find a common way.
enum class Side { ops, it };
[[nodiscard]] std::string_view name_of(Side side);
[[nodiscard]] constexpr Side other(Side side) {
    return side == Side::ops ? Side::it : Side::ops;
}

enum class ConcernState { raised, answered, proposed, settled, withdrawn };
[[nodiscard]] std::string_view name_of(ConcernState state);

struct Concern {
    ConcernId id;
    FollowUpId follow_up;
    PersonId raised_by;
    Side side = Side::ops;  ///< whose concern it is
    std::optional<Topic> topic;
    std::string text;  ///< what the side that raised it needs
    ConcernState state = ConcernState::raised;
    std::optional<PersonId> answered_by;
    std::string need;  ///< what the other side needs
    std::optional<PersonId> proposed_by;
    Side proposed_side = Side::ops;  ///< who proposes has agreed; the other side is asked
    std::string resolution;
    std::optional<PersonId> owner;  ///< of the resolution
    std::string reason;             ///< why it was withdrawn
    UtcTime at;
    std::optional<UtcTime> ended_at;

    [[nodiscard]] bool open() const {
        return state != ConcernState::settled && state != ConcernState::withdrawn;
    }
    /// Who has to say something next; meaningful while it is open.
    [[nodiscard]] Side next() const {
        if (state == ConcernState::raised) return other(side);
        if (state == ConcernState::proposed) return other(proposed_side);
        return side;
    }
    friend bool operator==(const Concern&, const Concern&) = default;
};

}  // namespace debrief::core
