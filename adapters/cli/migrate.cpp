// `debrief migrate`: brings the database to this version's schema, without starting the bot.
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "storage/sqlite/store.hpp"

#include <iostream>

namespace debrief::cli {

int migrate(const Options& options) {
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    auto report = storage::migrate_sqlite(config->storage.sqlite_file);
    if (!report) {
        complain(report.error().what());
        return 1;
    }
    std::cout << config->storage.sqlite_file.string() << ": schema version " << report->after
              << (report->before == report->after
                      ? " already\n"
                      : ", from version " + std::to_string(report->before) + "\n");
    return 0;
}

}  // namespace debrief::cli
