// Housekeeping: forgets inbox keys that no platform repeats any more.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/flow/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace debrief::flow {

class Maintenance {
  public:
    Maintenance(Store& store, Clock& clock) : store_(store), clock_(clock) {}
    /// Until cancelled or until the store fails.
    asio::awaitable<void> run();
    /// One round, in bites that do not hold others up; how many keys were forgotten.
    asio::awaitable<Result<std::size_t>> tick();

  private:
    Store& store_;
    Clock& clock_;
};

}  // namespace debrief::flow
