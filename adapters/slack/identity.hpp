// Who we are in the workspace, as auth.test told us. Empty while Slack could not be asked yet.
#pragma once
#include <string>
#include <string_view>

namespace debrief::slack {

struct Identity {
    std::string team_id, enterprise_id, bot_user_id, bot_id;
    std::string team;  ///< the workspace's name
    bool org_install = false;

    /// Whether something of this workspace is ours: true as long as we do not know who we are, and
    /// when the payload does not say whose it is.
    [[nodiscard]] bool owns(std::string_view team_of, std::string_view enterprise_of) const {
        if (team_id.empty() || team_of.empty() || team_of == team_id) return true;
        return org_install && !enterprise_id.empty() && enterprise_of == enterprise_id;
    }
};

}  // namespace debrief::slack
