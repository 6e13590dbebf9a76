// Moving the clock, and what comes from outside the workspace.
#include "adapters/sandbox/sandbox.hpp"

#include <algorithm>

namespace debrief::sandbox {
namespace {

constexpr Duration step = std::chrono::hours(1);
/// Real time: how long to wait for the bot at one moment of the clock, and what counts as quiet.
constexpr std::chrono::milliseconds patience{5'000};
constexpr std::chrono::milliseconds quiet{150};
constexpr std::chrono::milliseconds glance{5};

/// The next full hour after `now`, or `end` when that comes first.
UtcTime next_stop(UtcTime now, UtcTime end) {
    return std::min(end, UtcTime(std::chrono::floor<std::chrono::hours>(now) + step));
}

}  // namespace

asio::awaitable<bool> Sandbox::is_idle() {
    if (feed_.under_way() > 0 || teams_.channel().under_way() > 0) co_return false;
    if (idle_) co_return co_await idle_();
    const std::uint64_t revision = workspace_.revision();
    co_await changed(revision, quiet);
    co_return workspace_.revision() == revision;
}

asio::awaitable<void> Sandbox::settle() {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!stopped_ && std::chrono::steady_clock::now() < end) {
        const bool idle = co_await is_idle();
        if (idle) co_return;
        co_await changed(workspace_.revision(), glance);
    }
}

asio::awaitable<void> Sandbox::advance(Duration by) {
    moving_ = true;
    // What is on its way arrives at the time it was sent.
    co_await settle();
    const UtcTime end = clock_.now() + by;
    while (clock_.now() < end && !stopped_) {
        clock_.advance_to(next_stop(clock_.now(), end));
        co_await settle();
    }
    moving_ = false;
    workspace_.touch();
}

// ---- outside

const SourceLink* Sandbox::source(std::string_view kind) const {
    const auto found =
        std::find_if(sources_.begin(), sources_.end(), [kind](const SourceLink& each) {
            return each.kind == kind;
        });
    return found == sources_.end() ? nullptr : &*found;
}

asio::awaitable<std::string> Sandbox::post_to_source(
    std::string_view kind, net::HttpRequest request
) {
    std::string url = source(kind)->url;
    const BotAnswer answer = co_await link_.post_elsewhere(std::move(url), std::move(request));
    if (answer.kind != BotAnswer::Kind::answered)
        co_return std::string("Debrief did not take the webhook.");
    if (answer.fine()) co_return std::string();
    co_return "Debrief refused the webhook: " + answer.response.body;
}

asio::awaitable<std::string> Sandbox::alert(Alert alert) {
    const SourceLink* link = source("alertmanager");
    if (link == nullptr) co_return std::string("No alertmanager source is connected.");
    net::HttpRequest request = webhook_of(*link, alert, clock_.now());
    co_return co_await post_to_source("alertmanager", std::move(request));
}

asio::awaitable<std::string> Sandbox::publish(Release release) {
    const SourceLink* link = source("github");
    if (link == nullptr) co_return std::string("No github source is connected.");
    net::HttpRequest request = webhook_of(*link, release, clock_.now(), workspace_.random());
    co_return co_await post_to_source("github", std::move(request));
}

}  // namespace debrief::sandbox
