// The sections of the file, one reader each. Internal to the configuration.
#pragma once
#include "config/reader.hpp"

namespace debrief::config {

void read_server(Section& section, Server& server);
void read_storage(Section& section, Storage& storage);
void read_slack(Section& section, Slack& slack);
/// Services must have been read before; `server` says who could reach us.
void read_teams(Section& section, const Server& server, core::Directory& directory, Teams& teams);
/// `defaults` are the clocks of [clocks].
void read_service(Section& section, const core::Clocks& defaults, core::Directory& directory);
void read_summary(Section& section, core::SummaryPlan& summary);
void read_clocks(Section& section, core::Clocks& clocks);
/// Services must have been read before.
void read_source(Section& section, const core::Directory& directory, std::vector<Source>& sources);
void read_role(Section& section, core::Directory& directory);

/// The channels of a section, Slack's before Teams'.
[[nodiscard]] std::vector<core::Channel> read_channels(Section& section);
/// A known service's own spelling, or a problem that names the nearest.
[[nodiscard]] std::optional<std::string> read_service_name(
    Context& context, const Field& field, const core::Directory& directory
);

}  // namespace debrief::config
