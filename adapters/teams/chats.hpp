// Chats with one person: whom we talk to in which conversation.
#pragma once
#include "adapters/teams/connector.hpp"
#include "adapters/teams/roster.hpp"

#include <map>
#include <string>
#include <variant>

namespace debrief::teams {

class Chats {
  public:
    /// The arguments live longer.
    Chats(Connector& connector, Roster& roster) : connector_(connector), roster_(roster) {}
    /// The chat with this person, created when it is not known yet (creating it again gives the
    /// same one); or why there is none.
    asio::awaitable<std::variant<std::string, Answer>> open(
        std::string service, std::string user, std::string pace
    );

  private:
    Connector& connector_;
    Roster& roster_;
    std::map<std::string, std::string> known_;
};

}  // namespace debrief::teams
