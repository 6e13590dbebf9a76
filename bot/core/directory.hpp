// What the configuration says about the organisation: services, their channels and people, the
// summary's places.
#pragma once
#include "bot/core/calendar.hpp"
#include "bot/core/clocks.hpp"
#include "bot/core/place.hpp"
#include "bot/core/roles.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::core {

struct Service {
    std::string name;
    std::vector<Channel> channels;
    std::string ops_contact;  ///< e-mail, lower case; may be empty
    std::string it_owner;     ///< e-mail, lower case; may be empty
    std::string timezone = "UTC";
    WorkingHours working_hours;
    std::set<LocalDate> holidays;
    std::string goal;
    Clocks clocks;
    [[nodiscard]] Calendar calendar() const { return Calendar(timezone, working_hours, holidays); }
};

struct SummaryPlan {
    WeeklyRule weekly;
    /// Minutes after midnight of the month's first working day; none: no monthly summary.
    std::optional<int> monthly;
    std::string timezone = "UTC";
    std::vector<Channel> channels;
    [[nodiscard]] Calendar calendar() const { return Calendar(timezone, WorkingHours(), {}); }
};

/// A way into a Teams channel that takes new posts only: Channel(teams, "workflow", name).
struct Workflow {
    std::string name;
    std::vector<std::string> services;  ///< whose posts go there; empty: all
};

struct Directory {
    std::vector<Service> services;
    std::vector<Workflow> workflows;
    SummaryPlan summary;
    std::string public_url;  ///< where people reach this program; empty when not configured
    std::vector<RoleHolders> roles;

    /// By name, letters without case; null when there is none.
    [[nodiscard]] const Service* service(std::string_view name) const;
    /// The services whose channel this is.
    [[nodiscard]] std::vector<const Service*> services_in(const Channel& channel) const;
    /// The service with the most similar name, for error messages; null when there are none.
    [[nodiscard]] const Service* nearest(std::string_view name) const;
};

}  // namespace debrief::core
