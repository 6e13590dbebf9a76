// `debrief status`: what waits, and what could not be delivered and why.
#include "adapters/cli/app.hpp"
#include "adapters/cli/console.hpp"
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "storage/sqlite/store.hpp"

#include <iostream>

namespace debrief::cli {
namespace {

constexpr std::size_t parked_shown = 20;
constexpr const char* time_shape = "%Y-%m-%d %H:%M";

struct Standing {
    flow::OutboxFigures outbox;
    std::vector<flow::ParkedRow> parked;
    std::size_t open = 0;
    bool more_open = false;
};

void look(flow::Tx& tx, Standing& standing) {
    constexpr std::size_t enough = 1'000;
    standing.outbox = tx.outbox_figures();
    standing.parked = tx.parked_rows(parked_shown);
    core::FollowUpFilter open;
    open.state = core::FollowUpState::open;
    open.limit = enough;
    standing.open = tx.follow_ups(open).size();
    standing.more_open = standing.open == enough;
}

void print(const Standing& standing) {
    core::Calendar utc("UTC", core::WorkingHours(), {});
    std::cout << "Open follow-ups: " << standing.open << (standing.more_open ? " or more" : "")
              << '\n';
    std::cout << "Messages waiting: " << standing.outbox.waiting;
    if (standing.outbox.oldest_waiting)
        std::cout << ", the oldest since "
                  << utc.format(*standing.outbox.oldest_waiting, time_shape) << " UTC";
    std::cout << "\nMessages given up: " << standing.outbox.parked << '\n';
    for (const auto& row : standing.parked) {
        std::cout << "  " << utc.format(row.at, time_shape) << " UTC  " << row.template_name
                  << " to " << row.destination << ": " << row.reason << '\n';
    }
}

asio::awaitable<void> show(flow::Store& store, int& exit_code) {
    Standing standing;
    const flow::Job job = [&](flow::Tx& tx) { look(tx, standing); };
    auto status = co_await store.read(job);
    if (!status) {
        complain(status.error().what());
        exit_code = 1;
        co_return;
    }
    print(standing);
}

}  // namespace

int status(const Options& options) {
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    asio::io_context io(1);
    storage::Options beside;  // Debrief itself may be running
    beside.single = false;
    beside.create = false;
    auto store = storage::open_sqlite(io.get_executor(), config->storage.sqlite_file, beside);
    if (!store) {
        complain(store.error().what());
        return 1;
    }
    int exit_code = 0;
    run_to_end(io, show(**store, exit_code));
    (*store)->stop();
    return exit_code;
}

}  // namespace debrief::cli
