// What Debrief says in Teams, for the same transcript as Slack's.
#pragma once
#include "adapters/sandbox/teams/teams_tenant.hpp"
#include "adapters/sandbox/transcript.hpp"

#include <string>

namespace debrief::sandbox {

class TeamsTranscript {
  public:
    TeamsTranscript(TeamsTenant& tenant, Transcript& transcript);

  private:
    void hear(const teams::Change& change);
    [[nodiscard]] std::string place_of(const teams::Change& change) const;

    TeamsTenant& tenant_;
    Transcript& transcript_;
};

}  // namespace debrief::sandbox
