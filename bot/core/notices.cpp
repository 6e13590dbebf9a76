// Notices for ways that take new posts only, such as a Workflows webhook of Teams: a follow-up was
// opened or closed, and where its thread is.
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

bool wants(const Workflow& workflow, const std::string& service) {
    const auto& only = workflow.services;
    return only.empty() || std::find(only.begin(), only.end(), service) != only.end();
}

std::string percent_encoded(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        }
    }
    return out;
}

/// Where a person gets to the thread's channel; the thread itself does not stand there yet.
std::string link_to(const Channel& channel) {
    if (channel.platform == Platform::slack)
        return "https://slack.com/app_redirect?channel=" + percent_encoded(channel.id);
    return "https://teams.microsoft.com/l/channel/" + percent_encoded(channel.id) + "/Debrief";
}

}  // namespace

Channel channel_of(const Workflow& workflow) {
    return {Platform::teams, "workflow", workflow.name};
}

void notice(Ruling& ruling, const FollowUp& follow_up, std::string_view template_name) {
    if (follow_up.is_private) return;
    for (const auto& workflow : ruling.world.directory.workflows) {
        if (!wants(workflow, follow_up.subject.service)) continue;
        Post post;
        post.channel = channel_of(workflow);
        post.template_name = template_name;
        post.view = head_view(ruling.world, follow_up);
        if (!follow_up.channels.empty())
            post.view.set("link_back", link_to(follow_up.channels.front()));
        ruling.decision.posts.push_back(std::move(post));
    }
}

}  // namespace debrief::core
