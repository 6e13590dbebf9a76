// Internal to net: idle kept-alive connections, per scheme, host and port.
#pragma once
#include "bot/net/client_connection.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace debrief::net {

class ClientPool {
  public:
    explicit ClientPool(std::size_t most_per_peer) : most_(most_per_peer) {}

    /// A connection that still looks alive, or null.
    [[nodiscard]] std::unique_ptr<Connection> take(const std::string& peer) {
        std::vector<Idle>& idle = idle_[peer];
        while (!idle.empty()) {
            Idle last = std::move(idle.back());
            idle.pop_back();
            const auto age = std::chrono::steady_clock::now() - last.since;
            if (age < longest_idle && !last.connection->is_stale())
                return std::move(last.connection);
        }
        return nullptr;
    }

    /// Keeps it for the next request, unless there are enough.
    void give(const std::string& peer, std::unique_ptr<Connection> connection) {
        std::vector<Idle>& idle = idle_[peer];
        if (idle.size() >= most_) return;
        idle.push_back(Idle{std::move(connection), std::chrono::steady_clock::now()});
    }

    void clear() { idle_.clear(); }

  private:
    /// Middle boxes forget silent connections without telling; most keep them longer than this.
    static constexpr std::chrono::seconds longest_idle{55};

    struct Idle {
        std::unique_ptr<Connection> connection;
        std::chrono::steady_clock::time_point since;
    };

    std::size_t most_;
    std::map<std::string, std::vector<Idle>> idle_;
};

}  // namespace debrief::net
