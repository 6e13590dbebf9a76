// The composition root: the only place that knows every part. Built in one straight line, taken
// down in reverse.
#pragma once
#include "adapters/slack/slack.hpp"
#include "adapters/sources/routes.hpp"
#include "adapters/teams/teams.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/metrics.hpp"
#include "bot/base/random.hpp"
#include "bot/flow/delivery.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/flow/maintenance.hpp"
#include "bot/flow/scheduler.hpp"
#include "bot/flow/wake.hpp"
#include "bot/net/http_client.hpp"
#include "bot/net/http_server.hpp"
#include "bot/net/task_group.hpp"
#include "config/config.hpp"
#include "templates/catalog.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace debrief::cli {

namespace asio = boost::asio;

/// Opens the database and reads the templates: what must work before anything else can.
[[nodiscard]] Result<std::unique_ptr<flow::Store>> open_store(
    asio::any_io_executor executor, const config::Config& config, Metrics& metrics
);
[[nodiscard]] Result<templates::Catalog> load_templates(const config::Config& config);

class App {
  public:
    /// `clock` and `random` outlive the App. Start it with start().
    App(asio::any_io_executor executor, config::Config config, Clock& clock, Random& random);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Database, templates, background work, then the HTTP server. Fails in words; nothing runs
    /// then.
    asio::awaitable<Status> start();
    /// Stops taking requests, finishes what is in hand, closes the database. Within 10 seconds.
    asio::awaitable<void> stop();
    /// Takes over services, people, clocks, sources and templates; address, database and tokens
    /// need a restart.
    asio::awaitable<Status> reload(config::Config config);
    /// The time jumped: deadlines and deliveries look again at once.
    void clock_moved();
    /// Nothing is due at this moment: no deadline, no message. For whoever moves the clock in
    /// steps.
    asio::awaitable<bool> idle();

    [[nodiscard]] std::string address() const;
    /// Why the program cannot do its work now; empty when it can.
    [[nodiscard]] std::vector<std::string> troubles() const;
    /// Set once the database cannot be trusted any more: the program must end.
    [[nodiscard]] std::optional<Error> failure() const;

  private:
    Status open();
    asio::awaitable<Status> begin_work();
    Status listen();
    [[nodiscard]] std::vector<net::Route> routes();

    asio::any_io_executor executor_;
    config::Config config_;
    Clock& clock_;
    Random& random_;
    Metrics metrics_;
    std::shared_ptr<const core::Directory> directory_;
    std::shared_ptr<const std::vector<sources::Source>> sources_;
    flow::Wake deliver_;
    flow::Wake schedule_;
    std::unique_ptr<templates::Catalog> catalog_;
    std::unique_ptr<net::HttpClient> http_;
    std::unique_ptr<flow::Store> store_;
    std::unique_ptr<flow::Inbox> inbox_;
    net::TaskGroup tasks_;
    std::unique_ptr<slack::Slack> slack_;
    std::unique_ptr<flow::Sender> slack_sender_;
    std::unique_ptr<teams::Teams> teams_;
    std::unique_ptr<flow::Sender> teams_sender_;
    std::unique_ptr<flow::Delivery> delivery_;
    std::unique_ptr<flow::Scheduler> scheduler_;
    std::unique_ptr<flow::Maintenance> maintenance_;
    std::unique_ptr<net::HttpServer> server_;
};

}  // namespace debrief::cli
