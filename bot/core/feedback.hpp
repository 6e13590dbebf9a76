// Something a person said about an upgrade or incident, and what became of it.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/place.hpp"
#include "bot/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

enum class FeedbackState {
    received,
    accepted,
    declined,
    became_control,
    done,
    confirmed,
    withdrawn
};
[[nodiscard]] std::string_view name_of(FeedbackState state);
[[nodiscard]] FeedbackState feedback_state_from(std::string_view name);

struct Feedback {
    FeedbackId id;
    FollowUpId follow_up;
    PersonId giver;  ///< also of anonymous feedback, so that the bot can answer; never shown or
                     ///< journalled then
    bool anonymous = false;
    std::string text;
    FeedbackState state = FeedbackState::received;
    MessageRef message;   ///< the chat message it was captured from, if any
    bool edited = false;  ///< the chat message was edited after it was captured
    std::optional<ControlId> control;
    UtcTime at;
    std::string answer;   ///< what was said when it was accepted, or the reason why it was declined
    std::string missing;  ///< what the giver still misses after it was done
    bool shown = false;   ///< the IT owner was asked for an answer
    friend bool operator==(const Feedback&, const Feedback&) = default;
};

}  // namespace debrief::core
