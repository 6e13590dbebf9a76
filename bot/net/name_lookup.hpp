// Internal to net: from a host name to addresses, within a deadline.
#pragma once
#include "bot/net/client_connection.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace debrief::net {

class NameLookup {
  public:
    explicit NameLookup(const asio::any_io_executor& executor);
    ~NameLookup();
    NameLookup(const NameLookup&) = delete;
    NameLookup& operator=(const NameLookup&) = delete;

    /// `refused` when there is no such name or nobody answers in time, `stopped` after cancel().
    asio::awaitable<Result<Endpoints>> find(
        std::string host, std::string port, std::chrono::steady_clock::time_point deadline
    );
    void cancel();

  private:
    struct State;
    std::shared_ptr<State> state_;  ///< outlives this while the system still looks
};

}  // namespace debrief::net
