// `debrief demo`: the bot with an embedded Slack workspace and Teams tenant, on loopback, in a
// temporary folder.
#include "adapters/cli/app.hpp"
#include "adapters/cli/demo_config.hpp"
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "adapters/sandbox/sandbox.hpp"
#include "adapters/sandbox/story.hpp"
#include "bot/base/log.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace debrief::cli {
namespace {

namespace fs = std::filesystem;

/// A folder that goes when the demo ends.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        auto shape = (fs::temp_directory_path() / "debrief-demo-XXXXXX").string();
        if (mkdtemp(shape.data())) path_ = shape;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

/// Everything the demo holds while it runs.
struct Playing {
    explicit Playing(const Options& options_)
        : options(options_), clock(real), signals(io, SIGTERM, SIGINT), tasks(io.get_executor()) {}
    const Options& options;
    asio::io_context io{1};
    SystemClock real;
    sandbox::SandboxClock clock;
    SystemRandom random;
    TemporaryFolder folder;
    asio::signal_set signals;
    net::TaskGroup tasks;
    std::unique_ptr<sandbox::Sandbox> workspace;
    std::unique_ptr<App> app;
    int exit_code = 1;
};

bool fail(const Error& error) {
    complain(error.what());
    return false;
}

bool open_workspace(Playing& playing) {
    sandbox::Settings settings;
    settings.port = playing.options.script ? 0 : playing.options.port;
    playing.workspace = std::make_unique<sandbox::Sandbox>(
        playing.io.get_executor(), playing.clock, playing.random, settings
    );
    auto started = playing.workspace->start();
    return started ? true : fail(started.error());
}

std::optional<config::Config> configure(Playing& playing) {
    if (playing.folder.path().empty()) {
        complain("There is no temporary folder to write to; set TMPDIR to one.");
        return std::nullopt;
    }
    auto file = playing.folder.path() / "debrief.toml";
    std::ofstream(file) << demo_config(*playing.workspace);
    auto config = load_or_explain(file.string());
    // Everybody in the demo is on this computer.
    if (config) config->directory.public_url = "http://127.0.0.1:0";
    return config;
}

/// The workspace learns where the bot and its sources listen.
void connect(Playing& playing) {
    const std::string address = playing.app->address();
    playing.workspace->connect(address);
    playing.workspace->teams().set_outgoing_webhook(address + "/teams/outgoing/ops");
    playing.workspace->set_sources(
        {sandbox::SourceLink(
             "alertmanager", address + "/sources/alertmanager", Secret(demo_source_token)
         ),
         sandbox::SourceLink("github", address + "/sources/github", Secret(demo_source_token))}
    );
}

asio::awaitable<void> until_stopped(Playing& playing) {
    std::cout << "The workspace is at " << playing.workspace->page_url() << "\n"
              << "Debrief's data is in " << playing.folder.path().string()
              << " and goes when you stop it with Ctrl-C." << std::endl;
    boost::system::error_code ignored;
    co_await playing.signals.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    playing.exit_code = 0;
}

asio::awaitable<void> tell_story(Playing& playing) {
    std::function<void(std::string_view)> write = [](std::string_view line) {
        std::cout << line << std::endl;
    };
    const bool right = co_await sandbox::play_story(*playing.workspace, std::move(write));
    playing.exit_code = right ? 0 : 1;
}

asio::awaitable<void> play(Playing& playing) {
    auto started = co_await playing.app->start();
    if (started) {
        connect(playing);
        playing.clock.on_moved([&playing] { playing.app->clock_moved(); });
        playing.workspace->set_idle_check([&playing] { return playing.app->idle(); });
        if (playing.options.script) {
            co_await tell_story(playing);
        } else {
            std::cout << "listening on " << playing.app->address() << std::endl;
            co_await until_stopped(playing);
        }
        co_await playing.app->stop();
    } else {
        complain(started.error().what());
    }
    co_await playing.workspace->stop();
    playing.tasks.cancel();
}

}  // namespace

int demo(const Options& options) {
    log::set_level(log::Level::warn);
    Playing playing(options);
    if (options.script) playing.clock.start_at(sandbox::story_begins());
    if (!open_workspace(playing)) return 1;
    auto config = configure(playing);
    if (!config) return 1;
    playing.app = std::make_unique<App>(
        playing.io.get_executor(), std::move(*config), playing.clock, playing.random
    );
    playing.tasks.spawn("demo", play(playing));
    playing.io.run();
    return playing.exit_code;
}

}  // namespace debrief::cli
