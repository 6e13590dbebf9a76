#include "bot/core/roles.hpp"

#include "bot/core/letters.hpp"

#include <algorithm>

namespace debrief::core {

std::string_view name_of(Role role) {
    switch (role) {
        case Role::member:
            return "member";
        case Role::service_team:
            return "service_team";
        case Role::ops_contact:
            return "ops_contact";
        case Role::lead:
            return "lead";
        case Role::admin:
            return "admin";
    }
    return {};
}

bool RoleHolders::covers(std::string_view service) const {
    return services.empty() || std::any_of(services.begin(), services.end(), [&](const auto& one) {
               return same_letters(one, service);
           });
}

}  // namespace debrief::core
