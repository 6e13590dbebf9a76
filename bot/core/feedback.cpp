#include "bot/core/feedback.hpp"

#include "bot/core/names.hpp"

namespace debrief::core {
namespace {

constexpr Named<FeedbackState> states[] = {
    {FeedbackState::received, "received"},
    {FeedbackState::accepted, "accepted"},
    {FeedbackState::declined, "declined"},
    {FeedbackState::became_control, "became a control"},
    {FeedbackState::done, "done"},
    {FeedbackState::confirmed, "confirmed"},
    {FeedbackState::withdrawn, "withdrawn"},
};

}  // namespace

std::string_view name_of(FeedbackState state) {
    return name_in(states, state);
}
FeedbackState feedback_state_from(std::string_view name) {
    return value_in(states, name).value_or(FeedbackState::received);
}

}  // namespace debrief::core
