// `debrief serve`: runs the bot until it is told to stop.
#include "adapters/cli/app.hpp"
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "bot/base/log.hpp"
#include "bot/net/deadline.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <iostream>

namespace debrief::cli {
namespace {

constexpr std::chrono::milliseconds health_check_every{250};

/// Everything `serve` holds while it runs.
struct Serving {
    explicit Serving(config::Config config, std::string file_)
        : app(io.get_executor(), std::move(config), clock, random),
          file(std::move(file_)),
          signals(io, SIGTERM, SIGINT, SIGHUP),
          tasks(io.get_executor()) {}
    asio::io_context io{1};
    SystemClock clock;
    SystemRandom random;
    App app;
    std::string file;
    asio::signal_set signals;
    net::TaskGroup tasks;
    int exit_code = 0;
};

asio::awaitable<void> reload(Serving& serving) {
    auto config = load_or_explain(serving.file);
    if (!config) {
        log::error("the new configuration is not used: it has problems");
        co_return;
    }
    auto taken = co_await serving.app.reload(std::move(*config));
    if (taken) {
        log::info("the configuration was read again");
    } else {
        log::error("the new configuration is not used", {{"reason", taken.error().what()}});
    }
}

/// Ends the program when the database cannot be trusted any more.
asio::awaitable<void> watch(Serving& serving) {
    for (;;) {
        co_await net::sleep_for(health_check_every);
        auto failed = serving.app.failure();
        if (!failed) continue;
        complain(failed->what());
        serving.exit_code = 1;
        serving.signals.cancel();
        co_return;
    }
}

asio::awaitable<void> until_told_to_stop(Serving& serving) {
    for (;;) {
        boost::system::error_code cancelled;
        auto signal =
            co_await serving.signals.async_wait(asio::redirect_error(asio::use_awaitable, cancelled)
            );
        if (cancelled || signal != SIGHUP) co_return;
        co_await reload(serving);
    }
}

asio::awaitable<void> run(Serving& serving) {
    auto started = co_await serving.app.start();
    if (!started) {
        complain(started.error().what());
        serving.exit_code = 1;
        serving.tasks.cancel();
        co_return;
    }
    std::cout << "listening on " << serving.app.address() << std::endl;
    co_await until_told_to_stop(serving);
    log::info("stopping");
    co_await serving.app.stop();
    serving.tasks.cancel();
}

}  // namespace

int serve(const Options& options) {
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    log::set_level(config->log_level);
    Serving serving(std::move(*config), options.config);
    serving.tasks.spawn("serve", run(serving));
    serving.tasks.spawn("watch", watch(serving));
    serving.io.run();
    return serving.exit_code;
}

}  // namespace debrief::cli
