// `debrief import FILE`: reads what `debrief export --all` wrote into an empty database.
#include "adapters/cli/key_file.hpp"
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "storage/sqlite/dump.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace debrief::cli {
namespace {

/// Where the key is: as named, beside the document, or in the current folder.
KeyFile key_for(const Options& options) {
    if (!options.key.empty()) return KeyFile(options.key);
    const KeyFile beside(usual_key_file(options.input));
    const KeyFile here(usual_key_file(""));
    return beside.exists() || !here.exists() ? beside : here;
}

Result<crypto::Digest> read_key(const KeyFile& keys) {
    if (keys.exists()) return keys.read();
    return Error(
        Errc::not_found,
        "it is sealed, and there is no key in " + keys.path() +
            ". Name the key file that `debrief export --all` wrote with --key, or leave out with "
            "--without-key what is sealed: messages on their way, and who gave anonymous feedback."
    );
}

void tell(const storage::DumpReport& report, const config::Config& config) {
    std::cout << "Imported " << report.rows << " rows into " << config.storage.sqlite_file.string()
              << ".\n";
    if (report.dropped == 0) return;
    std::cout << report.dropped << " were sealed and there was no key: messages on their way are "
              << "left out, and who gave anonymous feedback cannot be told any more what becomes "
              << "of it.\n";
}

}  // namespace

int import_from_file(const Options& options) {
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    std::ifstream file(options.input, std::ios::binary);
    const std::string document{std::istreambuf_iterator<char>(file), {}};
    if (!file) {
        complain("Cannot read " + options.input + ": is there such a file, and the right to read?");
        return 1;
    }
    const KeyFile keys = key_for(options);
    storage::KeySource key = [&] { return read_key(keys); };
    if (options.without_key) key = nullptr;
    const auto report = storage::import_all(config->storage.sqlite_file, document, key);
    if (!report) {
        complain(report.error().what());
        return 1;
    }
    tell(*report, *config);
    return 0;
}

}  // namespace debrief::cli
