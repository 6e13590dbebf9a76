// Who is who in the Slack workspace.
#pragma once
#include "adapters/slack/web_api.hpp"
#include "bot/flow/sender.hpp"

#include <string>
#include <vector>

namespace debrief::slack {

/// See flow::Sender::look_up: by the account when it has a user, else by e-mail.
asio::awaitable<Result<flow::Profile>> look_up(
    WebApi& api, core::Account account, std::string email
);

/// See flow::Sender::members_of.
asio::awaitable<Result<std::vector<std::string>>> members_of(WebApi& api, std::string group);

}  // namespace debrief::slack
