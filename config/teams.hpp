// Parts of the section about Teams. Internal to the configuration.
#pragma once
#include "config/reader.hpp"

namespace debrief::config {

/// [[teams.outgoing_webhook]]
void read_outgoing_webhooks(Section& section, Teams& teams);
/// [[teams.workflow]]
void read_workflows(Section& section, core::Directory& directory, Teams& teams);

}  // namespace debrief::config
