// One round: all servers anew, every cell of the table once, the servers taking turns.
#pragma once
#include "bot/base/random.hpp"
#include "tests/bench/child.hpp"
#include "tests/bench/load.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace debrief::bench {

enum class Server { debrief, bare_storing, bare };
/// `activity`: the same feedback as a mention in Teams, with the token of the one before;
/// `new_tokens`: each with a token of its own.
enum class What { feedback, status, activity, new_tokens };

struct Plan {
    int rounds = 7;
    std::chrono::milliseconds cell{2'000};
    std::chrono::milliseconds warm_up{1'000};
    std::vector<std::size_t> connections{1, 16, 64, 256};
    Cores cores;
    std::filesystem::path folder;
    std::string platforms_url;  ///< Slack's and Teams' stand-in; ends in "/"
};

struct Figures {
    double rate = 0, p50 = 0, p99 = 0;  ///< acks a second, milliseconds
};
using Cell = std::pair<What, std::size_t>;  ///< and connections

struct RoundResult {
    std::map<Cell, std::map<Server, Figures>> cells;
    std::map<Server, double> idle, loaded, peak;  ///< resident, MiB
    std::map<Server, double> start;               ///< milliseconds from exec to the first ack
};

/// Throws std::runtime_error when an answer is wrong or what was acknowledged is not in the
/// database.
[[nodiscard]] RoundResult run_round(const Plan& plan, int number, Random& random);

}  // namespace debrief::bench
