// A server under measurement: started on one core, watched, stopped.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace debrief::bench {

/// The first two cores this process may use; the same one twice when there is only one.
struct Cores {
    int server = 0;
    int load = 0;
    [[nodiscard]] bool apart() const { return server != load; }
};
[[nodiscard]] Cores find_cores();
/// Keeps the calling thread, and the threads it starts, on that core.
void stay_on(int core);

class Child {
  public:
    /// Starts the program and waits for its "listening on" line. Standard error goes to `log`.
    /// Throws std::runtime_error when it ends or does not get ready.
    Child(std::vector<std::string> command, int core, std::filesystem::path log);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// Stands still, so that it takes nothing from the other one; goes on.
    void pause();
    void resume();
    /// Ends it in peace. Throws when it did not end well.
    void stop();
    /// Now, and at most so far. MiB.
    [[nodiscard]] double resident() const { return memory("VmRSS:"); }
    [[nodiscard]] double peak() const { return memory("VmHWM:"); }

  private:
    [[nodiscard]] double memory(const std::string& name) const;
    void wait_until_ready(int out);

    std::filesystem::path log_;
    pid_t id_ = 0;
    std::uint16_t port_ = 0;
};

}  // namespace debrief::bench
