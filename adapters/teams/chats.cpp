#include "adapters/teams/chats.hpp"

#include "adapters/teams/message.hpp"

namespace debrief::teams {
namespace {

constexpr std::size_t most_known = 10'000;

}  // namespace

asio::awaitable<std::variant<std::string, Answer>> Chats::open(
    std::string service, std::string user, std::string pace
) {
    using Opened = std::variant<std::string, Answer>;
    if (const auto found = known_.find(user); found != known_.end())
        co_return Opened(found->second);
    const std::string id = co_await roster_.id_of(user);
    const json::Value parameters = chat_parameters(id, connector_.tenant_for(service));
    Answer answer = co_await connector_.create(service, parameters, pace);
    if (!answer.ok()) co_return Opened(std::move(answer));
    std::string chat(answer.body["id"].str());
    if (chat.empty()) {
        answer.kind = Answer::Kind::not_sent;
        answer.words = "Teams opened a chat without naming it";
        co_return Opened(std::move(answer));
    }
    if (known_.size() >= most_known) known_.clear();
    known_.insert_or_assign(std::move(user), chat);
    co_return Opened(std::move(chat));
}

}  // namespace debrief::teams
