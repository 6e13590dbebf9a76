// Deadlines: what is due goes the same road as a command. Follows the wall clock, whatever it does.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/metrics.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/flow/store.hpp"
#include "bot/flow/wake.hpp"

#include <boost/asio/awaitable.hpp>

namespace debrief::flow {

class Scheduler {
  public:
    Scheduler(Store& store, Inbox& inbox, Clock& clock, Wake& wake, Metrics& metrics);
    /// Until cancelled or until the store fails.
    asio::awaitable<void> run();
    /// Fires everything that is due now; how many fired. `run` does this again and again.
    asio::awaitable<Result<std::size_t>> tick();

  private:
    /// How long to wait for the next deadline; never more than a second, so that a moved clock is
    /// noticed.
    asio::awaitable<Result<Duration>> until_next();

    Store& store_;
    Inbox& inbox_;
    Clock& clock_;
    Wake& wake_;
    Metrics::Counter fired_;
};

}  // namespace debrief::flow
