// The one way to make something happen: a command goes through here exactly once, whoever brings
// it.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"
#include "bot/core/decide.hpp"
#include "bot/flow/store.hpp"
#include "bot/flow/wake.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace debrief::flow {

/// Hands out the directory that is valid now (a reload replaces it).
using DirectorySource = std::function<std::shared_ptr<const core::Directory>()>;

class Inbox {
  public:
    Inbox(
        Store& store,
        Clock& clock,
        Random& random,
        DirectorySource directory,
        Wake& deliver,
        Wake& schedule
    );

    /// Decides and commits, then wakes delivery. `key` names this very happening
    /// ("slack:command:TRIGGER"); a second command with the same key has no effect and gets the
    /// same reply. Errors are those of
    /// Store::transact; `busy` also for a reply in a thread that is just being opened.
    asio::awaitable<Result<core::Reply>> handle(std::string key, core::Command command);

    /// Commits a decision that is not an answer to a command: the start of the program, a new
    /// configuration.
    asio::awaitable<Status> start();

  private:
    Store& store_;
    Clock& clock_;
    Random& random_;
    DirectorySource directory_;
    Wake& deliver_;
    Wake& schedule_;
};

}  // namespace debrief::flow
