// Which addresses of the Connector may be given our token. An activity names the address its
// answers go to; whoever could forge one would be sent the bot's own token.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace debrief::teams {

class TrustedServices {
  public:
    /// Microsoft's hosts over https, and what is below one of the configured base URLs.
    /// `any_loopback` trusts every address of this computer too: only for working without a
    /// registration, when there is no token to lose.
    explicit TrustedServices(std::vector<std::string> extra = {}, bool any_loopback = false);

    /// Exact hosts only: part of Microsoft's domain (trafficmanager.net) can be had by anyone. No
    /// user name, query or fragment, and no other port.
    [[nodiscard]] bool trusts(std::string_view service_url) const;

  private:
    std::vector<std::string> extra_;
    bool any_loopback_;
};

/// The address without the slash at its end, to append "/v3/…" to.
[[nodiscard]] std::string base_of(std::string_view service_url);
/// Whether two notations name the same address: letters' case and one slash at the end do not
/// count.
[[nodiscard]] bool same_service(std::string_view a, std::string_view b);

}  // namespace debrief::teams
