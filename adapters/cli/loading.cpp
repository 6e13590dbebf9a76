#include "adapters/cli/loading.hpp"

#include <iostream>

namespace debrief::cli {

void complain(const std::string& words) {
    std::cerr << "debrief: " << words << std::endl;
}

std::optional<config::Config> load_or_explain(
    const std::string& file, const config::Environment& environment
) {
    auto loaded = config::load(file, environment);
    for (const auto& warning : loaded.warnings)
        std::cerr << "warning: " << to_text(warning) << '\n';
    for (const auto& problem : loaded.problems) std::cerr << to_text(problem) << '\n';
    if (!loaded.problems.empty()) {
        complain(
            std::to_string(loaded.problems.size()) +
            (loaded.problems.size() == 1 ? " problem in " : " problems in ") + file
        );
        return std::nullopt;
    }
    return std::move(loaded.config);
}

}  // namespace debrief::cli
