// The verbs of the executable. Each returns the exit code: 0 fine, 1 failed.
#pragma once
#include <cstdint>
#include <string>

namespace debrief::cli {

struct Options {
    std::string config = "debrief.toml";
    std::string platform;                       ///< of `manifest`
    std::string package = "debrief-teams.zip";  ///< of `manifest teams`: where it goes
    std::string format, service, since;         ///< of `export`
    std::string output;                         ///< of `export`; empty: standard output
    std::string input;                          ///< of `import`
    std::string key;                            ///< of `export --all` and `import`
    bool all = false;                           ///< of `export`
    bool without_key = false;                   ///< of `import`
    bool script = false;                        ///< of `demo`
    std::uint16_t port = 8090;                  ///< of `demo`
};

int serve(const Options& options);
int demo(const Options& options);
int check(const Options& options);
int doctor(const Options& options);
int migrate(const Options& options);
int status(const Options& options);
int manifest(const Options& options);
int export_to_file(const Options& options);
int import_from_file(const Options& options);
int verify_journal(const Options& options);

}  // namespace debrief::cli
