#include "bot/flow/maintenance.hpp"

#include "bot/flow/catch_up.hpp"
#include "bot/flow/wake.hpp"

#include <boost/asio/this_coro.hpp>

namespace debrief::flow {
namespace {

// Slack repeats for 24 h at most, Alertmanager and GitHub for less; two days more cost little.
constexpr std::chrono::hours kept{72};
constexpr std::chrono::minutes between{10};
constexpr std::size_t bite = 500;

}  // namespace

asio::awaitable<Result<std::size_t>> Maintenance::tick() {
    std::size_t all = 0;
    for (std::size_t forgotten = bite; forgotten == bite; all += forgotten) {
        auto before = clock_.now() - kept;
        const Job job = [&](Tx& tx) { forgotten = tx.forget(before, bite); };
        auto status = co_await store_.transact(job);
        if (!status) co_return status.error();
    }
    auto ready = co_await catch_up_search(store_);
    if (!ready) co_return ready.error();
    co_return all;
}

asio::awaitable<void> Maintenance::run() {
    auto executor = co_await asio::this_coro::executor;
    Wake pause(executor);
    for (;;) {
        auto state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) co_return;
        auto done = co_await tick();
        if (!done && done.error().code() != Errc::busy) co_return;
        co_await pause.wait(between);
    }
}

}  // namespace debrief::flow
