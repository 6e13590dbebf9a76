#include "bot/flow/scheduler.hpp"

#include "bot/base/log.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace debrief::flow {
namespace {

constexpr std::size_t batch = 100;
constexpr Duration longest_wait{1'000};

}  // namespace

Scheduler::Scheduler(Store& store, Inbox& inbox, Clock& clock, Wake& wake, Metrics& metrics)
    : store_(store),
      inbox_(inbox),
      clock_(clock),
      wake_(wake),
      fired_(metrics.counter("debrief_timers_fired_total", "Deadlines that fell due.")) {}

asio::awaitable<Result<std::size_t>> Scheduler::tick() {
    auto now = clock_.now();
    std::vector<DueTimer> due;
    const Job look = [&](Tx& tx) { due = tx.due_timers(now, batch); };
    auto looked = co_await store_.read(look);
    if (!looked) co_return looked.error();
    for (const auto& timer : due) {
        core::Command command;
        command.origin.via = "clock";
        command.intent = core::TimerDue(timer.key, timer.due);
        auto key =
            "timer:" + timer.key + ":" + std::to_string(timer.due.time_since_epoch().count());
        auto reply = co_await inbox_.handle(std::move(key), std::move(command));
        if (!reply) co_return reply.error();
        // A rule that left its timer as it was would fire it for ever.
        const Job retire = [&](Tx& tx) {
            if (tx.timer(timer.key) == timer.due) tx.cancel_timer(timer.key);
        };
        auto retired = co_await store_.transact(retire);
        if (!retired) co_return retired.error();
        fired_.add();
    }
    co_return due.size();
}

asio::awaitable<Result<Duration>> Scheduler::until_next() {
    std::optional<core::UtcTime> next;
    const Job look = [&](Tx& tx) { next = tx.next_timer(); };
    auto looked = co_await store_.read(look);
    if (!looked) co_return looked.error();
    auto left = next ? *next - clock_.now() : longest_wait;
    co_return std::clamp(Duration(left), Duration(0), longest_wait);
}

asio::awaitable<void> Scheduler::run() {
    for (;;) {
        auto state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) co_return;
        auto fired = co_await tick();
        if (!fired) {
            if (fired.error().code() != Errc::busy) co_return;
            log::warn("deadlines wait: the database is busy");
        }
        auto left = co_await until_next();
        if (!left) co_return;
        co_await wake_.wait(*left);
    }
}

}  // namespace debrief::flow
