// `debrief check`: the configuration and the templates, with file, line, what is wrong and what
// would be right.
#include "adapters/cli/app.hpp"
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"

#include <iostream>

namespace debrief::cli {

int check(const Options& options) {
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    auto catalog = load_templates(*config);
    if (!catalog) {
        std::cerr << catalog.error().what() << '\n';
        return 1;
    }
    auto problems = catalog->check();
    for (const auto& problem : problems) std::cerr << to_text(problem) << '\n';
    if (!problems.empty()) {
        complain(
            std::to_string(problems.size()) + (problems.size() == 1 ? " problem" : " problems") +
            " in the templates"
        );
        return 1;
    }
    std::cout << options.config << ": " << config->directory.services.size() << " services, "
              << config->sources.size() << " sources; the templates are fine.\n";
    return 0;
}

}  // namespace debrief::cli
