// Answers Slack's Web API on loopback as quickly as it can, in a thread of its own. It checks
// nothing: the strict double is the sandbox.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace debrief::bench {

class SlackStandIn {
  public:
    explicit SlackStandIn(int core);
    ~SlackStandIn();
    SlackStandIn(const SlackStandIn&) = delete;
    SlackStandIn& operator=(const SlackStandIn&) = delete;

    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::uint64_t calls() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace debrief::bench
