#include "adapters/slack/directs.hpp"

namespace debrief::slack {
namespace {

constexpr std::size_t most_known = 10'000;

}  // namespace

asio::awaitable<std::variant<std::string, ApiAnswer>> DirectChannels::open(std::string user) {
    using Opened = std::variant<std::string, ApiAnswer>;
    if (const auto found = known_.find(user); found != known_.end()) {
        co_return Opened(found->second);
    }
    json::Value arguments = json::Value::object();
    arguments.set("users", user);
    ApiAnswer answer = co_await api_.call("conversations.open", arguments);
    if (!answer.ok()) co_return Opened(std::move(answer));
    std::string channel(answer.body["channel"]["id"].str());
    if (channel.empty()) {
        answer.kind = ApiAnswer::Kind::unclear;
        answer.words = "Slack opened a direct conversation without naming it";
        co_return Opened(std::move(answer));
    }
    if (known_.size() >= most_known) known_.clear();
    known_.insert_or_assign(std::move(user), channel);
    co_return Opened(std::move(channel));
}

}  // namespace debrief::slack
