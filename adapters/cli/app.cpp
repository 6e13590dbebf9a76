#include "adapters/cli/app.hpp"

#include "adapters/cli/platforms.hpp"
#include "adapters/web/routes.hpp"
#include "bot/base/log.hpp"
#include "bot/net/router.hpp"
#include "storage/sqlite/store.hpp"

#include <iterator>

namespace debrief::cli {
namespace {

// Several lanes leave at once; one slow answer of a platform does not hold the others up.
constexpr int delivery_workers = 8;
constexpr std::chrono::milliseconds requests_finish_within{4'000};
constexpr std::chrono::milliseconds tasks_finish_within{4'000};

std::vector<sources::Source> sources_of(const config::Config& config) {
    std::vector<sources::Source> all;
    for (const auto& from : config.sources) {
        sources::Source source;
        source.name = from.name;
        source.kind = from.kind;
        source.secret = from.secret;
        source.token = from.token;
        source.service = {from.service.fixed, from.service.field, from.service.names};
        source.environments = from.environments;
        all.push_back(std::move(source));
    }
    return all;
}

/// Database work as metrics: how many changes share a COMMIT, how long it takes, how many wait.
std::function<void(const storage::Commit&)> commit_metrics(Metrics& metrics) {
    auto took = metrics.histogram("debrief_commit_seconds", "Time of one COMMIT.");
    auto jobs = metrics.counter("debrief_committed_changes_total", "Changes made durable.");
    auto queued = metrics.gauge("debrief_store_queue", "Changes that wait for the next COMMIT.");
    return [took, jobs, queued](const storage::Commit& commit) {
        took.observe(std::chrono::duration<double>(commit.took).count());
        jobs.add(static_cast<double>(commit.jobs));
        queued.set(static_cast<double>(commit.queued));
    };
}

}  // namespace

Result<std::unique_ptr<flow::Store>> open_store(
    asio::any_io_executor executor, const config::Config& config, Metrics& metrics
) {
    storage::Options options;
    options.on_commit = commit_metrics(metrics);
    return storage::open_sqlite(
        std::move(executor), config.storage.sqlite_file, std::move(options)
    );
}

Result<templates::Catalog> load_templates(const config::Config& config) {
    if (config.templates_folder.empty()) return templates::Catalog::load();
    return templates::Catalog::load(config.templates_folder);
}

App::App(asio::any_io_executor executor, config::Config config, Clock& clock, Random& random)
    : executor_(executor),
      config_(std::move(config)),
      clock_(clock),
      random_(random),
      directory_(std::make_shared<core::Directory>(config_.directory)),
      sources_(std::make_shared<std::vector<sources::Source>>(sources_of(config_))),
      deliver_(executor),
      schedule_(executor),
      tasks_(executor) {}

App::~App() = default;

Status App::open() {
    auto catalog = load_templates(config_);
    if (!catalog) return catalog.error();
    catalog_ = std::make_unique<templates::Catalog>(std::move(*catalog));
    auto store = open_store(executor_, config_, metrics_);
    if (!store) return store.error();
    store_ = std::move(*store);
    auto directory = [this] { return directory_; };
    inbox_ =
        std::make_unique<flow::Inbox>(*store_, clock_, random_, directory, deliver_, schedule_);
    http_ = net::create_http_client(executor_);
    flow::Senders senders;
    const Surroundings around{*http_, *catalog_, clock_, random_, tasks_, directory};
    if (config_.slack) {
        slack_ = make_slack(*config_.slack, around);
        slack_sender_ = slack_->create_sender();
        senders[core::Platform::slack] = slack_sender_.get();
    }
    if (config_.teams) {
        teams_ = make_teams(*config_.teams, around);
        teams_sender_ = teams_->create_sender();
        senders[core::Platform::teams] = teams_sender_.get();
    }
    delivery_ = std::make_unique<flow::Delivery>(
        *store_, *inbox_, senders, clock_, random_, directory, deliver_, metrics_
    );
    scheduler_ = std::make_unique<flow::Scheduler>(*store_, *inbox_, clock_, schedule_, metrics_);
    maintenance_ = std::make_unique<flow::Maintenance>(*store_, clock_);
    return boost::system::in_place_value;
}

std::vector<net::Route> App::routes() {
    auto all = web::make_routes([this] { return troubles(); }, metrics_);
    all.push_back(web::make_export_route([this](std::string token) {
        return flow::read_export(*store_, directory_, flow::export_name(token), clock_.now());
    }));
    sources::Neighbours neighbours{
        [this] { return sources_; },
        [this] { return directory_; },
        sources::into(*inbox_),
        clock_,
        metrics_,
    };
    all.push_back(sources::make_route(std::move(neighbours)));
    const auto add = [&all](std::vector<net::Route> more) {
        std::move(more.begin(), more.end(), std::back_inserter(all));
    };
    if (slack_) add(slack_->routes(*inbox_));
    if (teams_) add(teams_->routes(*inbox_));
    return all;
}

Status App::listen() {
    auto server = net::listen(
        executor_,
        config_.server.host,
        config_.server.port,
        net::ServerLimits(),
        net::route(routes())
    );
    if (!server) return server.error();
    server_ = std::move(*server);
    // Port 0 picks a free one, which is known only now.
    if (directory_->public_url.ends_with(":0")) {
        auto directory = std::make_shared<core::Directory>(*directory_);
        directory->public_url = address();
        directory_ = std::move(directory);
    }
    return boost::system::in_place_value;
}

asio::awaitable<Status> App::begin_work() {
    auto recovered = co_await delivery_->recover();
    if (!recovered) co_return recovered;
    auto armed = co_await inbox_->start();
    if (!armed) co_return armed;
    if (slack_) slack_->connect();
    if (teams_) teams_->connect();
    for (int worker = 1; worker <= delivery_workers; ++worker) {
        tasks_.spawn("delivery " + std::to_string(worker), delivery_->run());
    }
    tasks_.spawn("scheduler", scheduler_->run());
    tasks_.spawn("maintenance", maintenance_->run());
    co_return boost::system::in_place_value;
}

asio::awaitable<Status> App::start() {
    auto status = open();
    if (status) status = listen();
    if (status) status = co_await begin_work();
    if (!status) co_await stop();
    co_return status;
}

asio::awaitable<void> App::stop() {
    if (server_) co_await server_->stop(requests_finish_within);
    tasks_.cancel();
    if (http_) http_->stop();
    auto finished = co_await tasks_.join(tasks_finish_within);
    if (!finished) {
        for (const auto& name : tasks_.running())
            log::error("a task did not stop in time", {{"task", name}});
    }
    if (store_) store_->stop();
}

asio::awaitable<Status> App::reload(config::Config config) {
    auto catalog = load_templates(config);
    if (!catalog) co_return catalog.error();
    *catalog_ = std::move(*catalog);
    directory_ = std::make_shared<core::Directory>(config.directory);
    sources_ = std::make_shared<std::vector<sources::Source>>(sources_of(config));
    config_.directory = config.directory;
    co_return co_await inbox_->start();
}

void App::clock_moved() {
    schedule_.notify();
    deliver_.notify();
}

asio::awaitable<bool> App::idle() {
    bool idle = false;
    const flow::Job look = [&](flow::Tx& tx) {
        const auto now = clock_.now();
        const auto next = tx.next_due();
        const bool sent = tx.outbox_figures().waiting == 0 || (next && *next > now);
        idle = sent && tx.due_timers(now, 1).empty();
    };
    auto looked = co_await store_->read(look);
    co_return looked.has_value() && idle;
}

std::string App::address() const {
    auto host = config_.server.host.find(':') == std::string::npos
                    ? config_.server.host
                    : "[" + config_.server.host + "]";
    return "http://" + host + ":" + std::to_string(server_->port());
}

std::vector<std::string> App::troubles() const {
    std::vector<std::string> all;
    if (auto failed = failure()) all.push_back(failed->what());
    if (slack_) {
        auto state = slack_->state();
        if (!state.trouble.empty()) all.push_back(state.trouble);
        if (state.trouble.empty() && !state.connected)
            all.emplace_back("Slack has not answered yet.");
    }
    if (teams_ && !teams_->trouble().empty()) all.push_back(teams_->trouble());
    return all;
}

std::optional<Error> App::failure() const {
    return store_ ? store_->failure() : std::nullopt;
}

}  // namespace debrief::cli
