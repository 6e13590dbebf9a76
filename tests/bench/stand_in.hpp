// Answers Slack's Web API and Teams' login and Connector on loopback as quickly as it can, in a
// thread of its own. It checks nothing: the strict double is the sandbox.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace debrief::bench {

class StandIn {
  public:
    explicit StandIn(int core);
    ~StandIn();
    StandIn(const StandIn&) = delete;
    StandIn& operator=(const StandIn&) = delete;

    /// "http://127.0.0.1:PORT/"
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::uint64_t calls() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace debrief::bench
