#include "adapters/slack/find.hpp"

#include "adapters/slack/message.hpp"

#include <array>
#include <cstdio>

namespace debrief::slack {
namespace {

/// Apps that are sold outside Slack's marketplace get 15 messages a page, whatever they ask for.
constexpr std::int64_t page_size = 15;
constexpr int most_pages = 40;
/// Slack's clock and ours need not agree.
constexpr Duration clock_difference = std::chrono::minutes(2);

std::string ts_of(UtcTime time) {
    const auto all = time.time_since_epoch().count();
    std::array<char, 40> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%lld.%03lld000",
        static_cast<long long>(all / 1000),
        static_cast<long long>(all % 1000)
    );
    return text.data();
}

Error not_there() {
    return Error(Errc::not_found, "Slack has no such message");
}

Error cannot_tell(const ApiAnswer& answer) {
    const Errc code = answer.kind == ApiAnswer::Kind::error ? Errc::unauthorized : Errc::busy;
    return Error(code, "Slack cannot be asked whether the message was posted: " + answer.words);
}

bool is_surely_absent(const ApiAnswer& answer) {
    return answer.is_error("thread_not_found") || answer.is_error("channel_not_found");
}

json::Value query(
    const flow::Outgoing& message, const std::string& channel, UtcTime since, std::string cursor
) {
    json::Value arguments = json::Value::object();
    arguments.set("channel", channel);
    if (!message.thread.empty()) arguments.set("ts", message.thread);
    arguments.set("oldest", ts_of(since - clock_difference));
    arguments.set("inclusive", true);
    arguments.set("include_all_metadata", true);
    arguments.set("limit", page_size);
    if (!cursor.empty()) arguments.set("cursor", std::move(cursor));
    return arguments;
}

/// The ts of the message with this marker on a page; empty when it is not there.
std::string on_page(json::Ref page, std::string_view marker) {
    std::string ts;
    page["messages"].each([&](json::Ref candidate) {
        if (ts.empty() && has_marker(candidate, marker)) ts = candidate["ts"].str();
    });
    return ts;
}

}  // namespace

asio::awaitable<Result<core::MessageRef>> find_message(
    WebApi& api, DirectChannels& directs, flow::Outgoing message, UtcTime since
) {
    using Found = Result<core::MessageRef>;
    if (message.marker.empty()) co_return Found(not_there());
    const bool was_ephemeral = message.action == flow::Outgoing::Action::ephemeral;
    if (was_ephemeral) {
        message.channel.id.clear();
        message.thread.clear();
    }
    std::string channel = message.channel.id;
    if (channel.empty()) {
        const auto opened = co_await directs.open(message.user);
        if (const auto* failure = std::get_if<ApiAnswer>(&opened)) {
            co_return Found(cannot_tell(*failure));
        }
        channel = std::get<std::string>(opened);
    }
    const std::string method =
        message.thread.empty() ? "conversations.history" : "conversations.replies";
    std::string cursor;
    for (int page = 0; page < most_pages; ++page) {
        json::Value arguments = query(message, channel, since, cursor);
        const ApiAnswer answer = co_await api.call(method, arguments);
        if (is_surely_absent(answer)) co_return Found(not_there());
        if (!answer.ok()) co_return Found(cannot_tell(answer));
        std::string ts = on_page(answer.body, message.marker);
        if (!ts.empty()) {
            const core::Channel place(core::Platform::slack, message.channel.tenant, channel);
            co_return Found(core::MessageRef(place, std::move(ts)));
        }
        cursor = answer.body["response_metadata"]["next_cursor"].str();
        if (cursor.empty()) co_return Found(not_there());
    }
    co_return Found(Error(Errc::busy, "the conversation in Slack is too long to be searched"));
}

}  // namespace debrief::slack
