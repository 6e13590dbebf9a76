// Direct conversations: whom we talk to under which channel.
#pragma once
#include "adapters/slack/web_api.hpp"

#include <map>
#include <string>
#include <variant>

namespace debrief::slack {

class DirectChannels {
  public:
    explicit DirectChannels(WebApi& api) : api_(api) {}
    /// The D… channel with this person, opened when it is not known yet; or why there is none.
    asio::awaitable<std::variant<std::string, ApiAnswer>> open(std::string user);

  private:
    WebApi& api_;
    std::map<std::string, std::string> known_;
};

}  // namespace debrief::slack
