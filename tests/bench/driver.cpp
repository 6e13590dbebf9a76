// Measures Debrief against a bare server on this machine, in one run, and prints the tables.
#include "tests/bench/report.hpp"
#include "tests/bench/round.hpp"
#include "tests/bench/stand_in.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace debrief::bench {
namespace {

constexpr const char* usage =
    "usage: ./dev bench [--quick] [--rounds N] [--connections N]\n"
    "  --quick          less than a minute: 3 short rounds, 1 and 64 connections\n"
    "  --rounds N       more or fewer of them\n"
    "  --connections N  only with so many connections\n";

struct WrongUsage : std::runtime_error {
    using std::runtime_error::runtime_error;
};

int number_after(const std::vector<std::string>& words, std::size_t& at) {
    const int number = ++at < words.size() ? std::atoi(words[at].c_str()) : 0;
    if (number < 1) throw WrongUsage(usage);
    return number;
}

Plan plan_from(const std::vector<std::string>& words) {
    Plan plan;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] == "--quick") {
            plan.rounds = 3;
            plan.cell = std::chrono::milliseconds(1'000);
            plan.warm_up = std::chrono::milliseconds(500);
            plan.connections = {1, 64};
        } else if (words[at] == "--rounds") {
            plan.rounds = number_after(words, at);
        } else if (words[at] == "--connections") {
            plan.connections = {static_cast<std::size_t>(number_after(words, at))};
        } else {
            throw WrongUsage(usage);
        }
    }
    return plan;
}

/// On the disk the build is on: /tmp may be memory.
std::filesystem::path fresh_folder() {
    std::string name = std::string(BENCH_BINARIES) + "/bench-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    return name;
}

void run(Plan plan) {
    plan.cores = find_cores();
    const StandIn platforms(plan.cores.load);
    stay_on(plan.cores.load);
    plan.platforms_url = platforms.url();
    plan.folder = fresh_folder();
    SystemRandom random;
    std::vector<RoundResult> rounds;
    for (int number = 1; number <= plan.rounds; ++number) {
        std::cerr << "round " << number << " of " << plan.rounds << std::endl;
        rounds.push_back(run_round(plan, number, random));
    }
    std::filesystem::remove_all(plan.folder);
    std::cout << report(plan, rounds) << std::flush;
}

}  // namespace
}  // namespace debrief::bench

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        debrief::bench::run(debrief::bench::plan_from({arguments + 1, arguments + count}));
    } catch (const debrief::bench::WrongUsage& wrong) {
        std::cerr << wrong.what();
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "bench: " << error.what() << "\n";
        return 1;
    }
    return 0;
}
