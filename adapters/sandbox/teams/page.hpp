// The Teams half of the page: what one person sees, and what they do.
#pragma once
#include "adapters/sandbox/teams/teams_tenant.hpp"
#include "bot/base/json.hpp"

#include <string>

namespace debrief::sandbox::teams {

/// `handle`: of the person who looks ("olga"); null when nobody is called that.
[[nodiscard]] json::Value page_state(const TeamsTenant& teams, const std::string& handle);

/// Does what the page asks for; the words of a problem, or nothing.
[[nodiscard]] asio::awaitable<std::string> perform(
    TeamsTenant& teams, json::Value act, std::string handle
);

}  // namespace debrief::sandbox::teams
