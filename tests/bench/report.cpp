#include "tests/bench/report.hpp"

#include <boost/version.hpp>

#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sys/utsname.h>

namespace debrief::bench {
namespace {

using Rounds = std::vector<RoundResult>;
using Pick = std::function<double(const RoundResult&)>;

struct Spread {
    double median = 0, least = 0, most = 0;
};

Spread spread(const Rounds& rounds, const Pick& pick) {
    std::vector<double> values;
    for (const RoundResult& round : rounds) values.push_back(pick(round));
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median =
        values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return Spread{median, values.front(), values.back()};
}

std::string words(const Spread& spread, int digits) {
    return fmt::format(
        "{:.{}f} ({:.{}f}-{:.{}f})",
        spread.median,
        digits,
        spread.least,
        digits,
        spread.most,
        digits
    );
}

std::string percent(const Spread& spread) {
    return fmt::format(
        "{:.0f} % ({:.0f}-{:.0f})", spread.median * 100, spread.least * 100, spread.most * 100
    );
}

std::string cell_table(const Plan& plan, const Rounds& rounds, What what, Server yardstick) {
    std::string out =
        "| connections | Debrief acks/s | bare acks/s | Debrief of bare | Debrief p50 ms | p99 ms "
        "| "
        "bare p50 ms | p99 ms |\n|---|---|---|---|---|---|---|---|\n";
    for (const std::size_t connections : plan.connections) {
        const Cell cell(what, connections);
        const auto of = [&](Server server, double Figures::*figure) {
            return spread(rounds, [&](const RoundResult& round) {
                return round.cells.at(cell).at(server).*figure;
            });
        };
        // Of the same round, whose cells stand side by side in time.
        const Spread ratio = spread(rounds, [&](const RoundResult& round) {
            const auto& both = round.cells.at(cell);
            return both.at(Server::debrief).rate / both.at(yardstick).rate;
        });
        out += fmt::format(
            "| {} | {} | {} | {} | {} | {} | {} | {} |\n",
            connections,
            words(of(Server::debrief, &Figures::rate), 0),
            words(of(yardstick, &Figures::rate), 0),
            percent(ratio),
            words(of(Server::debrief, &Figures::p50), 2),
            words(of(Server::debrief, &Figures::p99), 2),
            words(of(yardstick, &Figures::p50), 2),
            words(of(yardstick, &Figures::p99), 2)
        );
    }
    return out;
}

/// Activities of Teams, beside the same feedback by Slack's command.
std::string teams_table(const Plan& plan, const Rounds& rounds) {
    std::string out =
        "| connections | same token, acks/s | of Slack's | p50 ms | p99 ms | new tokens, acks/s | "
        "p50 "
        "ms | p99 ms |\n|---|---|---|---|---|---|---|---|\n";
    for (const std::size_t connections : plan.connections) {
        const auto of = [&](What what, double Figures::*figure) {
            return spread(rounds, [&](const RoundResult& round) {
                return round.cells.at(Cell(what, connections)).at(Server::debrief).*figure;
            });
        };
        const Spread ratio = spread(rounds, [&](const RoundResult& round) {
            const auto rate = [&](What what) {
                return round.cells.at(Cell(what, connections)).at(Server::debrief).rate;
            };
            return rate(What::activity) / rate(What::feedback);
        });
        out += fmt::format(
            "| {} | {} | {} | {} | {} | {} | {} | {} |\n",
            connections,
            words(of(What::activity, &Figures::rate), 0),
            percent(ratio),
            words(of(What::activity, &Figures::p50), 2),
            words(of(What::activity, &Figures::p99), 2),
            words(of(What::new_tokens, &Figures::rate), 0),
            words(of(What::new_tokens, &Figures::p50), 2),
            words(of(What::new_tokens, &Figures::p99), 2)
        );
    }
    return out;
}

std::string other_table(const Rounds& rounds) {
    std::string out = "| | Debrief | bare, storing | bare |\n|---|---|---|---|\n";
    const auto row = [&](const char* name, std::map<Server, double> RoundResult::*figure, int digits
                     ) {
        out += fmt::format("| {} |", name);
        for (const Server server : {Server::debrief, Server::bare_storing, Server::bare}) {
            const bool known = (rounds.front().*figure).count(server) > 0;
            out += known ? " " +
                               words(
                                   spread(
                                       rounds,
                                       [&](const RoundResult& round) {
                                           return (round.*figure).at(server);
                                       }
                                   ),
                                   digits
                               ) +
                               " |"
                         : " |";
        }
        out += "\n";
    };
    row("exec to first ack, ms", &RoundResult::start, 0);
    row("resident idle, MiB", &RoundResult::idle, 1);
    row("resident after 64 connections, MiB", &RoundResult::loaded, 1);
    row("resident at most, MiB", &RoundResult::peak, 1);
    return out;
}

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    }
    return "unknown processor";
}

std::string machine(const Plan& plan) {
    utsname system{};
    ::uname(&system);
    return fmt::format(
        "{}; {} {}; {}; Boost {}.{}; SQLite {}; {}",
        processor(),
        system.sysname,
        system.release,
        BENCH_COMPILER,
        BOOST_VERSION / 100'000,
        BOOST_VERSION / 100 % 1'000,
        sqlite3_libversion(),
        plan.cores.apart() ? "server on one core, load on another"
                           : "ONE core for server and load: the figures mean little"
    );
}

}  // namespace

std::string report(const Plan& plan, const Rounds& rounds) {
    return fmt::format(
        "{}; {} rounds of {} ms a cell. Median (least-most).\n\n"
        "`/debrief feedback TEXT`, every one different, against the bare server that "
        "stores:\n\n{}\n"
        "`/debrief status`, against the bare server that stores nothing:\n\n{}\n"
        "`@Debrief feedback TEXT` in Teams, every one different, RS256 tokens:\n\n{}\n{}",
        machine(plan),
        rounds.size(),
        plan.cell.count(),
        cell_table(plan, rounds, What::feedback, Server::bare_storing),
        cell_table(plan, rounds, What::status, Server::bare),
        teams_table(plan, rounds),
        other_table(rounds)
    );
}

}  // namespace debrief::bench
