// Where a message goes. The conversation's id decides about the thread, nothing else does: this is
// the one place that puts it together.
#pragma once
#include "bot/flow/sender.hpp"

#include <string>

namespace debrief::teams {

struct Placement {
    enum class How {
        new_thread,  ///< create a conversation in the channel `conversation`
        send,        ///< into `conversation`
        direct,      ///< into the chat with the message's user, which may have to be created
        change,      ///< the message `activity` of `conversation`
        workflow,    ///< to the workflow named `conversation`
    };
    Placement() = default;
    Placement(How how_, std::string conversation_, std::string activity_ = "")
        : how(how_), conversation(std::move(conversation_)), activity(std::move(activity_)) {}
    How how = How::send;
    std::string conversation;
    std::string activity;
};

/// The tenant that marks the channels that are workflows.
inline constexpr std::string_view workflow_tenant = "workflow";

[[nodiscard]] Placement place(const flow::Outgoing& message);

/// The bucket of a message, and that of everything in the tenant.
[[nodiscard]] std::string pace_key(const flow::Outgoing& message);
inline constexpr std::string_view tenant_pace = "teams";

/// Teams' limits for one conversation, as buckets.
[[nodiscard]] std::vector<flow::Pace> paces_for(const flow::Outgoing& message);

}  // namespace debrief::teams
