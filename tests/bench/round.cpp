#include "tests/bench/round.hpp"

#include "tests/bench/signed_requests.hpp"
#include "tests/bench/teams_requests.hpp"
#include "tests/teams/login_double.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>

namespace debrief::bench {
namespace {

constexpr std::string_view open_line = "open incident \"Checkout is slow\" service:checkout";
constexpr std::string_view open_till_line = "open incident \"The till is slow\" service:till";
constexpr std::string_view feedback_line =
    "feedback Number % says: it works again, but the search was slow for an hour";
constexpr std::size_t most_a_second = 40'000;  // requests made in advance for each second
constexpr std::size_t kept_of_status = 20'000;
constexpr std::size_t new_tokens = 3'000;  // signing one takes longer than checking twenty
constexpr std::size_t loaded_at = 64;
constexpr std::chrono::milliseconds settle{500};

/// Where requests come from.
struct Sources {
    SignedRequests slack;
    TeamsRequests teams;
};

struct Running {
    Server server;
    std::unique_ptr<Child> child;
    std::filesystem::path database;
    std::size_t stored = 0;  ///< acknowledged changes
};

std::string service_url(const Plan& plan) {
    return plan.platforms_url + "teams/";
}

std::string configuration(const Plan& plan, const std::filesystem::path& folder) {
    const std::string teams = service_url(plan);
    return "[server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://debrief.example.com\"\n"
           "[storage]\nurl = \"sqlite:" +
           (folder / "debrief.db").string() + "\"\n[slack]\nsigning_secret = \"" +
           std::string(secret) + "\"\nbot_token = \"xoxb-bench\"\napi_url = \"" +
           plan.platforms_url + "api/\"\n[teams]\napp_id = \"" + teams::test::app_id +
           "\"\napp_password = \"bench\"\ntenant_id = \"" + teams::test::tenant +
           "\"\nlogin_url = \"" + teams + "\"\nopenid_metadata_url = \"" + teams +
           "metadata\"\nservice_urls = [\"" + teams +
           "\"]\n[[service]]\nname = \"checkout\"\nslack_channels = [\"" + std::string(channel) +
           "\"]\nops_contact = \"olga@example.com\"\nit_owner = \"ivan@example.com\"\n"
           "[[service]]\nname = \"till\"\nteams_channels = [\"" +
           std::string(teams_channel) + "\"]\n";
}

std::vector<std::string> command_for(
    Server server, const Plan& plan, const std::filesystem::path& folder
) {
    const std::string binaries = BENCH_BINARIES;
    if (server == Server::debrief) {
        const auto file = folder / "debrief.toml";
        std::ofstream(file) << configuration(plan, folder);
        return {binaries + "/debrief", "serve", "--config", file.string()};
    }
    std::vector<std::string> command{binaries + "/bench_bare_server", std::string(secret)};
    if (server == Server::bare_storing) command.push_back((folder / "bare.db").string());
    return command;
}

std::string_view expected_of(Server server, What what) {
    if (server != Server::debrief) return "that is noted";
    switch (what) {
        case What::feedback:
            return "B-";
        case What::status:
            return "F-1";
        case What::activity:
        case What::new_tokens:
            break;
    }
    return "200";  // Teams is answered with nothing but the status
}

Outcome checked(const Load& load, const Running& running) {
    Outcome outcome = apply(load, running.child->port());
    if (outcome.failures > 0) {
        throw std::runtime_error(
            std::to_string(outcome.failures) + " wrong answers, such as: " + outcome.failed_answer
        );
    }
    return outcome;
}

Running start(
    Server server,
    const Plan& plan,
    const std::filesystem::path& folder,
    SignedRequests& requests,
    RoundResult& result
) {
    Running running{server, nullptr, {}};
    if (server == Server::debrief) running.database = folder / "debrief.db";
    if (server == Server::bare_storing) running.database = folder / "bare.db";
    const auto command = command_for(server, plan, folder);
    const std::string log = "server" + std::to_string(static_cast<int>(server)) + ".log";
    const std::vector<std::string> opening = requests.many(open_line, 1);
    Load load;
    load.requests = &opening;
    load.expected = server == Server::debrief ? "F-1" : expected_of(server, What::feedback);
    const auto before = std::chrono::steady_clock::now();
    running.child = std::make_unique<Child>(command, plan.cores.server, folder / log);
    static_cast<void>(checked(load, running));
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - before;
    running.stored = 1;
    result.start[server] = took.count();
    std::this_thread::sleep_for(settle);
    result.idle[server] = running.child->resident();
    return running;
}

std::vector<std::string> requests_for(
    What what, std::chrono::milliseconds duration, Sources& sources
) {
    const auto seconds = static_cast<double>(duration.count()) / 1000;
    const auto most = static_cast<std::size_t>(seconds * most_a_second);
    switch (what) {
        case What::feedback:
            return sources.slack.many(feedback_line, most);
        case What::status:
            return sources.slack.many("status", std::min(most, kept_of_status));
        case What::activity:
            return sources.teams.many(feedback_line, most, Tokens::same);
        case What::new_tokens:
            break;
    }
    return sources.teams.many(feedback_line, new_tokens, Tokens::new_each);
}

Outcome load_with(
    Running& running,
    What what,
    std::size_t connections,
    std::chrono::milliseconds duration,
    Sources& sources
) {
    const auto sent = requests_for(what, duration, sources);
    Load load;
    load.connections = connections;
    load.duration = duration;
    load.requests = &sent;
    load.repeat = what == What::status;
    load.expected = expected_of(running.server, what);
    running.child->resume();
    Outcome outcome = checked(load, running);
    if (what != What::status) running.stored += outcome.acks;
    return outcome;
}

/// A follow-up of its own for Teams, in another channel and thread than Slack's.
void open_till(Running& running, TeamsRequests& requests) {
    const auto opening = requests.many(open_till_line, 1, Tokens::same);
    Load load;
    load.requests = &opening;
    running.child->resume();
    static_cast<void>(checked(load, running));
    std::this_thread::sleep_for(settle);
}

/// Every acknowledged change is in the database: as a journal line, or as a row.
void require_all_stored(const Running& running) {
    if (running.database.empty()) return;
    sqlite3* database = nullptr;
    sqlite3_open_v2(running.database.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
    const char* sql = running.server == Server::debrief
                          ? "SELECT count(*) + 1 FROM journal WHERE verb = 'feedback'"
                          : "SELECT count(*) FROM requests";
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
    sqlite3_step(statement);
    const auto found = static_cast<std::size_t>(sqlite3_column_int64(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    if (found != running.stored) {
        throw std::runtime_error(
            std::to_string(running.stored) + " changes were acknowledged, " +
            std::to_string(found) + " are in " + running.database.string()
        );
    }
}

void measure(
    std::vector<Running*> servers,
    const Plan& plan,
    What what,
    bool turn,
    Sources& requests,
    RoundResult& result
) {
    if (turn) std::reverse(servers.begin(), servers.end());
    for (Running* running : servers) {
        static_cast<void>(load_with(*running, what, loaded_at, plan.warm_up, requests));
        running->child->pause();
    }
    for (const std::size_t connections : plan.connections) {
        for (Running* running : servers) {
            const Outcome outcome = load_with(*running, what, connections, plan.cell, requests);
            Figures figures;
            figures.rate = outcome.rate();
            figures.p50 = outcome.percentile(0.5);
            figures.p99 = outcome.percentile(0.99);
            result.cells[Cell(what, connections)][running->server] = figures;
            if (connections == loaded_at && what == What::feedback) {
                result.loaded[running->server] = running->child->resident();
            }
            running->child->pause();
        }
    }
}

}  // namespace

RoundResult run_round(const Plan& plan, int number, Random& random) {
    const auto folder = plan.folder / ("round-" + std::to_string(number));
    std::filesystem::create_directories(folder);
    Sources sources{SignedRequests(random), TeamsRequests(random, service_url(plan))};
    RoundResult result;
    std::vector<Running> all;
    for (const Server server : {Server::debrief, Server::bare_storing, Server::bare}) {
        all.push_back(start(server, plan, folder, sources.slack, result));
        all.back().child->pause();
    }
    const bool turn = number % 2 == 0;
    measure({&all[0], &all[1]}, plan, What::feedback, turn, sources, result);
    measure({&all[0], &all[2]}, plan, What::status, turn, sources, result);
    open_till(all[0], sources.teams);
    measure({&all[0]}, plan, What::activity, turn, sources, result);
    measure({&all[0]}, plan, What::new_tokens, turn, sources, result);
    for (Running& running : all) {
        result.peak[running.server] = running.child->peak();
        running.child->stop();
        require_all_stored(running);
    }
    std::filesystem::remove_all(folder);
    return result;
}

}  // namespace debrief::bench
