#include "adapters/teams/placement.hpp"

#include "adapters/teams/conversation.hpp"

namespace debrief::teams {
namespace {

using Action = flow::Outgoing::Action;
using How = Placement::How;

/// A message in a thread belongs to the conversation of its root; a root is its own.
std::string conversation_of(const flow::Outgoing& message) {
    const std::string& channel = message.channel.id;
    if (!has_threads(channel)) return channel;
    return conversation_id(channel, message.thread.empty() ? message.message : message.thread);
}

bool is_change(Action action) {
    return action == Action::update || action == Action::remove;
}

}  // namespace

Placement place(const flow::Outgoing& message) {
    if (message.channel.tenant == workflow_tenant)
        return Placement(How::workflow, message.channel.id);
    if (is_change(message.action))
        return Placement(How::change, conversation_of(message), message.message);
    // Teams has no message that only one person in a channel sees.
    if (message.action == Action::ephemeral || message.channel.empty())
        return Placement(How::direct, "");
    if (!has_threads(message.channel.id)) return Placement(How::send, message.channel.id);
    if (message.thread.empty()) return Placement(How::new_thread, message.channel.id);
    return Placement(How::send, conversation_id(message.channel.id, message.thread));
}

std::string pace_key(const flow::Outgoing& message) {
    std::string key(tenant_pace);
    const Placement placement = place(message);
    switch (placement.how) {
        case How::workflow:
            key += ":workflow:" + message.channel.id;
            break;
        case How::change:
            key += ":change:" + message.channel.id;
            break;
        case How::direct:
            key += ":post:" + message.user;
            break;
        default:
            key += ":post:" + message.channel.id;
            break;
    }
    return key;
}

std::vector<flow::Pace> paces_for(const flow::Outgoing& message) {
    std::vector<flow::Pace> paces;
    const std::string key = pace_key(message);
    if (place(message).how == How::workflow) {
        paces.emplace_back(key, 60, 5);
        return paces;
    }
    // Fifty a second for the app in a tenant; seven a second, sixty in thirty seconds and 1,800 an
    // hour in a conversation. The first bucket of a conversation keeps the short limits, the second
    // the long one.
    paces.emplace_back(std::string(tenant_pace), 3'000, 50);
    paces.emplace_back(key, 60, 5);
    paces.emplace_back(key + ":hour", 29, 60);
    return paces;
}

}  // namespace debrief::teams
