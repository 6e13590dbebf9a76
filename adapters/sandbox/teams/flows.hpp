// A Workflow of the tenant: a URL that posts a card into one channel, and nothing else.
#pragma once
#include "adapters/sandbox/teams/activity_check.hpp"
#include "adapters/sandbox/teams/tenant.hpp"
#include "bot/net/http.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox::teams {

inline constexpr auto flow_signature = "sandbox-workflow-signature";
inline constexpr auto flow_author = "Workflows";

class Flows {
  public:
    /// Posts into that channel.
    Flows(Tenant& tenant, std::string channel, const Sizes& sizes)
        : tenant_(tenant), channel_(std::move(channel)), sizes_(sizes) {}

    /// Path and query of the URL, with its secret.
    [[nodiscard]] static std::string target();
    /// 202 for everything that starts a run, also for one that will fail.
    [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request);
    /// The owner's account is gone, or somebody switched the flow off.
    void disable(bool disabled) { disabled_ = disabled; }
    /// Runs that failed after the 202; whoever called never hears of them.
    [[nodiscard]] const std::vector<std::string>& failed_runs() const { return failed_runs_; }

  private:
    void run(std::string_view body);

    Tenant& tenant_;
    std::string channel_;
    const Sizes& sizes_;
    std::vector<std::string> failed_runs_;
    bool disabled_ = false;
};

}  // namespace debrief::sandbox::teams
