// `debrief doctor`: what the bot needs from the outside, checked one by one.
#include "adapters/cli/app.hpp"
#include "adapters/cli/console.hpp"
#include "adapters/cli/loading.hpp"
#include "adapters/cli/platforms.hpp"
#include "adapters/cli/verbs.hpp"

#include <filesystem>
#include <iostream>

namespace debrief::cli {
namespace {

/// One finding; true when it is fine.
bool tell(const char* what, const Status& status) {
    std::cout << (status ? "ok       " : "PROBLEM  ") << what;
    if (!status) std::cout << ": " << status.error().what();
    std::cout << '\n';
    return status.has_value();
}

Status check_database(const config::Config& config, asio::any_io_executor executor) {
    const auto& file = config.storage.sqlite_file;
    std::error_code ignored;
    const auto folder = std::filesystem::absolute(file, ignored).parent_path();
    if (!std::filesystem::exists(file, ignored) && std::filesystem::is_directory(folder, ignored)) {
        // Created here, it could belong to the wrong user.
        std::cout << "note     " << file.string() << " is created by the first start\n";
        return boost::system::in_place_value;
    }
    Metrics metrics;
    auto store = open_store(std::move(executor), config, metrics);
    if (!store && store.error().code() == Errc::busy)
        return boost::system::in_place_value;  // Debrief runs: it has it open
    if (!store) return store.error();
    (*store)->stop();
    return boost::system::in_place_value;
}

asio::awaitable<void> check_slack(
    const config::Slack& config, const Surroundings& around, bool& fine
) {
    auto slack = make_slack(config, around);
    auto connected = co_await slack->try_connect();
    fine = tell("Slack accepts the bot token", connected) && fine;
    auto state = slack->state();
    if (connected)
        std::cout << "         workspace " << state.team << " (" << state.team_id
                  << "), the bot is " << state.bot_user_id << '\n';
}

asio::awaitable<void> check_teams(
    const config::Teams& config, const Surroundings& around, bool& fine
) {
    if (config.mode == config::Teams::Mode::no_bot) {
        std::cout << "note     [teams] has no bot: only its webhooks and workflows work\n";
        co_return;
    }
    if (config.mode == config::Teams::Mode::anonymous) {
        std::cout << "note     [teams] has no app_id: anybody on this computer can speak to it\n";
        co_return;
    }
    auto teams = make_teams(config, around);
    auto connected = co_await teams->try_connect();
    fine = tell("Microsoft Teams accepts the bot's credentials", connected) && fine;
}

asio::awaitable<void> check_platforms(
    const config::Config& config, asio::any_io_executor executor, bool& fine
) {
    SystemClock clock;
    SystemRandom random;
    auto http = net::create_http_client(executor);
    auto catalog = load_templates(config);
    if (!catalog) {
        Status broken = catalog.error();
        fine = tell("templates", broken) && fine;
        co_return;
    }
    net::TaskGroup tasks(executor);
    auto directory = std::make_shared<core::Directory>(config.directory);
    const flow::DirectorySource source = [directory] { return directory; };
    const Surroundings around{*http, *catalog, clock, random, tasks, source};
    if (config.slack) co_await check_slack(*config.slack, around, fine);
    if (config.teams) co_await check_teams(*config.teams, around, fine);
    http->stop();
}

}  // namespace

int doctor(const Options& options) {
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    std::cout << "ok       configuration " << options.config << '\n';
    asio::io_context io(1);
    bool fine = tell("database", check_database(*config, io.get_executor()));
    run_to_end(io, check_platforms(*config, io.get_executor(), fine));
    if (!config->slack && !config->teams) {
        std::cout << "note     neither [slack] nor [teams] is configured: nobody can use the bot\n";
    }
    if (config->server.public_url.empty()) {
        std::cout << "note     `public_url` is not set: the platforms must reach this server over "
                     "https\n";
    }
    return fine ? 0 : 1;
}

}  // namespace debrief::cli
