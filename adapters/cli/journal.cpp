// `debrief journal verify`: whether anybody changed the journal behind Debrief's back.
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "storage/sqlite/journal_check.hpp"

#include <iostream>

namespace debrief::cli {

int verify_journal(const Options& options) {
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    const auto found = storage::verify_journal(config->storage.sqlite_file);
    if (!found) {
        complain(found.error().what());
        return 1;
    }
    if (found->broken) {
        std::cout << "The journal is NOT in order. " << found->why << "\n"
                  << "Lines before it that are in order: " << found->lines << "\n";
        return 1;
    }
    std::cout << "The journal is in order: " << found->lines
              << (found->lines == 1 ? " line.\n" : " lines.\n");
    if (found->lines > 0) {
        std::cout << "Hash of the last one: " << found->last_hash << "\n"
                  << "Note it somewhere else: lines cut off at the end show only against it.\n";
    }
    return 0;
}

}  // namespace debrief::cli
