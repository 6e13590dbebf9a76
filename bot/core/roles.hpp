// The roles of the configuration, and what platforms say about the groups named there.
#pragma once
#include "bot/core/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::core {

/// In this order: a lead may also do what the service team and the ops contact may, an admin
/// everything.
enum class Role { member, service_team, ops_contact, lead, admin };
/// As the configuration writes it: "service_team".
[[nodiscard]] std::string_view name_of(Role role);

/// One [[role]] of the configuration: who has the role, and for which services.
struct RoleHolders {
    Role role = Role::member;
    std::vector<std::string> people;        ///< e-mails, lower case
    std::vector<std::string> slack_groups;  ///< ids of Slack user groups, "S0123ABCD"
    std::vector<std::string> services;      ///< names; empty: all
    [[nodiscard]] bool covers(std::string_view service) const;
};

/// Who belongs to a user group of Slack, as Slack said when it was asked last.
struct UserGroup {
    std::string id;
    std::vector<std::string> users;  ///< accounts, in the order Slack names them
    std::string trouble;             ///< not empty: why Slack could not say, in words
    UtcTime asked_at;
    friend bool operator==(const UserGroup&, const UserGroup&) = default;
};

}  // namespace debrief::core
