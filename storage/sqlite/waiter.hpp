// A coroutine that waits for its job, without its type.
#pragma once
#include "bot/base/error.hpp"
#include "bot/flow/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/prefer.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace debrief::storage::sqlite {

namespace asio = boost::asio;

class Waiter {
  public:
    virtual ~Waiter() = default;
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    /// Continues the coroutine with `result`; on its executor only.
    virtual void resume() = 0;

    const flow::Job& job;
    Status result;
    /// Counts as work, so that the waiting coroutine's context does not end before.
    const asio::any_io_executor executor;

  protected:
    Waiter(const flow::Job& job_, asio::any_io_executor executor_)
        : job(job_),
          executor(asio::prefer(std::move(executor_), asio::execution::outstanding_work_t::tracked)
          ) {}
};

using Waiters = std::vector<std::unique_ptr<Waiter>>;

template <class Handler>
class HandlerWaiter final : public Waiter {
  public:
    HandlerWaiter(const flow::Job& job_, Handler handler, const asio::any_io_executor& fallback)
        : Waiter(job_, asio::get_associated_executor(handler, fallback)),
          handler_(std::move(handler)) {}
    void resume() override {
        // The handler may destroy its own waiter's surroundings: move out first.
        Handler handler(std::move(handler_));
        handler(std::move(result));
    }

  private:
    Handler handler_;
};

/// Lets all of them continue, each on its executor, with as few hand-overs as possible. From any
/// thread.
void resume_all(Waiters waiters);

}  // namespace debrief::storage::sqlite
