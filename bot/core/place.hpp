// Where things happen: a platform, a channel in it, a thread in that.
#pragma once
#include <compare>
#include <string>
#include <string_view>

namespace debrief::core {

/// Where a command came from or a message goes to. `clock`, `source` and `console` only send
/// commands.
enum class Platform { slack, teams, web, source, clock, console };
[[nodiscard]] std::string_view name_of(Platform platform);
/// As people call it: "Slack", "Teams".
[[nodiscard]] std::string_view title_of(Platform platform);
[[nodiscard]] Platform platform_from(std::string_view name);

/// A channel or conversation. `tenant` is empty for the workspace of the configured bot token.
struct Channel {
    Channel() = default;
    Channel(Platform platform_, std::string tenant_, std::string id_)
        : platform(platform_), tenant(std::move(tenant_)), id(std::move(id_)) {}
    Platform platform = Platform::slack;
    std::string tenant;
    std::string id;
    [[nodiscard]] bool empty() const { return id.empty(); }
    friend auto operator<=>(const Channel&, const Channel&) = default;
};

/// How a channel is reached on a platform where each conversation may have its own address (the
/// serviceUrl of Teams). With an empty channel id: the address of the last conversation of that
/// tenant, for those that have not been heard of yet.
struct ChannelAddress {
    ChannelAddress() = default;
    ChannelAddress(Channel channel_, std::string url_, bool removed_ = false)
        : channel(std::move(channel_)), url(std::move(url_)), removed(removed_) {}
    Channel channel;
    std::string url;
    bool removed = false;  ///< the bot was taken out of it
    friend bool operator==(const ChannelAddress&, const ChannelAddress&) = default;
};

/// One message in a channel; `id` is the platform's own key (Slack: ts). Empty id: none.
struct MessageRef {
    MessageRef() = default;
    MessageRef(Channel channel_, std::string id_)
        : channel(std::move(channel_)), id(std::move(id_)) {}
    Channel channel;
    std::string id;
    [[nodiscard]] bool empty() const { return id.empty(); }
    friend auto operator<=>(const MessageRef&, const MessageRef&) = default;
};

}  // namespace debrief::core
